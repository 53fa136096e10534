"""What staff can write, as the handbook shows it, and what years of it become, seen by all."""

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_accessibility import violations
from tests.browser.test_reading import faults
from tests.browser.views import DESK, NARROW
from tests.content.meetings import plan_meetings
from tests.handbook.blocks import BLOCKS, BOTTOM, WRONG, apply
from tests.serving import PROJECT, serving

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 700"><path d="M0 0h9v9"/></svg>'
)
WRITTEN = [one for one in BLOCKS if one.title.endswith(BOTTOM) and WRONG not in one.title]


@pytest.fixture(scope="module")
def written(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Give a page with all of it, in a window that runs the tests' own scripts."""
    folder = tmp_path_factory.mktemp("written")
    content = Path(shutil.copytree(PROJECT / "content", folder / "words"))
    (content / "traet.svg").write_text(DRAWING, "utf-8")
    plan_meetings(content, (date(2025, 9, 1) + timedelta(weeks=4 * n) for n in range(15)))
    for block in WRITTEN:
        apply(block, content)
    file = content / "kontakt.md"
    file.write_text(file.read_text("utf-8").replace("baenk.jpg", "traet.svg"), "utf-8")
    with serving(folder, "--content", str(content), today="2026-11-22") as served:
        context = browser.new_context(
            base_url=served.url, bypass_csp=True, locale="da-DK", reduced_motion="reduce"
        )
        page = context.new_page()
        page.goto("/kontakt/")
        yield page
        context.close()


def test_the_handbook_shows_what_staff_need() -> None:
    words = "".join(block.text for block in WRITTEN)
    assert all(sign in words for sign in ("!!! husk", "!!! vigtigt", "| --- |", ":material-", "!["))


def test_axe_finds_nothing_in_notes_tables_icons_and_pictures(written: Page) -> None:
    assert violations(written) == []


def test_no_reader_loses_any_of_it_or_scrolls_sideways(written: Page) -> None:
    assert faults(written) == []


def test_a_note_has_its_word_or_its_own_words_as_heading(written: Page) -> None:
    expect(written.locator(".admonition-title")).to_have_text(["Husk", "Caféen er flyttet"])


def test_an_icon_is_drawn_as_high_as_the_words_and_says_nothing(written: Page) -> None:
    DESK.look(written)
    icon = written.locator("svg.mk-icon")
    expect(icon).to_have_attribute("aria-hidden", "true")
    box = icon.bounding_box()
    assert box is not None
    assert 18 <= box["height"] == box["width"] <= 28


def test_a_picture_is_described_and_no_wider_than_the_page(written: Page) -> None:
    NARROW.look(written)
    picture = written.get_by_role("img", name="En bænk under et træ")
    box = picture.bounding_box()
    assert box is not None
    assert 200 <= box["width"] <= 300


def test_a_row_of_a_table_is_a_list_with_names_on_a_narrow_screen(written: Page) -> None:
    DESK.look(written)
    head = written.get_by_role("columnheader", name="Tilmelding")
    cell = written.locator("td", has_text="Bare kom")
    named = "cell => getComputedStyle(cell, '::before').content"
    expect(head).to_be_visible()
    assert cell.evaluate(named) == "none"
    NARROW.look(written)
    expect(head).to_be_hidden()
    assert cell.evaluate(named) == '"Tilmelding: "'


def test_the_page_of_a_year_can_be_read_by_all(written: Page) -> None:
    written.goto("/infomoeder/")
    written.get_by_role("link", name="Infomøder i 2025").click()
    expect(written.get_by_role("heading", level=2)).to_have_text(
        ["December", "November", "Oktober", "September", "Andre år"]
    )
    assert violations(written) == []
    assert faults(written) == []
