"""New keys while people write, broken off at any moment: everything can be opened, always."""

import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from makker.adapters.key_file import SEAL_FILE, read_sealer
from makker.adapters.sqlite import SqliteRecords
from makker.domain.change import Change
from tests.domain.examples import a_letter, a_record
from tests.serving import wait_for
from tests.torture.figures import LONG, keep

RECORDS, KILLS = (2000, 50) if LONG else (300, 4)

pytestmark = pytest.mark.torture


def store_in(data: Path) -> SqliteRecords:
    return SqliteRecords(data / "makker.db", read_sealer(data))


def add(store: SqliteRecords, *numbers: int) -> None:
    """Add records with a letter each, all in one transaction."""
    added = tuple(
        replace(a_record(), reference=f"R{number}", submission=f"s{number}") for number in numbers
    )
    change = Change(added=added, letters=tuple(a_letter(record) for record in added))
    store.at_meeting("et møde", lambda _: change)


def read_all(data: Path) -> tuple[int, int]:
    """Open everything with the keys on the disk, as a machine would that starts now."""
    with closing(store_in(data)) as fresh:
        return len(list(fresh.newest_first())), len(list(fresh.unsent()))


@contextmanager
def someone_writing(data: Path) -> Iterator[list[int]]:
    """Add records meanwhile, as a server does that has known the first keys all along."""
    written: list[int] = []
    over = threading.Event()

    def write() -> None:
        with closing(store_in(data)) as store:
            while not over.is_set():
                add(store, RECORDS + len(written))
                written.append(len(written))
                time.sleep(0.02)  # as fast as a machine can would grow without end

    thread = threading.Thread(target=write)
    thread.start()
    try:
        yield written
    finally:
        over.set()
        thread.join()


def begin_rotation(data: Path) -> subprocess.Popen[str]:
    """Give a process that is about to rotate the keys."""
    code = (
        "import sys; from pathlib import Path; from makker.adapters.sqlite_keys import rotate_keys;"
        "data = Path(sys.argv[1]); print('now', flush=True); rotate_keys(data / 'makker.db', data)"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(data)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "now\n"
    return process


def test_rotation_that_is_killed_at_any_moment_loses_nothing(tmp_path: Path) -> None:
    chance = random.Random(5)  # noqa: S311 - the same moments each time
    with closing(store_in(tmp_path)) as store:
        add(store, *range(RECORDS))
    process = begin_rotation(tmp_path)
    begun = time.monotonic()
    process.communicate()
    whole = time.monotonic() - begun
    broken_off = 0
    with someone_writing(tmp_path) as written:
        for number in range(20 * KILLS):
            if number >= KILLS and broken_off:
                break
            process = begin_rotation(tmp_path)
            time.sleep(chance.uniform(0, whole))
            process.kill()
            process.communicate()
            sure = RECORDS + len(written)
            records, letters = read_all(tmp_path)
            assert min(records, letters) >= sure
            broken_off += len(keys(tmp_path)) > 1
        begin_rotation(tmp_path).communicate()
        after = len(written)
        wait_for(lambda: len(written) > after + 2)
    keep("keys", f"{RECORDS} records, {number} kills, {broken_off} of them half-way: all opened")
    assert broken_off > 0
    assert len(keys(tmp_path)) == 1
    assert read_all(tmp_path) == (RECORDS + len(written), RECORDS + len(written))


def keys(data: Path) -> list[str]:
    return (data / SEAL_FILE).read_text("ascii").split()
