"""Several who have the database open, and each copies its log."""

import fcntl
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from makker.adapters import sqlite_log_copy
from makker.adapters.sqlite import SqliteRecords
from makker.adapters.sqlite_log_copy import LogCopy
from tests.contracts.logs import (
    ALL,
    FIFTH,
    copy_of,
    current,
    fill,
    log_of,
    references,
    spoil,
)
from tests.contracts.stores import SEALER

OPENED = """
import sqlite3, sys
other = sqlite3.connect(sys.argv[1])
other.execute("select count(*) from records").fetchall()
print("open", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def other_program(fallen: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", OPENED, str(fallen)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        yield process
        process.kill()


def test_log_is_left_alone_while_another_program_has_the_database_open(
    fallen: Path, other_program: subprocess.Popen[str]
) -> None:
    spoil(log_of(fallen), FIFTH + 3)
    before = log_of(fallen).stat().st_ino
    LogCopy(fallen).close()
    assert log_of(fallen).stat().st_ino == before
    other_program.kill()
    other_program.wait()
    assert references(fallen) == ALL


def test_one_at_a_time_copies(fallen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writing, go, write = threading.Event(), threading.Event(), os.pwrite
    copy_of(fallen).unlink()

    def slowly(*written: object) -> int:
        writing.set()
        assert go.wait(10)
        return write(*written)  # type: ignore[arg-type]

    with closing(LogCopy(fallen)) as one, closing(LogCopy(fallen)) as other:
        os.truncate(copy_of(fallen), 0)
        monkeypatch.setattr(os, "pwrite", slowly)
        with ThreadPoolExecutor(2) as executor:
            first = executor.submit(one.catch_up)
            assert writing.wait(10)
            second = executor.submit(other.catch_up)
            with pytest.raises(TimeoutError):
                second.result(0.2)
            go.set()
            first.result()
            second.result()


def test_copy_is_made_where_there_was_none(fallen: Path) -> None:
    copy_of(fallen).unlink()  # an older Makker made none
    with closing(LogCopy(fallen)):
        assert current(copy_of(fallen)) == current(log_of(fallen))


def test_process_that_is_stopped_while_it_copies_holds_nobody_up_for_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sqlite_log_copy, "_PATIENCE", 0.05)
    database = tmp_path / "makker.db"
    with closing(SqliteRecords(database, SEALER)) as store:
        stopped = os.open(tmp_path, os.O_RDONLY)
        fcntl.flock(stopped, fcntl.LOCK_EX)
        fill(store, range(3))
        assert len(list(store.newest_first())) == 3
        assert capfd.readouterr().err.count('"haendelse": "kopi_bagud"') == 1
        os.close(stopped)
        fill(store, range(3, 4))
        assert current(copy_of(database)) == current(log_of(database))
