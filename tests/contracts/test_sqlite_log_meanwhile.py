"""A disk that spoils the log while it is in use."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from makker.adapters import sqlite_keys, sqlite_log_copy
from makker.adapters.key_file import keep_newest_seal_key, read_sealer
from makker.adapters.sqlite import SqliteRecords
from makker.adapters.sqlite_file import open_file, translated
from makker.adapters.sqlite_log import FRAME as HEAD
from makker.adapters.sqlite_log import HEADER
from makker.adapters.sqlite_log_copy import LogCopy
from makker.domain.trail import Deed, What, Who
from makker.ports import StoreError
from tests.contracts.logs import (
    ALL,
    FIFTH,
    FRAME,
    MANY,
    copy_of,
    current,
    fallen_after,
    fill,
    log_of,
    references,
    spoil,
    told,
)
from tests.contracts.stores import SEALER
from tests.domain.examples import a_record


@pytest.mark.parametrize("place", [20, FIFTH + 3, FIFTH + HEAD + 100])
def test_what_is_spoilt_is_not_copied_over_what_is_whole(fallen: Path, place: int) -> None:
    with closing(LogCopy(fallen)) as copy:
        spoil(log_of(fallen), place)
        LogCopy(fallen).close()  # as `makker backup` does beside the server
        copy.catch_up()
    assert references(fallen) == ALL


def test_what_is_sent_after_the_header_was_spoilt_is_in_the_copy(tmp_path: Path) -> None:
    def work(store: SqliteRecords) -> None:
        fill(store, range(20))
        spoil(log_of(tmp_path / "first" / "makker.db"), 20)
        fill(store, range(20, MANY))

    assert references(fallen_after(tmp_path, work)) == ALL


@pytest.mark.parametrize("index", ["known", "unknown"])
def test_copy_of_the_log_before_is_not_taken_for_that_of_a_log_without_its_header(
    tmp_path: Path, index: str
) -> None:
    def work(store: SqliteRecords) -> None:
        fill(store, range(MANY))
        with closing(sqlite3.connect(tmp_path / "first" / "makker.db")) as other, other:
            other.execute("pragma wal_checkpoint")
            other.execute("delete from records where reference = 'R7'")

    fallen = fallen_after(tmp_path, work)
    assert current(copy_of(fallen))[0] != current(log_of(fallen))[0]
    spoil(log_of(fallen), 20)
    if index == "unknown":
        Path(f"{fallen}-shm").unlink()
    assert references(fallen) == ALL  # what is only in that log is lost, and nothing else
    with closing(sqlite3.connect(fallen)) as database:
        assert database.execute("pragma integrity_check").fetchall() == [("ok",)]


def test_transaction_that_a_power_cut_broke_off_in_its_middle_is_no_damage(
    fallen: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    frames = current(log_of(fallen))[1:]
    ends = [at + 1 for at, frame in enumerate(frames) if frame[4:8] != bytes(4)]
    os.truncate(copy_of(fallen), HEADER + ends[-2] * FRAME)
    assert ends[-1] - ends[-2] > 2
    place = HEADER + (ends[-2] + 1) * FRAME
    spoil(log_of(fallen), *range(place, place + 100))
    assert references(fallen) == ALL - {f"R{MANY - 1}"}
    assert told(capfd.readouterr().err) == []


def test_log_of_before_someone_was_erased_is_not_believed(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    older: list[bytes] = []

    def work(store: SqliteRecords) -> None:
        fill(store, range(20))
        older.append(log_of(tmp_path / "first" / "makker.db").read_bytes())
        store.erase(Deed("R7", What.ERASED, Who.STAFF, a_record().received_at))
        fill(store, range(20, MANY))

    fallen = fallen_after(tmp_path, work)
    log_of(fallen).write_bytes(older[0])
    assert references(fallen) == ALL - {"R7"}
    assert told(capfd.readouterr().err) == [("makker.db-wal.skadet-1", True)]


def test_what_a_killed_process_left_behind_is_no_damage(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def work(store: SqliteRecords) -> None:
        fill(store, range(MANY))

    fallen = fallen_after(tmp_path, work)
    frames = current(log_of(fallen))
    left = b"".join(frames[20:60])  # of this log, whole transactions, and in no place of theirs
    for file in (log_of(fallen), copy_of(fallen)):
        end = HEADER + (len(frames) - 1) * FRAME
        file.write_bytes(file.read_bytes()[:end] + left)
    assert references(fallen) == ALL
    assert told(capfd.readouterr().err) == []


def test_damage_is_told_of_once(fallen: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for byte, file in enumerate((log_of(fallen), copy_of(fallen))):
        spoil(file, FIFTH + HEAD + byte)
    LogCopy(fallen).close()
    assert len(told(capfd.readouterr().err)) == 1
    LogCopy(fallen).close()
    assert told(capfd.readouterr().err) == []


def test_copying_that_was_broken_off_is_done_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = tmp_path / "makker.db"

    def broken_off(*_: object) -> int:
        raise KeyboardInterrupt

    with closing(SqliteRecords(database, SEALER)) as store:
        fill(store, range(3))
        with monkeypatch.context() as key:
            key.setattr(os, "pwrite", broken_off)
            with pytest.raises(KeyboardInterrupt):
                fill(store, range(3, 4))
        fill(store, range(4, 5))
        assert current(copy_of(database)) == current(log_of(database))
        assert len(list(store.newest_first())) == 5


def test_log_of_a_linked_database_is_copied_too(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    link, real = tmp_path / "makker.db", tmp_path / "elsewhere" / "makker.db"
    real.touch()
    link.symlink_to(real)
    with closing(SqliteRecords(link, SEALER)) as store:
        fill(store, range(3))
        assert len(current(copy_of(real))) > 1
        assert current(copy_of(real)) == current(log_of(real))


def test_old_keys_are_kept_until_the_copy_needs_them_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database, forget, looked = tmp_path / "makker.db", keep_newest_seal_key, []

    def forgotten(data: Path) -> None:
        looked.append(current(copy_of(database)) == current(log_of(database)))
        forget(data)

    with closing(SqliteRecords(database, read_sealer(tmp_path))) as store:
        fill(store, range(5))
    monkeypatch.setattr(sqlite_keys, keep_newest_seal_key.__name__, forgotten)
    sqlite_keys.rotate_keys(database, tmp_path)
    assert looked == [True]


def test_database_that_cannot_be_opened_is_let_go_of(tmp_path: Path) -> None:
    (tmp_path / "makker.db").write_bytes(b"no database at all" * 500)
    before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - names are enough
    with pytest.raises(sqlite3.DatabaseError) as raised:
        open_file(tmp_path / "makker.db")
    assert len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208
    assert raised.value


def test_refusal_without_a_name_is_put_into_our_words_too() -> None:
    with pytest.raises(StoreError, match="OperationalError"), translated():
        raise sqlite3.OperationalError


def test_folder_keeps_its_owner(fallen: Path) -> None:
    if os.geteuid():
        pytest.skip("only root makes files for others")
    os.chown(fallen.parent, 1234, 1234)
    copy_of(fallen).unlink()
    spoil(log_of(fallen), FIFTH)
    LogCopy(fallen).close()
    made = [copy_of(fallen), Path(f"{log_of(fallen)}.skadet-1")]
    assert {file.stat().st_uid for file in made} == {1234}
    assert sqlite_log_copy.copy_of(fallen) == copy_of(fallen)
