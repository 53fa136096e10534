"""Pages that are drawn once, and filled in for each visitor."""

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest

from makker.bootstrap import build_app
from makker.domain.private import Way
from makker.domain.screening import Verdict
from makker.domain.subject import Interest, Referral, Seat, SignUp, Subject
from makker.rendering.application import result_page, result_view
from makker.rendering.pages import MessageView, Pages
from makker.rendering.receipt import receipt_page, receipt_view
from makker.rendering.stencil import Stencil, place
from makker.services.carry_verdict import Carried
from makker.services.screen import screen
from makker.services.submit import Submitted
from makker.services.ticket import Ticket
from makker.settings import Settings
from tests.domain.examples import a_record
from tests.visitor import MENTOR, PROGRAMME

TICKET = Ticket("s", datetime(2026, 11, 22, tzinfo=UTC))
APPLICATION = a_record().subject
SUBJECTS = (
    APPLICATION,
    Interest("vejle", ()),
    SignUp("2016-04-18-vejle", 0, "", Seat.SEATED),
    SignUp("2016-04-18-vejle", 0, "", Seat.WAITING),
    Referral("vejle"),
)


@pytest.fixture
def pages(tmp_path: Path) -> Pages:
    return build_app(Settings.read({"DATA": str(tmp_path)})).pages


def carried(pages: Pages, **answers: str) -> Carried:
    offer = pages.catalogue.offer(PROGRAMME, "mentor")
    assert offer
    form = {name: [value] for name, value in {**MENTOR, **answers}.items()}
    verdict = screen(offer.role, form, today=date(2026, 11, 22))
    assert isinstance(verdict, Verdict)
    return Carried(offer, verdict, TICKET)


def test_words_come_into_their_places_as_jinja_would_write_them() -> None:
    stencil = Stencil.of(f"<p>{place('one')} og {place('two')}, {place('one')}</p>")
    assert stencil.fill({"one": "<b>", "two": "æ"}) == "<p>&lt;b&gt; og æ, &lt;b&gt;</p>"


ANSWERS: list[dict[str, str]] = [
    {},
    {"ude_af_misbrug": "ved_ikke"},
    {"bor_i_kommunen": "nej"},
    {"fyldt_18": "nej"},
]
"""Within, to be talked about, outside, and not asked for contact."""


def test_result_is_the_page_that_would_be_drawn_for_each(pages: Pages) -> None:
    for token in ("first.token", "another.token"):
        for answers in ANSWERS:
            found = carried(pages, **answers)
            drawn = pages.draw(result_view(found, pages.catalogue, token))
            assert result_page(found, token, pages) == drawn


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda subject: type(subject).__name__)
@pytest.mark.parametrize("way", Way)
def test_receipt_is_the_page_that_would_be_drawn_for_each(
    pages: Pages, subject: Subject, way: Way
) -> None:
    for number, changed in enumerate((False, False, True, True)):
        record = a_record(number)
        contact = replace(record.contact, way=way)
        submitted = Submitted(replace(record, subject=subject, contact=contact), changed)
        code = f"CODE{number}"
        drawn = pages.draw(receipt_view(submitted, code, pages.catalogue))
        assert receipt_page(submitted, code, pages) == drawn
        assert record.reference in drawn.html


def test_pages_are_drawn_once_and_not_kept_without_end(pages: Pages) -> None:
    drawn = []

    def view(number: int) -> MessageView:
        drawn.append(number)
        return MessageView(f"Side {number}", place("word"))

    for word in ("one", "two"):
        page = pages.fill(1, lambda: view(1), {"word": word})
        assert f"<p>{word}</p>" in page.html.replace(' class="mk-lead"', "")
    assert drawn == [1]
    for number in range(2, 300):
        pages.fill(number, partial(view, number), {"word": "one"})
    pages.fill(1, lambda: view(1), {"word": "one"})
    assert drawn.count(1) == 2
