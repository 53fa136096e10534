"""Records in one DynamoDB table: a record, its submission and its letters in one transaction."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from makker.adapters.codec import moment_text, read_overdue
from makker.adapters.dynamodb_counts import Counts
from makker.adapters.dynamodb_items import (
    GIVEN_UP,
    RECEIVED,
    SUSPECTED,
    TRAIL,
    UNSENT,
    Items,
    deed_item,
    keys_of,
    letter_key,
    meeting_key,
    read_deed,
    record_key,
    submission_key,
    trail_key,
    tried_anew,
)
from makker.adapters.dynamodb_table import Table
from makker.domain.change import Added, Change, Decide, WithLetters
from makker.domain.letter import EVER, Letter, Waiting
from makker.domain.record import Record
from makker.domain.retention import Overdue
from makker.domain.statistics import Group
from makker.domain.trail import Deed, What, Who
from makker.ports import StoreError

_ATTEMPTS = 25
"""How often a change is tried anew when others change the same meeting at the same time."""
_IS_WAITING = "attribute_exists(tekst)"
T = TypeVar("T")


class DynamoRecords:
    """The records, the outbox and the trail in one table."""

    def __init__(self, table: Table, items: Items) -> None:
        """Keep *items* in *table*."""
        self._table = table
        self._items = items
        self._counts = Counts(table)

    def add(self, record: Record, letters: Sequence[Letter]) -> Added:
        """Store a record and its letters in one transaction; see the port."""
        if self._table.transact([*self._new(record), *self._letters(record, letters)]):
            self._counts.add(record)
            return Added(record, fresh=True)
        stored = self.of_submission(record.submission)
        if stored is None:
            raise _cancelled()
        return Added(stored, fresh=False)

    def add_all(self, arriving: Sequence[WithLetters]) -> list[Added]:
        """Store several, each in a transaction of its own; see the port."""
        return [self.add(*one) for one in arriving]

    def together(self, work: Callable[[], T]) -> T:
        """Do *work*: each thing it adds is stored at once, for itself."""
        return work()

    def get(self, reference: str) -> Record | None:
        """Give the record, or None when there is none."""
        item = self._table.item(record_key(reference))
        return self._items.read_record(item) if item else None

    def of_submission(self, submission: str) -> Record | None:
        """Give the record of a submission, or None when there is none."""
        item = self._table.item(submission_key(submission))
        return self.get(item["reference"]["S"]) if item else None

    def newest_first(self, *, suspected: bool = False) -> Iterator[Record]:
        """Give every record, the one received last first: the suspected, or all others."""
        name = SUSPECTED if suspected else RECEIVED
        items = self._table.listed(name, newest_first=True)
        return (self._items.read_record(item) for item in items)

    def replace(self, record: Record, letters: Sequence[Letter], deed: Deed) -> bool:
        """Put a record in the place of the one with its reference; see the port."""
        steps = [*self._again(record), *self._letters(record, letters)]
        if not self._table.transact([*steps, self._table.put(deed_item(deed))]):
            return False
        if deed.what is What.ACCEPTED:
            self._counts.add(record)
        return True

    def at_meeting(self, meeting: str, decide: Decide) -> None:
        """Show *decide* everyone signed up for a meeting; write what it says."""
        key = meeting_key(meeting)
        for _ in range(_ATTEMPTS):
            known = self._table.item(key)
            signed_up = self._signed_up(meeting)
            change = decide(signed_up)
            if change == Change():
                return
            steps = self._steps(change, signed_up)
            if self._table.transact([self._table.counted(key, known), *steps]):
                self._counts.add(*change.added)
                return
        raise _cancelled()

    def erase(self, deed: Deed, letters: Sequence[Letter] = ()) -> bool:
        """Remove the record of the deed and its letters. Say whether there was one."""
        # What is over is hidden already, but has to be removed all the same.
        item = self._table.item(record_key(deed.reference), over=True)
        if item is None:
            return False
        record = self._items.read_record(item)
        steps = [*self._deletes(record), *self._letters(None, letters)]
        if not self._table.transact([*steps, self._table.put(deed_item(deed))]):
            raise _cancelled()
        return True

    def expired(self, today: date) -> Iterator[Overdue]:
        """Give the records whose last day is past, unless the table itself was quicker."""
        for name in (RECEIVED, SUSPECTED):
            found = (read_overdue(one["tekst"]["S"]) for one in self._table.listed(name, over=True))
            yield from (overdue for overdue in found if overdue.last_day < today)

    def post(self, letter: Letter) -> bool:
        """Write a letter without a record, once; see the port."""
        if self._table.transact(self._letters(None, [letter])):
            return True
        if self._table.item(letter_key(letter)) is None:
            raise _cancelled()
        return False

    def unsent(self) -> Iterator[Letter]:
        """Give the letters neither sent nor given up, the one to be tried first first."""
        return (self._items.read_waiting(item).letter for item in self._table.listed(UNSENT))

    def due(self, now: datetime) -> Iterator[Waiting]:
        """Give the unsent letters whose time has come."""
        items = self._table.listed(UNSENT, until=f"{moment_text(now)}~")
        return (self._items.read_waiting(item) for item in items)

    def mark_sent(self, letter: Letter, at: datetime) -> None:
        """Take the letter out of the unsent ones, and forget its words and its recipient."""
        sent = "SET sendt = :at REMOVE liste, orden, tekst"
        self._table.update(letter_key(letter), sent, _IS_WAITING, at={"S": moment_text(at)})

    def put_off(self, letter: Letter, until: datetime) -> None:
        """Count an attempt, and try again later."""
        order = {"S": f"{moment_text(until)}#{letter.id}"}
        later = "SET orden = :order ADD forsoeg :one"
        self._table.update(letter_key(letter), later, _IS_WAITING, order=order, one={"N": "1"})

    def give_up(self, letter: Letter, deed: Deed) -> None:
        """Keep the letter, but try no more."""
        done = self._table.update(
            letter_key(letter),
            "SET liste = :given_up ADD forsoeg :one",
            f"{_IS_WAITING} AND liste <> :given_up",
            given_up={"S": GIVEN_UP},
            one={"N": "1"},
        )
        if done:
            self.note(deed)
        if letter.reference and not self._table.item(record_key(letter.reference)):
            self._table.transact([self._table.gone(letter_key(letter))])

    def given_up(self) -> Iterator[Waiting]:
        """Give the letters that are not tried any more."""
        return (self._items.read_waiting(item) for item in self._table.listed(GIVEN_UP))

    def retry(self, letter_id: str, now: datetime) -> bool:
        """Let a letter be tried anew. Say whether it was waiting or given up."""
        for waiting in [*self.given_up(), *self.due(EVER)]:
            if waiting.letter.id == letter_id:
                key, values = letter_key(waiting.letter), tried_anew(waiting.letter, now)
                anew = "SET liste = :list, orden = :order, siden = :since, forsoeg = :none"
                return self._table.update(key, anew, _IS_WAITING, **values)
        return False

    def note(self, deed: Deed) -> None:
        """Add a line to the trail; the same line twice is one."""
        self._table.transact([self._table.put(deed_item(deed))])

    def of(self, reference: str) -> Sequence[Deed]:
        """Give the trail of a record, the first line first."""
        return [read_deed(item) for item in self._table.partition(trail_key(reference))]

    def older_than(self, moment: datetime) -> int:
        """Give how many lines of the trail are older."""
        return sum(1 for _ in self._table.listed(TRAIL, until=moment_text(moment)))

    def forget_before(self, moment: datetime) -> None:
        """Remove the lines of the trail that are older."""
        for item in self._table.listed(TRAIL, until=moment_text(moment)):
            self._table.transact([self._table.gone(item)])

    def counts(self) -> Mapping[Group, int]:
        """Give how many records came in each group; see `Counts` for how sure that is."""
        return self._counts.all()

    def _signed_up(self, meeting: str) -> list[Record]:
        places = self._table.partition(meeting_key(meeting))
        keys = [record_key(one["reference"]["S"]) for one in places if "reference" in one]
        records = [self._items.read_record(item) for item in self._table.items(keys)]
        return sorted(records, key=lambda record: (record.received_at, record.reference))

    def _steps(self, change: Change, signed_up: Sequence[Record]) -> list[Any]:
        before = {record.reference: record for record in signed_up}
        written = {record.reference: record for record in (*change.added, *change.replaced)}
        gone = [self.get(reference) for reference in change.erased]
        return [
            *(step for record in change.added for step in self._new(record)),
            *(
                step
                for record in change.replaced
                for step in self._again(record, before.get(record.reference))
            ),
            *(step for record in gone if record for step in self._deletes(record)),
            *(
                step
                for letter in change.letters
                for step in self._letters(written.get(letter.reference), [letter])
            ),
            *(self._table.put(deed_item(deed)) for deed in change.deeds),
        ]

    def _new(self, record: Record) -> list[Any]:
        received = Deed(record.reference, What.RECEIVED, Who.SENDER, record.received_at)
        steps = [self._table.new(item) for item in self._items.new(record)]
        return [*steps, self._table.put(deed_item(received))]

    def _again(self, record: Record, before: Record | None = None) -> list[Any]:
        """Put a record in its place; what leads to it is to expire with it, not before."""
        again = self._table.again(self._items.record(record))
        if before and before.delete_after == record.delete_after:
            return [again]
        return [again, *(self._table.put(item) for item in self._items.leading_to(record))]

    def _letters(self, record: Record | None, letters: Sequence[Letter]) -> list[Any]:
        return [self._table.new(self._items.letter(letter, record)) for letter in letters]

    def _deletes(self, record: Record) -> list[Any]:
        beside = self._table.partition(record_key(record.reference), over=True)
        return [self._table.gone(one) for one in (*keys_of(record), *beside)]


def _cancelled() -> StoreError:
    return StoreError("DynamoDB cancelled the transaction")
