"""The write-ahead log a second time: what a disk spoils in one stands in the other.

Whoever has written copies what is new in the log, and syncs it, before anyone is told. The same
bytes stand at the same places, so several processes may do it at once. The copy never holds what
the log does not: when the log is emptied, because someone is erased, the copy is too.
"""

import errno
import fcntl
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from makker.adapters.key_file import sync_folder
from makker.adapters.sqlite_log import FRAME, HEADER, Header, log_of
from makker.adapters.sqlite_mend import mend

_AT_ONCE = 128
"""Frames that are read at once."""
_Piece = tuple[int, bytes]
"""Where something stands in a log, and what."""


def copy_of(database: Path) -> Path:
    """Give the name of the copy."""
    return Path(f"{log_of(database)}.kopi")


@contextmanager
def opened(database: Path) -> Iterator[sqlite3.Connection]:
    """Open a database that is there, and leave it as it is."""
    address = f"{database.resolve().as_uri()}?mode=rw"
    with (
        closing(LogCopy(database)),
        closing(sqlite3.connect(address, uri=True, isolation_level=None)) as connection,
    ):
        yield connection


class LogCopy:
    """The copy of a database's log. Whoever opens the database opens one first."""

    def __init__(self, database: Path) -> None:
        """Open the copy. Who is alone mends a damaged log first; whoever comes waits for that.

        Raises:
            OSError: there is no room to mend it. The log stays as it is.
        """
        self._log, copy = log_of(database), copy_of(database)
        self._new, self._lock = _New(), threading.Lock()
        self._copy = os.open(copy, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            sync_folder(copy.parent)
            if self._is_alone():
                mend(database, copy)
            fcntl.flock(self._copy, fcntl.LOCK_SH)
            self.begin_anew()
        except BaseException:
            os.close(self._copy)
            raise

    def _is_alone(self) -> bool:
        try:
            fcntl.flock(self._copy, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def close(self) -> None:
        """Let go of it once the database is closed: the last who closes that empties the log."""
        try:
            self.begin_anew()
        finally:
            os.close(self._copy)

    def begin_anew(self) -> None:
        """Make the copy no longer than the log is, and copy all that is in it."""
        # Another process may begin a log meanwhile, and copy it: that is copied again below.
        with self._lock:
            while (length := _length(self._log)) < os.fstat(self._copy).st_size:
                os.ftruncate(self._copy, length)
            self._new = _New()
        self.follow()

    def follow(self) -> None:
        """Copy what our last transaction has put into the log, and sync it.

        Where the copy cannot be written it falls behind. The log is on the disk even so, and a
        disk that is full will refuse that too.
        """
        try:
            with self._lock, self._log.open("rb", buffering=0) as log:
                for place, content in self._new.pieces(log.fileno()):
                    _write(self._copy, content, place)
            os.fdatasync(self._copy)
        except OSError:
            self._new = _New()


class _New:
    """What is new in a log since it was last looked at."""

    def __init__(self) -> None:
        self._header = b""
        self._begin = self._end = HEADER
        """Where the first transaction that was new the last time begins and ends."""
        self._head = b""
        """How it begins."""

    def pieces(self, log: int) -> Iterator[_Piece]:
        """Give what is new. There must be a transaction of ours since the last time."""
        header = os.pread(log, HEADER, 0)
        if header != self._header:
            self._header, self._begin = header, HEADER
            yield 0, header
        elif os.pread(log, FRAME, self._begin) == self._head:
            # It may have been another's, not done yet. Was it never done, it is overwritten now.
            self._begin = self._end
        self._head, self._end = b"", self._begin
        if Header(header).is_whole:
            yield from self._frames(log, Header(header))

    def _frames(self, log: int, header: Header) -> Iterator[_Piece]:
        size, place = FRAME + header.page_size, self._begin
        while frames := _current(os.pread(log, size * _AT_ONCE, place), size, header.salts):
            if place == self._begin:
                self._head = frames[:FRAME]
            if self._end == self._begin:
                self._end = next((place + end for end in _ends(frames, size)), self._begin)
            yield place, frames
            place += len(frames)


def _current(content: bytes, size: int, salts: bytes) -> bytes:
    """Give the frames of this log; behind them may stand those of an older one."""
    whole = len(content) // size * size
    foreign = (at for at in range(0, whole, size) if content[at + 8 : at + 16] != salts)
    return content[: next(foreign, whole)]


def _ends(frames: bytes, size: int) -> Iterator[int]:
    """Give where transactions end."""
    return (at + size for at in range(0, len(frames), size) if frames[at + 4 : at + 8] != bytes(4))


def _write(file: int, content: bytes, place: int) -> None:
    if os.pwrite(file, content, place) < len(content):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _length(file: Path) -> int:
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return 0
