"""The guide with JavaScript: no answer leaves the phone, and one can always go back."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.guide import CARDS, FORM, FOUND, GUIDE, TICK, answer, names, phone_at, show
from tests.browser.test_accessibility import violations
from tests.browser.test_application import choose, tab_to
from tests.browser.test_keyboard import walk
from tests.browser.test_reading import faults
from tests.browser.views import ZOOMED
from tests.serving import Served

CONTRADICTORY = {"stoette": ["botilbud", "ingen"]}


@pytest.fixture
def phone(browser: Browser, served: Served) -> Iterator[Page]:
    with phone_at(browser, served) as page:
        yield page


def test_with_javascript_no_answer_leaves_the_phone_and_none_is_kept_on_it(phone: Page) -> None:
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    phone.context.set_offline(offline=True)
    show(phone)
    expect(phone.get_by_role("heading", name="Ét svar er nok")).to_be_visible()
    answer(phone)
    show(phone)
    expect(phone.locator("h1:visible")).to_have_text(FOUND)
    phone.get_by_role("button", name="Ret dine svar").click()
    choose(phone, "Har du det godt nok nu", "Ikke endnu")
    show(phone)
    expect(phone.locator("h1:visible")).to_have_text("Vi vil gerne tale med dig")
    assert asked == []
    assert phone.context.cookies() == []
    assert phone.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert phone.evaluate("history.state") == {"guide": "resultat"}
    assert phone.evaluate("location.pathname + location.search + location.hash") == FORM
    assert phone.evaluate("indexedDB.databases()") == []
    assert phone.evaluate("caches.keys()") == []


def test_the_result_takes_focus_and_the_title(phone: Page) -> None:
    answer(phone)
    show(phone)
    expect(phone.locator("h1:visible")).to_be_focused()
    expect(phone).to_have_title(re.compile(f"^{FOUND} . Peer-støtte$"))
    assert phone.evaluate("scrollY") == 0
    assert names(phone) == ["Peer-to-Peer", "Peer-to-peer i Odense", "Peer-fællesskabet"]


@pytest.mark.parametrize("way", ["the button", "back"])
def test_one_comes_back_to_the_questions_with_every_answer_there(phone: Page, way: str) -> None:
    answer(phone)
    show(phone)
    if way == "back":
        phone.go_back()
    else:
        phone.get_by_role("button", name="Ret dine svar").click()
    expect(phone.locator("h1:visible")).to_be_focused()
    expect(phone).to_have_title(re.compile("^Er det noget for mig at være peer-mentor"))
    expect(phone.locator(":checked")).to_have_count(5)
    expect(phone.locator(f"{CARDS}:visible")).to_have_count(0)
    phone.go_forward()
    expect(phone.locator("h1:visible")).to_have_text(FOUND)


def test_a_link_of_the_page_does_not_take_the_result_away(phone: Page) -> None:
    answer(phone)
    show(phone)
    phone.get_by_role("link", name="Gå til sidens indhold").press("Enter")
    expect(phone.locator("h1:visible")).to_have_text(FOUND)
    phone.go_back()
    expect(phone.locator("h1:visible")).to_have_text(FOUND)


def test_nothing_answered_leads_to_the_first_question(phone: Page) -> None:
    show(phone)
    nudge = phone.locator(".mk-note--nudge")
    expect(nudge).to_be_focused()
    show(phone)
    expect(nudge).to_have_count(1)
    phone.get_by_role("link", name="Gå til det første").click()
    expect(phone.locator("#fyldt_18")).to_be_focused()
    answer(phone)
    show(phone)
    phone.go_back()
    expect(nudge).to_be_hidden()


def test_a_box_that_stands_alone_clears_the_others(phone: Page) -> None:
    phone.goto(f"{GUIDE}peer/", wait_until="networkidle")
    box = phone.get_by_role("group", name="Hvad passer på dig?")
    box.get_by_label("Jeg bor på et botilbud").check()
    box.get_by_label("Ingen af delene").check()
    expect(box.get_by_label("Jeg bor på et botilbud")).not_to_be_checked()


def test_boxes_ticked_against_each_other_before_the_script_came_are_named(phone: Page) -> None:
    phone.goto(f"{GUIDE}peer/", wait_until="networkidle")
    phone.evaluate(TICK, CONTRADICTORY)
    show(phone)
    expect(phone.locator(".mk-error-summary")).to_be_focused()
    expect(phone).to_have_title(re.compile("^Fejl: "))
    phone.get_by_role("link", name="Vælg enten »Ingen af delene«").click()
    expect(phone.locator("#stoette")).to_be_focused()
    phone.get_by_label("Ingen af delene").uncheck()
    show(phone)
    expect(phone.locator("h1:visible")).to_have_text("Vi vil gerne tale med dig")


def test_every_answer_can_be_cleared_on_a_shared_computer(phone: Page) -> None:
    answer(phone)
    show(phone)
    phone.go_back()
    phone.get_by_role("button", name="Ryd alle svar").click()
    phone.get_by_role("button", name="Ja, ryd det hele").click()
    expect(phone.get_by_text("Alle svar er ryddet.")).to_be_focused()
    expect(phone.locator(":checked")).to_have_count(0)
    assert "Peer-to-Peer" not in phone.locator("[data-guide=resultat]").inner_html()
    show(phone)
    expect(phone.get_by_role("heading", name="Ét svar er nok")).to_be_visible()


def test_the_guide_can_be_used_with_the_keyboard_alone(phone: Page) -> None:
    keys = phone.keyboard
    tab_to(phone, "input[name=fyldt_18]")
    keys.press("Space")
    keys.press("Tab")
    keys.press("Space")
    tab_to(phone, "form button")
    keys.press("Enter")
    expect(phone.locator("h1:visible")).to_have_text("Vi vil gerne tale med dig")
    tab_to(phone, "[name=ret]")
    keys.press("Enter")
    expect(phone.locator(":checked")).to_have_count(2)
    expect(phone.locator("h1:visible")).to_be_focused()


@pytest.mark.parametrize("state", ["asked for one answer", "a result", "boxes to mend"])
def test_what_the_script_shows_can_be_read_reached_and_understood(window: Page, state: str) -> None:
    role = "peer" if state == "boxes to mend" else "mentor"
    window.goto(f"{GUIDE}{role}/", wait_until="networkidle")
    if state == "a result":
        answer(window)
    if state == "boxes to mend":
        window.evaluate(TICK, CONTRADICTORY)
    show(window)
    assert violations(window) == []
    assert faults(window) == []
    ZOOMED.look(window)
    assert walk(window) == []
