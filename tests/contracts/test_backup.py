"""Copies of the SQLite file: whole or not at all, and proven before anything is brought back."""

import random
import shutil
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from makker.adapters.key_file import copy_keys, read_sealer
from makker.adapters.sqlite import SqliteRecords
from makker.adapters.sqlite_backup import Refusal, back_up
from makker.adapters.sqlite_copy import Contents
from makker.adapters.sqlite_restore import Restored, bring_back, can_read
from makker.domain.change import Change
from makker.domain.record import Record
from makker.ports import StoreError
from tests.contracts.test_sqlite import full_disk
from tests.domain.examples import NOON, a_letter, a_record

MANY = 40


def numbered(number: int) -> Record:
    return replace(a_record(), reference=f"R{number}", submission=f"s{number}")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


@pytest.fixture
def store(data: Path) -> Iterator[SqliteRecords]:
    with closing(SqliteRecords(data / "makker.db", read_sealer(data))) as opened:
        added = tuple(numbered(number) for number in range(MANY))
        change = Change(added=added, letters=tuple(a_letter(record) for record in added))
        opened.at_meeting("et møde", lambda _: change)
        opened.mark_sent(a_letter(numbered(0)), NOON)
        yield opened


@pytest.fixture
def copy(store: SqliteRecords, data: Path, tmp_path: Path) -> Path:
    del store
    assert isinstance(back_up(data / "makker.db", tmp_path / "copy.db", {}), Contents)
    return tmp_path / "copy.db"


def rows(database: Path) -> list[list[object]]:
    """Give every row of every table of ours."""
    tables = ("records", "letters", "trail", "statistics")
    with closing(sqlite3.connect(database)) as connection:
        return [
            connection.execute(f"select rowid, * from {table} order by rowid").fetchall()  # noqa: S608
            for table in tables
        ]


def test_copy_says_what_is_in_it_and_only_its_owner_reads_it(copy: Path, data: Path) -> None:
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert [file.name for file in copy.parent.iterdir() if "copy" in file.name] == ["copy.db"]
    again = back_up(data / "makker.db", copy.with_name("another.db"), {})
    assert isinstance(again, Contents)
    assert (again.records, again.letters) == (MANY, MANY)


def test_copy_brought_back_to_an_empty_folder_is_equal(
    copy: Path, data: Path, tmp_path: Path
) -> None:
    new = tmp_path / "new" / "makker.db"
    restored = bring_back(copy, new, force=False)
    assert isinstance(restored, Restored)
    assert (restored.contents.records, restored.contents.letters) == (MANY, MANY)
    assert rows(new) == rows(data / "makker.db")
    assert stat.S_IMODE(new.stat().st_mode) == 0o600
    assert [file.name for file in new.parent.iterdir()] == ["makker.db"]
    shutil.copy(data / "seal.key", new.parent)
    with closing(SqliteRecords(new, read_sealer(new.parent))) as opened:
        assert opened.get("R7") == numbered(7)


def test_copy_taken_while_people_write_is_as_at_one_moment(
    store: SqliteRecords, data: Path, tmp_path: Path
) -> None:
    over = threading.Event()

    def write() -> None:
        number = MANY
        while not over.is_set():
            store.add(numbered(number), [a_letter(numbered(number))])
            number += 1

    thread = threading.Thread(target=write)
    thread.start()
    try:
        found = [back_up(data / "makker.db", tmp_path / f"{n}.db", {}) for n in range(5)]
    finally:
        over.set()
        thread.join()
    for contents in found:
        assert isinstance(contents, Contents)
        assert contents.records == contents.letters >= MANY


def test_nothing_is_overwritten_and_what_is_not_there_is_said(
    copy: Path, data: Path, tmp_path: Path
) -> None:
    before = copy.read_bytes()
    assert back_up(data / "makker.db", copy, {}) is Refusal.TAKEN
    assert copy.read_bytes() == before
    assert back_up(data / "none.db", tmp_path / "new.db", {}) is Refusal.NO_DATABASE
    assert back_up(data / "makker.db", tmp_path / "no" / "x.db", {}) is Refusal.NO_FOLDER
    assert bring_back(tmp_path / "no.db", data / "makker.db", force=True) is Refusal.NO_COPY


def test_full_disk_leaves_no_copy_and_nothing_else(
    store: SqliteRecords, data: Path, tmp_path: Path
) -> None:
    del store
    with full_disk(), pytest.raises(StoreError):
        back_up(data / "makker.db", tmp_path / "copy.db", {})
    assert [file.name for file in tmp_path.iterdir()] == ["data"]


