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

HEADER, FRAME = 32, 24
"""Bytes of the log's header, and of a frame's head."""
LITTLE_ENDIAN = 0x377F0682
"""How a log begins whose sums are of words with their small end first."""
_MASK = 0xFFFFFFFF

Sums = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Frame:
    """A page as a transaction left it."""

    whole: bool
    """Its checksum, which goes over all that stand before it, is right."""
    current: bool
    """It belongs to this log, not to an older one that is being overwritten."""
    commits: bool
    """It is the last of its transaction."""


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


def _is_damaged(log: bytes) -> bool:
    """Whether a whole transaction lies behind a frame that cannot be read."""
    if len(log) < HEADER + FRAME:
        return False
    little = struct.unpack_from(">I", log)[0] == LITTLE_ENDIAN
    sums = summed(log[: HEADER - 8], (0, 0), little=little)
    if sums != struct.unpack_from(">II", log, HEADER - 8):
        return True
    readable = True
    for frame in _frames(log, sums, little=little):
        if not readable and frame.current and frame.commits:
            return True
        # Of the frame that a fall broke off, the head may be there and the page not.
        readable = readable and frame.whole and frame.current
    return False


def _frames(log: bytes, sums: Sums, *, little: bool) -> Iterator[_Frame]:
    size = struct.unpack_from(">I", log, 8)[0]
    salts = log[16:24]
    for begin in range(HEADER, len(log) - FRAME - size + 1, FRAME + size):
        commits = struct.unpack_from(">I", log, begin + 4)[0] != 0
        page = log[begin + FRAME : begin + FRAME + size]
        sums = summed(log[begin : begin + 8] + page, sums, little=little)
        whole = sums == struct.unpack_from(">II", log, begin + 16)
        yield _Frame(whole, log[begin + 8 : begin + 16] == salts, commits)


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
