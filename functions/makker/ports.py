"""What Makker needs of the machine it runs on. Adapters keep these promises; none inherits."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from makker.domain.errors import MakkerError
from makker.domain.letter import Letter
from makker.domain.record import Record


class StoreError(MakkerError):
    """The store could not do it now; nothing was changed."""


class MailError(MakkerError):
    """The letter was not taken; it should be tried again later."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a record that was to be added."""

    record: Record
    """The record that is stored under the submission: this one, or the first."""
    fresh: bool
    """Whether it was stored now."""


class Records(Protocol):
    """The records and the letters that belong to them."""

    def add(self, record: Record, letters: Sequence[Letter]) -> Added:
        """Store a record and its letters in one transaction.

        A submission that is stored already changes nothing: the first record comes back.
        """
        ...

    def get(self, reference: str) -> Record | None:
        """Give the record, or None when there is none."""
        ...

    def newest_first(self) -> Iterable[Record]:
        """Give every record, the one received last first."""
        ...

    def erase(self, reference: str) -> bool:
        """Remove the record and its letters, sent or not. Say whether there was one."""
        ...

    def expired(self, today: date) -> Iterable[str]:
        """Give the references of the records whose last day lies before *today*."""
        ...

    def unsent(self) -> Iterable[Letter]:
        """Give the letters not marked as sent, the oldest first."""
        ...

    def mark_sent(self, letter: Letter, at: datetime) -> None:
        """Take the letter out of the unsent ones; harmless when it is erased or sent."""
        ...


class Mailer(Protocol):
    """Where letters go."""

    def send(self, letter: Letter) -> None:
        """Hand the letter over; done once this returns, otherwise MailError is raised.

        The same letter may come twice; it then carries the same Message-ID.
        """
        ...


class Clock(Protocol):
    """What time it is."""

    def now(self) -> datetime:
        """Give the moment, in UTC."""
        ...


class Ids(Protocol):
    """New names for things."""

    def reference(self) -> str:
        """Give a reference that nobody can guess and anybody can read aloud."""
        ...

    def submission(self) -> str:
        """Give a name for one submission that nobody can guess."""
        ...


class Tokens(Protocol):
    """Values that travel through a person's browser and come back unchanged, or not at all."""

    def seal(self, values: Mapping[str, object]) -> str:
        """Give the values as text that only this system can have made."""
        ...

    def open(self, token: str) -> Mapping[str, object] | None:
        """Give the values back, or None when the token was not made here or was changed."""
        ...
