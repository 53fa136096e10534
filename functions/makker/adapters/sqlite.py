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
from makker.domain.letter import Letter
from makker.domain.record import Record
from makker.ports import Added, StoreError

_WAIT = 5.0
"""Seconds to wait for another process, such as `makker records`, to let go of the file."""

_SCHEMA = """
create table if not exists records (
    reference text primary key,
    submission text not null unique,
    received_at text not null,
    delete_after text not null,
    record text not null
) strict;
create index if not exists records_by_time on records (received_at);
create index if not exists records_by_end on records (delete_after);
create table if not exists letters (
    id text primary key,
    reference text not null references records (reference) on delete cascade,
    written_at text not null,
    sent_at text,
    letter text not null
) strict;
create index if not exists letters_unsent on letters (written_at) where sent_at is null;
create index if not exists letters_by_record on letters (reference);
"""


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
        self._connection.executescript(_SCHEMA)

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
            cursor.execute(
                "insert into records values (?, ?, ?, ?, ?)",
                (
                    record.reference,
                    record.submission,
                    moment_text(record.received_at),
                    record.delete_after.isoformat(),
                    write_record(record),
                ),
            )
            cursor.executemany(
                "insert into letters values (?, ?, ?, null, ?)",
                [
                    (letter.id, letter.reference, moment_text(letter.written_at), text)
                    for letter in letters
                    for text in [write_letter(letter)]
                ],
            )
        return Added(record, fresh=True)

    def get(self, reference: str) -> Record | None:
        """Give the record, or None when there is none."""
        rows = self._rows("select record from records where reference = ?", reference)
        return read_record(rows[0]) if rows else None

    def newest_first(self) -> Iterator[Record]:
        """Give every record, the one received last first."""
        rows = self._rows("select record from records order by received_at desc, reference")
        return (read_record(row) for row in rows)

    def erase(self, reference: str) -> bool:
        """Remove the record and its letters. Say whether there was one."""
        with self._transaction() as cursor:
            cursor.execute("delete from records where reference = ?", (reference,))
            erased = cursor.rowcount > 0
        # The log still holds what was written: without this, "erased" would not be true yet.
        with suppress(StoreError):  # someone is reading; the log is reset after them
            self._rows("pragma wal_checkpoint(truncate)")
        return erased

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

    def _rows(self, query: str, *values: str) -> list[str]:
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
