"""A connection that is lost, slow or not ours costs nobody what they typed."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.hands import SENT, WITHIN, Line, click, expect_ready, receipt, screened
from tests.browser.journeys import SCREEN, SEND, read

Fresh = Callable[[], list[str]]
SUMMARY = ".mk-error-summary"
UNSENT = "Vi kunne ikke sende det. Dine svar er her stadig. Prøv igen, eller ring på 20 26 45 77."
HTML = "<!doctype html><title>x</title><p>Ikke vores"


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, object]) -> dict[str, object]:
    return {**browser_context_args, "java_script_enabled": True}


@pytest.fixture
def visitor(page: Page) -> Iterator[Page]:
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield page
    assert wrong == []


def expect_unsent(page: Page) -> None:
    expect(page.locator(SUMMARY)).to_be_focused()
    expect(page.locator(SUMMARY)).to_contain_text(UNSENT)
    expect(page.locator("#navn")).to_have_value("Bodil")
    expect_ready(page)


def test_without_a_connection_the_answers_stay_and_are_sent_when_it_is_back(
    visitor: Page, fresh: Fresh
) -> None:
    screened(visitor)
    for _ in range(2):
        visitor.context.set_offline(offline=True)
        click(visitor, SEND)
        expect_unsent(visitor)
    visitor.context.set_offline(offline=False)
    click(visitor, SEND)
    assert [receipt(visitor)] == fresh()
    expect(visitor.locator(SUMMARY)).to_have_count(0)


def test_without_an_answer_for_half_a_minute_one_can_try_again(visitor: Page, fresh: Fresh) -> None:
    visitor.clock.install()
    screened(visitor)
    line = Line(visitor, SENT)
    click(visitor, SEND)
    visitor.clock.run_for(29_000)
    expect(visitor.get_by_role("status").first).to_have_text("Sender …")
    visitor.clock.run_for(2_000)
    expect_unsent(visitor)
    line.let_go()
    click(visitor, SEND)
    assert [receipt(visitor)] == fresh()


def test_going_back_while_it_is_sent_leaves_the_form_ready(visitor: Page) -> None:
    screened(visitor)
    line = Line(visitor, SENT)
    click(visitor, SEND)
    line.hear(1)
    visitor.go_back()
    line.let_go()
    expect(visitor.get_by_role("button", name=SCREEN)).to_be_focused()
    expect(visitor.locator(SUMMARY)).to_have_count(0)
    visitor.go_forward()
    expect_ready(visitor)
    read(visitor, WITHIN)


def test_a_page_that_comes_back_as_it_was_left_is_ready_again(visitor: Page, fresh: Fresh) -> None:
    screened(visitor)
    line = Line(visitor, SENT)
    click(visitor, SEND)
    expect(visitor.get_by_role("status").first).to_have_text("Sender …")
    visitor.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    expect_ready(visitor)
    line.let_go()
    click(visitor, SEND)
    assert [receipt(visitor)] == fresh()


def test_a_fault_of_ours_shows_its_page_and_back_finds_the_form(visitor: Page) -> None:
    page = {"titel": "Noget gik galt: X", "fejl": {}, "indhold": "<h1>Noget gik galt</h1>"}
    screened(visitor)
    visitor.route(f"**{SENT}", lambda route: route.fulfill(status=500, json=page))
    click(visitor, SEND)
    read(visitor, "Noget gik galt")
    expect(visitor).to_have_title("Noget gik galt: X")
    expect(visitor.get_by_role("heading", level=1)).to_be_focused()
    visitor.go_back()
    expect(visitor.locator("#navn")).to_have_value("Bodil")


@pytest.mark.parametrize("kind", ["text/html", "application/json"])
def test_a_fault_of_a_machine_in_between_loses_nothing(visitor: Page, kind: str) -> None:
    screened(visitor)
    visitor.route(
        f"**{SENT}", lambda route: route.fulfill(status=502, body=HTML, content_type=kind)
    )
    click(visitor, SEND)
    expect_unsent(visitor)


def test_an_answer_that_is_not_ours_is_asked_for_as_a_page(visitor: Page, fresh: Fresh) -> None:
    def stand_between(route: Route) -> None:
        if "json" in route.request.headers["accept"]:
            route.fulfill(body=HTML, content_type="text/html")
        else:
            route.continue_()

    screened(visitor)
    visitor.route(f"**{SENT}", stand_between)
    click(visitor, SEND)
    assert [receipt(visitor)] == fresh()
    expect(visitor).to_have_url(re.compile(f"{SENT}$"))


def test_too_much_text_is_refused_with_a_page_and_back_finds_it(visitor: Page) -> None:
    screened(visitor)
    visitor.locator("#besked").evaluate("(field, text) => field.value = text", "x" * 1_000_000)
    click(visitor, SEND)
    read(visitor, "Det var mere, end vi kan tage imod")
    visitor.go_back()
    assert visitor.locator("#besked").evaluate("field => field.value.length") == 1_000_000
