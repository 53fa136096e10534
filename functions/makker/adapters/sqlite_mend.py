"""A write-ahead log that a disk has spoilt, put together again from itself and from its copy.

A disk that is about to die spoils a frame, and SQLite reads no further: whole transactions lie
behind it, and someone saw a receipt for each. So before SQLite sees it, each frame is looked up
in both; what the checksums say belongs there is taken, and nothing else.
"""

import fcntl
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from itertools import count, zip_longest
from pathlib import Path

from makker.adapters.durable import open_private, put_in_place
from makker.adapters.sqlite_log import (
    FRAME,
    HEADER,
    Frame,
    Header,
    Sums,
    begun_later,
    frames,
    index_of,
    log_of,
)
from makker.log import log_alarm

_SALTS, _IN_USE = slice(32, 40), 128
"""Where the salts of the log stand in its index, and the byte locked by whoever uses it."""


@dataclass(frozen=True, slots=True)
class Joined:
    """What a log and its copy give together."""

    content: bytes = b""
    """A log, up to the last transaction that can be read."""
    ends: tuple[int, ...] = (HEADER,)
    """Where each of its transactions ends; first, where they begin."""
    helped: bool = False
    """Whether something of it stands in the copy alone."""
    missing: bool = False
    """Whether there is a transaction behind what can be read."""


def mend(database: Path, copy: Path) -> None:
    """Put the log of a database together again if it is damaged. None of us may have it open.

    The damaged one is kept beside it, and told of. Where another program has the database open,
    nothing is done: the log is in use, and cannot be changed for another.

    Raises:
        OSError: there is no room for that. The log stays as it is.
    """
    log = log_of(database)
    spoilt, again = read(log), read(copy)
    joined = join(spoilt, again, read(index_of(database)))
    if not joined.helped and _is_another(spoilt, again) and _is_unfolded(again, database):
        joined = replace(joined, missing=True)
    if not (joined.helped or joined.missing):
        return
    with _nobody_has(database) as free:
        if not free:
            return
        kept = _keep(log, spoilt)
        if joined.missing and again:
            _keep(copy, again)
        if joined.content:
            _replace(log, joined.content)
        else:
            log.unlink(missing_ok=True)
    log_alarm("log_skadet", kopi=kept.name, samlet=not joined.missing)


def _is_another(log: bytes, copy: bytes) -> bool:
    """Whether the copy is not of the log that is there, and that one was not begun after it."""
    own, again = Header(log[:HEADER]), Header(copy[:HEADER])
    return again.is_whole and own.content != again.content and not _is_newer(own, again)


def _is_unfolded(copy: bytes, database: Path) -> bool:
    """Whether the copy holds pages that are not in the database.

    A log is only begun anew when all that stands in the one before is in the database.
    """
    header = Header(copy[:HEADER])
    content = _join_frames(header, b"", copy).content
    if not content or not database.exists():
        return False
    size = header.page_size
    pages = {int.from_bytes(one.head[:4], "big"): one.page for one in frames(content, size)}
    with database.open("rb", buffering=0) as file:
        there = (os.pread(file.fileno(), size, (at - 1) * size) for at in pages)
        return any(one != page for one, page in zip(there, pages.values(), strict=True))


@contextmanager
def _nobody_has(database: Path) -> Iterator[bool]:
    """Say whether no program has the database open, and let none open it meanwhile.

    Whoever has it open holds this byte of the index. https://sqlite.org/walformat.html
    """
    try:
        index = os.open(index_of(database), os.O_RDWR)
    except FileNotFoundError:
        yield True
        return
    try:
        fcntl.lockf(index, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, _IN_USE)
    except OSError:
        yield False
    else:
        yield True
    finally:
        os.close(index)


def join(log: bytes, copy: bytes, index: bytes) -> Joined:
    """Put a log together from itself and its copy; *index* is SQLite's index of the log."""
    own, again = Header(log[:HEADER]), Header(copy[:HEADER])
    # Where the log has lost its header, or an old one stands there: the copy never leads.
    if again.is_whole and not _is_newer(own, again) and _is_of(again.salts, log, index):
        return _join_frames(again, log, copy)
    if own.is_whole:
        return _join_frames(own, log, copy)
    return Joined(missing=any(log[:HEADER]))  # after a fall zeros may stand there, and no more


def _is_newer(own: Header, again: Header) -> bool:
    return own.is_whole and begun_later(own.salts, again.salts)


def _is_of(salts: bytes, log: bytes, index: bytes) -> bool:
    """Whether a log without its header is the one with these salts.

    What stands in front is the newest; behind it there may be frames of older logs. Where the
    front is spoilt too, the index knows, unless a later log can be seen there.
    """
    front = log[HEADER + 8 : HEADER + 16]
    return front == salts or (index[_SALTS] == salts and not begun_later(front, salts))


def _join_frames(header: Header, log: bytes, copy: bytes) -> Joined:
    """Take frame by frame what belongs there, from the log where it can be."""
    taken, ends, sums = [header.content], [HEADER], header.sums
    own, again = (list(_of_log(header, one)) for one in (log, copy))
    helping, helped = log[:HEADER] != header.content, False
    for pair in zip_longest(own, again):
        fitting = next(_fitting(pair, sums, header), None)
        if fitting is None:
            break
        taken.append(fitting.head + fitting.page)
        sums, helping = fitting.said, helping or fitting is not pair[0]
        if fitting.commits:
            ends.append(HEADER + (len(taken) - 1) * (FRAME + header.page_size))
            helped = helping
    read_on = len(taken) - 1
    content = b"".join(taken)[: ends[-1]] if len(ends) > 1 else b""
    return Joined(content, tuple(ends), helped, _is_missing(own[read_on:], again[read_on:]))


def _of_log(header: Header, content: bytes) -> Iterator[Frame | None]:
    """Give the frames of a log; nothing for those of an older one."""
    for frame in frames(content, header.page_size):
        yield frame if frame.salts == header.salts else None


def _is_missing(log: Sequence[Frame | None], copy: Sequence[Frame | None]) -> bool:
    """Whether someone may have seen a receipt for what stands behind the last frame that fits.

    What was told of is in the copy. Without one, or where that is spoilt too: the transaction that
    a fall broke off may have its last frame, and no other behind it. A frame that fits in neither,
    and is the same in both, is not spoilt: someone was killed before it was done.
    """
    if log[:1] == copy[:1]:
        return False
    behind, copied = ([one for one in some if one and one.commits] for some in (log, copy))
    return bool(copied) or len(behind) > 1


def _fitting(found: Iterable[Frame | None], sums: Sums, header: Header) -> Iterator[Frame]:
    """Give those whose checksum is right after what stands before."""
    return (one for one in found if one and one.sums(sums, little=header.little) == one.said)


def read(file: Path) -> bytes:
    """Give what is in a file; nothing when it is not there."""
    with suppress(FileNotFoundError):
        return file.read_bytes()
    return b""


def _keep(file: Path, content: bytes) -> Path:
    """Put what is spoilt beside the file, for whoever looks into it."""
    names = (Path(f"{file}.skadet-{number}") for number in count(1))
    kept = next(path for path in names if not path.exists())
    _write(kept, content)
    return kept


def _replace(log: Path, content: bytes) -> None:
    fresh = Path(f"{log}.ny")
    fresh.unlink(missing_ok=True)
    _write(fresh, content)
    put_in_place(fresh, log)


def _write(file: Path, content: bytes) -> None:
    with os.fdopen(open_private(file, os.O_WRONLY | os.O_EXCL), "wb") as out:
        try:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        except BaseException:
            file.unlink()  # half of it would only take room
            raise
