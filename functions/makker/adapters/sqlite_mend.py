"""A write-ahead log that a disk has spoilt, put together again from itself and from its copy.

A disk that is about to die spoils a frame, and SQLite reads no further: whole transactions lie
behind it, and someone saw a receipt for each. So before SQLite sees it, each frame is looked up
in both; what the checksums say belongs there is taken, and nothing else.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import count, zip_longest
from pathlib import Path

from makker.adapters.key_file import sync_folder
from makker.adapters.sqlite_log import HEADER, Frame, Header, Sums, frames, log_of
from makker.log import log_alarm

_SALTS = slice(32, 40)
"""Where the salts of the log in use stand in the index SQLite keeps of it (-shm)."""


@dataclass(frozen=True, slots=True)
class _Joined:
    """What a log and its copy give together."""

    content: bytes = b""
    """A log, up to the last transaction that can be read."""
    helped: bool = False
    """Whether something of it stands in the copy alone."""
    missing: bool = False
    """Whether there is a transaction behind what can be read."""


def mend(database: Path, copy: Path) -> None:
    """Put the log of a database together again if it is damaged. Nobody may have it open.

    The damaged one is kept beside it, and told of.

    Raises:
        OSError: there is no room for that. The log stays as it is.
    """
    log = log_of(database)
    spoilt, again = _read(log), _read(copy)
    joined = _join(spoilt, again, _read(Path(f"{database}-shm"))[_SALTS])
    if not (joined.helped or joined.missing):
        return
    kept = _keep(log, spoilt)
    if joined.missing and again:
        _keep(copy, again)
    if joined.helped:
        _put_in_place(joined.content, log)
    log_alarm("log_skadet", kopi=kept.name, samlet=not joined.missing)


def _join(log: bytes, copy: bytes, in_use: bytes) -> _Joined:
    own, again = Header(log[:HEADER]), Header(copy[:HEADER])
    # Where the log has lost its header, or an old one stands there: the copy never leads.
    lost = again.is_whole and (not own.is_whole or again.follows(own))
    if lost and (again.salts == in_use or _share_a_frame(log, copy, again)):
        return _join_frames(again, log, copy)
    if own.is_whole:
        return _join_frames(own, log, copy)
    return _Joined(missing=any(log[:HEADER]))  # after a fall zeros may stand there, and no more


def _share_a_frame(log: bytes, copy: bytes, header: Header) -> bool:
    """Whether the copy is of this log, not of one whose pages have long been in the database."""
    heads = ({frame.head for frame in frames(one, header.page_size)} for one in (log, copy))
    return not set.isdisjoint(*heads)


def _join_frames(header: Header, log: bytes, copy: bytes) -> _Joined:
    """Take frame by frame what belongs there, from the log where it can be."""
    taken, sums = [header.content], header.sums
    committed, helped, missing = 0, log[:HEADER] != header.content, False
    reading, helping = True, helped
    for pair in zip_longest(frames(log, header.page_size), frames(copy, header.page_size)):
        found = [frame for frame in pair if frame and frame.salts == header.salts]
        fitting = next(_fitting(found, sums, header), None) if reading else None
        if fitting:
            taken += fitting.head, fitting.page
            sums, helping = fitting.said, helping or fitting is not pair[0]
            if fitting.commits:
                committed, helped = len(taken), helping
        elif not reading:
            missing = missing or any(frame.commits for frame in found)
        # Of the frame that a fall broke off, the head may be there and the page not.
        reading = fitting is not None
    return _Joined(b"".join(taken[:committed]), helped and committed > 0, missing)


def _fitting(found: Iterable[Frame], sums: Sums, header: Header) -> Iterator[Frame]:
    """Give those whose checksum is right after what stands before."""
    return (one for one in found if one.sums(sums, little=header.little) == one.said)


def _read(file: Path) -> bytes:
    with suppress(FileNotFoundError):
        return file.read_bytes()
    return b""


def _keep(file: Path, content: bytes) -> Path:
    """Put what is spoilt beside the file, for whoever looks into it."""
    names = (Path(f"{file}.skadet-{number}") for number in count(1))
    kept = next(path for path in names if not path.exists())
    _write(kept, content)
    return kept


def _put_in_place(content: bytes, log: Path) -> None:
    """Change the log at one stroke, once the new one is on the disk."""
    fresh = Path(f"{log}.ny")
    fresh.unlink(missing_ok=True)
    _write(fresh, content)
    fresh.replace(log)
    sync_folder(log.parent)


def _write(file: Path, content: bytes) -> None:
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
