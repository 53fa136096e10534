"""The SQLite file opened as every part of Makker opens it, and its refusals in our words."""

import sqlite3
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from makker.adapters.sqlite_schema import migrate
from makker.ports import StoreError

_WAIT = 5.0
"""Seconds to wait for another process, such as `makker records`, to let go of the file."""


def open_file(file: Path) -> sqlite3.Connection:
    """Open the file; make it when it is not there, readable by its owner alone."""
    file.touch(mode=0o600, exist_ok=True)
    connection = sqlite3.connect(file, timeout=_WAIT, isolation_level=None, check_same_thread=False)
    try:
        # What is erased is overwritten, not merely forgotten.
        for pragma in (
            "journal_mode = wal",
            "synchronous = full",
            "secure_delete = on",
            "temp_store = memory",
        ):
            connection.execute(f"pragma {pragma}")
        migrate(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def connect(file: Path, mode: str) -> sqlite3.Connection:
    """Open a file that is there, and leave it as it is."""
    return sqlite3.connect(f"{file.resolve().as_uri()}?mode={mode}", uri=True, isolation_level=None)


def closing_of(owner: object, close: Callable[[], None]) -> Callable[[], None]:
    """Give what calls *close* once: when it is called, or when nobody has *owner* any more.

    Not when Python ends: someone may still be writing, and the system closes files better.
    """
    finalizer = weakref.finalize(owner, close)
    finalizer.atexit = False
    return finalizer


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Cursor]:
    """Write everything or nothing. Nobody else writes meanwhile."""
    cursor = connection.cursor()
    cursor.execute("begin immediate")
    try:
        yield cursor
        cursor.execute("commit")
    except BaseException:
        if connection.in_transaction:  # a full disk has ended it already
            cursor.execute("rollback")
        raise


@contextmanager
def part(connection: sqlite3.Connection) -> Iterator[sqlite3.Cursor]:
    """Write everything or nothing, within a transaction that is open.

    Raises:
        StoreError: it is open no more: a full disk has ended it.
    """
    if not connection.in_transaction:
        message = "what this is a part of cannot be stored"
        raise StoreError(message)
    cursor = connection.cursor()
    cursor.execute("savepoint part")
    try:
        yield cursor
    except BaseException:
        if connection.in_transaction:
            cursor.execute("rollback to part")
            cursor.execute("release part")
        raise
    cursor.execute("release part")


@contextmanager
def translated() -> Iterator[None]:
    """Turn what the disk or another process prevents into StoreError; let faults of ours be."""
    try:
        yield
    except (sqlite3.OperationalError, sqlite3.IntegrityError) as error:
        name = getattr(error, "sqlite_errorname", type(error).__name__)
        message = f"SQLite could not do it: {name}"
        raise StoreError(message) from error
    except (OSError, sqlite3.DatabaseError) as error:
        message = f"the database cannot be used: {type(error).__name__}"
        raise StoreError(message) from error
