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
from itertools import takewhile
from pathlib import Path
from struct import Struct

from makker.adapters.key_file import sync_folder
from makker.adapters.sqlite_log import FRAME, HEADER, Header, log_of
from makker.adapters.sqlite_mend import mend

_AT_ONCE = 256
"""Frames that are read at once."""
_sync = getattr(os, "fdatasync", os.fsync)
"""Sync what was written; where the system cannot do that alone, all that is known of the file."""
_Piece = tuple[int, bytes | memoryview]
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
            _sync(self._copy)
        except OSError:
            self._new = _New()


class _New:
    """What is new in a log since it was last looked at."""

    def __init__(self) -> None:
        self._header, self._size = b"", 0
        """The log's header, and bytes of one of its frames; none before it is begun."""
        self._begin = self._end = HEADER
        """Where the first transaction that was new the last time begins and ends."""
        self._head = b""
        """How it begins."""

    def pieces(self, log: int) -> Iterator[_Piece]:
        """Give what is new. There must be a transaction of ours since the last time."""
        header = os.pread(log, HEADER, 0)
        if header != self._header:
            self._begin_log(Header(header))
            yield 0, header
        elif os.pread(log, FRAME, self._begin) == self._head:
            # It may have been another's, not done yet. Was it never done, it is overwritten now.
            self._begin = self._end
        self._head, self._end = b"", self._begin
        if self._size:
            yield from self._frames(log)

    def _begin_log(self, header: Header) -> None:
        self._header, self._begin = header.content, HEADER
        self._size = FRAME + header.page_size if header.is_whole else 0
        # To ask the system for so much room each time would take as long as to copy.
        self._room = memoryview(bytearray(self._size * _AT_ONCE))
        self._heads = Struct(f">4xI8s{self._size - 16}x") if self._size else Struct("")
        self._salts = header.salts

    def _frames(self, log: int) -> Iterator[_Piece]:
        place = self._begin
        while commits := self._read(log, place):
            if place == self._begin:
                self._head = bytes(self._room[:FRAME])
            if self._end == self._begin and any(commits):
                self._end = place + (commits.index(True) + 1) * self._size
            yield place, self._room[: len(commits) * self._size]
            place += len(commits) * self._size
            if len(commits) < _AT_ONCE:
                return

    def _read(self, log: int, place: int) -> list[bool]:
        """Read frames of this log, not of an older one behind it; say of each if it commits."""
        length = os.preadv(log, [self._room], place) // self._size * self._size
        heads = self._heads.iter_unpack(self._room[:length])
        return [bool(commit) for commit, _ in takewhile(lambda head: head[1] == self._salts, heads)]


def _write(file: int, content: bytes | memoryview, place: int) -> None:
    if os.pwrite(file, content, place) < len(content):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _length(file: Path) -> int:
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return 0
