"""A write-ahead log that a disk has spoilt, put together again from what can still be read.

Each frame of a log is a whole page, and what was written often stands there often: of a page
that is spoilt in one frame there mostly is a later one. So the log is written anew without the
spoilt frames, and believed only when a database comes of it that is whole.
"""

import os
import shutil
import sqlite3
import struct
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from makker.adapters.sqlite_log import Frame, Log, Sums

_SIZES = {1 << power for power in range(9, 17)}
"""Bytes a page can have."""


def mend(database: Path) -> bool:
    """Put the log of a database nobody has open together again. Say whether that could be done.

    If not, it stays as it is. What was only in the spoilt frames is gone either way.
    """
    log = Path(f"{database}-wal")
    spoilt = log.read_bytes()
    mended = _without_spoilt(spoilt)
    try:
        with TemporaryDirectory(prefix="mend-", dir=database.parent) as name:
            folder = Path(name)
            after = _tried(_copy(database, mended, folder / "after"))
            before = _tried(_copy(database, spoilt, folder / "before"))
            # A page may be left as it was long ago. Nothing that can be read now may go for it.
            if after.log and before.there <= after.there:
                _put_in_place(after.log, folder / "log", log)
                return True
    except OSError:  # no room for a copy: then as if there were no mending
        pass
    return False


@dataclass(frozen=True, slots=True)
class _Tried:
    """What comes of a database and a log."""

    log: bytes = b""
    """The log of a whole database; nothing when it is not whole."""
    there: frozenset[str] = frozenset()
    """The records it holds."""


def _copy(database: Path, log: bytes, folder: Path) -> Path:
    folder.mkdir()
    copy = folder / "makker.db"
    shutil.copyfile(database, copy)
    Path(f"{copy}-wal").write_bytes(log)
    return copy


def _tried(database: Path) -> _Tried:
    """Try a database and its log. An index that lost a page is made anew from its table."""
    try:
        with closing(sqlite3.connect(database, isolation_level=None)) as connection:
            connection.execute("pragma wal_autocheckpoint = 0")
            rows = connection.execute("select reference from records").fetchall()
            if not _is_whole(connection):
                connection.execute("reindex")
            whole = _is_whole(connection)
            log = Path(f"{database}-wal").read_bytes() if whole else b""
            return _Tried(log, frozenset(reference for (reference,) in rows))
    except sqlite3.DatabaseError:
        return _Tried()


def _put_in_place(content: bytes, fresh: Path, log: Path) -> None:
    """Change the log at one stroke, once the new one is on the disk."""
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(log)


def _is_whole(connection: sqlite3.Connection) -> bool:
    return connection.execute("pragma integrity_check(1)").fetchall() == [("ok",)]


def _without_spoilt(content: bytes) -> bytes:
    """Give the log without its spoilt frames, up to the last transaction that is whole."""
    log = Log(content)
    if log.page_size not in _SIZES:
        return b""
    frames = list(_judged(log))
    ends = [
        number
        for number, (frame, whole) in enumerate(frames, start=1)
        if whole and frame.current and frame.commits
    ]
    kept = [frame for frame, whole in frames[: max(ends, default=0)] if whole]
    sums, little = log.sums, log.little
    written = [log.header, _packed(sums)]
    for frame in kept:
        sums = frame.sums(sums, little=little)
        written += [frame.head, log.salts, _packed(sums), frame.page]
    return b"".join(written) if kept else b""


def _judged(log: Log) -> Iterator[tuple[Frame, bool]]:
    """Give every frame, and whether it is whole: summed up after what the one before says it is.

    So a spoilt frame spoils no other. Where only that sum is spoilt, the next frame fits what the
    one before really sums up to, which is then whole after all.
    """
    said, real, little = log.said, log.sums, log.little
    waiting: tuple[Frame, bool] | None = None
    for frame in log.frames():
        sums = {before: frame.sums(before, little=little) for before in (said, real)}
        fits = [before for before in sums if sums[before] == frame.said]
        if waiting:
            last, whole = waiting
            yield last, whole or (fits == [real] and real != said)
        waiting = frame, bool(fits)
        said, real = frame.said, frame.said if fits else sums[real]
    if waiting:
        yield waiting


def _packed(sums: Sums) -> bytes:
    return struct.pack(">II", *sums)
