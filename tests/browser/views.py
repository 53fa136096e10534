"""The screens and settings of people who read the site."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page

PROBES = Path(__file__).parent / "probes"


@dataclass(frozen=True)
class View:
    """One way to look at the site."""

    width: int
    height: int = 800
    scheme: Literal["light", "dark"] = "light"
    forced: bool = False
    style: str = ""
    """CSS of the reader's own, on top of ours."""

    def __str__(self) -> str:
        """Name it in a test's report."""
        words = [self.scheme, f"{self.width} px", "forced colours" * self.forced, self.style[:22]]
        return ", ".join(filter(None, words))

    def look(self, page: Page) -> None:
        """Let the page be seen like this from now on; it is not loaded anew."""
        page.set_viewport_size({"width": self.width, "height": self.height})
        forced: Literal["active", "none"] = "active" if self.forced else "none"
        page.emulate_media(color_scheme=self.scheme, forced_colors=forced)
        page.evaluate((PROBES / "restyle.js").read_text("utf-8"), self.style)


SPACING = """\
* { line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }"""
"""What WCAG 1.4.12 says a reader may set."""
LARGE_LETTERS = "html { font-size: 200% !important; }"

NARROW = View(320)
DESK = View(1280)
DARK_NARROW = View(320, scheme="dark")
DARK_DESK = View(1280, scheme="dark")
ZOOMED = View(320, 256)
"""A window of 1280 by 1024 at 400 %."""
FORCED = View(1280, forced=True)


def probe(page: Page, name: str) -> list[str]:
    """Run a script of `probes/` in the page: it gives a line for each fault."""
    found = page.evaluate((PROBES / f"{name}.js").read_text("utf-8"))
    return [str(line) for line in found]


def restyle(page: Page, selector: str, style: str) -> None:
    """Plant a fault: give the first element of the selector a style of its own."""
    page.locator(selector).first.evaluate("(element, style) => element.style = style", style)
