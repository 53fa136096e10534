"""Every page from end to end with the Tab key alone."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.states import ANSWERS, pages
from tests.browser.views import DARK_DESK, FORCED, ZOOMED, View, Windows, probe, restyle
from tests.serving import Served
from tests.visitor import PROGRAMME

FORM = f"/tilbud/{PROGRAMME}/mentor/"


def walk(page: Page) -> list[str]:
    """Press Tab once round the page; give what is wrong on the way."""
    stops = probe(page, "tab-stops")
    reached, found = [], []
    for _ in range(len(stops) + 1):
        page.keyboard.press("Tab")
        number, *wrong = probe(page, "focus") or ["-1"]
        if number != "-1":
            reached.append(int(number))
        found += wrong
    # A page that opens with focus on its summary starts there and comes round.
    first = reached[0] if reached else 0
    expected = [(first + step) % len(stops) for step in range(len(stops))]
    if reached[: len(stops)] != expected:
        found.append(f"Tab goes to {reached}, not to {expected}: {stops}")
    return [f"{page.url} {line}" for line in found]


@pytest.mark.parametrize("view", [ZOOMED, DARK_DESK, FORCED], ids=str)
def test_tab_reaches_everything_in_order_and_focus_is_seen(
    windows: Windows, served: Served, view: View
) -> None:
    page = windows(view)
    found = []
    for state in pages(served):
        state.show(page)
        found += walk(page)
    assert found == []


@pytest.mark.parametrize("name", ANSWERS)
def test_tab_reaches_everything_in_what_the_forms_answer(
    windows: Windows, served: Served, name: str
) -> None:
    page = windows(ZOOMED)
    ANSWERS[name](served).show(page)
    assert walk(page) == []


def test_every_page_lets_one_skip_to_what_it_is_about(windows: Windows, served: Served) -> None:
    page = windows(ZOOMED)
    for state in pages(served):
        state.show(page)
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Gå til sidens indhold")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_be_focused()
        page.keyboard.press("Tab")
        assert page.evaluate("!document.activeElement.closest('header')"), page.url


@pytest.mark.parametrize(
    ("selector", "style"),
    [
        (".mk-header__name", "outline: none"),
        (".mk-header__name", "outline-color: #eee"),
        (".mk-header", "position: fixed; top: 0; z-index: 9; height: 12rem; background: white"),
    ],
)
def test_the_walk_sees_focus_that_does_not_show(
    windows: Windows, selector: str, style: str
) -> None:
    page = windows(ZOOMED)
    page.goto(FORM)
    restyle(page, selector, style)
    assert walk(page)


@pytest.mark.parametrize(("selector", "place"), [("button", 1), (".mk-header__name", -1)])
def test_the_walk_sees_what_is_out_of_turn_or_out_of_reach(
    windows: Windows, selector: str, place: int
) -> None:
    page = windows(ZOOMED)
    page.goto(FORM)
    page.locator(selector).evaluate("(element, place) => element.tabIndex = place", place)
    assert walk(page)
