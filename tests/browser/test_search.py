"""The search on the page of all pages: words, endings and Danish letters, in the browser."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.serving import Served


def test_without_javascript_the_page_lists_every_page(page: Page) -> None:
    page.goto("/sider/")
    expect(page.get_by_role("searchbox")).to_have_count(0)
    expect(page.get_by_role("main").get_by_role("link", name="Infomøder")).to_be_visible()


@pytest.fixture
def searching(browser: Browser, served: Served) -> Page:
    page = browser.new_context(base_url=served.url, locale="da-DK").new_page()
    page.goto("/sider/")
    return page


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("café", "Infomøder"),
        ("CAFEER", "Infomøder"),
        ("pårørende", "For dig, der er pårørende"),
        ("paaroerende", "For dig, der er pårørende"),
        ("mentorernes uddannelse", "For dig, der vil være mentor"),
        ("samtykke", "Sådan passer vi på det, du fortæller"),
    ],
)
def test_search_finds_a_page_by_its_words(searching: Page, typed: str, found: str) -> None:
    searching.get_by_role("searchbox").fill(typed)
    links = searching.locator("[data-soeg-liste] a")
    expect(links.get_by_text(found, exact=True)).to_be_visible()
    expect(searching.get_by_role("status")).to_contain_text("side")


def test_search_that_finds_nothing_says_what_to_do(searching: Page) -> None:
    searching.get_by_role("searchbox").fill("qwertyuiop")
    expect(searching.get_by_role("status")).to_contain_text("ring til os")
    searching.get_by_role("searchbox").fill("")
    expect(searching.locator("[data-soeg-liste] li")).not_to_have_count(0)


def test_search_that_cannot_fetch_its_words_leaves_the_list(searching: Page) -> None:
    searching.route("**/soeg.json", lambda route: route.abort())
    searching.get_by_role("searchbox").fill("café")
    expect(searching.locator("[data-soeg-liste] li")).not_to_have_count(0)
