"""Tell staff once a day what waits for them: in numbers alone."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from makker.domain.catalogue import Catalogue
from makker.domain.danish import COPENHAGEN, in_copenhagen
from makker.domain.record import Record
from makker.domain.subject import Application, Interest, Referral
from makker.domain.trail import What
from makker.ports import Clock, Store
from makker.services.write_letters import MakeWriter, Writer

HOUR = time(8)
"""When staff are told, in Copenhagen."""


@dataclass(slots=True)
class Digest:
    """Writes the letter of the day. The store sees to it that there is one a day."""

    store: Store
    clock: Clock
    writer: MakeWriter
    _done: date = field(default=date.min, init=False)
    """Remembered only to spare looking at every record in each round."""

    def __call__(self, catalogue: Catalogue) -> int:
        """Write to each address that something waits for. Give to how many."""
        now = self.clock.now()
        today = in_copenhagen(now).date()
        if today == self._done or now < _hour_of(today):
            return 0
        writer, written = self.writer(catalogue), 0
        for recipient, counts in self._counted(writer, today).items():
            written += self.store.post(writer.daily(today, recipient, counts, now))
        self._done = today
        return written

    def _counted(self, writer: Writer, today: date) -> Mapping[str, Mapping[str, int]]:
        """Count for each recipient what came before this hour, whenever it is counted."""
        until, since = _hour_of(today), _hour_of(today - timedelta(days=1))
        counted: defaultdict[str, Counter[str]] = defaultdict(_nothing)
        for record in self._known(until, suspected=False):
            counts = counted[writer.staff(record.subject)]
            counts["nye"] += record.received_at >= since
            if self._waits(record):
                counts["ulaeste"] += 1
                days = (today - in_copenhagen(record.received_at).date()).days
                counts["dage"] = max(counts["dage"], days)
        for record in self._known(until, suspected=True):
            counted[writer.staff(record.subject)]["mistaenkte"] += 1
        for waiting in self.store.given_up():
            about = self.store.get(waiting.letter.reference) if waiting.letter.reference else None
            to = writer.staff(about.subject) if about else writer.addresses.staff
            counted[to]["opgivne"] += 1
        return {to: counts for to, counts in counted.items() if any(counts.values())}

    def _known(self, until: datetime, *, suspected: bool) -> Iterator[Record]:
        """Give what staff are to hear of: of someone suggested, nothing is known yet."""
        for record in self.store.newest_first(suspected=suspected):
            if record.received_at < until and not isinstance(record.subject, Referral):
                yield record

    def _waits(self, record: Record) -> bool:
        """Whether someone hopes to hear from us, and nobody has read what they sent."""
        if not isinstance(record.subject, Application | Interest):
            return False
        return all(deed.what is not What.READ for deed in self.store.of(record.reference))


def _nothing() -> Counter[str]:
    return Counter(dict.fromkeys(("nye", "ulaeste", "dage", "mistaenkte", "opgivne"), 0))


def _hour_of(day: date) -> datetime:
    return datetime.combine(day, HOUR, COPENHAGEN)
