"""Tell those signed up for a meeting what is new of it, and remind them the day before."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from makker.domain.catalogue import Catalogue
from makker.domain.change import Change
from makker.domain.danish import in_copenhagen
from makker.domain.letter import Letter
from makker.domain.meeting import Meeting
from makker.domain.news import News, news_for, told_now
from makker.domain.record import Record
from makker.domain.trail import Deed, What, Who
from makker.ports import Clock, Records
from makker.services.submit import keep_until
from makker.services.write_letters import MakeWriter, Writer

_AT_ONCE = 15
"""How many are told in one transaction, which can hold a hundred items; the next round takes
the next."""

Telling = tuple[News, Record, Letter]
"""What is told, the sign-up as it is then, and the letter that says it."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Writes to those who are signed up; what each was told is kept with their sign-up."""

    records: Records
    clock: Clock
    writer: MakeWriter

    def __call__(self, catalogue: Catalogue) -> Mapping[News, int]:
        """Look at every meeting to come. Give how many letters of each kind were written."""
        now, told = self.clock.now(), Counter[News]()
        for meeting in catalogue.meetings:
            if now < meeting.start:
                told += self._at(meeting, self.writer(catalogue), now)
        return told

    def _at(self, meeting: Meeting, writer: Writer, now: datetime) -> Counter[News]:
        told = Counter[News]()

        def decide(signed_up: Sequence[Record]) -> Change:
            nonlocal told
            tellings = list(islice(_tellings(signed_up, meeting, writer, now), _AT_ONCE))
            told = Counter(news for news, _, _ in tellings)
            return Change(
                replaced=tuple(record for _, record, _ in tellings),
                letters=tuple(letter for _, _, letter in tellings),
                deeds=tuple(
                    Deed(record.reference, What.TOLD, Who.SYSTEM, now) for _, record, _ in tellings
                ),
            )

        self.records.at_meeting(meeting.id, decide)
        return told


def _tellings(
    signed_up: Sequence[Record], meeting: Meeting, writer: Writer, now: datetime
) -> Iterator[Telling]:
    today = in_copenhagen(now).date()
    for record in signed_up:
        news = news_for(record, meeting, now)
        if news is not None:
            # A meeting that is moved moves the day on which its sign-ups are erased.
            last_day = keep_until(record.subject, today, writer.catalogue)
            told = replace(told_now(record, meeting, now), delete_after=last_day)
            yield news, told, writer.news(told, news, now)
