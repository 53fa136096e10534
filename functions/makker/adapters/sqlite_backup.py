"""Copies of the SQLite file, also of one that a server is using."""

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from enum import StrEnum
from pathlib import Path

from makker.adapters.durable import put_in_place
from makker.adapters.sqlite_copy import Contents, is_sound, read_contents, write_proof
from makker.adapters.sqlite_file import transaction, translated
from makker.adapters.sqlite_log_copy import opened


class Refusal(StrEnum):
    """Why nothing was copied, or nothing brought back. Nothing was changed then."""

    NO_DATABASE = "ingen_database"
    NO_FOLDER = "ingen_mappe"
    TAKEN = "findes"
    SICK = "database_beskadiget"
    NO_COPY = "ingen_kopi"
    DAMAGED = "beskadiget"
    TOO_NEW = "for_ny"
    OCCUPIED = "har_henvendelser"
    IN_USE = "i_brug"


def back_up(database: Path, target: Path, keys: Mapping[str, str]) -> Contents | Refusal:
    """Copy the database as it is at one moment to a new file, whole or not at all."""
    if not database.exists():
        return Refusal.NO_DATABASE
    if not target.parent.is_dir():
        return Refusal.NO_FOLDER
    if target.exists():
        return Refusal.TAKEN
    with translated(), unfinished(target) as part:
        with opened(database) as source, closing(scratch(part)) as copy:
            if not copy_pages(source, copy):
                return Refusal.SICK
            contents = read_contents(copy, keys)
            with transaction(copy):
                write_proof(copy, contents)
        put_in_place(part, target)
    return contents


def scratch(part: Path) -> sqlite3.Connection:
    """Open a file that nobody knows of yet: it needs no log, and is synced at its end."""
    connection = sqlite3.connect(part, isolation_level=None)
    for pragma in ("journal_mode = memory", "synchronous = off"):
        connection.execute(f"pragma {pragma}")
    return connection


def copy_pages(source: sqlite3.Connection, copy: sqlite3.Connection) -> bool:
    """Copy every page as it is at one moment. Say whether what came of it is sound."""
    try:
        source.backup(copy)
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
            return False
        raise
    copy.execute("pragma journal_mode = delete")  # a log of its own would be a second file
    return is_sound(copy) and _is_database(copy)


@contextmanager
def unfinished(target: Path) -> Iterator[Path]:
    """Give a file beside *target* that only its owner reads; it is gone if anything fails."""
    begins = f".{target.name}."
    for file in target.parent.iterdir():
        name, _, process = file.name.rpartition(".")
        if f"{name}." == begins and process.isdecimal() and not _is_alive(int(process)):
            file.unlink()  # someone was killed at it
    part = target.with_name(f"{begins}{os.getpid()}")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    try:
        yield part
    finally:
        part.unlink(missing_ok=True)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass  # it is someone else's
    return True


def _is_database(connection: sqlite3.Connection) -> bool:
    tables = "select count(*) from sqlite_master where name in ('records', 'letters')"
    return bool(connection.execute(tables).fetchone()[0] == len(("records", "letters")))
