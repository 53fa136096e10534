"""What is promised of the file, beyond the port."""

import resource
import sqlite3
import stat
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path

import pytest

from makker.adapters import sqlite_file
from makker.adapters.sqlite import SqliteRecords
from makker.domain.letter import Letter
from makker.ports import StoreError
from tests.contracts.stores import SEALER
from tests.domain.examples import CANARY, NOON, a_letter, a_record, erasing

RECORD = a_record()
LETTER = a_letter(RECORD)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "makker.db"


@pytest.fixture
def records(file: Path) -> Iterator[SqliteRecords]:
    with closing(SqliteRecords(file, SEALER)) as store:
        yield store


def add_in_own_connection(file: Path, number: int) -> bool:
    """Add the same submission as everybody else, under a reference of its own."""
    record = replace(a_record(number), submission="den samme")
    with closing(SqliteRecords(file, SEALER)) as store:
        return store.add(record, [a_letter(record)]).fresh


@pytest.mark.parametrize(
    "workers",
    [
        lambda: ThreadPoolExecutor(6),
        lambda: ProcessPoolExecutor(3, mp_context=get_context("spawn")),
    ],
    ids=["threads", "processes"],
)
def test_one_of_many_is_fresh_when_the_same_is_added_at_once(file: Path, workers: object) -> None:
    assert callable(workers)
    executor: Executor = workers()
    with closing(SqliteRecords(file, SEALER)) as store, executor:
        fresh = list(executor.map(add_in_own_connection, [file] * 6, range(6)))
        assert sorted(fresh) == [False] * 5 + [True]
        assert len(list(store.newest_first())) == len(list(store.unsent())) == 1


def test_one_connection_serves_several_threads(records: SqliteRecords) -> None:
    def add(number: int) -> bool:
        record = replace(a_record(number), submission=f"{number % 5}", reference=f"R{number}")
        return records.add(record, [a_letter(record)]).fresh

    with ThreadPoolExecutor(8) as executor:
        fresh = list(executor.map(add, range(40)))
    assert fresh.count(True) == 5
    assert len(list(records.newest_first())) == len(list(records.unsent())) == 5


def test_files_are_readable_by_their_owner_alone(records: SqliteRecords, file: Path) -> None:
    records.add(RECORD, [LETTER])
    modes = {each.name: stat.S_IMODE(each.stat().st_mode) for each in file.parent.iterdir()}
    assert modes["makker.db"] == 0o600
    assert set(modes.values()) == {0o600}


def test_data_survives_reopening(file: Path) -> None:
    sent = a_letter(RECORD, "sendt")
    with closing(SqliteRecords(file, SEALER)) as store:
        store.add(RECORD, [sent, LETTER])
        store.mark_sent(sent, NOON)
    with closing(SqliteRecords(file, SEALER)) as store:
        assert list(store.newest_first()) == [RECORD]
        assert list(store.unsent()) == [LETTER]
        assert not store.add(RECORD, [LETTER]).fresh


def test_data_is_there_for_others_while_the_file_is_open(
    records: SqliteRecords, file: Path
) -> None:
    records.add(RECORD, [LETTER])
    with closing(SqliteRecords(file, SEALER)) as other:
        assert other.get(RECORD.reference) == RECORD
        assert other.erase(erasing(RECORD.reference))
    assert records.get(RECORD.reference) is None
    assert list(records.unsent()) == []


@pytest.mark.parametrize(
    "letters",
    [[LETTER], [a_letter(RECORD, "ny"), LETTER]],
    ids=["taken id", "second letter"],
)
def test_half_made_transaction_stores_nothing(
    records: SqliteRecords, letters: list[Letter]
) -> None:
    records.add(RECORD, [LETTER])
    with pytest.raises(StoreError):
        records.add(a_record(2), letters)
    assert list(records.newest_first()) == [RECORD]
    assert list(records.unsent()) == [LETTER]
    assert records.add(a_record(2), [a_letter(a_record(2))]).fresh


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Hold the file as another process would that is writing."""
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("begin immediate")
        yield
        other.execute("rollback")


@contextmanager
def full_disk() -> Iterator[None]:
    """Let no file of this process grow any more."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_store_refuses_and_recovers_when_the_disk_is_full(records: SqliteRecords) -> None:
    records.add(RECORD, [LETTER])
    with full_disk():
        with pytest.raises(StoreError):
            records.add(a_record(2), [])
        with pytest.raises(StoreError):
            records.erase(erasing(RECORD.reference))
        assert list(records.newest_first()) == [RECORD]
    assert list(records.unsent()) == [LETTER]
    assert records.add(a_record(2), []).fresh


