"""The write-ahead log a second time: what a disk spoils in one stands in the other.

Whoever has written copies what is new in the log, and syncs it, before anyone is told. The same
bytes stand at the same places, so it is no matter which process copied them. When the log is
emptied, because someone is erased, the copy is too.
"""

import errno
import fcntl
import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from itertools import takewhile
from pathlib import Path
from struct import Struct

from makker.adapters.durable import open_private
from makker.adapters.sqlite_file import connect
from makker.adapters.sqlite_log import FRAME, HEADER, Header, log_of
from makker.adapters.sqlite_mend import Joined, join, mend, read
from makker.log import log_alarm

_AT_ONCE = 256
"""Frames that are read at once."""
_sync = getattr(os, "fdatasync", os.fsync)
"""Sync what was written; where the system cannot do that alone, all that is known of the file."""
_PATIENCE, _PAUSE = 5.0, 0.002
"""Seconds to wait for another process that copies, and between two looks at whether it is done."""
_Piece = tuple[int, bytes | memoryview]
"""Where something stands in a log, and what."""


def copy_of(database: Path) -> Path:
    """Give the name of the copy."""
    return Path(f"{log_of(database)}.kopi")


@contextmanager
def opened(database: Path) -> Iterator[sqlite3.Connection]:
    """Open a database that is there, and leave it as it is."""
    with closing(LogCopy(database)), closing(connect(database, "rw")) as connection:
        yield connection


class LogCopy:
    """The copy of a database's log. Whoever opens the database opens one first."""

    def __init__(self, database: Path) -> None:
        """Open the copy. Who is alone mends a damaged log first; whoever comes waits for that.

        Raises:
            OSError: there is no room to mend it. The log stays as it is.
        """
        self._log, self._file = log_of(database), copy_of(database)
        self._new, self._lock, self._patience = _New(Joined()), threading.Lock(), _PATIENCE
        with ExitStack() as opened:
            self._copy = open_private(self._file, os.O_RDWR)
            opened.callback(os.close, self._copy)
            self._folder = os.open(self._file.parent, os.O_RDONLY)
            opened.callback(os.close, self._folder)
            os.fsync(self._folder)
            if _locked(self._copy):
                mend(database, self._file)
            fcntl.flock(self._copy, fcntl.LOCK_SH)
            self.catch_up()
            self._opened = opened.pop_all()

    def close(self) -> None:
        """Let go of it once the database is closed: the last who closes that empties the log."""
        with self._opened:
            self.catch_up()

    def catch_up(self) -> None:
        """Copy all that is missing, but nothing that a disk has spoilt since it was copied.

        Where the log is empty the copy is, too.
        """
        self._behind = True
        self.follow()

    def follow(self) -> None:
        """Copy what our last transaction has put into the log, and sync it.

        Where the copy cannot be written it falls behind, which is told of, and catches up the next
        time. The log is on the disk even so, and a disk that is full will refuse that too.
        """
        with self._lock:
            behind, self._behind = self._behind, True
            try:
                with self._turn():
                    for place, content in self._missing() if behind else self._fresh():
                        _write(self._copy, content, place)
                    _sync(self._copy)
                self._behind = False
            except OSError as error:
                if not behind:
                    log_alarm("kopi_bagud", fejl=type(error).__name__)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Let one process at a time copy: what it has read must still be so when it writes.

        Raises:
            BlockingIOError: another does not let go: it was stopped, perhaps. That holds nobody up
                twice.
        """
        end = time.monotonic() + self._patience
        self._patience = 0.0
        while not _locked(self._folder):
            if time.monotonic() > end:
                raise BlockingIOError
            time.sleep(_PAUSE)
        self._patience = _PATIENCE
        try:
            yield
        finally:
            fcntl.flock(self._folder, fcntl.LOCK_UN)

    def _fresh(self) -> Iterator[_Piece]:
        with self._log.open("rb", buffering=0) as log:
            yield from self._new.pieces(log.fileno())

    def _missing(self) -> Iterator[_Piece]:
        log, copy = read(self._log), read(self._file)
        # Without the index: to close it would take SQLite's locks from it (howtocorrupt, 2.2).
        joined = join(log, copy, b"")
        self._new = _New(joined)
        if not log or (joined.content and joined.content[:HEADER] != copy[:HEADER]):
            os.ftruncate(self._copy, 0)  # nothing of an older log, where someone may be erased
            copy = b""
        if joined.content != copy[: len(joined.content)]:
            yield 0, joined.content


class _New:
    """What is new in a log since it was last looked at."""

    def __init__(self, joined: Joined) -> None:
        self._begin, self._end = (HEADER, *joined.ends)[-2:]
        """Where the first transaction that was new the last time begins and ends."""
        self._begin_log(Header(joined.content[:HEADER]))
        seen = joined.content[self._begin : self._end]
        self._head, self._last = seen[:FRAME], seen[-self._size :]
        """The head of its first frame, and all of its last."""

    def _begin_log(self, header: Header) -> None:
        self._header = header.content
        self._size = FRAME + header.page_size if header.is_whole else 0
        # To ask the system for so much room each time would take as long as to copy.
        self._room = memoryview(bytearray(self._size * _AT_ONCE))
        self._heads = Struct(f">4xI8s{self._size - 16}x") if self._size else Struct("")
        self._salts = header.salts

    def pieces(self, log: int) -> Iterator[_Piece]:
        """Give what is new. There must be a transaction of ours since the last time."""
        header = Header(os.pread(log, HEADER, 0))
        if header.is_whole and header.content != self._header:
            self._begin_log(header)
            self._begin = HEADER
            yield 0, header.content
        elif self._stands(log):
            self._begin = self._end
        self._head, self._last, self._end = b"", b"", self._begin
        if self._size:
            yield from self._frames(log)

    def _stands(self, log: int) -> bool:
        """Whether the transaction that was seen is there to stay.

        It may have been another's, not yet whole. If it was never done, it is overwritten now.
        """
        if not self._last or os.pread(log, FRAME, self._begin) != self._head:
            return False
        return os.pread(log, self._size, self._end - self._size) == self._last

    def _frames(self, log: int) -> Iterator[_Piece]:
        place, size = self._begin, self._size
        while commits := self._read(log, place):
            if place == self._begin:
                self._head = bytes(self._room[:FRAME])
            if not self._last and any(commits):
                end = (commits.index(True) + 1) * size
                self._end, self._last = place + end, bytes(self._room[end - size : end])
            yield place, self._room[: len(commits) * size]
            place += len(commits) * size
            if len(commits) < _AT_ONCE:
                return

    def _read(self, log: int, place: int) -> list[bool]:
        """Read frames of this log, not of an older one behind it; say of each if it commits."""
        length = os.preadv(log, [self._room], place) // self._size * self._size
        heads = self._heads.iter_unpack(self._room[:length])
        return [bool(commit) for commit, _ in takewhile(lambda head: head[1] == self._salts, heads)]


def _locked(file: int) -> bool:
    """Lock a file for oneself alone, unless someone else has it."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _write(file: int, content: bytes | memoryview, place: int) -> None:
    if os.pwrite(file, content, place) < len(content):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
