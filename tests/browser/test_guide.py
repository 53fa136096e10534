"""The guide in Chromium: on the screen alone with JavaScript, posted without it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlencode

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_accessibility import violations
from tests.browser.test_application import choose, tab_to
from tests.browser.test_keyboard import walk
from tests.browser.test_reading import faults
from tests.browser.views import ZOOMED
from tests.services.guides import at_random, shipped
from tests.serving import Served

GUIDE = "/er-det-noget-for-mig/"
FORM = f"{GUIDE}mentor/"
SHOW = "Se, hvad der passer"
FOUND = "Det ser ud til, at der er noget for dig"
LOCAL = "De bliver her på skærmen og bliver ikke sendt til nogen."
CARDS = ".mk-match"


@pytest.fixture
def phone(browser: Browser, served: Served) -> Iterator[Page]:
    """Give a phone with JavaScript, that has fetched the rules."""
    context = browser.new_context(
        base_url=served.url, locale="da-DK", viewport={"width": 390, "height": 844}
    )
    page = context.new_page()
    page.goto(FORM, wait_until="networkidle")
    expect(page.get_by_text(LOCAL)).to_be_visible()
    yield page
    context.close()


def answer(page: Page) -> None:
    """Answer as someone who fits in Peer-to-Peer, and not in Peer-fællesskabet."""
    choose(page, "Er du fyldt 18 år?", "Ja")
    choose(page, "Bor du i Vejle Kommune?", "Ja")
    choose(page, "Har du selv oplevet psykisk sygdom", "Ja")
    choose(page, "Har du det godt nok nu", "Ja")
    choose(page, "Hvor længe har du været ude", "Under et år")


def show(page: Page) -> None:
    page.get_by_role("button", name=SHOW).click()


def names(page: Page) -> list[str]:
    return page.locator(f"{CARDS}:visible h2").all_inner_texts()


def test_without_javascript_the_same_questions_are_posted(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Er det noget for mig?").click()
    page.get_by_role("link", name="Jeg vil gerne være peer-mentor").click()
    expect(page.get_by_text(LOCAL)).to_be_hidden()
    answer(page)
    show(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(FOUND)
    assert names(page) == ["Peer-to-Peer", "Peer-to-peer i Odense", "Peer-fællesskabet"]
    page.get_by_role("button", name="Ret dine svar").click()
    expect(page.locator(":checked")).to_have_count(5)
    show(page)
    page.get_by_role("link", name="Gå til spørgsmålene for Peer-to-Peer").first.click()
    expect(page).to_have_url(re.compile(r"/tilbud/peer-to-peer-vejle/mentor/$"))
    expect(page.locator(":checked")).to_have_count(0)


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


def test_boxes_that_contradict_each_other_are_named_on_the_screen(phone: Page) -> None:
    phone.goto(f"{GUIDE}peer/", wait_until="networkidle")
    box = phone.get_by_role("group", name="Hvad passer på dig?")
    box.get_by_label("Jeg bor på et botilbud").check()
    box.get_by_label("Ingen af delene").check()
    show(phone)
    expect(phone.locator(".mk-error-summary")).to_be_focused()
    expect(phone).to_have_title(re.compile("^Fejl: "))
    phone.get_by_role("link", name="Vælg enten »Ingen af delene«").click()
    expect(phone.locator("#stoette")).to_be_focused()
    box.get_by_label("Ingen af delene").uncheck()
    show(phone)
    expect(phone.locator("h1:visible")).to_have_text("Vi vil gerne tale med dig")


@pytest.mark.parametrize("broken", ["missing", "not the rules", "rules of another time"])
def test_when_the_rules_do_not_come_the_form_is_posted(
    browser: Browser, served: Served, broken: str
) -> None:
    bodies = {"not the rules": "<p>Hov</p>", "rules of another time": '{"tilbud": [{"id": 1}]}'}
    page = browser.new_context(base_url=served.url, locale="da-DK").new_page()
    page.route(
        "**/assets/regler-*.json",
        lambda route: route.fulfill(body=bodies[broken]) if broken in bodies else route.abort(),
    )
    page.goto(FORM, wait_until="networkidle")
    expect(page.get_by_text(LOCAL)).to_be_hidden()
    answer(page)
    with page.expect_request("**/send/guide/") as posted:
        show(page)
    assert posted.value.method == "POST"
    expect(page.locator("h1:visible")).to_have_text(FOUND)
    page.context.close()


MAIN = """\
html => {
  const page = html ? new DOMParser().parseFromString(html, "text/html") : document;
  const shown = page.querySelector("[data-guide=resultat]") || page.querySelector("main");
  const copy = shown.cloneNode(true);
  copy.querySelectorAll("input[type=hidden]").forEach(input => input.remove());
  return copy.innerHTML.replace(/\\s+/g, " ").replace(/> </g, "><").trim();
}"""
"""What a page shows of a result, without the answers the server hands back to be mended."""

TICK = """\
given => document.querySelectorAll("form input").forEach(input => {
  input.checked = (given[input.name] || []).includes(input.value);
})"""


@pytest.mark.parametrize("role", ["peer", "mentor"])
def test_the_screen_shows_to_the_letter_what_the_server_answers(
    phone: Page, served: Served, role: str
) -> None:
    phone.goto(f"{GUIDE}{role}/", wait_until="networkidle")
    for given in at_random(shipped(role), 60, "skærm"):
        phone.evaluate(TICK, given)
        show(phone)
        assert phone.evaluate(MAIN, "") == phone.evaluate(MAIN, posted(served, role, given)), given
        phone.go_back()


def posted(served: Served, role: str, given: Mapping[str, Sequence[str]]) -> str:
    form = urlencode({"rolle": role, **given}, doseq=True)
    kind = {"content-type": "application/x-www-form-urlencoded"}
    return httpx.post(f"{served.url}/send/guide/", content=form, headers=kind, timeout=60).text


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
        box = window.get_by_role("group", name="Hvad passer på dig?")
        box.get_by_label("Jeg bor på et botilbud").check()
        box.get_by_label("Ingen af delene").check()
    show(window)
    assert violations(window) == []
    assert faults(window) == []
    ZOOMED.look(window)
    assert walk(window) == []
