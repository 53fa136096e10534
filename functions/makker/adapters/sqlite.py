"""Records in one SQLite file: write-ahead log, every commit synced to the disk, one writer."""

import functools
import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from makker.adapters.codec import moment_text, read_overdue
from makker.adapters.sqlite_file import closing_of, open_file, translated
from makker.adapters.sqlite_log_copy import LogCopy
from makker.adapters.sqlite_rows import (
    Rows,
    deed_of,
    delete,
    delete_last_word,
    group_and_number,
    insert_deeds,
)
from makker.adapters.sqlite_writer import Writer
from makker.domain.change import Added, Change, Decide, WithLetters
from makker.domain.letter import Letter, Waiting
from makker.domain.record import Record
from makker.domain.retention import Overdue
from makker.domain.statistics import Group
from makker.domain.trail import Deed
from makker.ports import Sealer, StoreError

_REMEMBERED = timedelta(days=30)
"""How long it is known that a letter without a record was written."""
_UNSENT = "sent_at is null and not given_up"
_WAITING = "letter, attempts, given_up, due_at, written_at"
P = ParamSpec("P")
T = TypeVar("T")


def _in_transaction(
    method: Callable[Concatenate["SqliteRecords", sqlite3.Cursor, P], T],
) -> Callable[Concatenate["SqliteRecords", P], T]:
    """Call the method with the cursor of a transaction; it returns once that is on the disk."""

    @functools.wraps(method)
    def call(self: "SqliteRecords", /, *args: P.args, **kwargs: P.kwargs) -> T:
        return self.writer.write(lambda cursor: method(self, cursor, *args, **kwargs))

    return call


