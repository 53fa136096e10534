"""Chromium from the system's own packages, as a Danish phone, against a real server."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request

from tests.browser.views import View, Windows
from tests.serving import Served, serving


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return {
        "executable_path": "/usr/bin/chromium",
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    }


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve the site as it is on one day, so that what is to come does not become the past."""
    with serving(tmp_path_factory.mktemp("served"), today="2026-11-22") as served:
        yield served


@pytest.fixture
def browser_context_args(served: Served) -> dict[str, Any]:
    """A phone without JavaScript: what everything here must work with."""
    return {
        "base_url": served.url,
        "java_script_enabled": False,
        "locale": "da-DK",
        "timezone_id": "Europe/Copenhagen",
        "viewport": {"width": 390, "height": 844},
    }


@pytest.fixture(autouse=True)
def asked_elsewhere(page: Page, served: Served) -> Iterator[None]:
    """Fail a test during which the browser asks anyone else for anything."""
    strangers: list[str] = []
    page.on(
        "request",
        lambda request: (
            None if request.url.startswith(served.url) else strangers.append(request.url)
        ),
    )
    yield
    assert strangers == []


@pytest.fixture(scope="session")
def windows(browser: Browser, served: Served) -> Iterator[Windows]:
    """Give the window of a view. Each is opened once, and none asks anyone else for anything."""
    opened: dict[View, Page] = {}
    strangers: list[str] = []

    def watch(request: Request) -> None:
        if not request.url.startswith(served.url):
            strangers.append(request.url)

    def window(view: View) -> Page:
        if view not in opened:
            opened[view] = view.open(browser, served.url)
            opened[view].on("request", watch)
        return opened[view]

    yield window
    assert strangers == []
