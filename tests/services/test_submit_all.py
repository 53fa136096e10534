"""Those who send something at the same time."""

from dataclasses import replace

import pytest

from makker.domain.subject import Seat, SignUp
from makker.ports import StoreError
from makker.services.submit import Arrival, Submitted
from tests.domain.examples import CANARY, a_meeting
from tests.fakes import FakeRecords
from tests.services.examples import CATALOGUE
from tests.services.test_submit import arrival, submit_to

MEETING = replace(a_meeting(), seats=2)
WITH_SEATS = replace(CATALOGUE, meetings=(MEETING,))


def sign_up(submission: str) -> Arrival:
    return Arrival(submission, SignUp(MEETING.id, 0, "", Seat.SEATED), CANARY, "samtykke-7")


def test_each_gets_what_they_would_have_got_alone() -> None:
    at_once, one_by_one = FakeRecords(), FakeRecords()
    arrivals = [arrival("en"), sign_up("to"), arrival("tre"), arrival("en"), sign_up("fire")]
    alone = submit_to(one_by_one)
    assert [one.record.submission for one in submit_to(at_once).all(arrivals, WITH_SEATS)] == [
        one.submission for one in arrivals
    ]
    for one in arrivals:
        alone(one, WITH_SEATS)
    assert {one.submission for one in at_once.records.values()} == {"en", "to", "tre", "fire"}
    assert len(at_once.unsent()) == len(one_by_one.unsent())
    assert at_once.numbers == one_by_one.numbers


def test_seats_go_to_those_who_came_first() -> None:
    submitted = submit_to(FakeRecords()).all([sign_up(name) for name in "abc"], WITH_SEATS)
    seats = [one.record.subject.seat for one in submitted if isinstance(one.record.subject, SignUp)]
    assert seats == [Seat.SEATED, Seat.SEATED, Seat.WAITING]


def test_whoever_sends_something_else_the_second_time_is_told() -> None:
    other = arrival("en", contact=replace(CANARY, name="En anden"))
    first, second = submit_to(FakeRecords()).all([arrival("en"), other], CATALOGUE)
    assert second == Submitted(first.record, changed=True)


def test_refusal_of_the_store_comes_out() -> None:
    records = FakeRecords()
    records.broken = True
    with pytest.raises(StoreError):
        submit_to(records).all([arrival()], CATALOGUE)


def test_nobody_is_no_work() -> None:
    records = FakeRecords()
    records.broken = True
    assert submit_to(records).all([], CATALOGUE) == []
