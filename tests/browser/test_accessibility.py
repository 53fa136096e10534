"""What axe finds: WCAG 2.0 to 2.2, A and AA, and its best practices; nothing may be left."""

from importlib.resources import files

import pytest
from playwright.sync_api import Page

from tests.browser.states import SHARES, share
from tests.browser.views import DARK_DESK, DARK_NARROW, DESK, NARROW, probe, restyle
from tests.serving import Served

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


def violations(page: Page) -> list[str]:
    """Look at the page as it is, in every width and scheme."""
    page.evaluate(AXE)
    found = []
    for view in (NARROW, DESK, DARK_DESK, DARK_NARROW):
        view.look(page)
        for rule in page.evaluate("options => axe.run(options)", OPTIONS)["violations"]:
            nodes = [f"{node['target']} {node['failureSummary']}" for node in rule["nodes"]]
            found.append(f"{view}: {rule['id']} {nodes}")
    return found


@pytest.mark.parametrize("number", range(SHARES))
def test_axe_finds_nothing_on_any_page_or_answer(window: Page, served: Served, number: int) -> None:
    found = {}
    for state in share(served, number):
        state.show(window)
        found[state.name] = violations(window) + probe(window, "groups")
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_axe_sees_a_fault_when_there_is_one(window: Page) -> None:
    window.goto("/")
    restyle(window, "h1", "color: #d8d0c4")
    assert any("color-contrast" in line for line in violations(window))


def test_choices_without_words_for_what_they_are_about_are_seen(window: Page) -> None:
    window.goto("/interesse/")
    window.locator("legend").first.evaluate("legend => legend.textContent = ' '")
    assert any("no group" in line for line in probe(window, "groups"))
    window.locator("[for=navn]").evaluate("label => label.textContent = ''")
    assert any("no label" in line for line in probe(window, "groups"))
