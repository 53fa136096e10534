"""Info meetings: when and where, and whether one can still sign up."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from makker.domain.danish import COPENHAGEN, NBSP, clock_time, in_copenhagen, long_date
from makker.domain.people import Person
from makker.domain.programme import Fact, Programme


class Plan(StrEnum):
    """What staff have decided about a meeting."""

    PLANNED = "planlagt"
    FULL = "fuldt"
    CANCELLED = "aflyst"


class State(StrEnum):
    """How a meeting stands at a moment."""

    OPEN = "aabent"
    """One can sign up."""
    CLOSED = "frist_gaaet"
    """The deadline has passed; the meeting has not."""
    FULL = "fuldt"
    CANCELLED = "aflyst"
    HELD = "afholdt"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a meeting is."""

    name: str
    address: str
    town: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """One info meeting. Its id is its file's name and never changes."""

    id: str
    title: str
    text: str
    """Who comes, and what happens, in a sentence or two."""
    start: datetime
    """With Copenhagen's offset, like *end*."""
    end: datetime
    last_day: date
    """The last day one can sign up."""
    place: Place
    plan: Plan
    seats: int | None
    """How many can come; None where there is no limit. Beyond it is a waiting list."""
    programmes: tuple[Programme, ...]
    contacts: tuple[Person, ...]
    """Whom one signs up with."""
    facts: tuple[Fact, ...]
    updated: datetime
    """When staff last changed it; the calendar's DTSTAMP, so that builds are reproducible."""
    version: int
    """Raised by one with each change of time, place or plan; the calendar's SEQUENCE."""
    source: str

    @property
    def path(self) -> str:
        """Where on the site the meeting's page is."""
        return f"/infomoeder/{self.id}/"

    @property
    def phone(self) -> str:
        """The number to ring about it; empty when none of its contacts has one."""
        return next((person.phone for person in self.contacts if person.phone), "")

    @property
    def deadline(self) -> datetime:
        """The first moment that is too late: midnight after the last day, in Copenhagen (V09)."""
        day_after = self.last_day + timedelta(days=1)
        return datetime.combine(day_after, datetime.min.time(), COPENHAGEN)

    def state(self, now: datetime) -> State:
        """Say how the meeting stands. What is over is over, whatever was decided before."""
        if self.plan is Plan.CANCELLED:
            return State.CANCELLED
        if now >= self.end:
            return State.HELD
        if now >= self.deadline or now >= self.start:
            return State.CLOSED
        return State.FULL if self.plan is Plan.FULL else State.OPEN

    def has_waiting_list(self, now: datetime) -> bool:
        """Whether someone who waits can still get a seat."""
        return self.seats is not None and self.plan is not Plan.CANCELLED and now < self.start

    def is_past(self, now: datetime) -> bool:
        """Whether the meeting belongs to the archive."""
        return now >= self.end

    @property
    def when(self) -> str:
        """Write "mandag den 18. april 2016 kl. 13-15"."""
        start, end = in_copenhagen(self.start), in_copenhagen(self.end)
        until = clock_time(end).removeprefix(f"kl.{NBSP}")
        return f"{long_date(start.date())} {clock_time(start)}-{until}"
