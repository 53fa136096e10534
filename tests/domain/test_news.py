"""What there is to tell someone who is signed up, and when."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from makker.domain.meeting import Meeting, Plan
from makker.domain.news import News, news_for, told_now
from makker.domain.record import Record
from makker.domain.subject import Seat, SignUp, Told
from tests.domain.examples import CANARY, a_meeting, a_record

MEETING = a_meeting()  # on 1 December 2026, from 16 to 18 o'clock in Copenhagen
WEEKS_BEFORE = datetime(2026, 11, 10, 12, tzinfo=UTC)
DAY_BEFORE = datetime(2026, 11, 30, 12, tzinfo=UTC)
TOLD = Told(version=1, on=date(2026, 11, 1))


def signed_up(told: Told = TOLD, seat: Seat = Seat.SEATED, email: str = "a@eksempel.dk") -> Record:
    sign_up = SignUp(MEETING.id, 0, "", seat, told)
    return replace(a_record(), subject=sign_up, contact=replace(CANARY, email=email))


def changed(version: int = 1, plan: Plan = Plan.PLANNED) -> Meeting:
    return replace(MEETING, version=version, plan=plan)


def told(version: int, *, cancelled: bool = False) -> Told:
    return replace(TOLD, version=version, cancelled=cancelled)


OFF = Plan.CANCELLED


@pytest.mark.parametrize(
    ("known", "meeting", "news"),
    [
        (told(1), changed(1), None),
        (told(1), changed(2), News.CHANGED),
        (told(1), changed(7), News.CHANGED),
        (told(2), changed(1), None),
        (told(1), changed(2, Plan.FULL), News.CHANGED),
        (told(1), changed(1, OFF), News.CANCELLED),
        (told(1), changed(2, OFF), News.CANCELLED),
        (told(2, cancelled=True), changed(2, OFF), None),
        (told(2, cancelled=True), changed(3, OFF), None),
        (told(2, cancelled=True), changed(2), News.ON_AGAIN),
        (told(2, cancelled=True), changed(3), News.ON_AGAIN),
        (told(3), changed(3, OFF), News.CANCELLED),
    ],
)
@pytest.mark.parametrize("seat", Seat)
@pytest.mark.parametrize("email", ["a@eksempel.dk", ""])
def test_everyone_signed_up_is_told_what_they_do_not_know(
    known: Told, meeting: Meeting, news: News | None, seat: Seat, email: str
) -> None:
    assert news_for(signed_up(known, seat, email), meeting, WEEKS_BEFORE) is news


@pytest.mark.parametrize("meeting", [changed(2), changed(2, OFF), changed(1)])
def test_nobody_is_told_of_a_meeting_that_has_begun(meeting: Meeting) -> None:
    last = MEETING.start - timedelta(microseconds=1)
    assert bool(news_for(signed_up(), meeting, last)) is (meeting != changed(1))
    for moment in (MEETING.start, MEETING.end, MEETING.end + timedelta(days=9)):
        assert news_for(signed_up(), meeting, moment) is None


def test_nobody_is_told_of_what_a_machine_seems_to_have_sent_or_of_something_else() -> None:
    suspected = replace(signed_up(), suspected=True)
    for moment in (WEEKS_BEFORE, DAY_BEFORE):
        assert news_for(suspected, changed(2), moment) is None
        assert news_for(a_record(), changed(2), moment) is None


@pytest.mark.parametrize(
    ("moment", "reminded"),
    [
        ("2026-11-29T23:59:59+01:00", False),
        ("2026-11-30T08:59:59+01:00", False),
        ("2026-11-30T09:00:00+01:00", True),
        ("2026-11-30T23:59:59+01:00", True),
        ("2026-12-01T00:00:00+01:00", False),  # it is the day itself in Copenhagen
        ("2026-12-01T09:00:00+01:00", False),
    ],
)
def test_people_are_reminded_from_nine_the_day_before_in_copenhagen(
    moment: str, *, reminded: bool
) -> None:
    news = news_for(signed_up(), MEETING, datetime.fromisoformat(moment))
    assert news is (News.REMINDER if reminded else None)


@pytest.mark.parametrize("hour", [1, 2, 9])
def test_day_before_is_the_day_before_when_the_clock_is_changed(hour: int) -> None:
    for day in (date(2027, 3, 28), date(2027, 10, 31)):
        start = datetime.combine(day, MEETING.start.timetz())
        meeting = replace(MEETING, start=start, end=start + timedelta(hours=2))
        local = datetime.combine(day, MEETING.start.timetz()).replace(hour=hour)
        local -= timedelta(days=1)
        assert (news_for(signed_up(), meeting, local) is News.REMINDER) is (hour >= 9)


@pytest.mark.parametrize(
    "record",
    [
        signed_up(seat=Seat.WAITING),
        signed_up(email=""),
        signed_up(told(1, cancelled=True)),
        signed_up(replace(TOLD, on=date(2026, 11, 30))),
    ],
    ids=["waits", "has no address", "is told that it is off", "was told today"],
)
def test_nobody_is_reminded_who_need_not_be(record: Record) -> None:
    known = record.subject
    assert isinstance(known, SignUp)
    plan = OFF if known.told.cancelled else Plan.PLANNED
    assert news_for(record, changed(plan=plan), DAY_BEFORE) is None


def test_news_comes_before_the_reminder_and_makes_it_needless() -> None:
    meeting = changed(2)
    assert news_for(signed_up(), meeting, DAY_BEFORE) is News.CHANGED
    after = told_now(signed_up(), meeting, DAY_BEFORE)
    assert news_for(after, meeting, DAY_BEFORE) is None


@pytest.mark.parametrize("meeting", [changed(2), changed(2, OFF), changed(1, OFF)])
def test_nothing_is_told_twice(meeting: Meeting) -> None:
    after = told_now(signed_up(), meeting, WEEKS_BEFORE)
    for moment in (WEEKS_BEFORE, WEEKS_BEFORE + timedelta(days=2)):
        assert news_for(after, meeting, moment) is None


def test_reminder_does_not_make_an_older_version_of_the_content_new_again() -> None:
    known = signed_up(told(5))
    after = told_now(known, changed(4), DAY_BEFORE)
    assert isinstance(after.subject, SignUp)
    assert after.subject.told == Told(5, cancelled=False, on=date(2026, 11, 30))


def test_only_a_sign_up_is_told_of_a_meeting() -> None:
    assert told_now(a_record(), MEETING, DAY_BEFORE) == a_record()
