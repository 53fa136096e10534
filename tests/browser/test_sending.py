"""Nothing is sent twice, and what was typed is found again: second clicks, reloading, Back."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hands import (
    FORM,
    SENT,
    WITHIN,
    Line,
    applied,
    click,
    click_twice,
    expect_ready,
    receipt,
    screened,
)
from tests.browser.journeys import JOURNEYS, LOOK, ON, RECEIPT, SCREEN, SEND, fill, read
from tests.serving import Served

Fresh = Callable[[], list[str]]
SUMMARY = ".mk-error-summary"
with_and_without = pytest.mark.parametrize("scripted", [True, False], ids=["script", "no script"])


@pytest.fixture
def scripted() -> bool:
    return True


@pytest.fixture
def browser_context_args(
    browser_context_args: dict[str, object], *, scripted: bool
) -> dict[str, object]:
    return {**browser_context_args, "java_script_enabled": scripted}


@pytest.fixture
def visitor(page: Page) -> Iterator[Page]:
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield page
    assert wrong == []


@with_and_without
def test_double_click_while_the_answer_is_slow_stores_once_and_ends_on_the_receipt(
    visitor: Page, fresh: Fresh, *, scripted: bool
) -> None:
    screened(visitor)
    line = Line(visitor, SENT)
    click_twice(visitor, SEND)
    line.hear(1 if scripted else 2)
    if scripted:
        expect(visitor.get_by_role("status").first).to_have_text("Sender …")
        send = visitor.get_by_role("button", name=SEND, exact=True)
        expect(send).to_have_attribute("aria-disabled", "true")
        expect(send).to_be_focused()
        assert len(line.held) == 1
    line.let_go()
    assert [receipt(visitor)] == fresh()


@with_and_without
def test_enter_twice_in_a_field_stores_once(visitor: Page, fresh: Fresh) -> None:
    screened(visitor)
    visitor.locator("#telefon").focus()
    visitor.keyboard.press("Enter")
    visitor.keyboard.press("Enter")
    assert [receipt(visitor)] == fresh()


@with_and_without
def test_reloading_the_receipt_stores_nothing_again(
    visitor: Page, fresh: Fresh, posted: list[str], *, scripted: bool
) -> None:
    number = applied(visitor)
    posted.clear()
    visitor.reload()
    if scripted:
        expect(visitor.locator(".mk-noted")).to_contain_text("Har du fået et nummer, så har vi")
        expect(visitor.locator(".mk-noted")).to_be_focused()
        assert posted == []
    else:
        assert receipt(visitor) == number
    assert fresh() == [number]


@with_and_without
def test_back_from_the_result_finds_every_answer(visitor: Page) -> None:
    screened(visitor)
    visitor.go_back()
    expect(visitor.get_by_role("button", name=SCREEN)).to_be_visible()
    expect(visitor.locator(":checked")).to_have_count(5)
    click(visitor, SCREEN)
    read(visitor, WITHIN)


def test_back_from_the_receipt_finds_everything_typed_and_sends_the_same_again(
    visitor: Page, fresh: Fresh
) -> None:
    number = applied(visitor)
    visitor.go_back()
    read(visitor, WITHIN)
    expect(visitor).to_have_title(re.compile(f"^{WITHIN}"))
    expect(visitor.get_by_role("button", name=SEND, exact=True)).to_be_focused()
    expect(visitor.locator("#navn")).to_have_value("Bodil")
    expect_ready(visitor)
    visitor.go_back()
    expect(visitor.locator(":checked")).to_have_count(5)
    visitor.go_forward()
    visitor.go_forward()
    assert receipt(visitor) == number
    visitor.go_back()
    click(visitor, SEND)
    assert receipt(visitor) == number
    assert fresh() == [number]


def test_the_address_stays_and_the_browser_keeps_nothing(visitor: Page, served: Served) -> None:
    applied(visitor)
    assert visitor.url == f"{served.url}{FORM}"
    assert visitor.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert sorted(visitor.evaluate("Object.keys(history.state)")) == ["besoeg", "trin"]
    assert visitor.context.cookies() == []


def test_what_leads_within_the_page_keeps_the_step(visitor: Page) -> None:
    screened(visitor)
    visitor.locator("#samtykke").uncheck()
    click(visitor, SEND)
    visitor.locator(SUMMARY).get_by_role("link").click()
    expect(visitor.locator("#samtykke")).to_be_focused()
    visitor.get_by_role("link", name="Gå til sidens indhold").press("Enter")
    read(visitor, WITHIN)
    visitor.go_back()
    read(visitor, WITHIN)
    expect(visitor.locator("#navn")).to_have_value("Bodil")
    visitor.go_back()
    expect(visitor.locator(":checked")).to_have_count(5)


def test_a_browser_that_cannot_fetch_posts_the_form_once(
    visitor: Page, fresh: Fresh, posted: list[str]
) -> None:
    visitor.add_init_script("delete window.fetch")
    screened(visitor)
    posted.clear()
    line = Line(visitor, SENT)
    click_twice(visitor, SEND)
    line.let_go()
    assert [receipt(visitor)] == fresh()
    assert len(posted) == 1


def test_the_button_that_was_pressed_is_told(visitor: Page) -> None:
    (journey,) = (one for one in JOURNEYS if one.name == "interest")
    visitor.goto(journey.path)
    fill(visitor, journey.steps[0].fields)
    click(visitor, ON)
    read(visitor, LOOK)
    click(visitor, "Ret")
    expect(visitor.locator("#navn")).to_have_value("Bodil Ærø")
    visitor.locator("#navn").fill("Anna")
    visitor.locator("#navn").press("Enter")
    expect(visitor.get_by_role("definition").filter(has_text="Anna")).to_be_visible()
    click(visitor, SEND)
    read(visitor, RECEIPT)


def test_what_is_erased_is_not_found_with_back(visitor: Page) -> None:
    number = applied(visitor, "Kanariefugl")
    code = visitor.locator(".mk-code").inner_text()
    visitor.goto("/min-henvendelse/")
    visitor.locator("#nummer").fill(number)
    visitor.locator("#kode").fill(code)
    visitor.locator("#kode").press("Enter")
    expect(visitor.locator("#navn")).to_have_value("Kanariefugl")
    click(visitor, "Slet det, jeg har sendt")
    click(visitor, "Ja, slet det")
    read(visitor, "Det er slettet")
    for _ in range(2):
        visitor.go_back()
        expect(visitor.locator("#nummer")).to_have_value("")
        assert "Kanariefugl" not in visitor.content()
        expect(visitor.locator("#navn")).to_have_count(0)


def test_what_is_to_be_mended_is_shown_in_the_same_step(visitor: Page) -> None:
    visitor.goto("/")
    visitor.goto(FORM)
    click(visitor, SCREEN)
    expect(visitor.locator(SUMMARY)).to_be_focused()
    expect(visitor).to_have_title(re.compile("^Fejl: "))
    expect(visitor.locator(SUMMARY)).to_be_in_viewport()
    visitor.go_back()
    expect(visitor).to_have_url(re.compile("/$"))
    expect(visitor.locator(SUMMARY)).to_have_count(0)
    expect(visitor.get_by_role("button", name=SCREEN)).to_have_count(0)
