"""What the script adds to a form: characters left, boxes that exclude each other, clearing."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from makker.domain.private import MESSAGE_LENGTH, cleaned
from tests.browser.hands import FORM, SENT, WITHIN, Line, answer, applied, click, screened
from tests.browser.journeys import SCREEN, SEND, read
from tests.browser.phone import SIZE
from tests.browser.test_accessibility import violations
from tests.browser.test_reading import faults
from tests.browser.views import ZOOMED
from tests.serving import Served

SUPPORT = "/tilbud/peer-to-peer-vejle/peer/"
COUNT = ".mk-field__count"
CLEAR, SURE, NO = "Ryd alle svar", "Ja, ryd det hele", "Nej, behold det"


@pytest.fixture
def visitor(browser: Browser, served: Served) -> Iterator[Page]:
    """Give a page whose script runs, and the tests' own scripts too."""
    context = browser.new_context(
        base_url=served.url,
        bypass_csp=True,
        locale="da-DK",
        reduced_motion="reduce",
        viewport=SIZE,
    )
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield page
    context.close()
    assert wrong == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Hej",
        "  mellemrum\n\n",
        "to\nlinjer\ntil",
        "æøå ÆØÅ",
        "e\u0301 a\u030a",
        "😀👩‍👩‍👧",
        "x" * 500,
        "😀" * 501,
    ],
    ids=range(9),
)
def test_count_says_what_the_server_will_say(visitor: Page, text: str) -> None:
    screened(visitor)
    visitor.locator("#besked").fill(text)
    left = MESSAGE_LENGTH - len(cleaned(text))
    words = "tegn tilbage" if left >= 0 else "tegn for meget"
    expect(visitor.locator(COUNT)).to_have_text(f"Du har {abs(left)} {words}")
    if left < 0:
        click(visitor, SEND)
        expect(visitor.get_by_role("link", name="Beskeden må højst være på 500")).to_be_visible()
        expect(visitor.locator(COUNT)).to_have_text(f"Du har {-left} tegn for meget")


def test_count_waits_for_a_pause_and_never_stops_anyone(visitor: Page) -> None:
    visitor.clock.install()
    screened(visitor)
    count = visitor.locator(COUNT)
    expect(count).to_have_attribute("aria-live", "polite")
    expect(count).to_have_text("Du har 500 tegn tilbage")
    visitor.locator("#besked").fill("x" * 600)
    visitor.clock.run_for(400)
    expect(count).to_have_text("Du har 500 tegn tilbage")
    visitor.clock.run_for(200)
    expect(count).to_have_text("Du har 100 tegn for meget")
    expect(visitor.locator("#besked")).to_have_value("x" * 600)


def test_a_box_that_stands_alone_clears_the_others_and_they_clear_it(visitor: Page) -> None:
    visitor.goto(SUPPORT)
    boxes = {
        value: visitor.locator(f"[name=stoette][value={value}]")
        for value in ("paragraf_85", "botilbud", "ingen", "ved_ikke")
    }

    def ticked() -> list[str]:
        return [value for value, box in boxes.items() if box.is_checked()]

    for value, expected in [
        ("paragraf_85", ["paragraf_85"]),
        ("botilbud", ["paragraf_85", "botilbud"]),
        ("ingen", ["ingen"]),
        ("ved_ikke", ["ved_ikke"]),
        ("botilbud", ["botilbud"]),
    ]:
        boxes[value].check()
        assert ticked() == expected
    boxes["botilbud"].uncheck()
    assert ticked() == []
    visitor.locator("#fyldt_18").check()
    boxes["ingen"].check()
    expect(visitor.locator("#fyldt_18")).to_be_checked()


def test_clearing_asks_once_more_and_no_keeps_everything(visitor: Page) -> None:
    answer(visitor)
    click(visitor, CLEAR)
    question = visitor.get_by_role("group", name="Vil du rydde alt")
    expect(question).to_be_focused()
    click(visitor, NO)
    expect(question).to_be_hidden()
    expect(visitor.get_by_role("button", name=CLEAR)).to_be_focused()
    click(visitor, CLEAR)
    visitor.keyboard.press("Escape")
    expect(question).to_be_hidden()
    expect(visitor.get_by_role("button", name=CLEAR)).to_be_focused()
    expect(visitor.locator(":checked")).to_have_count(5)


