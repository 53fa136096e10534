"""A server of somebody else's in a process of its own, on a free port of this machine."""

import os
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

PATIENT = 30
"""Seconds after which a server that stands in is given up."""


@contextmanager
def running(
    command: Sequence[str], ready: str, environment: Mapping[str, str] | None = None
) -> Iterator[None]:
    """Run a server until the block is left; it is ready once *ready* answers anything at all."""
    with (
        tempfile.TemporaryDirectory() as folder,
        tempfile.TemporaryFile() as log,
        subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, "TMPDIR": folder, **(environment or {})},
            stdout=log,
            stderr=subprocess.STDOUT,
        ) as process,
    ):
        try:
            _wait_until(ready, process)
            yield
        except BaseException:
            log.seek(0)
            print(log.read().decode(errors="replace")[-4000:])  # noqa: T201 - seen when a test fails
            raise
        finally:
            process.terminate()
            try:
                process.wait(timeout=5)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait_until(ready: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENT
    while not _answers(ready):
        assert process.poll() is None, "the server ended"
        assert time.monotonic() < end, "the server did not start in time"
        time.sleep(0.02)


def _answers(url: str) -> bool:
    try:
        urlopen(url, timeout=2).close()  # noqa: S310 - our own address
    except HTTPError as refusal:
        refusal.close()
        return True
    except (URLError, OSError):
        return False
    return True
