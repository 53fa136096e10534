"""What axe finds: WCAG 2.0 to 2.2, A and AA, and its best practices; nothing may be left."""

from importlib.resources import files

import pytest
from playwright.sync_api import Page

from tests.browser.states import ANSWERS, pages
from tests.browser.views import DARK_DESK, DARK_NARROW, DESK, NARROW, View, Windows
from tests.serving import Served

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
VIEWS = (NARROW, DESK, DARK_NARROW, DARK_DESK)


def violations(page: Page) -> list[str]:
    page.evaluate(AXE)
    found = page.evaluate("options => axe.run(options)", OPTIONS)["violations"]
    return [
        f"{page.url} {rule['id']}: {node['target']} {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_axe_finds_nothing_on_any_page(windows: Windows, served: Served, view: View) -> None:
    page = windows(view)
    found = []
    for state in pages(served):
        state.show(page)
        found += violations(page)
    assert found == []


@pytest.mark.parametrize("name", ANSWERS)
def test_axe_finds_nothing_on_what_the_forms_answer(
    windows: Windows, served: Served, name: str
) -> None:
    found = []
    for view in VIEWS:
        page = windows(view)
        ANSWERS[name](served).show(page)
        found += [f"{view} {line}" for line in violations(page)]
    assert found == []


def test_axe_sees_a_fault_when_there_is_one(windows: Windows) -> None:
    page = windows(NARROW)
    page.goto("/")
    page.evaluate("document.querySelector('h1').style.color = '#d8d0c4'")
    assert any("color-contrast" in line for line in violations(page))
