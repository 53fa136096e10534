"""Someone who applies with a mouse, and a connection in our hand."""

import json

import pytest
from playwright.sync_api import APIResponse, Page, Route, expect

from makker_site.cli import main
from tests.browser.journeys import RECEIPT, SCREEN, SEND, read
from tests.serving import Served, wait_for
from tests.visitor import MENTOR, PROGRAMME

FORM = f"/tilbud/{PROGRAMME}/mentor/"
WITHIN = "Det ser ud til, at du er i målgruppen"
SCREENED, SENT = "/send/svar/", "/send/kontakt/"


class Line:
    """A connection on which the server hears at once, and its answers come when we let them."""

    def __init__(self, page: Page, path: str) -> None:
        """Hold back what is answered to what is sent to *path*."""
        self._page, self._path = page, f"**{path}"
        self.held: list[tuple[Route, APIResponse]] = []
        page.route(self._path, self._hold)

    def _hold(self, route: Route) -> None:
        self.held.append((route, route.fetch()))

    def hear(self, number: int) -> None:
        """Wait until the server has heard as many."""

        def heard() -> bool:
            self._page.wait_for_timeout(50)
            return len(self.held) >= number

        wait_for(heard)

    def let_go(self) -> None:
        """Give every answer that was held back, and hold none any more."""
        for route, answer in self.held:
            route.fulfill(response=answer)
        self._page.unroute(self._path)


def click(page: Page, button: str) -> None:
    """Click the button, without waiting for what comes of it."""
    page.get_by_role("button", name=button, exact=True).click(no_wait_after=True)


def click_twice(page: Page, button: str) -> None:
    """Click the button, and again while the answer is under way."""
    target = page.get_by_role("button", name=button, exact=True)
    target.scroll_into_view_if_needed()
    box = target.bounding_box()
    assert box is not None
    for _ in range(2):
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.wait_for_timeout(200)


def answer(page: Page) -> None:
    """Open the form, and answer as a mentor who fits."""
    page.goto(FORM)
    for name, value in MENTOR.items():
        page.locator(f"[name={name}][value={value}]").check()


def screened(page: Page, name: str = "Bodil") -> None:
    """Come to the result, and fill in the contact."""
    answer(page)
    click(page, SCREEN)
    read(page, WITHIN)
    page.locator("#navn").fill(name)
    page.locator("#telefon").fill("20 26 45 77")
    page.locator("#samtykke").check()


def applied(page: Page, name: str = "Bodil") -> str:
    """Go the whole way; give the number of the receipt."""
    screened(page, name)
    click(page, SEND)
    return receipt(page)


def receipt(page: Page) -> str:
    """Read the number of the receipt."""
    read(page, RECEIPT)
    return page.locator(".mk-reference").inner_text()


def references(served: Served, capsys: pytest.CaptureFixture[str]) -> set[str]:
    """Give the numbers of what is stored."""
    capsys.readouterr()
    assert main(["records", "list", "--json", "--data", str(served.data)]) == 0
    return {record["reference"] for record in json.loads(capsys.readouterr().out)}


def expect_ready(page: Page) -> None:
    """See that the form can be sent."""
    expect(page.locator("[type=submit][aria-disabled=true]")).to_have_count(0)
    expect(page.locator(".mk-sending")).to_have_text("")
