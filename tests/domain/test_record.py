from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makker.domain.conditions import Always
from makker.domain.faults import Code, Fault, Rejected
from makker.domain.record import months_later
from makker.domain.screening import Outcome, hold_against
from makker.domain.subject import Application, Seat, SignUp
from makker.domain.truth import Truth
from tests.domain.examples import CANARIES, CANARY, a_letter, a_record, answers, criterion


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2026-11-22", 6, "2027-05-22"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2027-08-31", 6, "2028-02-29"),
        ("2026-12-31", 1, "2027-01-31"),
        ("2026-12-01", 12, "2027-12-01"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2026-06-15", 0, "2026-06-15"),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(
    day: str, months: int, later: str
) -> None:
    assert months_later(date.fromisoformat(day), months) == date.fromisoformat(later)


@pytest.mark.property
@given(st.dates(max_value=date(9000, 1, 1)), st.integers(0, 240), st.integers(0, 240))
def test_months_later_never_falls_behind(day: date, months: int, more: int) -> None:
    assert months_later(day, months) <= months_later(day, months + more)
    assert months_later(day.replace(day=1), months).day == 1


def test_screening_keeps_the_finding_of_every_criterion() -> None:
    truths = {"A": Truth.YES, "B": Truth.UNKNOWN, "C": Truth.NO}
    criteria = [criterion(code, Always(truth)) for code, truth in truths.items()]
    kept = Application.of("p", "peer", hold_against(criteria, answers()))
    assert kept == Application("p", "peer", Outcome.OUTSIDE, truths)


@pytest.mark.parametrize(
    "value",
    [
        CANARY,
        a_record(),
        a_letter(a_record()),
        answers(gruppe="hemmeligt_svar"),
        Rejected((Fault("navn", Code.TOO_LONG),)),
    ],
    ids=lambda value: type(value).__name__,
)
def test_private_value_shows_nothing_of_what_was_told(value: object) -> None:
    for shown in (repr(value), str(value), f"{[value]}"):
        assert not [canary for canary in CANARIES if canary in shown]


def test_record_shows_its_reference() -> None:
    assert "KT4MB7X1" in repr(a_record())
    assert "KT4MB7X1" in repr(a_letter(a_record()))


def test_record_knows_the_meeting_it_signs_up_for() -> None:
    sign_up = SignUp("2016-04-18-vejle", 0, "", Seat.SEATED)
    assert replace(a_record(), subject=sign_up).meeting == "2016-04-18-vejle"
    assert a_record().meeting == ""
