"""Someone with a phone and JavaScript, who answers the guide."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, expect

from tests.browser.phone import SIZE
from tests.browser.test_application import choose
from tests.serving import Served

GUIDE = "/er-det-noget-for-mig/"
FORM = f"{GUIDE}mentor/"
FOUND = "Det ser ud til, at der er noget for dig"
LOCAL = "De bliver her på skærmen og bliver ikke sendt til nogen."
CARDS = ".mk-match"
TICK = """\
given => document.querySelectorAll("form input").forEach(input => {
  input.checked = (given[input.name] || []).includes(input.value);
})"""
"""Answers the form without a single click."""


@contextmanager
def phone_at(browser: Browser, served: Served, role: str = "mentor") -> Iterator[Page]:
    """Give a phone with JavaScript, that has fetched the rules."""
    context = browser.new_context(base_url=served.url, locale="da-DK", viewport=SIZE)
    page = context.new_page()
    page.goto(f"{GUIDE}{role}/", wait_until="networkidle")
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
    page.get_by_role("button", name="Se, hvad der passer").click()


def names(page: Page) -> list[str]:
    return page.locator(f"{CARDS}:visible h2").all_inner_texts()
