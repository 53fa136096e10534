"""New keys for the SQLite file, also while a server uses it: what is wrapped is wrapped anew.

The key file changes only inside a write transaction, and whoever seals does so inside one. So
whatever was sealed before the new key was there is stored before the rows are gone through, and
whatever is sealed afterwards has the new key already. The old keys are forgotten last: whenever
this is broken off, the keys there are open everything there is, and it can be begun anew.
"""

import json
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

from makker.adapters.codec import read_letter, read_record, write_letter, write_record
from makker.adapters.key_file import (
    SEAL_FILE,
    FileRing,
    add_seal_key,
    keep_newest_seal_key,
)
from makker.adapters.sealing import EnvelopeSealer, renewed
from makker.adapters.sqlite_file import open_file, transaction, translated
from makker.adapters.sqlite_log_copy import LogCopy

_AT_ONCE = 200
"""Rows in one transaction: those who want to write wait no longer than that takes."""
Write = Callable[[str, FileRing], str]


def rotate_keys(file: Path, data: Path) -> int:
    """Wrap every record and letter with a new key, and forget the old ones. Give their number.

    Raises:
        SealError: something cannot be opened with the keys there are, which are all kept.
    """
    with (
        translated(),
        closing(LogCopy(file)) as copy,
        closing(open_file(file)) as connection,
    ):
        with transaction(connection):
            add_seal_key(data)
        ring = FileRing(data / SEAL_FILE)
        number = sum(_renew(connection, table, ring) for table in _WRITES)
        copy.catch_up()  # else the old keys would be gone, and what they are needed for not yet
        with transaction(connection):
            keep_newest_seal_key(data)
        # What was wrapped with the old keys is in the log until it is reset.
        connection.execute("pragma wal_checkpoint(truncate)")
    return number


def is_sealed(file: Path) -> bool:
    """Whether something in the file is sealed: with a new key nobody could read it any more."""
    if not file.exists():
        return False
    with translated(), closing(LogCopy(file)), closing(open_file(file)) as connection:
        query = "select exists (select 1 from records where record like '%\"forseglet\"%')"
        return bool(connection.execute(query).fetchone()[0])


def _renew(connection: sqlite3.Connection, table: str, ring: FileRing) -> int:
    column, write = _WRITES[table]
    last, number = 0, 0
    while True:
        with transaction(connection) as cursor:
            rows = cursor.execute(
                f"select rowid, {column} from {table} "  # noqa: S608 - our own names
                f"where rowid > ? and {column} != '' order by rowid limit ?",
                (last, _AT_ONCE),
            ).fetchall()
            cursor.executemany(
                f"update {table} set {column} = ? where rowid = ?",  # noqa: S608 - likewise
                [(write(text, ring), rowid) for rowid, text in rows],
            )
        if not rows:
            return number
        last, number = rows[-1][0], number + len(rows)


def _record(text: str, ring: FileRing) -> str:
    sealer = EnvelopeSealer(ring)
    return _again(text, ring) or write_record(read_record(text, sealer), sealer)


def _letter(text: str, ring: FileRing) -> str:
    sealer = EnvelopeSealer(ring)
    return _again(text, ring) or write_letter(read_letter(text, sealer), sealer)


def _again(text: str, ring: FileRing) -> str:
    """Give what is sealed with its key wrapped anew; nothing of what an old version left open."""
    values = json.loads(text)
    if "forseglet" not in values:
        return ""
    values["forseglet"] = renewed(values["forseglet"], ring)
    return json.dumps(values, ensure_ascii=False)


_WRITES: Mapping[str, tuple[str, Write]] = {
    "records": ("record", _record),
    "letters": ("letter", _letter),
}
"""Each table that holds something sealed: the column, and how it is written anew."""
