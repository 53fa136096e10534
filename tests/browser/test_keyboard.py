"""Every page from end to end with the Tab key alone."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.states import SHARES, parts, share
from tests.browser.views import DARK_DESK, FORCED, ZOOMED, View, probe, restyle
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
    return found


@pytest.mark.parametrize("number", range(SHARES))
def test_tab_reaches_everything_in_order_and_focus_is_seen_at_400_percent(
    window: Page, served: Served, number: int
) -> None:
    found = {}
    for state in share(served, number):
        state.show(window)
        ZOOMED.look(window)
        found[state.name] = walk(window)
    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize("view", [DARK_DESK, FORCED], ids=str)
def test_focus_is_seen_in_other_colours_too(window: Page, served: Served, view: View) -> None:
    found = {}
    for state in parts(served):
        state.show(window)
        view.look(window)
        found[state.name] = walk(window)
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_every_page_lets_one_skip_to_what_it_is_about(window: Page, served: Served) -> None:
    for state in parts(served):
        state.show(window)
        window.keyboard.press("Tab")
        expect(window.get_by_role("link", name="Gå til sidens indhold")).to_be_focused()
        window.keyboard.press("Enter")
        expect(window.locator("main")).to_be_focused()
        window.keyboard.press("Tab")
        assert window.evaluate("!document.activeElement.closest('header')"), state.name


@pytest.mark.parametrize(
    ("selector", "style"),
    [
        (".mk-header__name", "outline: none"),
        (".mk-header__name", "outline-color: #eee"),
        (".mk-header", "position: fixed; top: 0; z-index: 9; height: 12rem; background: white"),
    ],
)
def test_the_walk_sees_focus_that_does_not_show(window: Page, selector: str, style: str) -> None:
    window.goto(FORM)
    ZOOMED.look(window)
    restyle(window, selector, style)
    assert walk(window)


@pytest.mark.parametrize(("selector", "place"), [("[type=submit]", 1), (".mk-header__name", -1)])
def test_the_walk_sees_what_is_out_of_turn_or_out_of_reach(
    window: Page, selector: str, place: int
) -> None:
    window.goto(FORM)
    ZOOMED.look(window)
    window.locator(selector).evaluate("(element, place) => element.tabIndex = place", place)
    assert walk(window)
