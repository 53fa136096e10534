"""A letter: a mail that is written with a record and sent afterwards."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

EVER = datetime.max.replace(tzinfo=UTC)
"""Later than any letter waits for: whatever waits is due by then."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail to one recipient."""

    id: str
    """Stable: the same letter sent twice has the same Message-ID."""
    reference: str
    """The record it belongs to, or belonged to before that was erased; empty when it is about
    many."""
    recipient: str = field(repr=False)
    subject: str
    body: str = field(repr=False)
    written_at: datetime
    """In UTC."""
    calendar: str = field(default="", repr=False)
    """An iCalendar file that goes with it; mostly none."""
    sealed: str = ""
    """Why it cannot be opened here and now; recipient and words are missing then."""

    @property
    def about(self) -> str:
        """What the trail and the log call it by: its record, or its own name where it has none."""
        return self.reference or self.id


@dataclass(frozen=True, slots=True)
class Waiting:
    """A letter on its way, and how it has gone so far."""

    letter: Letter
    attempts: int
    """How often it was offered and not taken."""
    due_at: datetime
    """When to try next, in UTC."""
    since: datetime
    """When the attempts began, in UTC: when it was written, or when someone began them anew."""
    given_up: bool = False
    """Whether it is not tried any more."""