def test_store_refuses_when_another_process_holds_the_file(
    records: SqliteRecords, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del records
    monkeypatch.setattr(sqlite_file, "_WAIT", 0.1)  # seconds, instead of five
    with closing(SqliteRecords(file, SEALER)) as store:
        store.add(RECORD, [LETTER])
        with locked(file):
            for act in (
                lambda: store.add(a_record(2), []),
                lambda: store.erase(erasing(RECORD.reference)),
                lambda: store.mark_sent(LETTER, NOON),
            ):
                with pytest.raises(StoreError, match="SQLITE_BUSY"):
                    act()
            assert list(store.newest_first()) == [RECORD]
        assert list(store.unsent()) == [LETTER]
        assert store.erase(erasing(RECORD.reference))


def test_store_waits_while_another_process_writes(records: SqliteRecords, file: Path) -> None:
    released = threading.Event()

    def hold() -> None:
        with locked(file):
            held.set()
            released.wait(10)

    held = threading.Event()
    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(10)
    threading.Timer(0.3, released.set).start()
    assert records.add(RECORD, [LETTER]).fresh
    assert released.is_set()
    thread.join()


@pytest.mark.parametrize("table", ["records", "letters"])
def test_store_refuses_when_a_table_is_gone(records: SqliteRecords, file: Path, table: str) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute(f"drop table {table}")
    with pytest.raises(StoreError):
        records.add(RECORD, [LETTER])
    with pytest.raises(StoreError):
        list(records.newest_first() if table == "records" else records.unsent())


def test_refusal_says_nothing_of_what_was_told(records: SqliteRecords) -> None:
    records.add(RECORD, [LETTER])
    with pytest.raises(StoreError) as caught:
        records.add(replace(RECORD, submission="ny"), [])
    assert str(caught.value) == "SQLite could not do it: SQLITE_CONSTRAINT_PRIMARYKEY"


def test_what_is_erased_is_in_no_file_any_more(records: SqliteRecords, file: Path) -> None:
    for number in range(20):
        told = replace(CANARY, message=f"hemmeligt_svar {number} " * 20)
        record = replace(a_record(number), reference=f"R{number}", contact=told)
        records.add(record, [a_letter(record)])
    for number in range(20):
        records.erase(erasing(f"R{number}"))
    left = [each.name for each in file.parent.iterdir() if b"hemmeligt" in each.read_bytes()]
    assert left == []


def test_what_is_erased_is_in_no_file_any_more_when_the_file_is_closed(file: Path) -> None:
    with closing(SqliteRecords(file, SEALER)) as store:
        store.add(RECORD, [LETTER])
        store.erase(erasing(RECORD.reference))
    told = CANARY.email.encode()
    assert not [each.name for each in file.parent.iterdir() if told in each.read_bytes()]


def test_letters_without_a_record_are_forgotten_after_a_month(
    records: SqliteRecords, file: Path
) -> None:
    def posted(day: int) -> Letter:
        written = NOON + timedelta(days=day)
        return replace(LETTER, id=f"dagens-{day}", reference="", written_at=written)

    records.add(RECORD, [LETTER])
    records.mark_sent(LETTER, NOON)
    for day in range(100):
        assert records.post(posted(day))
        if day != 7:  # the one that still waits is kept
            records.mark_sent(posted(day), NOON)
    with closing(sqlite3.connect(file)) as other:
        (left,) = other.execute("select count(*) from letters").fetchone()
    assert left == 31 + 1 + 1
    assert [letter.id for letter in records.unsent()] == ["dagens-7"]
