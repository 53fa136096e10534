"""The copy of the log holds what the log holds: always, and no longer."""

import os
import sqlite3
import stat
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from makker.adapters import sqlite_log_copy, sqlite_mend
from makker.adapters.sqlite import SqliteRecords
from makker.adapters.sqlite_log_copy import LogCopy
from makker.domain.trail import Deed, What, Who
from tests.contracts.logs import (
    FRAME,
    MANY,
    copy_of,
    current,
    fallen_after,
    fill,
    log_of,
    references,
    spoil,
)
from tests.contracts.stores import SEALER
from tests.domain.examples import a_letter, a_record

TODAY = date(2026, 11, 22)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "makker.db"


@pytest.fixture
def store(database: Path) -> Iterator[SqliteRecords]:
    SqliteRecords(database, SEALER).close()  # its tables are made, and its log begins anew
    with closing(SqliteRecords(database, SEALER)) as store:
        yield store


def test_copy_holds_every_transaction_also_when_sqlite_begins_its_log_anew(
    database: Path, store: SqliteRecords
) -> None:
    headers = set()
    for number in range(300):
        fill(store, range(number, number + 1))
        assert current(copy_of(database)) == current(log_of(database))
        headers.add(current(log_of(database))[0])
    assert len(headers) > 1


def test_copy_holds_what_many_sent_together(database: Path, store: SqliteRecords) -> None:
    def many() -> None:
        fill(store, range(500))  # more frames than are read at once

    store.together(many)
    assert len(current(log_of(database))) > 128
    assert current(copy_of(database)) == current(log_of(database))


def test_copy_holds_what_several_write_in_turns(database: Path, store: SqliteRecords) -> None:
    with closing(SqliteRecords(database, SEALER)) as other:
        for number in range(0, 300, 3):
            fill(other, range(number, number + 2))
            fill(store, range(number + 2, number + 3))
            assert current(copy_of(database)) == current(log_of(database))


def test_what_was_copied_is_not_copied_again(
    database: Path, store: SqliteRecords, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store, range(10))
    before, written, write = len(current(log_of(database))), [0], os.pwrite

    def pwrite(file: int, content: bytes, place: int) -> int:
        written[0] += len(content)
        return write(file, content, place)

    monkeypatch.setattr(os, "pwrite", pwrite)
    fill(store, range(10, 20))
    assert written[0] == (len(current(log_of(database))) - before) * FRAME


def test_copy_is_readable_by_its_owner_alone(database: Path, store: SqliteRecords) -> None:
    fill(store, range(1))
    assert stat.S_IMODE(copy_of(database).stat().st_mode) == 0o600


def test_erasing_someone_empties_the_copy(database: Path, store: SqliteRecords) -> None:
    fill(store, range(2))
    assert copy_of(database).stat().st_size > 0
    store.erase(Deed("R1", What.ERASED, Who.SENDER, a_record().received_at))
    assert copy_of(database).stat().st_size == log_of(database).stat().st_size == 0


def test_erasing_elsewhere_does_not_keep_what_is_sent_next_out_of_the_copy(
    database: Path, store: SqliteRecords
) -> None:
    fill(store, range(3))
    with closing(SqliteRecords(database, SEALER)) as other:
        other.erase(Deed("R1", What.ERASED, Who.STAFF, a_record().received_at))
    for number in range(3, 9):
        fill(store, range(number, number + 1))
        assert current(copy_of(database)) == current(log_of(database))


def test_what_was_erased_while_someone_read_is_overwritten_in_the_next_round(
    database: Path, store: SqliteRecords
) -> None:
    fill(store, range(3))
    store._reader.execute("pragma busy_timeout = 10")  # noqa: SLF001 - nobody wants to wait here
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("begin")
        other.execute("select count(*) from records").fetchall()
        store.erase(Deed("R1", What.ERASED, Who.STAFF, a_record().received_at))
        assert log_of(database).stat().st_size > 0
    store.expired(TODAY)
    assert copy_of(database).stat().st_size == log_of(database).stat().st_size == 0


def test_what_someone_erased_who_was_killed_is_overwritten_in_the_first_round(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def work(store: SqliteRecords) -> None:
        fill(store, range(3))
        with monkeypatch.context() as killed:
            killed.setattr(SqliteRecords, "_overwrite", lambda _: None)
            store.erase(Deed("R1", What.ERASED, Who.STAFF, a_record().received_at))

    fallen = fallen_after(tmp_path, work)
    with closing(SqliteRecords(fallen, SEALER)) as store:
        assert copy_of(fallen).stat().st_size > 0
        store.expired(TODAY)
        assert copy_of(fallen).stat().st_size == log_of(fallen).stat().st_size == 0


def test_log_is_not_emptied_in_every_round(database: Path, store: SqliteRecords) -> None:
    store.expired(TODAY)
    fill(store, range(3))
    store.expired(TODAY)
    assert log_of(database).stat().st_size > 0


def test_copy_is_empty_once_the_database_is_closed(database: Path) -> None:
    with closing(SqliteRecords(database, SEALER)) as store:
        fill(store, range(2))
    assert copy_of(database).stat().st_size == 0
    assert not log_of(database).exists()


def test_copy_that_could_not_be_written_catches_up(
    database: Path,
    store: SqliteRecords,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    fill(store, range(3))
    with monkeypatch.context() as full:
        full.setattr(os, "pwrite", lambda *_: 0)
        fill(store, range(3, 6))
    assert current(copy_of(database)) != current(log_of(database))
    assert capfd.readouterr().err.count('"haendelse": "kopi_bagud"') == 1
    fill(store, range(6, 7))
    assert current(copy_of(database)) == current(log_of(database))


def test_what_changes_nothing_is_not_copied(
    store: SqliteRecords, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store, range(1))
    monkeypatch.setattr(LogCopy, "follow", lambda _: pytest.fail("there is nothing to copy"))
    store.mark_sent(a_letter(a_record()), a_record().received_at)


def test_log_is_left_alone_while_someone_has_the_database_open(tmp_path: Path) -> None:
    fallen = fallen_after(tmp_path, lambda store: fill(store, range(MANY)))
    with closing(LogCopy(fallen)):
        spoil(log_of(fallen), 32 + 5 * FRAME + 100)
        spoilt = log_of(fallen).read_bytes()
        LogCopy(fallen).close()
        assert log_of(fallen).read_bytes() == spoilt


def test_whoever_opens_the_database_waits_until_its_log_is_mended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fallen = fallen_after(tmp_path, lambda store: fill(store, range(MANY)))
    spoil(log_of(fallen), 32 + 5 * FRAME + 100)
    mending, go, mend = threading.Event(), threading.Event(), sqlite_mend.mend

    def slowly(*files: Path) -> None:
        mending.set()
        assert go.wait(10)
        mend(*files)

    monkeypatch.setattr(sqlite_log_copy, "mend", slowly)
    with ThreadPoolExecutor(2) as executor:
        first = executor.submit(references, fallen)
        assert mending.wait(10)
        second = executor.submit(references, fallen)
        with pytest.raises(TimeoutError):
            second.result(0.2)
        go.set()
        assert len(first.result()) == len(second.result()) == MANY


def test_copy_is_on_the_disk_before_anyone_is_told(
    store: SqliteRecords, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[None] = []
    sync = sqlite_log_copy._sync  # noqa: SLF001 - nothing else shows it
    monkeypatch.setattr(sqlite_log_copy, "_sync", lambda file: synced.append(sync(file)))
    for number in range(1, 4):
        fill(store, range(number, number + 1))
        assert len(synced) == number
