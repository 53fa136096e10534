"""What Makker needs of the machine it runs on. Adapters keep these promises; none inherits."""

from collections.abc import Callable, Iterable, Mapping, Sequence
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


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be written in one transaction."""

    added: tuple[Record, ...] = ()
    replaced: tuple[Record, ...] = ()
    erased: tuple[str, ...] = ()
    """References. The letters of these records go with them."""
    letters: tuple[Letter, ...] = ()


Decide = Callable[[Sequence[Record]], Change]
"""Looks at records and says what is to be written because of them."""


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

    def of_submission(self, submission: str) -> Record | None:
        """Give the record of a submission, or None when there is none."""
        ...

    def newest_first(self, *, suspected: bool = False) -> Iterable[Record]:
        """Give every record, the one received last first: the suspected ones, or all others."""
        ...

    def replace(self, record: Record, letters: Sequence[Letter]) -> bool:
        """Put a record in the place of the one with its reference, and add letters.

        One transaction. When there is none any more nothing is written, and False comes back.
        """
        ...

    def at_meeting(self, meeting: str, decide: Decide) -> None:
        """Show *decide* everyone signed up for a meeting, the first first; write what it says.

        One transaction: nobody else changes the meeting's sign-ups meanwhile, or *decide* is
        asked again with what is there then. Nothing is written when it says nothing.
        """
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

    def seal(self, purpose: str, values: Mapping[str, object]) -> str:
        """Give the values as text that only this system can have made, for one purpose."""
        ...

    def open(self, purpose: str, token: str) -> Mapping[str, object] | None:
        """Give the values back; None when it was not made here for this, or was changed."""
        ...

    def code(self, submission: str) -> str:
        """Give the code that proves a submission is one's own; always the same for it."""
        ...

    def fits(self, code: str, submission: str) -> bool:
        """Whether the code, however it is typed, is that of the submission."""
        ...


class Visits(Protocol):
    """How often one source does something, without keeping who it was."""

    def count(self, source: str, what: str, which: str) -> int:
        """Note that a source did *what* to *which*. Give to how many within the hour."""
        ...
