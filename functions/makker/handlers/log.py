"""What is logged: that something was asked and how it went. Never who, and never what."""

import json
import logging
import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from makker.domain.errors import MakkerError

LOGGER = logging.getLogger("makker")
_ENCODER = json.JSONEncoder(ensure_ascii=False)


class JsonLines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Write time, level, event and the fields that were given with it."""
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        fields = getattr(record, "fields", {})
        line = {"tid": moment, "niveau": record.levelname, "haendelse": record.getMessage()}
        return _ENCODER.encode(line | fields)


class OneWrite(logging.Handler):
    """Writes each line to standard error at once.

    Lines written so do not mix, so nobody has to wait for whoever else is logging.
    """

    def handle(self, record: logging.LogRecord) -> bool:
        """Write the line without the lock that logging would take first."""
        self.emit(record)
        return True

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line; that it cannot be written must not hold up an answer."""
        with suppress(OSError):
            os.write(sys.stderr.fileno(), f"{self.format(record)}\n".encode())


def start_logging() -> None:
    """Send what is logged to standard error, as JSON lines."""
    # Our lines do not say which thread of which process wrote them: nobody needs to find out.
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
    handler = OneWrite()
    handler.setFormatter(JsonLines())
    LOGGER.handlers = [handler]
    LOGGER.setLevel(logging.INFO)
    LOGGER.propagate = False


def log(event: str, **fields: object) -> None:
    """Log that something happened."""
    LOGGER.info(event, extra={"fields": fields})


def log_alarm(event: str, **fields: object) -> None:
    """Log that something happened that a person must look at."""
    LOGGER.error(event, extra={"fields": fields})


def log_fault(event: str, error: BaseException) -> None:
    """Log a programming fault: its kind and where it was, not its words.

    An exception's message may quote what a person typed; its place in the code cannot.
    """
    places = [
        f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    LOGGER.error(event, extra={"fields": {"fejl": type(error).__name__, "sted": places[-5:]}})


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
