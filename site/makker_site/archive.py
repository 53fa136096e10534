"""Meetings that are over: the newest stay on the list, and each year has a page of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from makker.domain.danish import MONTHS, in_copenhagen
from makker.domain.meeting import Meeting, Plan

ARCHIVE = "/infomoeder/tidligere/"
"""The pages of the years are below it."""
NEWEST = 12
"""So many stay on the list of meetings."""


@dataclass(frozen=True, slots=True)
class Over:
    """A meeting that is over, or would be, had it not been cancelled."""

    meeting: Meeting

    @property
    def cancelled(self) -> bool:
        """Whether it was never held."""
        return self.meeting.plan is Plan.CANCELLED


@dataclass(frozen=True, slots=True)
class Year:
    """A year with meetings that the list has no room for."""

    number: int
    meetings: tuple[Over, ...]
    """All of that year that are over, the last first."""

    @property
    def path(self) -> str:
        """Where its page is."""
        return f"{ARCHIVE}{self.number}/"

    @property
    def months(self) -> Iterator[tuple[str, tuple[Over, ...]]]:
        """Give the meetings under the name of their month."""
        for month, held in groupby(self.meetings, key=lambda over: _local(over.meeting).month):
            yield MONTHS[month - 1], tuple(held)


@dataclass(frozen=True, slots=True)
class Archive:
    """All meetings that are over."""

    newest: tuple[Over, ...]
    """The last first."""
    years: tuple[Year, ...]
    """The last first; none while the list has room for all."""
    _older: frozenset[str]

    def has_put_away(self, meeting: Meeting) -> bool:
        """Whether the meeting is no longer on the list."""
        return meeting.id in self._older


def make_archive(meetings: Sequence[Meeting], now: datetime) -> Archive:
    """Give what is over of *meetings*, which come in the order of their time."""
    past = [Over(meeting) for meeting in reversed(meetings) if meeting.is_past(now)]
    older = frozenset(over.meeting.id for over in past[NEWEST:])
    years = groupby(past, key=lambda over: _local(over.meeting).year)
    all_years = [Year(number, tuple(held)) for number, held in years]
    kept = (year for year in all_years if any(one.meeting.id in older for one in year.meetings))
    return Archive(tuple(past[:NEWEST]), tuple(kept), older)


def _local(meeting: Meeting) -> datetime:
    return in_copenhagen(meeting.start)
