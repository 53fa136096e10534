"""What Makker needs of the machine it runs on. Adapters keep these promises; none inherits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol, TypeVar

from makker.domain.errors import MakkerError

if TYPE_CHECKING:  # whoever only screens has no records, and need not load what they are
    from makker.domain.change import Added, Decide, WithLetters
    from makker.domain.letter import Letter, Waiting
    from makker.domain.record import Record
    from makker.domain.retention import Overdue
    from makker.domain.statistics import Group
    from makker.domain.trail import Deed

T = TypeVar("T")


class StoreError(MakkerError):
    """The store could not do it now; nothing was changed."""


class MailError(MakkerError):
    """The letter was not taken; it should be tried again later.

    Its message tells why in a few words, for the log: nothing of whom it was for or what it says.
    """


class MailRefusedError(MailError):
    """The recipient will never take the letter; trying again is of no use."""


class SealError(StoreError):
    """What is sealed cannot be opened here: the key is another, or is missing."""


class Records(Protocol):
    """The records, with the letters and the trail that are written with them."""

    def add(self, record: Record, letters: Sequence[Letter]) -> Added:
        """Store a record, its letters and the deed of receiving it in one transaction.

        A submission that is stored already changes nothing: the first record comes back.
        """

    def add_all(self, arriving: Sequence[WithLetters]) -> Sequence[Added]:
        """Store several as `add` stores one; all or none of them, where the store can."""

    def together(self, work: Callable[[], T]) -> T:
        """Do *work*, which only adds, maybe twice; give its result once that is stored for good.

        Raises:
            StoreError: it cannot be stored, whatever *work* was told meanwhile.
        """

    def get(self, reference: str) -> Record | None:
        """Give the record, or None when there is none."""

    def of_submission(self, submission: str) -> Record | None:
        """Give the record of a submission, or None when there is none."""

    def newest_first(self, *, suspected: bool = False) -> Iterable[Record]:
        """Give every record, the one received last first: the suspected ones, or all others."""

    def replace(self, record: Record, letters: Sequence[Letter], deed: Deed) -> bool:
        """Put a record in the place of the one with its reference; add letters and the deed.

        One transaction. When there is none any more nothing is written, and False comes back.
        """

    def at_meeting(self, meeting: str, decide: Decide) -> None:
        """Show *decide* everyone signed up for a meeting, the first first; write what it says.

        One transaction: nobody else changes the meeting's sign-ups meanwhile, or *decide* is
        asked again with what is there then. Nothing is written when it says nothing.
        """

    def erase(self, deed: Deed, letters: Sequence[Letter] = ()) -> bool:
        """Remove the record of the deed and its letters, sent or not. Say whether there was one.

        *letters* are written in the same transaction and outlive it: the word that it is done.
        """

    def expired(self, today: date) -> Iterable[Overdue]:
        """Give what may be known of the records whose last day lies before *today*."""


class Outbox(Protocol):
    """The letters that wait to be sent."""

    def post(self, letter: Letter) -> bool:
        """Write a letter without a record, once: not when one of its id was, sent or not.

        Say whether it was written now. Ids are remembered for a month.
        """

    def unsent(self) -> Iterable[Letter]:
        """Give the letters neither sent nor given up, the one to be tried first first."""

    def due(self, now: datetime) -> Iterable[Waiting]:
        """Give the unsent letters whose time has come."""

    def mark_sent(self, letter: Letter, at: datetime) -> None:
        """Take it out of the unsent, and forget words and recipient. Harmless when it is gone."""

    def put_off(self, letter: Letter, until: datetime) -> None:
        """Count an attempt, and try again later. Harmless when it is erased or sent."""

    def give_up(self, letter: Letter, deed: Deed) -> None:
        """Keep the letter, but try no more. Harmless when it is erased or sent.

        The last word of a record that is erased is not kept: nobody could do anything with it.
        """

    def given_up(self) -> Iterable[Waiting]:
        """Give the letters that are not tried any more."""

    def retry(self, letter_id: str, now: datetime) -> bool:
        """Let a letter be tried anew from *now*. Say whether it was waiting or given up."""


class Trail(Protocol):
    """Who has read or changed which record."""

    def note(self, deed: Deed) -> None:
        """Add a line."""

    def of(self, reference: str) -> Sequence[Deed]:
        """Give the lines of a record, the first first."""

    def older_than(self, moment: datetime) -> int:
        """Give how many lines are older."""

    def forget_before(self, moment: datetime) -> None:
        """Remove the lines that are older."""


class Statistics(Protocol):
    """How many records came, by group; it outlives them."""

    def counts(self) -> Mapping[Group, int]:
        """Give each group there is and its number.

        A record counts when it is stored, once; a suspected one when it is suspected no more.
        What is erased still counts.
        """


class Store(Records, Outbox, Trail, Statistics, Protocol):
    """All of them in one place, so that they can be written in one transaction."""


class Sealer(Protocol):
    """Makes text unreadable for whoever has the store but not the key."""

    def seal(self, text: str) -> str:
        """Give the text sealed; never twice the same."""

    def open(self, sealed: str) -> str:
        """Give the text back.

        Raises:
            SealError: it was sealed with a key that is not here, or was changed.
        """


class Mailer(Protocol):
    """Where letters go."""

    def send(self, letter: Letter) -> None:
        """Hand the letter over; done once this returns. A second time it has the same Message-ID.

        Raises:
            MailRefusedError: this recipient will never take it.
            MailError: it was not taken now.
        """


class Clock(Protocol):
    """What time it is."""

    def now(self) -> datetime:
        """Give the moment, in UTC."""


class Ids(Protocol):
    """New names for things."""

    def reference(self) -> str:
        """Give a reference that nobody can guess and anybody can read aloud."""

    def submission(self) -> str:
        """Give a name for one submission that nobody can guess."""


class Tokens(Protocol):
    """Values that travel through a person's browser and come back unchanged, or not at all."""

    def seal(self, purpose: str, values: Mapping[str, object]) -> str:
        """Give the values as text that only this system can have made, for one purpose."""

    def open(self, purpose: str, token: str) -> Mapping[str, object] | None:
        """Give the values back; None when it was not made here for this, or was changed."""

    def code(self, submission: str) -> str:
        """Give the code that proves a submission is one's own; always the same for it."""

    def fits(self, code: str, submission: str) -> bool:
        """Whether the code, however it is typed, is that of the submission."""


class Visits(Protocol):
    """How often one source does something, without keeping who it was."""

    def count(self, source: str, what: str, which: str) -> int:
        """Note that a source did *what* to *which*. Give to how many within the hour."""
