"""What is logged: that something was asked and how it went. Never who, and never what."""

import json
import os
import sys
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from makker.domain.errors import MakkerError

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
    """Write one JSON object as a line to standard error, at once.

    Lines written so do not mix, so nobody has to wait for whoever else is logging. That one
    cannot be written must not hold up an answer.
    """
    moment = datetime.now(UTC).isoformat(timespec="milliseconds")
    line = _ENCODER.encode({"tid": moment, "niveau": level, "haendelse": event, **fields})
    with suppress(OSError):
        os.write(sys.stderr.fileno(), f"{line}\n".encode())


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
