"""What someone signed up for a meeting is to be told of it, and has not been told yet."""

from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from makker.domain.danish import in_copenhagen
from makker.domain.meeting import Meeting, Plan
from makker.domain.record import Record
from makker.domain.subject import Seat, SignUp, Told

REMIND_FROM = 9
"""The hour, the day before in Copenhagen, from which people are reminded."""


class News(StrEnum):
    """What there is to tell."""

    CHANGED = "aendret"
    CANCELLED = "aflyst"
    ON_AGAIN = "alligevel"
    """It was cancelled, and is not any more."""
    REMINDER = "husk"


def news_for(record: Record, meeting: Meeting, now: datetime) -> News | None:
    """Give what to tell, or None when there is nothing: not of a meeting that has begun."""
    sign_up = record.subject
    if record.suspected or not isinstance(sign_up, SignUp) or now >= meeting.start:
        return None
    cancelled = meeting.plan is Plan.CANCELLED
    if cancelled != sign_up.told.cancelled:
        return News.CANCELLED if cancelled else News.ON_AGAIN
    # Only a higher version is news: two machines with different content must not take turns.
    if meeting.version > sign_up.told.version and not cancelled:
        return News.CHANGED
    reachable = sign_up.seat is Seat.SEATED and record.contact.email and not cancelled
    return News.REMINDER if reachable and _is_time(sign_up.told, meeting, now) else None


def _is_time(told: Told, meeting: Meeting, now: datetime) -> bool:
    """Whether it is the day before, and they were not told of the meeting this very day."""
    local = in_copenhagen(now)
    day_before = in_copenhagen(meeting.start).date() - timedelta(days=1)
    return local.date() == day_before > told.on and local.hour >= REMIND_FROM


def told_now(record: Record, meeting: Meeting, now: datetime) -> Record:
    """Give the sign-up of someone who is told at this moment how the meeting stands."""
    if not isinstance(record.subject, SignUp):
        return record
    version = max(meeting.version, record.subject.told.version)
    told = Told(version, meeting.plan is Plan.CANCELLED, in_copenhagen(now).date())
    return replace(record, subject=replace(record.subject, told=told))
