import dataclasses
from datetime import date, timedelta

from makker.domain.conditions import Always
from makker.domain.programme import Role
from makker.domain.truth import Truth
from tests.domain.examples import criterion

TODAY = date(2026, 11, 22)
TOMORROW = TODAY + timedelta(days=1)
OLD = dataclasses.replace(criterion("GAMMEL", Always(Truth.YES)), last_day=TODAY)
ALL = criterion("ALTID", Always(Truth.YES))
NEW = dataclasses.replace(criterion("NY", Always(Truth.YES)), first_day=TOMORROW)
ROLE = Role("peer", "Vil du være peer?", "", (), (OLD, ALL, NEW), ())


def test_one_criterion_takes_over_from_another_at_midnight() -> None:
    assert ROLE.criteria_on(TODAY) == (OLD, ALL)
    assert ROLE.criteria_on(TOMORROW) == (ALL, NEW)
