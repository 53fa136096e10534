"""Gather everything that is held about one person: what they have a right to see."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from makker.domain.letter import EVER, Waiting
from makker.domain.record import Record
from makker.domain.subject import Referral
from makker.domain.trail import Deed, What, Who
from makker.ports import Clock, SealError, Store
from makker.services.read_contact import read_email, read_phone


@dataclass(frozen=True, slots=True)
class Person:
    """Ways to reach one person: whatever was sent with one of them is theirs."""

    phones: frozenset[str] = field(default=frozenset(), repr=False)
    """As they are stored, "+4520264577"."""
    emails: frozenset[str] = field(default=frozenset(), repr=False)
    """In small letters."""

    @classmethod
    def of_phone(cls, text: str) -> "Person | None":
        """Give who has that number, however it is typed; None when it is no number."""
        phone = read_phone(text)
        return cls(phones=frozenset({phone})) if phone else None

    @classmethod
    def of_email(cls, text: str) -> "Person | None":
        """Give who has that address; None when it is no address."""
        email = read_email(text.strip())
        return cls(emails=frozenset({email.lower()})) if email else None

    @classmethod
    def of_record(cls, record: Record) -> "Person":
        """Give who has sent a record."""
        contact = record.contact
        return cls(frozenset({contact.phone} - {""}), frozenset({contact.email.lower()} - {""}))

    def sent(self, record: Record) -> bool:
        """Whether the record names a number or an address of theirs."""
        contact = record.contact
        return contact.phone in self.phones or contact.email.lower() in self.emails

    def gets(self, waiting: Waiting) -> bool:
        """Whether the letter goes to an address of theirs."""
        return waiting.letter.recipient.lower() in self.emails


@dataclass(frozen=True, slots=True)
class Held:
    """One record, and what lies beside it."""

    record: Record
    letters: tuple[Waiting, ...]
    """Those neither sent nor erased."""
    trail: tuple[Deed, ...]


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything that is held about a person."""

    held: tuple[Held, ...]
    letters: tuple[Waiting, ...]
    """Letters to them that belong to no record of theirs."""


@dataclass(frozen=True, slots=True)
class Gather:
    """Gathers, and leaves a line in the trail of each record that is copied."""

    store: Store
    clock: Clock

    def __call__(self, person: Person, reference: str = "") -> Gathered:
        """Give what is held about *person*, and the record of *reference* whoever it names.

        Raises:
            SealError: a letter that waits cannot be opened, so nobody can tell all there is.
        """
        letters = [*self.store.due(EVER), *self.store.given_up()]
        for one in letters:
            if one.letter.sealed:  # it might be theirs, and nobody could tell
                raise SealError(one.letter.sealed)
        records = [
            record
            for record in self._every_record()
            if record.reference == reference
            or person.sent(record)
            # Of someone who was suggested, only the letter to them says who it is.
            or (isinstance(record.subject, Referral) and _is_invited(person, record, letters))
        ]
        held = tuple(self._copied(record, letters) for record in records)
        theirs = {record.reference for record in records}
        others = [one for one in letters if one.letter.reference not in theirs]
        return Gathered(held, tuple(one for one in others if person.gets(one)))

    def _every_record(self) -> Iterator[Record]:
        return chain(self.store.newest_first(), self.store.newest_first(suspected=True))

    def _copied(self, record: Record, letters: list[Waiting]) -> Held:
        deed = Deed(record.reference, What.COPIED, Who.OPERATOR, self.clock.now())
        self.store.note(deed)
        mine = tuple(one for one in letters if one.letter.reference == record.reference)
        return Held(record, mine, tuple(self.store.of(record.reference)))


def _is_invited(person: Person, record: Record, letters: list[Waiting]) -> bool:
    return any(person.gets(one) for one in letters if one.letter.reference == record.reference)
