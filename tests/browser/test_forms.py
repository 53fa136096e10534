"""Every form with the keyboard alone at 400 %: with its script, without it, without any script."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.hands import references
from tests.browser.journeys import JOURNEYS, RECEIPT, Journey, Step, fill, press, read, tab_to
from tests.browser.views import probe
from tests.serving import Served, serving, wait_for

SCRIPT = "**/assets/formular.*.js"
OWN = "/min-henvendelse/"
MODES = ("script", "blocked", "off")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve the site two weeks before the one meeting there is."""
    with serving(tmp_path_factory.mktemp("served"), today="2016-04-04") as served:
        yield served


@pytest.fixture(params=MODES)
def mode(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, object], mode: str) -> dict[str, object]:
    """A window of 1280 by 1024 at 400 %."""
    window = {"viewport": {"width": 320, "height": 256}, "java_script_enabled": mode != "off"}
    return {**browser_context_args, **window}


@pytest.fixture
def visitor(page: Page, mode: str) -> Iterator[Page]:
    """Give a page whose script runs, cannot be fetched, or may not run; it must not complain."""

    def lose(route: Route) -> None:
        route.abort()

    if mode == "blocked":
        page.route(SCRIPT, lose)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if "Security" in said.text else None)
    yield page
    assert wrong == []


def look(page: Page) -> None:
    """See that nothing is out of sight or without its words."""
    page.wait_for_load_state()
    assert probe(page, "sideways") == []
    assert probe(page, "groups") == []


def mend(page: Page, step: Step) -> None:
    """Send nothing, and be led to everything that is to be filled in."""
    press(page, step.button)
    summary = page.locator(".mk-error-summary")
    expect(summary).to_be_focused()
    expect(page).to_have_title(re.compile("^Fejl: "))
    links = summary.get_by_role("link")
    names = {str(link.get_attribute("href"))[1:] for link in links.all()}
    assert names == step.mistakes
    look(page)
    tab_to(page, links.first)
    page.keyboard.press("Enter")
    first = page.locator(str(links.first.get_attribute("href")))
    expect(first).to_be_focused()
    expect(first).to_be_in_viewport()


@pytest.mark.parametrize("journey", JOURNEYS, ids=lambda journey: journey.name)
def test_a_form_is_filled_mended_and_sent_with_the_keyboard_alone(
    visitor: Page, served: Served, journey: Journey, capsys: pytest.CaptureFixture[str]
) -> None:
    before = references(served, capsys)
    visitor.goto(journey.path)
    for step in journey.steps:
        look(visitor)
        if step.mistakes:
            mend(visitor, step)
        fill(visitor, step.fields)
        press(visitor, step.button)
        read(visitor, step.heading)
    look(visitor)
    number = visitor.locator(".mk-reference").inner_text()
    assert references(served, capsys) - before == {number}
    assert "?" not in visitor.url


def invitations(served: Served) -> set[str]:
    """Give where the letters to those who are suggested lead."""
    letters = "".join(served.letters(0)).replace("=\n", "").replace("=3D", "=")
    return set(re.findall(rf"{OWN}ja/\?n=[\w.-]+", letters))


def test_whoever_is_suggested_says_yes_by_the_link_of_the_letter(
    visitor: Page, served: Served
) -> None:
    (journey,) = (one for one in JOURNEYS if one.name == "referral")
    before = invitations(served)
    visitor.goto(journey.path)
    for step in journey.steps:
        fill(visitor, step.fields)
        press(visitor, step.button)
        read(visitor, step.heading)
    wait_for(lambda: len(invitations(served)) > len(before))
    (link,) = invitations(served) - before
    visitor.goto(link)
    step = Step(
        {"navn": "Anna", "email": "anna@eksempel.dk", "samtykke": "ja"},
        "Send",
        RECEIPT,
        frozenset({"navn", "telefon", "samtykke"}),
    )
    mend(visitor, step)
    fill(visitor, step.fields)
    press(visitor, step.button)
    read(visitor, RECEIPT)


def test_ones_own_page_is_found_mended_fetched_and_erased(visitor: Page) -> None:
    _send_interest(visitor)
    number, code = (visitor.locator(f".mk-{name}").inner_text() for name in ("reference", "code"))
    visitor.goto(OWN)
    fill(visitor, {"nummer": number, "kode": "forkert"})
    press(visitor, "Vis det, jeg har sendt")
    expect(visitor.locator(".mk-error-summary")).to_be_focused()
    visitor.locator("#kode").fill("")
    fill(visitor, {"kode": code})
    press(visitor, "Vis det, jeg har sendt")
    expect(visitor.get_by_label("Hvad må vi kalde dig?")).to_have_value("Bodil")
    visitor.locator("#telefon").fill("12")
    press(visitor, "Gem det, jeg har rettet")
    expect(visitor.locator(".mk-error-summary")).to_be_focused()
    visitor.locator("#telefon").fill("40404040")
    press(visitor, "Gem det, jeg har rettet")
    expect(visitor.get_by_text("Det er gemt.")).to_be_visible()
    look(visitor)
    with visitor.expect_download() as fetched:
        press(visitor, "Hent en kopi")
    assert "40404040" in fetched.value.path().read_text("utf-8")
    press(visitor, "Slet det, jeg har sendt")
    read(visitor, "Vil du slette det, du har sendt?")
    look(visitor)
    press(visitor, "Ja, slet det")
    read(visitor, "Det er slettet")


def _send_interest(page: Page) -> None:
    (journey,) = (one for one in JOURNEYS if one.name == "interest")
    form, check = journey.steps
    page.goto(journey.path)
    fill(page, {**form.fields, "navn": "Bodil"})
    press(page, form.button)
    read(page, form.heading)
    press(page, check.button)
    read(page, check.heading)
