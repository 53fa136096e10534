"""What stands in a write-ahead log, as far as it must be read without SQLite.

SQLite reads a log up to the first frame whose checksum is wrong, and overwrites the rest.
The format: https://www.sqlite.org/fileformat2.html#walformat
"""

import struct
import sys
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HEADER, FRAME, SUMS = 32, 24, 8
"""Bytes of the log's header, of a frame's head, and of the checksum that ends either."""
_BIG_ENDIAN, _LITTLE_ENDIAN = 0x377F0683, 0x377F0682
"""How a log begins whose sums are of words with their big or small end first."""
_SIZES = {1 << power for power in range(9, 17)}
"""Bytes a page can have."""
_MASK = 0xFFFFFFFF
_FAR = 1 << 16
"""Logs that cannot lie between two: then one was not counted on from the other."""

Sums = tuple[int, int]


def log_of(database: Path) -> Path:
    """Give the name of a database's log, which lies beside the file that a link points to."""
    return Path(f"{database.resolve()}-wal")


def index_of(database: Path) -> Path:
    """Give the name of the index that SQLite keeps of the log while it is in use."""
    return Path(f"{database.resolve()}-shm")


def begun_later(salts: bytes, others: bytes) -> bool:
    """Whether a log was begun after another: SQLite counts its logs in the first of the salts."""
    later, earlier = (int.from_bytes(one[:4], "big") for one in (salts, others))
    return 0 < (later - earlier) & _MASK < _FAR


@dataclass(frozen=True, slots=True)
class Header:
    """How a log begins."""

    content: bytes

    @property
    def page_size(self) -> int:
        """Bytes of a page."""
        size: int = struct.unpack_from(">I", self.content, 8)[0]
        return size

    @property
    def salts(self) -> bytes:
        """What every frame of this log repeats."""
        return self.content[16:24]

    @property
    def little(self) -> bool:
        """Whether the sums are of words with their small end first."""
        return self._magic == _LITTLE_ENDIAN

    @property
    def sums(self) -> Sums:
        """Its checksum, with which those of the frames begin."""
        return summed(self.content[: HEADER - SUMS], (0, 0), little=self.little)

    @property
    def is_whole(self) -> bool:
        """Whether it can be read."""
        return (
            len(self.content) == HEADER
            and self._magic in {_BIG_ENDIAN, _LITTLE_ENDIAN}
            and self.page_size in _SIZES
            and self.sums == _unpacked(self.content, HEADER - SUMS)
        )

    @property
    def _magic(self) -> int:
        magic: int = struct.unpack_from(">I", self.content)[0]
        return magic


@dataclass(frozen=True, slots=True)
class Frame:
    """A page as a transaction left it."""

    head: bytes
    page: bytes

    @property
    def commits(self) -> bool:
        """Whether it is the last of its transaction."""
        return self.head[4:8] != bytes(4)

    @property
    def salts(self) -> bytes:
        """Those of its log, which may be an older one that is being overwritten."""
        return self.head[8:16]

    @property
    def said(self) -> Sums:
        """Its checksum as it is written, over all that stand before it."""
        return _unpacked(self.head, FRAME - SUMS)

    def sums(self, before: Sums, *, little: bool) -> Sums:
        """Give its checksum as it should be, after what stands *before*."""
        return summed(self.head[:8] + self.page, before, little=little)


def frames(log: bytes, page_size: int) -> Iterator[Frame]:
    """Give every frame behind the header, of whichever log it is."""
    for begin in range(HEADER, len(log) - FRAME - page_size + 1, FRAME + page_size):
        page = begin + FRAME
        yield Frame(log[begin:page], log[page : page + page_size])


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


def _unpacked(content: bytes, at: int) -> Sums:
    one, other = struct.unpack_from(">II", content, at)
    return one, other
