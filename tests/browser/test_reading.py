"""Read at 400 %, with wider spacing, with larger letters, in colours of one's own."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.states import ANSWERS, State, pages
from tests.browser.views import DESK, FORCED, NARROW, ZOOMED, View, Windows, probe, restyle
from tests.serving import Served
from tests.visitor import PROGRAMME

FORM = f"/tilbud/{PROGRAMME}/mentor/"
WIDTHS = (320, 390, 575, 767, 960, 1280)
"""Phones, and both sides of where the layout changes."""
SPACING = """\
* { line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }"""
"""What WCAG 1.4.12 says a reader may set."""
LARGE_LETTERS = "html { font-size: 200% !important; }"
READERS = {
    "at 400 %": (ZOOMED, ""),
    "with wide spacing on a phone": (NARROW, SPACING),
    "with wide spacing on a desk": (DESK, SPACING),
    "with letters twice as large": (DESK, LARGE_LETTERS),
}


def everything(served: Served) -> Iterator[State]:
    yield from pages(served)
    for state in ANSWERS.values():
        yield state(served)


def faults(page: Page, *probes: str) -> list[str]:
    return [f"{page.url} {name}: {line}" for name in probes for line in probe(page, name)]


@pytest.mark.parametrize("reader", READERS)
def test_nothing_is_lost_and_nothing_scrolls_sideways(
    windows: Windows, served: Served, reader: str
) -> None:
    view, style = READERS[reader]
    page = windows(view)
    found = []
    for state in everything(served):
        state.show(page)
        if style:
            page.add_style_tag(content=style)
        found += faults(page, "sideways", "lost-text")
    assert found == []


def test_no_width_scrolls_sideways_and_every_target_can_be_hit(
    windows: Windows, served: Served
) -> None:
    page = windows(View(WIDTHS[0], height=801))
    found = []
    for state in everything(served):
        state.show(page)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 801})
            found += [f"{width} px: {line}" for line in faults(page, "sideways", "small-targets")]
    assert found == []


def test_forced_colours_keep_what_is_chosen_and_what_can_be_pressed(windows: Windows) -> None:
    page = windows(FORCED)
    page.goto(FORM)
    page.get_by_role("group", name="Er du fyldt 18 år?").get_by_label("Ja").check()
    expect(page.locator("#fyldt_18")).to_have_css("appearance", "auto")
    rows = page.locator("label.mk-choice")
    chosen, other = (
        rows.nth(number).evaluate("row => getComputedStyle(row).borderTopColor")
        for number in (0, 1)
    )
    assert chosen != other
    for pressed in ("a.mk-header__name", "button.mk-button"):
        expect(page.locator(pressed)).to_be_visible()
    expect(page.locator("button.mk-button")).to_have_css("border-top-style", "solid")


@pytest.mark.parametrize(
    ("name", "selector", "style"),
    [
        ("sideways", "h1", "width: 2000px"),
        ("lost-text", ".mk-lead", "height: 1em; overflow: hidden"),
        ("lost-text", "h1", "margin-bottom: -3rem"),
        ("lost-text", "form button", "width: 3rem; white-space: nowrap"),
        ("small-targets", "form button", "min-height: 0; padding: 0; line-height: 1"),
    ],
)
def test_a_probe_sees_the_fault_it_looks_for(
    windows: Windows, name: str, selector: str, style: str
) -> None:
    page = windows(NARROW)
    page.goto(FORM)
    assert probe(page, name) == []
    restyle(page, selector, style)
    assert probe(page, name)
