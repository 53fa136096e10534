"""What is logged: that something was asked and how it went. Never who, and never what."""

import json
import os
import sys
import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path

from makker.domain.errors import MakkerError

_AT_ONCE = 4096
"""Bytes that reach a pipe in one piece, whoever else writes to it (PIPE_BUF)."""
_HELD: ContextVar[list[bytes] | None] = ContextVar("held", default=None)
"""Lines that are not written yet."""
_ENCODER = json.JSONEncoder(ensure_ascii=False)


def log(event: str, **fields: object) -> None:
    """Log that something happened."""
    _write("INFO", event, fields)


def log_alarm(event: str, **fields: object) -> None:
    """Log that something happened that a person must look at."""
    _write("ERROR", event, fields)


def log_fault(event: str, error: BaseException) -> None:
    """Log a programming fault: its kind and where it was, not its words.

    An exception's message may quote what a person typed; its place in the code cannot.
    """
    places = [
        f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    log_alarm(event, fejl=type(error).__name__, sted=places[-5:])


def _write(level: str, event: str, fields: Mapping[str, object]) -> None:
    moment = datetime.now(UTC).isoformat(timespec="milliseconds")
    line = _ENCODER.encode({"tid": moment, "niveau": level, "haendelse": event, **fields})
    held = _HELD.get()
    if held is None:
        _put(f"{line}\n".encode())
    else:
        held.append(f"{line}\n".encode())


@contextmanager
def holding_log() -> Iterator[list[bytes]]:
    """Keep what this thread logs meanwhile, for `write_log`."""
    lines: list[bytes] = []
    token = _HELD.set(lines)
    try:
        yield lines
    finally:
        _HELD.reset(token)


def write_log(lines: Sequence[bytes]) -> None:
    """Write what was kept. One stroke for many: at each, other threads push in."""
    together = b""
    for line in lines:
        if together and len(together) + len(line) > _AT_ONCE:
            _put(together)
            together = b""
        together += line
    if together:
        _put(together)


def _put(lines: bytes) -> None:
    """Write whole lines to standard error, in one piece.

    So they do not mix, and nobody has to wait for whoever else is logging. That they cannot be
    written must not hold up an answer.
    """
    with suppress(OSError):
        os.write(sys.stderr.fileno(), lines)


class ToldError(MakkerError):
    """A fault that the log tells of already."""


@contextmanager
def telling() -> Iterator[None]:
    """Let a fault reach Lambda, which counts it, without its words, which Lambda would log."""
    try:
        yield
    except Exception as error:  # noqa: BLE001 - none may reach Lambda with its words
        log_fault("fejl", error)
        message = "the log tells of it"
        raise ToldError(message) from None
