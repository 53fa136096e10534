"""Of a log that a disk has spoilt nothing is lost."""

import errno
import os
import random
import shutil
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from makker.adapters.sqlite import SqliteRecords
from makker.adapters.sqlite_backup import Refusal, back_up
from makker.adapters.sqlite_copy import Contents
from makker.adapters.sqlite_restore import bring_back
from makker.domain.trail import Deed, What, Who
from makker.ports import StoreError
from tests.contracts.logs import (
    ALL,
    FILES,
    FRAME,
    MANY,
    copy_of,
    fallen_after,
    fill,
    log_of,
    random_bytes,
    references,
    spoil,
    told,
)
from tests.contracts.stores import SEALER
from tests.domain.examples import a_record

WHOLE = {name: 32 + frame * FRAME for name, frame in {"first": 0, "fifth": 4, "late": 200}.items()}


def everything_is_there(fallen: Path) -> None:
    with closing(SqliteRecords(fallen, SEALER)) as store:
        assert {record.reference for record in store.newest_first()} == ALL
        assert {letter.reference for letter in store.unsent()} == ALL
        assert all(len(store.of(reference)) == 1 for reference in ALL)
        fill(store, range(MANY, MANY + 3))
    assert len(references(fallen)) == MANY + 3


@pytest.mark.parametrize("number", range(20))
def test_nothing_is_lost_where_bytes_are_spoilt(
    fallen: Path, number: int, capfd: pytest.CaptureFixture[str]
) -> None:
    random_bytes(log_of(fallen), random.Random(number))  # noqa: S311 - the same bytes each time
    spoilt = log_of(fallen).read_bytes()
    everything_is_there(fallen)
    assert told(capfd.readouterr().err) == [("makker.db-wal.skadet-1", True)]
    kept = Path(f"{log_of(fallen)}.skadet-1")
    assert kept.read_bytes() == spoilt
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


@pytest.mark.parametrize("where", [0, 17, 31, 32, 41, 50, 56, 56 + 4095])
def test_nothing_is_lost_where_the_header_or_the_first_frame_is_spoilt(
    fallen: Path, where: int
) -> None:
    spoil(log_of(fallen), where)
    everything_is_there(fallen)


def test_nothing_is_lost_where_the_disk_gives_back_what_stood_there_before(tmp_path: Path) -> None:
    logs: list[bytes] = []

    def work(store: SqliteRecords) -> None:
        store.writer.write(lambda cursor: cursor.execute("pragma wal_autocheckpoint = 150"))
        for number in range(MANY):
            fill(store, range(number, number + 1))
            logs.append(log_of(tmp_path / "first" / "makker.db").read_bytes())

    fallen = fallen_after(tmp_path, work)
    whole = log_of(fallen).read_bytes()
    older = next(log for log in reversed(logs) if log[:32] != whole[:32])
    for stale in (older[:32] + whole[32:], older[:4096] + whole[4096:], older):
        shutil.copytree(fallen.parent, again := tmp_path / "again")
        log_of(again / "makker.db").write_bytes(stale)
        everything_is_there(again / "makker.db")
        shutil.rmtree(again)


def test_nothing_is_lost_where_sqlite_does_not_know_the_log_any_more(fallen: Path) -> None:
    Path(f"{fallen}-shm").unlink()  # as after the machine was started anew
    spoil(log_of(fallen), 20)
    everything_is_there(fallen)


def test_nothing_is_lost_where_someone_makes_a_copy_first(fallen: Path, tmp_path: Path) -> None:
    spoil(log_of(fallen), WHOLE["fifth"])
    contents = back_up(fallen, tmp_path / "copy.db", {})
    assert isinstance(contents, Contents)
    assert contents.records == contents.letters == MANY
    everything_is_there(fallen)


def test_nothing_is_lost_where_someone_wants_to_bring_a_copy_back_first(
    fallen: Path, tmp_path: Path
) -> None:
    with closing(SqliteRecords(tmp_path / "other.db", SEALER)):
        back_up(tmp_path / "other.db", tmp_path / "copy.db", {})
    spoil(log_of(fallen), WHOLE["fifth"])
    assert bring_back(tmp_path / "copy.db", fallen, force=False) is Refusal.OCCUPIED
    everything_is_there(fallen)


