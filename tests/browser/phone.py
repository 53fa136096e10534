"""Chromium from the system's own packages, as a phone."""

from playwright.sync_api import ViewportSize

CHROMIUM = "/usr/bin/chromium"
OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""It asks nobody for anything of its own accord."""
SIZE: ViewportSize = {"width": 390, "height": 844}
