"""Bringing a copy back over what is there: only when that is meant, and never half."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from makker.adapters.key_file import read_sealer
from makker.adapters.sqlite import SqliteRecords
from makker.adapters.sqlite_backup import Refusal, back_up
from makker.adapters.sqlite_restore import Restored, bring_back
from makker.domain.trail import What
from tests.domain.examples import a_letter, a_record, erasing


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


@contextmanager
def opened(data: Path) -> Iterator[SqliteRecords]:
    with closing(SqliteRecords(data / "makker.db", read_sealer(data))) as store:
        yield store


@pytest.fixture
def copy(data: Path, tmp_path: Path) -> Path:
    """Give a copy of two records; afterwards the first is erased, and a third comes."""
    with opened(data) as store:
        for number in (1, 2):
            store.add(a_record(number), [a_letter(a_record(number))])
        back_up(data / "makker.db", tmp_path / "copy.db", {})
        store.erase(erasing("KT4MB7X1"))
        store.add(a_record(3), [])
    return tmp_path / "copy.db"


def references(data: Path) -> list[str]:
    with opened(data) as store:
        return sorted(record.reference for record in store.newest_first())


def test_records_that_are_there_are_not_replaced_unless_it_is_forced(
    copy: Path, data: Path
) -> None:
    assert bring_back(copy, data / "makker.db", force=False) is Refusal.OCCUPIED
    assert references(data) == ["KT4MB7X2", "KT4MB7X3"]
    assert isinstance(bring_back(copy, data / "makker.db", force=True), Restored)
    assert references(data) == ["KT4MB7X2"]


def test_what_was_erased_since_stays_erased(copy: Path, data: Path) -> None:
    restored = bring_back(copy, data / "makker.db", force=True)
    assert isinstance(restored, Restored)
    assert restored.erased_again == 1
    with opened(data) as store:
        assert store.get("KT4MB7X1") is None
        assert [letter.reference for letter in store.unsent()] == ["KT4MB7X2"]
        assert {deed.what for deed in store.of("KT4MB7X1")} == {What.RECEIVED, What.ERASED}


def test_folder_with_a_database_and_nothing_in_it_takes_a_copy(copy: Path, tmp_path: Path) -> None:
    new = tmp_path / "new"
    new.mkdir()
    with opened(new):
        pass
    assert isinstance(bring_back(copy, new / "makker.db", force=False), Restored)


def test_database_that_is_in_use_is_not_replaced(copy: Path, data: Path) -> None:
    with opened(data) as store:
        assert bring_back(copy, data / "makker.db", force=True) is Refusal.IN_USE
        assert len(list(store.newest_first())) == 2
        store.add(a_record(4), [])
    assert references(data) == ["KT4MB7X2", "KT4MB7X3", "KT4MB7X4"]


def test_log_that_is_left_is_not_taken_for_that_of_the_copy(copy: Path, data: Path) -> None:
    left = data.parent / "left"
    left.mkdir()
    with opened(data) as store:
        store.add(a_record(4), [])
        for file in data.iterdir():  # as a machine leaves them that lost its power
            (left / file.name).write_bytes(file.read_bytes())
    assert (left / "makker.db-wal").stat().st_size > 0
    assert isinstance(bring_back(copy, left / "makker.db", force=True), Restored)
    names = sorted(file.name for file in left.iterdir())
    assert names == ["makker.db", "makker.db-wal.kopi", "seal.key"]
    assert (left / "makker.db-wal.kopi").stat().st_size == 0
    assert references(left) == ["KT4MB7X2"]


@pytest.mark.parametrize("spoilt", [b"", b"no database at all" * 500])
def test_damaged_database_is_replaced_when_it_is_forced(
    copy: Path, data: Path, spoilt: bytes
) -> None:
    (data / "makker.db").write_bytes(spoilt)
    (data / "makker.db-wal").write_bytes(b"left" * 2000)
    assert bring_back(copy, data / "makker.db", force=False) is Refusal.OCCUPIED
    assert isinstance(bring_back(copy, data / "makker.db", force=True), Restored)
    assert not (data / "makker.db-wal").exists()
    assert references(data) == ["KT4MB7X1", "KT4MB7X2"]


def test_copy_of_an_older_version_is_brought_up_to_date(data: Path, tmp_path: Path) -> None:
    with opened(data) as store:
        store.add(a_record(), [])
    with closing(sqlite3.connect(data / "makker.db")) as connection:
        connection.execute("drop table statistics")
        connection.execute("drop index trail_by_time")
        connection.execute("pragma user_version = 3")
    back_up(data / "makker.db", tmp_path / "copy.db", {})
    assert isinstance(bring_back(tmp_path / "copy.db", data / "makker.db", force=True), Restored)
    with opened(data) as store:
        assert store.get("KT4MB7X1") == a_record()
        assert store.counts() == {}
