import dataclasses
from datetime import date, timedelta

import pytest

from makker.domain.conditions import Always
from makker.domain.programme import Offer, Role, Status
from makker.domain.truth import Truth
from tests.domain.examples import criterion
from tests.services.examples import PROGRAMME

TODAY = date(2026, 11, 22)
TOMORROW = TODAY + timedelta(days=1)
OLD = dataclasses.replace(criterion("GAMMEL", Always(Truth.YES)), last_day=TODAY)
ALL = criterion("ALTID", Always(Truth.YES))
NEW = dataclasses.replace(criterion("NY", Always(Truth.YES)), first_day=TOMORROW)
ROLE = Role("peer", "Vil du være peer?", "", (), (OLD, ALL, NEW), ())


def test_one_criterion_takes_over_from_another_at_midnight() -> None:
    assert ROLE.criteria_on(TODAY) == (OLD, ALL)
    assert ROLE.criteria_on(TOMORROW) == (ALL, NEW)


@pytest.mark.parametrize(
    ("status", "printed"), [(Status.OPEN, True), (Status.PAUSED, True), (Status.CLOSED, False)]
)
def test_posters_are_made_of_a_programme_until_it_is_closed_for_good(
    status: Status, *, printed: bool
) -> None:
    assert dataclasses.replace(PROGRAMME, status=status).is_printed is printed


def test_programme_and_offer_have_their_addresses() -> None:
    assert PROGRAMME.path == "/tilbud/klatring-vejle/"
    assert Offer(PROGRAMME, ROLE).path == "/tilbud/klatring-vejle/peer/"