def test_no_copy_is_taken_of_a_damaged_database(
    store: SqliteRecords, data: Path, tmp_path: Path
) -> None:
    store.close()
    database = data / "makker.db"
    whole = bytearray(database.read_bytes())
    whole[8192:20000] = bytes(20000 - 8192)
    database.write_bytes(whole)
    assert back_up(database, tmp_path / "copy.db", {}) is Refusal.SICK
    database.write_bytes(b"")
    assert back_up(database, tmp_path / "copy.db", {}) is Refusal.SICK
    database.write_bytes(b"no database at all" * 500)
    assert back_up(database, tmp_path / "copy.db", {}) is Refusal.SICK
    assert [file.name for file in tmp_path.iterdir()] == ["data"]


def test_damage_anywhere_is_found_or_changes_nothing(
    copy: Path, data: Path, tmp_path: Path
) -> None:
    chance, whole, refused = random.Random(1), copy.read_bytes(), 0  # noqa: S311 - the same each time
    for number in range(60):
        damaged = bytearray(whole)
        damaged[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        copy.write_bytes(damaged)
        new = tmp_path / str(number) / "makker.db"
        restored = bring_back(copy, new, force=False)
        if isinstance(restored, Restored):
            assert rows(new) == rows(data / "makker.db")
        else:
            assert restored is Refusal.DAMAGED
            assert not new.exists()
            refused += 1
    assert refused > 20


@pytest.mark.parametrize("size", [0, 10, 100, 4096, 20_000])
def test_shortened_copy_is_refused(copy: Path, tmp_path: Path, size: int) -> None:
    copy.write_bytes(copy.read_bytes()[:size])
    assert bring_back(copy, tmp_path / "new" / "makker.db", force=False) is Refusal.DAMAGED
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    "change",
    [
        "update records set delete_after = '2999-01-01' where reference = 'R3'",
        "delete from letters where id = 'R3-personale'",
        "drop index trail_by_time",
        "pragma user_version = 1",
        "drop table makker_kopi",
        "update makker_kopi set value = '39' where name = 'records'",
        "insert into makker_kopi values ('fil seal.key', 'x')",
        "update makker_kopi set value = '2' where name = 'form'",
    ],
)
def test_copy_that_was_changed_is_refused(copy: Path, tmp_path: Path, change: str) -> None:
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute(change)
        connection.commit()
    assert bring_back(copy, tmp_path / "new" / "makker.db", force=False) is Refusal.DAMAGED


def test_database_that_is_no_copy_is_refused(
    store: SqliteRecords, data: Path, tmp_path: Path
) -> None:
    store.close()
    new = tmp_path / "new" / "makker.db"
    assert bring_back(data / "makker.db", new, force=False) is Refusal.DAMAGED


def test_copy_of_a_later_makker_is_refused(
    store: SqliteRecords, data: Path, tmp_path: Path
) -> None:
    store.close()
    with closing(sqlite3.connect(data / "makker.db")) as connection:
        connection.execute("pragma user_version = 99")
    back_up(data / "makker.db", tmp_path / "copy.db", {})
    new = tmp_path / "new" / "makker.db"
    assert bring_back(tmp_path / "copy.db", new, force=False) is Refusal.TOO_NEW


def test_keys_are_in_a_copy_only_when_asked_for_and_in_no_database(
    copy: Path, data: Path, tmp_path: Path
) -> None:
    key = (data / "seal.key").read_bytes().strip()
    assert key not in copy.read_bytes()
    with_keys = tmp_path / "with_keys.db"
    back_up(data / "makker.db", with_keys, copy_keys(data))
    assert key in with_keys.read_bytes()
    new = tmp_path / "new"
    bring_back(with_keys, new / "makker.db", force=False)
    assert (new / "seal.key").read_bytes().strip() == key
    assert key not in (new / "makker.db").read_bytes()
    assert can_read(new / "makker.db", read_sealer(new))
    assert not can_read(new / "makker.db", read_sealer(tmp_path))


def test_what_a_killed_copy_left_is_swept_up_and_a_living_ones_is_not(
    store: SqliteRecords, data: Path, tmp_path: Path
) -> None:
    del store
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    left = tmp_path / f".copy.db.{process.pid}"
    left.touch()
    back_up(data / "makker.db", tmp_path / "copy.db", {})
    assert left.exists()
    process.communicate(b"\n")
    (tmp_path / "copy.db").unlink()
    back_up(data / "makker.db", tmp_path / "copy.db", {})
    assert not left.exists()
