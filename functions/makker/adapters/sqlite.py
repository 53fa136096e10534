"""Records in one SQLite file: write-ahead log, every commit synced to the disk, one writer."""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime
from pathlib import Path

from makker.adapters.codec import (
    moment_text,
    read_letter,
    read_record,
    write_letter,
    write_record,
)
from makker.adapters.sqlite_schema import migrate
from makker.domain.letter import Letter
from makker.domain.record import Record
from makker.ports import Added, Change, Decide, StoreError

_WAIT = 5.0
"""Seconds to wait for another process, such as `makker records`, to let go of the file."""


class SqliteRecords:
    """The records of one machine. Safe to call from several threads."""

    def __init__(self, file: Path) -> None:
        """Open the file, and make it when it is not there, readable by its owner alone."""
        self._lock = threading.Lock()
        with _translated():
            file.touch(mode=0o600, exist_ok=True)
            self._connection = sqlite3.connect(
                file, timeout=_WAIT, isolation_level=None, check_same_thread=False
            )
            self._prepare()

    def _prepare(self) -> None:
        # What is erased is overwritten, not merely forgotten.
        for pragma in (
            "journal_mode = wal",
            "synchronous = full",
            "foreign_keys = on",
            "secure_delete = on",
        ):
            self._connection.execute(f"pragma {pragma}")
        migrate(self._connection)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def add(self, record: Record, letters: Sequence[Letter]) -> Added:
        """Store a record and its letters in one transaction; see the port."""
        with self._transaction() as cursor:
            cursor.execute("select record from records where submission = ?", (record.submission,))
            stored = cursor.fetchone()
            if stored is not None:
                return Added(read_record(stored[0]), fresh=False)
            _insert(cursor, record)
            _insert_letters(cursor, letters)
        return Added(record, fresh=True)

    def get(self, reference: str) -> Record | None:
        """Give the record, or None when there is none."""
        rows = self._rows("select record from records where reference = ?", reference)
        return read_record(rows[0]) if rows else None

    def of_submission(self, submission: str) -> Record | None:
        """Give the record of a submission, or None when there is none."""
        rows = self._rows("select record from records where submission = ?", submission)
        return read_record(rows[0]) if rows else None

    def newest_first(self, *, suspected: bool = False) -> Iterator[Record]:
        """Give every record, the one received last first: the suspected, or all others."""
        query = (
            "select record from records where suspected = ? order by received_at desc, reference"
        )
        return (read_record(row) for row in self._rows(query, suspected))

    def replace(self, record: Record, letters: Sequence[Letter]) -> bool:
        """Put a record in the place of the one with its reference; see the port."""
        with self._transaction() as cursor:
            there = _update(cursor, record)
            _insert_letters(cursor, letters if there else [])
        return there

    def at_meeting(self, meeting: str, decide: Decide) -> None:
        """Show *decide* everyone signed up for a meeting; write what it says."""
        query = "select record from records where meeting = ? order by received_at, reference"
        with self._transaction() as cursor:
            signed_up = [read_record(row[0]) for row in cursor.execute(query, (meeting,))]
            change = decide(signed_up)
            _write(cursor, change)
        if change.erased:
            self._overwrite()

    def erase(self, reference: str) -> bool:
        """Remove the record and its letters. Say whether there was one."""
        with self._transaction() as cursor:
            erased = _delete(cursor, reference)
        self._overwrite()
        return erased

    def _overwrite(self) -> None:
        # The log still holds what was written: without this, "erased" would not be true yet.
        with suppress(StoreError):  # someone is reading; the log is reset after them
            self._rows("pragma wal_checkpoint(truncate)")

    def expired(self, today: date) -> Sequence[str]:
        """Give the references of the records whose last day lies before *today*."""
        query = "select reference from records where delete_after < ? order by delete_after"
        return self._rows(query, today.isoformat())

    def unsent(self) -> Iterator[Letter]:
        """Give the letters not marked as sent, the oldest first."""
        query = "select letter from letters where sent_at is null order by written_at, id"
        return (read_letter(row) for row in self._rows(query))

    def mark_sent(self, letter: Letter, at: datetime) -> None:
        """Take the letter out of the unsent ones."""
        with self._transaction() as cursor:
            cursor.execute(
                "update letters set sent_at = ? where id = ? and sent_at is null",
                (moment_text(at), letter.id),
            )

    def _rows(self, query: str, *values: str | bool) -> list[str]:
        with self._lock, _translated():
            return [row[0] for row in self._connection.execute(query, values)]

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Cursor]:
        with self._lock, _translated():
            cursor = self._connection.cursor()
            cursor.execute("begin immediate")
            try:
                yield cursor
                cursor.execute("commit")
            except BaseException:
                cursor.execute("rollback")
                raise


def _write(cursor: sqlite3.Cursor, change: Change) -> None:
    for record in change.added:
        _insert(cursor, record)
    for record in change.replaced:
        _update(cursor, record)
    for reference in change.erased:
        _delete(cursor, reference)
    _insert_letters(cursor, change.letters)


def _insert(cursor: sqlite3.Cursor, record: Record) -> None:
    cursor.execute(
        "insert into records (reference, submission, received_at, delete_after, record, meeting, "
        "suspected) values (?, ?, ?, ?, ?, ?, ?)",
        (record.reference, record.submission, *_columns(record)),
    )


def _update(cursor: sqlite3.Cursor, record: Record) -> bool:
    cursor.execute(
        "update records set received_at = ?, delete_after = ?, record = ?, meeting = ?, "
        "suspected = ? where reference = ?",
        (*_columns(record), record.reference),
    )
    return cursor.rowcount > 0


def _columns(record: Record) -> tuple[str, str, str, str, bool]:
    return (
        moment_text(record.received_at),
        record.delete_after.isoformat(),
        write_record(record),
        record.meeting,
        record.suspected,
    )


def _delete(cursor: sqlite3.Cursor, reference: str) -> bool:
    cursor.execute("delete from records where reference = ?", (reference,))
    return cursor.rowcount > 0


def _insert_letters(cursor: sqlite3.Cursor, letters: Sequence[Letter]) -> None:
    cursor.executemany(
        "insert into letters values (?, ?, ?, null, ?)",
        [
            (letter.id, letter.reference, moment_text(letter.written_at), write_letter(letter))
            for letter in letters
        ],
    )


@contextmanager
def _translated() -> Iterator[None]:
    """Turn what the disk or another process prevents into StoreError; let faults of ours be."""
    try:
        yield
    except (sqlite3.OperationalError, sqlite3.IntegrityError) as error:
        message = f"SQLite could not do it: {error.sqlite_errorname}"
        raise StoreError(message) from error
    except (OSError, sqlite3.DatabaseError) as error:
        message = f"the database cannot be used: {type(error).__name__}"
        raise StoreError(message) from error
