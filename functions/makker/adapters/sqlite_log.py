"""A look at the write-ahead log before SQLite opens it, which drops what lies behind a damage.

SQLite reads the log up to the first frame whose checksum is wrong, and overwrites the rest. That
is right after a fall, when the last transaction is half there. When a disk has spoilt a frame in
the middle, whole transactions lie behind it, and someone saw a receipt for each.
The format: https://www.sqlite.org/fileformat2.html#walformat
"""

import os
import struct
import sys
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

HEADER, FRAME, SUMS = 32, 24, 8
"""Bytes of the log's header, of a frame's head, and of the checksum that ends either."""
_LITTLE_ENDIAN = 0x377F0682
"""How a log begins whose sums are of words with their small end first."""
_MASK = 0xFFFFFFFF

Sums = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Frame:
    """A page as a transaction left it, and what its head says of it."""

    head: bytes
    """Its number, and how many pages there are when it ends a transaction."""
    current: bool
    """It says that it belongs to this log, not to an older one that is being overwritten."""
    said: Sums
    """Its checksum as it is written, over all that stand before it."""
    page: bytes

    @property
    def commits(self) -> bool:
        """Whether it is the last of its transaction."""
        return self.head[4:] != bytes(4)

    def sums(self, before: Sums, *, little: bool) -> Sums:
        """Give its checksum as it should be, after what stands *before*."""
        return summed(self.head + self.page, before, little=little)


@dataclass(frozen=True, slots=True)
class Log:
    """A write-ahead log that has a header."""

    content: bytes

    @property
    def header(self) -> bytes:
        """The header without its checksum."""
        return self.content[: HEADER - SUMS]

    @property
    def page_size(self) -> int:
        """Bytes of a page, as the header says."""
        size: int = struct.unpack_from(">I", self.content, 8)[0]
        return size

    @property
    def little(self) -> bool:
        """Whether the sums are of words with their small end first."""
        return bool(struct.unpack_from(">I", self.content)[0] == _LITTLE_ENDIAN)

    @property
    def salts(self) -> bytes:
        """What every frame of this log repeats."""
        return self.content[16:24]

    @property
    def said(self) -> Sums:
        """The header's checksum as it is written."""
        return _unpacked(self.content, HEADER - SUMS)

    @property
    def sums(self) -> Sums:
        """The header's checksum as it should be."""
        return summed(self.header, (0, 0), little=self.little)

    def frames(self) -> Iterator[Frame]:
        """Give every frame, of whichever log it is."""
        log, size = self.content, self.page_size
        for begin in range(HEADER, len(log) - FRAME - size + 1, FRAME + size):
            head, page = log[begin : begin + 8], log[begin + FRAME : begin + FRAME + size]
            current = log[begin + 8 : begin + 16] == self.salts
            yield Frame(head, current, _unpacked(log, begin + 16), page)


def keep_damaged(database: Path) -> Path | None:
    """Copy the log of a database nobody has open, if it is damaged. Give the copy."""
    log = Path(f"{database}-wal")
    try:
        content = log.read_bytes()
    except FileNotFoundError:
        return None
    if not _is_damaged(content):
        return None
    copies = (Path(f"{log}.skadet-{number}") for number in count(1))
    copy = next(path for path in copies if not path.exists())
    with os.fdopen(os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
    return copy


def _is_damaged(content: bytes) -> bool:
    """Whether a whole transaction lies behind a frame that cannot be read."""
    if len(content) < HEADER + FRAME:
        return False
    log = Log(content)
    if log.sums != log.said:
        return True
    readable, sums, little = True, log.sums, log.little
    for frame in log.frames():
        if not readable and frame.current and frame.commits:
            return True
        sums = frame.sums(sums, little=little)
        # Of the frame that a fall broke off, the head may be there and the page not.
        readable = readable and frame.current and sums == frame.said
    return False


def _unpacked(content: bytes, at: int) -> Sums:
    one, other = struct.unpack_from(">II", content, at)
    return one, other


def summed(content: bytes, sums: Sums, *, little: bool) -> Sums:
    """Go on summing up, as SQLite does; *sums* is what stands before."""
    words = array("I", content)
    if little != (sys.byteorder == "little"):
        words.byteswap()
    one, other = sums
    for first, second in zip(words[::2], words[1::2], strict=True):
        one = (one + first + other) & _MASK
        other = (other + second + one) & _MASK
    return one, other
