"""A copy of very much is brought back in time; killed at any moment, nothing is half."""

import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from makker.adapters.key_file import read_sealer
from makker.adapters.sqlite import SqliteRecords
from makker.domain.change import Change
from tests.domain.examples import a_letter, a_record
from tests.serving import MAKKER, PROJECT
from tests.torture.figures import LONG, keep

RECORDS, KILLS = (100_000, 30) if LONG else (400, 4)
SECONDS = 60
_AT_ONCE = 5_000

pytestmark = pytest.mark.torture


def fill(data: Path, begin: int, end: int) -> None:
    data.mkdir(exist_ok=True)
    with closing(SqliteRecords(data / "makker.db", read_sealer(data))) as store:
        for first in range(begin, end, _AT_ONCE):
            add(store, range(first, min(first + _AT_ONCE, end)))


def add(store: SqliteRecords, numbers: range) -> None:
    """Add records with a letter each, all in one transaction."""
    added = tuple(
        replace(a_record(), reference=f"R{number}", submission=f"s{number}") for number in numbers
    )
    change = Change(added=added, letters=tuple(a_letter(record) for record in added))
    store.at_meeting("et møde", lambda _: change)


def differences(one: Path, other: Path) -> int:
    """Count the rows that are in one of two databases alone."""
    with closing(sqlite3.connect(one)) as connection:
        connection.execute("attach ? as other", (str(other),))
        tables = connection.execute("select name from main.sqlite_master where type = 'table'")
        return sum(
            connection.execute(
                f"select count(*) from (select * from {a}.{name} except select * from {b}.{name})"  # noqa: S608
            ).fetchone()[0]
            for (name,) in tables.fetchall()
            for a, b in (("main", "other"), ("other", "main"))
        )


def makker(*words: str) -> float:
    """Run a command that must end well. Give the seconds it took."""
    begun = time.monotonic()
    subprocess.run([MAKKER, *words], cwd=PROJECT, check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - begun


def test_everything_is_brought_back_equal_and_in_time(tmp_path: Path) -> None:
    data, copy, new = tmp_path / "data", tmp_path / "copy.db", tmp_path / "new"
    fill(data, 0, RECORDS)
    copied = makker("backup", str(copy), "--with-keys", "--data", str(data))
    restored = makker("restore", str(copy), "--data", str(new))
    size = copy.stat().st_size / 1e6
    found = f"{RECORDS} records, {size:.0f} MB: copied in {copied:.1f} s, back in {restored:.1f} s"
    keep("restore", found)
    assert restored < SECONDS
    assert differences(data / "makker.db", new / "makker.db") == 0
    with closing(SqliteRecords(new / "makker.db", read_sealer(new))) as store:
        assert store.get(f"R{RECORDS - 1}") is not None


def begin(copy: Path, data: Path) -> subprocess.Popen[str]:
    """Give a process that is about to replace what is there."""
    code = (
        "import sys; from pathlib import Path;"
        "from makker.adapters.sqlite_restore import bring_back;"
        "copy, data = map(Path, sys.argv[1:]); print('now', flush=True);"
        "bring_back(copy, data / 'makker.db', force=True)"
    )
    command = [sys.executable, "-c", code, str(copy), str(data)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "now\n"
    return process


def count(data: Path) -> int:
    with closing(SqliteRecords(data / "makker.db", read_sealer(data))) as store:
        return len(list(store.newest_first()))


def test_restore_that_is_killed_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    old, new, copy = 50, 150, tmp_path / "copy.db"
    data = tmp_path / "data"
    fill(data, 0, new)
    makker("backup", str(copy), "--with-keys", "--data", str(data))
    process = begin(copy, data)
    begun = time.monotonic()
    process.communicate()
    whole = time.monotonic() - begun
    chance = random.Random(3)  # noqa: S311 - the same moments each time
    for number in range(KILLS):
        other = tmp_path / str(number)
        fill(other, 1000, 1000 + old)
        process = begin(copy, other)
        time.sleep(chance.uniform(0, whole))
        process.kill()
        process.communicate()
        assert count(other) in {old, new}
        makker("restore", str(copy), "--data", str(other), "--force")
        assert count(other) == new
