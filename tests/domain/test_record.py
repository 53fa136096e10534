from dataclasses import replace

import pytest

from makker.domain.conditions import Always
from makker.domain.faults import Code, Fault, Rejected
from makker.domain.screening import Outcome, hold_against
from makker.domain.subject import Application, Seat, SignUp
from makker.domain.truth import Truth
from tests.domain.examples import CANARIES, CANARY, a_letter, a_record, answers, criterion


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
