"""The way back from a copy of the SQLite file, once the copy is proven to be whole."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from makker.adapters.codec import read_record
from makker.adapters.durable import put_in_place
from makker.adapters.key_file import put_keys
from makker.adapters.sqlite_backup import (
    Refusal,
    copy_pages,
    scratch,
    unfinished,
)
from makker.adapters.sqlite_copy import (
    Contents,
    is_too_new,
    prove,
    read_contents,
    take_out_proof,
)
from makker.adapters.sqlite_file import connect, transaction, translated
from makker.adapters.sqlite_log import index_of, log_of
from makker.adapters.sqlite_log_copy import copy_of, opened
from makker.adapters.sqlite_rows import deed_of, delete, insert_deeds
from makker.adapters.sqlite_schema import migrate
from makker.domain.trail import Deed, What
from makker.ports import Sealer, SealError


@dataclass(frozen=True, slots=True)
class Restored:
    """What was brought back."""

    contents: Contents
    erased_again: int
    """Records that were erased after the copy was made, and are erased again."""


def bring_back(copy: Path, database: Path, *, force: bool) -> Restored | Refusal:
    """Put the database of a copy where *database* is to be.

    What is there is only replaced when nothing is in it, or with *force*. What was erased from
    it since stays erased.
    """
    if not copy.is_file():
        return Refusal.NO_COPY
    with translated(), closing(connect(copy, "ro&immutable=1")) as source:
        contents = prove(source)
        if contents is None:
            return Refusal.DAMAGED
        if is_too_new(source):
            return Refusal.TOO_NEW
        if database.exists() and not force and _holds_something(database):
            return Refusal.OCCUPIED
        database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return _replace(database, source, contents)


def _replace(database: Path, source: sqlite3.Connection, contents: Contents) -> Restored | Refusal:
    with unfinished(database) as part:
        with closing(scratch(part)) as fresh:
            whole = copy_pages(source, fresh)
            take_out_proof(fresh)
            if not whole or read_contents(fresh, contents.keys) != contents:
                return Refusal.DAMAGED
            erased_again = _erase_again(fresh, _erased_in(database))
        if not _let_go(database):
            return Refusal.IN_USE
        put_keys(database.parent, contents.keys)
        put_in_place(part, database)
    return Restored(contents, erased_again)


def can_read(database: Path, sealer: Sealer) -> bool:
    """Whether the keys that are there open what is in the database."""
    with translated(), opened(database) as connection:
        query = "select record from records order by rowid desc limit 1"
        rows = connection.execute(query).fetchall()
    try:
        return all(read_record(text, sealer) for (text,) in rows)
    except SealError:
        return False


def _holds_something(database: Path) -> bool:
    try:
        with opened(database) as connection:
            query = "select exists (select 1 from records) or exists (select 1 from letters)"
            return bool(connection.execute(query).fetchone()[0])
    except sqlite3.DatabaseError:
        return True  # nobody can know


def _erased_in(database: Path) -> list[Deed]:
    """Give what the trail that is to be replaced knows of what was erased."""
    if not database.exists():
        return []
    try:
        with opened(database) as connection:
            query = "select at, reference, what, who from trail where what in (?, ?)"
            rows = connection.execute(query, (What.ERASED, What.EXPIRED)).fetchall()
    except sqlite3.DatabaseError:
        return []
    return [deed_of(row) for row in rows]


def _erase_again(connection: sqlite3.Connection, deeds: list[Deed]) -> int:
    migrate(connection)
    with transaction(connection) as cursor:
        again = [deed for deed in deeds if delete(cursor, deed.reference)]
        insert_deeds(cursor, again)
    return len(again)


def _let_go(database: Path) -> bool:
    """Fold the log into a database that is to be replaced. Say whether nobody else has it open.

    A log that is left would be taken for that of the new file.
    """
    try:
        with opened(database) as connection:
            mode = connection.execute("pragma journal_mode = delete").fetchone()[0]
            return bool(mode != "wal")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            return False
    except sqlite3.DatabaseError:
        pass  # it is beyond repair
    for file in (log_of(database), index_of(database), copy_of(database)):
        file.unlink(missing_ok=True)
    return True
