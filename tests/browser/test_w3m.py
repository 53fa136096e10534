"""The forms in w3m: words in order, and an application from end to end, without a style sheet."""

import html
import re
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from tests.browser.hands import FORM, WITHIN
from tests.browser.journeys import RECEIPT
from tests.browser.terminal import dump, reading
from tests.serving import Served, wait_for

PIECE = re.compile(
    r'<(legend|label|p|span|button)\b[^>]*class="mk-'
    r'(field__label|field__hint|choice__text|button)"[^>]*>(.*?)</\1>',
    re.DOTALL,
)
SCRIPTED = ("Ryd alle svar", "Vi kunne ikke sende", "Siden er hentet igen", "tegn tilbage")


def pieces(page: str) -> list[str]:
    """Give the questions, hints, options and buttons of a form, in order."""
    found = []
    for _, kind, inner in PIECE.findall(page):
        text = " ".join(html.unescape(re.sub(r"<[^>]*>", " ", inner)).split())
        found.append(f") {text}" if kind == "choice__text" and "[" not in text else text)
    return found


@pytest.mark.parametrize(
    "path",
    [
        "/tilbud/peer-to-peer-vejle/peer/",
        "/tilbud/peer-to-peer-vejle/mentor/",
        "/tilbud/peer-faellesskabet-vejle/peer/",
        "/tilbud/peer-faellesskabet-vejle/mentor/",
        "/tilbud/peer-to-peer-odense/peer/",
        "/tilbud/peer-to-peer-odense/mentor/",
        "/interesse/",
        "/foreslaa/",
        "/min-henvendelse/",
    ],
)
def test_questions_options_and_button_are_there_in_order(
    served: Served, tmp_path: Path, path: str
) -> None:
    shown = dump(f"{served.url}{path}", tmp_path)
    expected = pieces(httpx.get(f"{served.url}{path}").text)
    assert len(expected) >= 5
    place = 0
    for piece in expected:
        found = re.compile(re.escape(piece).replace(r"\)", r"[\])]")).search(shown, place)
        assert found, (piece, shown[place:])
        place = found.end()
    assert not [words for words in SCRIPTED if words in shown]


def test_an_application_goes_the_whole_way(
    served: Served, tmp_path: Path, fresh: Callable[[], list[str]]
) -> None:
    with reading(f"{served.url}{FORM}", tmp_path) as page:
        page.see("Kan du være mentor")
        page.press("om det passer")
        page.see("Fejl: Kan du være mentor")
        for question in (
            "Er du fyldt 18",
            "Bor du i Vejle Kommune?",
            "Har du selv haft",
            "Hvor længe har du været",
            "Har du fået",
        ):
            page.choose(question)
        page.press("om det passer")
        page.see(WITHIN)
        page.write("Fornavnet er nok", "Bodil")
        page.write("få fat i dig", "20264577")
        page.choose("Må vi bruge det")
        page.choose("dine rettigheder")
        page.see(RECEIPT)
    wait_for(lambda: len(fresh()) == 1)
