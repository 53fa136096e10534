"""Give the seats that are free to those who wait, and tell them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from makker.domain.catalogue import Catalogue
from makker.domain.change import Change
from makker.domain.letter import Letter
from makker.domain.meeting import Meeting
from makker.domain.news import told_now
from makker.domain.record import Record
from makker.domain.seating import to_move_up
from makker.domain.subject import Seat, SignUp
from makker.domain.trail import Deed, What, Who
from makker.ports import Clock, Records
from makker.services.write_letters import MakeWriter

_AT_ONCE = 20
"""How many move up in one transaction; the next round takes the next."""


@dataclass(frozen=True, slots=True)
class MoveUp:
    """Moves people up from waiting lists."""

    records: Records
    clock: Clock
    writer: MakeWriter

    def __call__(self, catalogue: Catalogue) -> int:
        """Look at every meeting to come: seats may have been added. Give how many moved up."""
        now, moved = self.clock.now(), 0
        for meeting in catalogue.meetings:
            if meeting.has_waiting_list(now):
                moved += self._at(meeting, catalogue)
        return moved

    def without(self, record: Record, last_words: Sequence[Letter], catalogue: Catalogue) -> None:
        """Erase a sign-up, and give what it leaves to those who wait, in one transaction."""
        meeting = catalogue.meeting(record.meeting)

        def decide(signed_up: Sequence[Record]) -> Change:
            left = [one for one in signed_up if one.reference != record.reference]
            change = self._change(left, meeting, catalogue)
            deed = Deed(record.reference, What.ERASED, Who.SENDER, self.clock.now())
            return replace(
                change,
                erased=(record.reference,),
                letters=(*change.letters, *last_words),
                deeds=(*change.deeds, deed),
            )

        self.records.at_meeting(record.meeting, decide)

    def _at(self, meeting: Meeting, catalogue: Catalogue) -> int:
        moved = 0

        def decide(signed_up: Sequence[Record]) -> Change:
            nonlocal moved
            change = self._change(signed_up, meeting, catalogue)
            moved = len(change.replaced)
            return change

        self.records.at_meeting(meeting.id, decide)
        return moved

    def _change(
        self, signed_up: Sequence[Record], meeting: Meeting | None, catalogue: Catalogue
    ) -> Change:
        now = self.clock.now()
        if meeting is None or not meeting.has_waiting_list(now):
            return Change()
        known = [record for record in signed_up if not record.suspected]
        chosen = to_move_up(known, meeting.seats)[:_AT_ONCE]
        moved = [told_now(_seated(record), meeting, now) for record in chosen]
        writer = self.writer(catalogue)
        letters = (writer.moved_up(record, now) for record in moved)
        deeds = (Deed(record.reference, What.MOVED_UP, Who.SYSTEM, now) for record in moved)
        return Change(replaced=tuple(moved), letters=tuple(letters), deeds=tuple(deeds))


def _seated(record: Record) -> Record:
    subject = record.subject
    if not isinstance(subject, SignUp):
        return record
    return replace(record, subject=replace(subject, seat=Seat.SEATED))
