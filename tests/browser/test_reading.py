"""Read at 400 %, with wider spacing, with larger letters, in colours of one's own."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.states import SHARES, share
from tests.browser.views import (
    FORCED,
    LARGE_LETTERS,
    NARROW,
    SPACING,
    ZOOMED,
    View,
    probe,
    restyle,
)
from tests.serving import Served
from tests.visitor import PROGRAMME

FORM = f"/tilbud/{PROGRAMME}/mentor/"
WIDTHS = (320, 390, 575, 767, 960, 1280)
"""Phones, and both sides of where the layout changes."""
PROBES = ("sideways", "lost-text", "small-targets")
READERS = (
    *(View(width) for width in WIDTHS),
    ZOOMED,
    View(320, style=SPACING),
    View(1280, style=SPACING),
    View(1280, style=LARGE_LETTERS),
)


def faults(page: Page) -> list[str]:
    """Look at the page as it is, as each of the readers."""
    found = []
    for reader in READERS:
        reader.look(page)
        for name in PROBES[:2] if reader.style else PROBES:  # 44 px in our own letters
            found += [f"{reader}: {name}: {line}" for line in probe(page, name)]
    return found


@pytest.mark.parametrize("number", range(SHARES))
def test_no_reader_loses_anything_scrolls_sideways_or_misses_a_target(
    window: Page, served: Served, number: int
) -> None:
    found = {}
    for state in share(served, number):
        state.show(window)
        found[state.name] = faults(window)
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_forced_colours_keep_what_is_chosen_and_what_can_be_pressed(window: Page) -> None:
    window.goto(FORM)
    FORCED.look(window)
    window.get_by_role("group", name="Er du fyldt 18 år?").get_by_label("Ja").check()
    expect(window.locator("#fyldt_18")).to_have_css("appearance", "auto")
    rows = window.locator("label.mk-choice")
    chosen, other = (
        rows.nth(number).evaluate("row => getComputedStyle(row).borderTopColor")
        for number in (0, 1)
    )
    assert chosen != other
    expect(window.locator("[type=submit]")).to_have_css("border-top-style", "solid")


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
    window: Page, name: str, selector: str, style: str
) -> None:
    window.goto(FORM)
    NARROW.look(window)
    assert probe(window, name) == []
    restyle(window, selector, style)
    assert probe(window, name)