def test_clearing_empties_every_step_and_leads_to_the_first(visitor: Page) -> None:
    screened(visitor, "Kanariefugl")
    visitor.locator("#besked").fill("En besked")
    click(visitor, CLEAR)
    click(visitor, SURE)
    expect(visitor.get_by_role("button", name=SCREEN)).to_be_visible()
    expect(visitor.get_by_text("Alle svar er ryddet.")).to_be_focused()
    expect(visitor.locator(":checked")).to_have_count(0)
    visitor.go_back()
    expect(visitor.locator(":checked")).to_have_count(0)
    visitor.go_forward()
    expect(visitor.get_by_role("heading", name=WITHIN)).to_have_count(0)
    assert "Kanariefugl" not in visitor.content()


def test_clearing_forgets_what_came_after(visitor: Page) -> None:
    number = applied(visitor)
    visitor.go_back()
    click(visitor, CLEAR)
    click(visitor, SURE)
    expect(visitor.get_by_role("button", name=SCREEN)).to_be_visible()
    visitor.go_forward()
    expect(visitor.get_by_role("button", name=SCREEN)).to_be_visible()
    assert number not in visitor.content()


def test_clearing_what_came_back_with_mistakes_empties_it_too(visitor: Page) -> None:
    screened(visitor)
    visitor.locator("#telefon").fill("12")
    click(visitor, SEND)
    expect(visitor.locator(".mk-error-summary")).to_be_focused()
    click(visitor, CLEAR)
    click(visitor, SURE)
    expect(visitor.get_by_role("button", name=SCREEN)).to_be_visible()
    expect(visitor.locator(":checked")).to_have_count(0)


def test_only_forms_where_one_answers_can_be_cleared(visitor: Page) -> None:
    visitor.goto("/min-henvendelse/")
    expect(visitor.locator(".mk-sending")).to_have_count(1)
    expect(visitor.get_by_role("button", name=CLEAR)).to_have_count(0)


def test_a_link_of_the_summary_shows_the_question_with_its_field(visitor: Page) -> None:
    visitor.set_viewport_size({"width": 390, "height": 720})
    visitor.goto(FORM)
    click(visitor, SCREEN)
    links = visitor.locator(".mk-error-summary").get_by_role("link")
    expect(links).to_have_count(5)
    for link in links.all():
        name = str(link.get_attribute("href"))[1:]
        link.click()
        expect(visitor.locator(f"#{name}")).to_be_focused()
        question = visitor.locator(".mk-field", has=visitor.locator(f"#{name}"))
        expect(question).to_be_in_viewport(ratio=1)
    assert "#" not in visitor.url
    ZOOMED.look(visitor)
    links.last.click()
    expect(visitor.locator(":focus")).to_be_in_viewport(ratio=0.9)


def _unsent(page: Page) -> None:
    screened(page)
    page.route(f"**{SENT}", lambda route: route.abort())
    click(page, SEND)
    expect(page.locator(".mk-error-summary")).to_be_focused()


def _sending(page: Page) -> None:
    screened(page)
    Line(page, SENT)
    click(page, SEND)
    expect(page.get_by_role("status").first).to_have_text("Sender …")


def _too_long(page: Page) -> None:
    screened(page)
    page.locator("#besked").fill("x" * 505)
    expect(page.locator(COUNT)).to_have_text("Du har 5 tegn for meget")


def _asked(page: Page) -> None:
    answer(page)
    click(page, CLEAR)


def _cleared(page: Page) -> None:
    _asked(page)
    click(page, SURE)


def _again(page: Page) -> None:
    screened(page)
    page.reload()
    read(page, "Kan du være mentor i Peer-fællesskabet?")


@pytest.mark.parametrize("bring", [_unsent, _sending, _too_long, _asked, _cleared, _again])
def test_nobody_is_shut_out_of_what_the_script_shows(
    visitor: Page, bring: Callable[[Page], None]
) -> None:
    bring(visitor)
    assert violations(visitor) == []
    assert faults(visitor) == []
