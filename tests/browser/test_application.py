"""From the front page to the receipt, in Chromium without JavaScript."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from makker_site.cli import main
from tests.serving import Served
from tests.visitor import PROGRAMME

FORM = f"/tilbud/{PROGRAMME}/mentor/"
NEVER = "Nej, aldrig, eller det er mindst et år siden"


def choose(page: Page, question: str, answer: str) -> None:
    page.get_by_role("group", name=question).get_by_label(answer, exact=True).check()


def answer_as_mentor(page: Page, *, out_for: str = "Mindst et år") -> None:
    choose(page, "Er du fyldt 18 år?", "Ja")
    choose(page, "Bor du i Vejle Kommune?", "Ja")
    choose(page, "Har du selv haft et misbrug", "Ja")
    choose(page, "Hvor længe har du været ude", out_for)
    choose(page, "Har du fået substitutionsmedicin", NEVER)
    page.get_by_role("button", name="Se, om det passer").click()


def test_a_stranger_goes_from_the_front_page_to_a_receipt(
    page: Page, served: Served, capsys: pytest.CaptureFixture[str]
) -> None:
    page.goto("/")
    page.get_by_role("link", name="Jeg vil gerne være peer-mentor").click()
    page.get_by_role("link", name="Peer-fællesskabet").click()
    expect(page).to_have_url(re.compile(FORM))
    answer_as_mentor(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Det ser ud til, at du er i målgruppen"
    )
    page.get_by_label("Hvad må vi kalde dig?").fill("Bodil Ærø")
    page.get_by_label("Telefon").fill("20 26 45 77")
    page.get_by_label("Ja, I må bruge mine svar").check()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tak. Vi har modtaget det, du sendte")
    reference = page.locator(".mk-reference").inner_text()
    (letter,) = [letter for letter in served.letters(1) if reference in letter]
    assert "Bodil" not in letter
    assert main(["records", "show", reference, "--json", "--data", str(served.data)]) == 0
    assert json.loads(capsys.readouterr().out)["kontakt"]["navn"] == "Bodil Ærø"


def test_the_programme_page_leads_to_both_forms(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Læs om Peer-fællesskabet").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Peer-fællesskabet")
    for role in ("Jeg vil gerne have en peer-mentor", "Jeg vil gerne være peer-mentor"):
        expect(page.get_by_role("link", name=role)).to_be_visible()


def test_mistakes_bring_focus_to_a_summary_that_leads_to_each_field(page: Page) -> None:
    page.goto(FORM)
    choose(page, "Er du fyldt 18 år?", "Ja")
    page.get_by_role("button", name="Se, om det passer").click()
    expect(page).to_have_title(re.compile("^Fejl: "))
    expect(page.locator(".mk-error-summary")).to_be_focused()
    expect(page.locator("#fyldt_18")).to_be_checked()
    page.get_by_role("link", name="Vælg, om du bor i Vejle Kommune").click()
    expect(page.locator("#bor_i_kommunen")).to_be_focused()


def test_a_contact_with_mistakes_keeps_what_was_typed(page: Page) -> None:
    page.goto(FORM)
    answer_as_mentor(page, out_for="Det ved jeg ikke")
    page.get_by_label("Hvad må vi kalde dig?").fill("Bodil")
    page.get_by_label("Telefon").fill("2026 457")
    page.get_by_label("Vil du skrive noget til os?").fill("Ring gerne\nefter kl. 16")
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".mk-error-summary")).to_be_focused()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vi vil gerne tale med dig")
    expect(page.get_by_label("Hvad må vi kalde dig?")).to_have_value("Bodil")
    expect(page.get_by_label("Telefon")).to_have_value("2026 457")
    expect(page.get_by_label("Vil du skrive noget")).to_have_value("Ring gerne\nefter kl. 16")
    expect(page.get_by_label("Telefon")).to_have_accessible_description(
        re.compile("Skriv et telefonnummer med 8 cifre")
    )


def test_going_back_and_sending_again_gives_the_same_receipt(page: Page) -> None:
    page.goto(FORM)
    answer_as_mentor(page)
    page.get_by_label("Hvad må vi kalde dig?").fill("Bodil")
    page.get_by_label("E-mail").fill("bodil@example.dk")
    page.get_by_label("Ja, I må bruge mine svar").check()
    page.get_by_role("button", name="Send").dblclick()
    first = page.locator(".mk-reference").inner_text()
    page.reload()
    assert page.locator(".mk-reference").inner_text() == first


def test_the_whole_form_can_be_filled_with_the_keyboard_alone(page: Page) -> None:
    page.goto(FORM)
    keys = page.keyboard
    keys.press("Tab")
    expect(page.get_by_role("link", name="Gå til sidens indhold")).to_be_focused()
    keys.press("Enter")
    tab_to(page, "input[name=fyldt_18]")
    for _ in range(5):
        keys.press("Space")
        keys.press("Tab")
    expect(page.get_by_role("button", name="Se, om det passer")).to_be_focused()
    keys.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    tab_to(page, "#navn")
    keys.type("Bodil")
    keys.press("Tab")
    keys.type("20264577")
    tab_to(page, "#samtykke")
    keys.press("Space")
    tab_to(page, "form button")
    keys.press("Enter")
    expect(page.locator(".mk-reference")).to_be_visible()


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the element has focus, as a person would."""
    for _ in range(40):
        if page.locator(f"{selector}:focus").count():
            return
        page.keyboard.press("Tab")
    message = f"{selector} cannot be reached with Tab"
    raise AssertionError(message)