SPOILINGS: dict[str, Callable[[Path], object]] = {
    "half of it is gone": lambda log: os.truncate(log, log.stat().st_size // 2),
    "it is empty": lambda log: os.truncate(log, 0),
    "only zeros": lambda log: log.write_bytes(bytes(log.stat().st_size)),
    "anything": lambda log: log.write_bytes(random.Random(1).randbytes(50_000)),  # noqa: S311
    "a hole": lambda log: log.write_bytes(log.read_bytes()[:9000] + log.read_bytes()[20_000:]),
    "not there": lambda log: log.unlink(),
}


@pytest.mark.parametrize("how", SPOILINGS)
def test_nothing_is_lost_where_most_of_the_log_is_spoilt(
    fallen: Path, how: str, capfd: pytest.CaptureFixture[str]
) -> None:
    SPOILINGS[how](log_of(fallen))
    everything_is_there(fallen)
    assert [mended for _, mended in told(capfd.readouterr().err)] == [True]


@pytest.mark.parametrize("number", range(10))
def test_nothing_is_lost_where_the_copy_is_spoilt_elsewhere(fallen: Path, number: int) -> None:
    chance = random.Random(number)  # noqa: S311 - the same bytes each time
    half = 32 + len(log_of(fallen).read_bytes()) // FRAME // 2 * FRAME
    for file, begin in ((log_of(fallen), 32), (copy_of(fallen), half)):
        spoil(file, *(begin + chance.randrange(half - 32) for _ in range(5)))
    everything_is_there(fallen)


@pytest.mark.parametrize("how", ["it is empty", "only zeros", "not there"])
def test_log_and_index_that_are_gone_are_told_of_and_the_copy_is_kept(
    fallen: Path, how: str, capfd: pytest.CaptureFixture[str]
) -> None:
    copied = copy_of(fallen).read_bytes()
    SPOILINGS[how](log_of(fallen))
    Path(f"{fallen}-shm").unlink()
    references(fallen)
    assert told(capfd.readouterr().err) == [("makker.db-wal.skadet-1", False)]
    assert Path(f"{copy_of(fallen)}.skadet-1").read_bytes() == copied


def test_where_both_are_spoilt_at_once_what_stands_before_is_read_and_both_are_kept(
    fallen: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    spoil(log_of(fallen), WHOLE["fifth"] + 100, WHOLE["late"] + 100)
    spoil(copy_of(fallen), WHOLE["late"] + 200)
    copied = copy_of(fallen).read_bytes()
    left = references(fallen)
    assert left == {f"R{number}" for number in range(len(left))}
    assert 5 < len(left) < MANY
    assert told(capfd.readouterr().err) == [("makker.db-wal.skadet-1", False)]
    assert Path(f"{copy_of(fallen)}.skadet-1").read_bytes() == copied


def test_log_without_a_copy_is_read_up_to_the_damage_and_kept(
    fallen: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    copy_of(fallen).unlink()  # an older Makker made none
    spoil(log_of(fallen), WHOLE["late"] + 100)
    left = references(fallen)
    assert left == {f"R{number}" for number in range(len(left))}
    assert told(capfd.readouterr().err) == [("makker.db-wal.skadet-1", False)]


def test_second_damage_does_not_overwrite_what_was_kept_of_the_first(
    fallen: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    copies = {end: Path(f"{fallen}{end}").read_bytes() for end in FILES}
    for place in WHOLE.values():
        for end, content in copies.items():
            Path(f"{fallen}{end}").write_bytes(content)
        spoil(log_of(fallen), place)
        assert references(fallen) == ALL
    names = [f"makker.db-wal.skadet-{number}" for number in (1, 2, 3)]
    assert told(capfd.readouterr().err) == [(name, True) for name in names]


def test_copy_of_an_older_log_is_not_used(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    older: list[bytes] = []

    def work(store: SqliteRecords) -> None:
        fill(store, range(5))
        older.append(copy_of(tmp_path / "first" / "makker.db").read_bytes())
        store.erase(Deed("R0", What.ERASED, Who.SENDER, a_record().received_at))
        fill(store, range(5, 8))

    fallen = fallen_after(tmp_path, work)
    copy_of(fallen).write_bytes(older[0])
    spoil(log_of(fallen), 20)  # where its own header would say that it is another one
    assert references(fallen) == {"R1", "R2", "R3", "R4"}
    assert told(capfd.readouterr().err) == [("makker.db-wal.skadet-1", False)]


def test_log_stays_as_it_is_where_there_is_no_room_to_mend_it(
    fallen: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(log_of(fallen), WHOLE["fifth"])
    before = [file.read_bytes() for file in (fallen, log_of(fallen), copy_of(fallen))]

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no room")

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        with pytest.raises(StoreError):
            SqliteRecords(fallen, SEALER)
    assert not Path(f"{log_of(fallen)}.skadet-1").exists()
    assert [file.read_bytes() for file in (fallen, log_of(fallen), copy_of(fallen))] == before
    everything_is_there(fallen)


def test_mending_that_was_broken_off_is_begun_again(
    fallen: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(log_of(fallen), WHOLE["fifth"])

    def pulled(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as plug:
        plug.setattr(Path, "replace", pulled)
        with pytest.raises(KeyboardInterrupt):
            SqliteRecords(fallen, SEALER)
    assert Path(f"{log_of(fallen)}.ny").exists()
    everything_is_there(fallen)
