from collections.abc import Mapping

import pytest

from makker.domain.period import Period, Unit
from makker.domain.retention import Retention
from makker.domain.screening import Outcome
from makker.domain.subject import Application, Interest, Referral, Seat, SignUp, Subject


def days(number: int) -> Period:
    return Period(number, Unit.DAY)


BY_OUTCOME: Mapping[Outcome, Period] = {
    Outcome.WITHIN: days(1),
    Outcome.TALK: Period(1, Unit.MONTH),
    Outcome.OUTSIDE: days(30),
}
RETENTION = Retention(
    application=BY_OUTCOME,
    interest=days(4),
    sign_up=days(5),
    referral=days(6),
    suspected=days(7),
    trail=days(8),
)


@pytest.mark.parametrize(
    ("subject", "period"),
    [
        *((Application("p", "peer", one, {}), BY_OUTCOME[one]) for one in Outcome),
        (Interest("Vejle", ()), days(4)),
        (SignUp("moede", 0, "", Seat.SEATED), days(5)),
        (Referral("Vejle"), days(6)),
    ],
)
def test_each_kind_and_outcome_is_kept_for_its_own_time(subject: Subject, period: Period) -> None:
    assert RETENTION.of(subject) == period


def test_longest_time_of_an_application_is_found_among_days_and_months() -> None:
    assert RETENTION.longest_application == Period(1, Unit.MONTH)
