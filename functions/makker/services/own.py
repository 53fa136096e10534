"""What a person does with what they sent: find it, correct it, take it back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from makker.domain.catalogue import Catalogue
from makker.domain.change import Change
from makker.domain.private import Contact
from makker.domain.record import Record
from makker.domain.subject import Referral
from makker.domain.trail import Deed, What, Who
from makker.ports import Clock, Records, Tokens, Trail, Visits
from makker.services.link import read_link
from makker.services.move_up import MoveUp

VISIT = timedelta(minutes=30)
"""How long a person can go on without showing their number and code again."""
_PURPOSE = "egen-side"


class TooManyVisitsError(Exception):
    """One source has asked for too many different numbers within the hour."""


@dataclass(frozen=True, slots=True)
class Own:
    """A person's own access to what they sent."""

    records: Records
    trail: Trail
    clock: Clock
    tokens: Tokens
    visits: Visits
    move_up: MoveUp
    most: int
    """How many different numbers one source may ask for within an hour."""

    def find(self, reference: str, code: str, source: str) -> Record | None:
        """Give the record of that number if the code is its own; None whatever is wrong.

        Raises:
            TooManyVisitsError: someone is guessing.
        """
        typed = "".join(reference.upper().split()).replace("-", "")
        if self.visits.count(source, "find", f"{typed}{code}") > self.most:
            raise TooManyVisitsError
        record = self.records.get(typed)
        # The code is held against something in either case: the time tells nothing.
        fits = self.tokens.fits(code, record.submission if record else "")
        return self._noted(record if fits else None)

    def linked(self, carried: str) -> Record | None:
        """Give the record a letter's link leads to, or None when there is none any more."""
        submission = read_link(carried, self.tokens)
        return self._noted(self.records.of_submission(submission) if submission else None)

    def _noted(self, record: Record | None) -> Record | None:
        """Give what the person themselves has sent, once it is noted that they read it."""
        if record is None or isinstance(record.subject, Referral):
            return None
        self._note(record, What.READ)
        return record

    def _note(self, record: Record, what: What) -> None:
        self.trail.note(Deed(record.reference, what, Who.SENDER, self.clock.now()))

    def let_in(self, record: Record) -> str:
        """Give what lets the person go on for a while."""
        until = (self.clock.now() + VISIT).timestamp()
        return self.tokens.seal(_PURPOSE, {"nummer": record.reference, "til": until})

    def who(self, token: str) -> Record | None:
        """Give the record of a person who was let in, or None when it is too long ago."""
        values = self.tokens.open(_PURPOSE, token)
        if values is None or float(str(values["til"])) < self.clock.now().timestamp():
            return None
        return self.records.get(str(values["nummer"]))

    def copy(self, record: Record) -> Record:
        """Give what is to be copied, once that is noted."""
        self._note(record, What.COPIED)
        return record

    def correct(self, record: Record, contact: Contact, catalogue: Catalogue) -> Record | None:
        """Store the contact data as it is now, and tell staff. None when it is all gone."""
        # Whether a receipt was wanted was asked once, and is not asked again.
        corrected = replace(record, contact=replace(contact, receipt=record.contact.receipt))
        if corrected == record:
            return record
        writer = self.move_up.writer(catalogue)
        now = self.clock.now()
        letters = () if record.suspected else (writer.corrected(record, now),)
        deed = Deed(record.reference, What.CORRECTED, Who.SENDER, now)
        if record.meeting:
            return self._correct_at_meeting(corrected, Change(letters=letters, deeds=(deed,)))
        return corrected if self.records.replace(corrected, letters, deed) else None

    def _correct_at_meeting(self, corrected: Record, change: Change) -> Record | None:
        """Store the contact of a sign-up; its seat and what it was told may change meanwhile."""
        stored: Record | None = None

        def decide(signed_up: Sequence[Record]) -> Change:
            nonlocal stored
            found = [one for one in signed_up if one.reference == corrected.reference]
            stored = replace(found[0], contact=corrected.contact) if found else None
            return replace(change, replaced=(stored,)) if stored else Change()

        self.records.at_meeting(corrected.meeting, decide)
        return stored

    def take_back(self, record: Record, catalogue: Catalogue) -> None:
        """Erase the record, its letters and what leads to it; a seat goes to those who wait.

        Whoever asked for a receipt gets the word that it is done.
        """
        now = self.clock.now()
        asked = record.contact.receipt and record.contact.email and not record.suspected
        writer = self.move_up.writer(catalogue)
        last_words = [writer.erased(record, now)] if asked else []
        if record.meeting:
            self.move_up.without(record, last_words, catalogue)
        else:
            deed = Deed(record.reference, What.ERASED, Who.SENDER, now)
            self.records.erase(deed, last_words)