class SqliteRecords:
    """The records, the outbox and the trail of one machine. Safe to call from several threads."""

    def __init__(self, file: Path, sealer: Sealer) -> None:
        """Open the file, and make it when it is not there, readable by its owner alone."""
        self._lock, self._rows = threading.Lock(), Rows(sealer)
        self._left_to_overwrite = True  # by someone who was killed, perhaps
        with translated(), ExitStack() as opened:
            self._copy = opened.enter_context(closing(LogCopy(file)))
            self.writer = opened.enter_context(closing(Writer(open_file(file), self._copy)))
            self._reader = opened.enter_context(closing(open_file(file)))
            self._closing = closing_of(self, opened.pop_all().close)

    def close(self) -> None:
        """Let go of the file, which also happens when nobody has these records any more."""
        self._closing()

    def together(self, work: Callable[[], T]) -> T:
        """Put all that *work* adds into one transaction; see the port."""
        return self.writer.write(lambda _: work())

    def add(self, record: Record, letters: Sequence[Letter]) -> Added:
        """Store a record and its letters in one transaction; see the port."""
        return self.add_all([(record, letters)])[0]

    @_in_transaction
    def add_all(self, cursor: sqlite3.Cursor, arriving: Sequence[WithLetters]) -> list[Added]:
        """Store several records and their letters in one transaction; see the port."""
        return self._rows.add(cursor, arriving)

    def get(self, reference: str) -> Record | None:
        """Give the record, or None when there is none."""
        rows = self._select("select record from records where reference = ?", reference)
        return self._rows.record(rows[0][0]) if rows else None

    def of_submission(self, submission: str) -> Record | None:
        """Give the record of a submission, or None when there is none."""
        rows = self._select("select record from records where submission = ?", submission)
        return self._rows.record(rows[0][0]) if rows else None

    def newest_first(self, *, suspected: bool = False) -> Iterator[Record]:
        """Give every record, the one received last first: the suspected, or all others."""
        query = (
            "select record from records where suspected = ? order by received_at desc, reference"
        )
        return (self._rows.record(row[0]) for row in self._select(query, suspected))

    @_in_transaction
    def replace(
        self, cursor: sqlite3.Cursor, record: Record, letters: Sequence[Letter], deed: Deed
    ) -> bool:
        """Put a record in the place of the one with its reference; see the port."""
        there = self._rows.update(cursor, record)
        self._rows.insert_letters(cursor, letters if there else [])
        insert_deeds(cursor, [deed] if there else [])
        return there

    def at_meeting(self, meeting: str, decide: Decide) -> None:
        """Show *decide* everyone signed up for a meeting; write what it says."""
        if self._change(meeting, decide).erased:
            self._overwrite()

    @_in_transaction
    def _change(self, cursor: sqlite3.Cursor, meeting: str, decide: Decide) -> Change:
        query = "select record from records where meeting = ? order by received_at, reference"
        signed_up = [self._rows.record(row[0]) for row in cursor.execute(query, (meeting,))]
        change = decide(signed_up)
        self._rows.write(cursor, change)
        return change

    def erase(self, deed: Deed, letters: Sequence[Letter] = ()) -> bool:
        """Remove the record of the deed and its letters. Say whether there was one."""
        erased = self._erase(deed, letters)
        self._overwrite()
        return erased

    @_in_transaction
    def _erase(self, cursor: sqlite3.Cursor, deed: Deed, letters: Sequence[Letter]) -> bool:
        erased = delete(cursor, deed.reference)
        self._rows.insert_letters(cursor, letters if erased else [])
        insert_deeds(cursor, [deed] if erased else [])
        return erased

    def _overwrite(self) -> None:
        # The log still holds what was written: without this, "erased" would not be true yet.
        self._left_to_overwrite = True  # where someone is reading: until the next round
        with suppress(StoreError):
            ((self._left_to_overwrite, *_),) = self._select("pragma wal_checkpoint(truncate)")
        self._copy.catch_up()

    def expired(self, today: date) -> Sequence[Overdue]:
        """Give what may be known of the records whose last day lies before *today*."""
        if self._left_to_overwrite:
            self._overwrite()
        query = "select record from records where delete_after < ? order by delete_after, reference"
        return [read_overdue(row[0]) for row in self._select(query, today.isoformat())]

    @_in_transaction
    def post(self, cursor: sqlite3.Cursor, letter: Letter) -> bool:
        """Write a letter without a record, once; see the port."""
        month_ago = moment_text(letter.written_at - _REMEMBERED)
        cursor.execute(
            "delete from letters where reference = '' and written_at < ? "
            "and (sent_at is not null or given_up)",
            (month_ago,),
        )
        cursor.execute("select 1 from letters where id = ?", (letter.id,))
        fresh = cursor.fetchone() is None
        self._rows.insert_letters(cursor, [letter] if fresh else [])
        return fresh

    def unsent(self) -> Iterator[Letter]:
        """Give the letters neither sent nor given up, the one to be tried first first."""
        query = f"select letter from letters where {_UNSENT} order by due_at, id"  # noqa: S608
        return (self._rows.letter(row[0]) for row in self._select(query))

    def due(self, now: datetime) -> Iterator[Waiting]:
        """Give the unsent letters whose time has come; there may be more than fit in memory."""
        query = (
            f"select {_WAITING}, id from letters where {_UNSENT} and due_at <= ? "  # noqa: S608
            "and (due_at, id) > (?, ?) order by due_at, id limit 50"
        )
        row: Sequence[Any] = [""] * 6
        while rows := self._select(query, moment_text(now), row[3], row[5]):
            for row in rows:
                yield self._rows.waiting(*row[:5])

    @_in_transaction
    def mark_sent(self, cursor: sqlite3.Cursor, letter: Letter, at: datetime) -> None:
        """Take the letter out of the unsent ones, and forget its words and its recipient."""
        cursor.execute(
            "update letters set sent_at = ?, letter = '' where id = ? and sent_at is null",
            (moment_text(at), letter.id),
        )
        delete_last_word(cursor, letter)

    @_in_transaction
    def put_off(self, cursor: sqlite3.Cursor, letter: Letter, until: datetime) -> None:
        """Count an attempt, and try again later."""
        cursor.execute(
            "update letters set attempts = attempts + 1, due_at = ? "
            "where id = ? and sent_at is null",
            (moment_text(until), letter.id),
        )

    @_in_transaction
    def give_up(self, cursor: sqlite3.Cursor, letter: Letter, deed: Deed) -> None:
        """Keep the letter, but try no more."""
        cursor.execute(
            "update letters set attempts = attempts + 1, given_up = 1 "
            "where id = ? and sent_at is null and not given_up",
            (letter.id,),
        )
        insert_deeds(cursor, [deed] if cursor.rowcount else [])
        delete_last_word(cursor, letter)

    def given_up(self) -> Iterator[Waiting]:
        """Give the letters that are not tried any more."""
        query = f"select {_WAITING} from letters where given_up order by due_at, id"  # noqa: S608
        return (self._rows.waiting(*row) for row in self._select(query))

    @_in_transaction
    def retry(self, cursor: sqlite3.Cursor, letter_id: str, now: datetime) -> bool:
        """Let a letter be tried anew. Say whether it was waiting or given up."""
        cursor.execute(
            "update letters set attempts = 0, given_up = 0, due_at = ?, written_at = ? "
            "where id = ? and sent_at is null",
            (moment_text(now), moment_text(now), letter_id),
        )
        return cursor.rowcount > 0

    @_in_transaction
    def note(self, cursor: sqlite3.Cursor, deed: Deed) -> None:
        """Add a line to the trail."""
        insert_deeds(cursor, [deed])

    def of(self, reference: str) -> Sequence[Deed]:
        """Give the trail of a record, the first line first."""
        query = "select at, reference, what, who from trail where reference = ? order by at, rowid"
        return [deed_of(row) for row in self._select(query, reference)]

    def older_than(self, moment: datetime) -> int:
        """Give how many lines of the trail are older."""
        rows = self._select("select count(*) from trail where at < ?", moment_text(moment))
        return int(rows[0][0])

    @_in_transaction
    def forget_before(self, cursor: sqlite3.Cursor, moment: datetime) -> None:
        """Remove the lines of the trail that are older."""
        cursor.execute("delete from trail where at < ?", (moment_text(moment),))

    def counts(self) -> Mapping[Group, int]:
        """Give how many records came in each group."""
        return dict(group_and_number(row) for row in self._select("select * from statistics"))

    def _select(self, query: str, *values: str | bool) -> list[Any]:
        with self._lock, translated():
            return self._reader.execute(query, values).fetchall()
