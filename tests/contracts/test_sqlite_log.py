"""A log that a disk has spoilt is kept before SQLite overwrites it; any other is left alone."""

import os
import stat
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from makker.adapters.sqlite import SqliteRecords
from makker.adapters.sqlite_log import keep_damaged
from tests.contracts.stores import SEALER
from tests.domain.examples import a_letter, a_record

MANY = 30
FRAME = 24 + 4096
"""Bytes of a frame: its head, and the page."""


@pytest.fixture
def fallen(tmp_path: Path) -> Path:
    """Give a database whose log was not read back: its server fell."""
    database = tmp_path / "first" / "makker.db"
    database.parent.mkdir()
    with closing(SqliteRecords(database, SEALER)) as store:
        for number in range(MANY):
            record = replace(a_record(), reference=f"R{number}", submission=f"s{number}")
            store.add(record, [a_letter(record)])
        after = tmp_path / "makker.db"
        for end in ("", "-wal"):
            Path(f"{after}{end}").write_bytes(Path(f"{database}{end}").read_bytes())
    return after


def log_of(database: Path) -> Path:
    return Path(f"{database}-wal")


def spoil(database: Path, part: float) -> None:
    content = bytearray(log_of(database).read_bytes())
    content[int(len(content) * part)] ^= 0xFF
    log_of(database).write_bytes(content)


def references(database: Path) -> set[str]:
    with closing(SqliteRecords(database, SEALER)) as store:
        return {record.reference for record in store.newest_first()}


@pytest.mark.parametrize("part", [0, 0.0005, 0.1, 0.5, 0.9])
def test_damaged_log_is_kept_whole_and_what_stands_before_is_read(
    fallen: Path, part: float
) -> None:
    spoil(fallen, part)
    spoilt = log_of(fallen).read_bytes()
    copy = keep_damaged(fallen)
    assert copy == Path(f"{fallen}-wal.skadet-1")
    assert copy.read_bytes() == spoilt
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    left = references(fallen)
    assert left == {f"R{number}" for number in range(len(left))}
    assert len(left) < MANY


def test_second_damage_does_not_overwrite_the_copy_of_the_first(fallen: Path) -> None:
    spoil(fallen, 0.5)
    keep_damaged(fallen)
    spoil(fallen, 0.2)
    assert keep_damaged(fallen) == Path(f"{fallen}-wal.skadet-2")


def test_log_of_a_server_that_fell_is_no_damage(fallen: Path) -> None:
    assert keep_damaged(fallen) is None
    assert len(references(fallen)) == MANY


@pytest.mark.parametrize("cut", [1, 100, 4119, 4120, 4121, 9000])
def test_log_whose_end_was_not_written_any_more_is_no_damage(fallen: Path, cut: int) -> None:
    os.truncate(log_of(fallen), log_of(fallen).stat().st_size - cut)
    assert keep_damaged(fallen) is None
    assert MANY - 3 <= len(references(fallen)) < MANY


def test_last_frame_of_which_only_the_head_was_written_is_no_damage(fallen: Path) -> None:
    log = log_of(fallen)
    content = log.read_bytes()
    head = content[-FRAME:][:24]
    log.write_bytes(content + head + bytes(FRAME - 24))  # over what an older log had there
    assert keep_damaged(fallen) is None
    assert len(references(fallen)) == MANY


def test_log_with_an_older_one_behind_it_is_no_damage(tmp_path: Path) -> None:
    database, after = tmp_path / "makker.db", tmp_path / "copy.db"
    with closing(SqliteRecords(database, SEALER)) as store:
        for number in range(400):  # more than SQLite keeps in a log before it begins anew
            record = replace(a_record(), reference=f"R{number}", submission=f"s{number}")
            store.add(record, [])
        for end in ("", "-wal"):
            Path(f"{after}{end}").write_bytes(Path(f"{database}{end}").read_bytes())
    assert keep_damaged(after) is None
    assert len(references(after)) == 400


def test_database_without_a_log_has_none_that_is_damaged(tmp_path: Path) -> None:
    assert keep_damaged(tmp_path / "makker.db") is None
    log_of(tmp_path / "makker.db").touch()
    assert keep_damaged(tmp_path / "makker.db") is None
