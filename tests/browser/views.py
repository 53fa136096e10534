"""The screens and settings of people who read the site, a browser window for each."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page

PROBES = Path(__file__).parent / "probes"


@dataclass(frozen=True)
class View:
    """One way to look at the site."""

    width: int
    height: int = 800
    scheme: Literal["light", "dark"] = "light"
    scale: float = 1
    forced: bool = False

    def __str__(self) -> str:
        """Name it in a test's id."""
        forced = "-forced" if self.forced else ""
        return f"{self.scheme}-{self.width}x{self.height}{forced}"

    def open(self, browser: Browser, url: str) -> Page:
        """Open a window that lets probes in and asks nobody but *url* for anything."""
        context = browser.new_context(
            base_url=url,
            bypass_csp=True,
            color_scheme=self.scheme,
            device_scale_factor=self.scale,
            forced_colors="active" if self.forced else "none",
            locale="da-DK",
            reduced_motion="reduce",
            viewport={"width": self.width, "height": self.height},
        )
        context.set_default_timeout(60_000)
        return context.new_page()


NARROW = View(320)
DESK = View(1280)
DARK_NARROW = View(320, scheme="dark")
DARK_DESK = View(1280, scheme="dark")
ZOOMED = View(320, 256, scale=4)
"""A window of 1280 by 1024 at 400 %."""
FORCED = View(1280, forced=True)

Windows = Callable[[View], Page]


def probe(page: Page, name: str) -> list[str]:
    """Run a script of `probes/` in the page: it gives a line for each fault."""
    found = page.evaluate((PROBES / f"{name}.js").read_text("utf-8"))
    return [str(line) for line in found]


def restyle(page: Page, selector: str, style: str) -> None:
    """Plant a fault: give the first element of the selector a style of its own."""
    page.locator(selector).first.evaluate("(element, style) => element.style = style", style)
