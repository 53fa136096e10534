"""How an info meeting stands at a moment (V09, V10)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from makker.content.load import load
from makker.domain.danish import sort_key
from makker.domain.meeting import Meeting, Plan, State
from makker.domain.people import Person
from tests.serving import PROJECT

(MEETING,) = load(PROJECT / "content", date(2016, 4, 1)).catalogue.meetings


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        (datetime(2016, 4, 1, tzinfo=UTC), State.OPEN),
        (datetime(2016, 4, 14, 21, 59, 59, tzinfo=UTC), State.OPEN),
        (datetime(2016, 4, 14, 22, 0, 0, tzinfo=UTC), State.CLOSED),
        (datetime(2016, 4, 18, 12, 59, 59, tzinfo=UTC), State.CLOSED),
        (datetime(2016, 4, 18, 13, 0, 0, tzinfo=UTC), State.HELD),
    ],
)
def test_meeting_closes_to_the_second_in_copenhagen_and_is_held_when_it_ends(
    moment: datetime, state: State
) -> None:
    assert MEETING.state(moment) is state


@pytest.mark.parametrize(
    ("plan", "before", "after"),
    [
        (Plan.FULL, State.FULL, State.HELD),
        (Plan.CANCELLED, State.CANCELLED, State.CANCELLED),
    ],
)
def test_meeting_that_is_full_or_cancelled_says_so(plan: Plan, before: State, after: State) -> None:
    meeting: Meeting = replace(MEETING, plan=plan)
    assert meeting.state(datetime(2016, 4, 1, tzinfo=UTC)) is before
    assert meeting.state(datetime(2016, 5, 1, tzinfo=UTC)) is after


def test_meeting_says_when_it_is_in_danish() -> None:
    assert MEETING.when == "mandag den 18.\u00a0april 2016 kl.\u00a013-15"
    assert MEETING.start == datetime(2016, 4, 18, 11, 0, tzinfo=UTC)


def test_names_are_sorted_as_danes_do() -> None:
    expected = ["Bredsten", "Børkop", "Odense", "Vejle", "Zoo", "Ærø", "Østbirk", "Aabenraa"]
    expected.append("Ålborg")
    shuffled = [*expected[4:], *expected[:4]]
    assert sorted(shuffled, key=sort_key) == expected
    assert sorted(["Ålborg", "Aabenraa", "Ærø"], key=sort_key) == ["Ærø", "Aabenraa", "Ålborg"]


def test_meeting_that_begins_before_its_deadline_closes_when_it_begins() -> None:
    meeting = replace(MEETING, last_day=date(2016, 4, 18))
    assert meeting.state(meeting.start - timedelta(seconds=1)) is State.OPEN
    assert meeting.state(meeting.start) is State.CLOSED


def test_meeting_is_past_from_the_moment_it_ends() -> None:
    assert not MEETING.is_past(MEETING.end - timedelta(seconds=1))
    assert MEETING.is_past(MEETING.end)


@pytest.mark.parametrize(
    ("seats", "plan", "seconds", "waiting"),
    [
        (10, Plan.PLANNED, -1, True),
        (10, Plan.FULL, -1, True),
        (10, Plan.PLANNED, 0, False),
        (10, Plan.CANCELLED, -1, False),
        (None, Plan.PLANNED, -1, False),
    ],
)
def test_one_can_wait_for_a_seat_until_the_meeting_begins(
    seats: int | None, plan: Plan, seconds: int, *, waiting: bool
) -> None:
    meeting = replace(MEETING, seats=seats, plan=plan)
    now = meeting.start + timedelta(seconds=seconds)
    assert meeting.has_waiting_list(now) is waiting


def test_number_of_a_meeting_is_that_of_the_first_who_has_one() -> None:
    silent, first, second = (
        Person(id=name, name=name, role="", phone=phone, email="", source="S1", checked=None)
        for name, phone in (("a", ""), ("b", "11111111"), ("c", "22222222"))
    )
    assert replace(MEETING, contacts=(silent, first, second)).phone == "11111111"
    assert replace(MEETING, contacts=(silent,)).phone == ""
