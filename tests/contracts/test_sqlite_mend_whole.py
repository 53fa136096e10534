"""A log that is not damaged is left alone, whatever stands beside it."""

import os
import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.contracts.logs import (
    ALL,
    FRAME,
    MANY,
    copy_of,
    fallen_after,
    fill,
    log_of,
    random_bytes,
    references,
    told,
)


def is_left_alone(fallen: Path, err: str) -> None:
    assert told(err) == []
    assert {one.name for one in fallen.parent.iterdir()} == {"makker.db", "makker.db-wal.kopi"}


def test_log_of_a_server_that_fell_is_no_damage(
    fallen: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert references(fallen) == ALL
    is_left_alone(fallen, capfd.readouterr().err)


@pytest.mark.parametrize("cut", [1, 100, 4119, 4120, 4121, 9000])
def test_log_whose_end_was_not_written_any_more_is_no_damage(
    fallen: Path, cut: int, capfd: pytest.CaptureFixture[str]
) -> None:
    for file in (log_of(fallen), copy_of(fallen)):  # the copy is written after the log
        os.truncate(file, file.stat().st_size - cut)
    os.truncate(copy_of(fallen), copy_of(fallen).stat().st_size - 2 * FRAME)
    assert MANY - 3 <= len(references(fallen)) < MANY
    is_left_alone(fallen, capfd.readouterr().err)


def test_last_frame_of_which_only_the_head_was_written_is_no_damage(
    fallen: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    content = log_of(fallen).read_bytes()
    head = content[-FRAME:][:24]
    log_of(fallen).write_bytes(content + head + bytes(FRAME - 24))
    assert references(fallen) == ALL
    is_left_alone(fallen, capfd.readouterr().err)


def test_log_with_an_older_one_behind_it_is_no_damage(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    fallen = fallen_after(tmp_path, lambda store: fill(store, range(400)))
    assert len(references(fallen)) == 400
    is_left_alone(fallen, capfd.readouterr().err)


def test_spoilt_copy_of_a_whole_log_is_no_damage(
    fallen: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    random_bytes(copy_of(fallen), random.Random(1), 200)  # noqa: S311 - the same bytes each time
    assert references(fallen) == ALL
    is_left_alone(fallen, capfd.readouterr().err)


def test_what_was_erased_with_another_program_does_not_come_back(
    fallen: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect(fallen)) as other, other:
        other.execute("delete from records where reference = 'R7'")
    assert copy_of(fallen).stat().st_size > 0
    assert references(fallen) == ALL - {"R7"}
    # The copy holds what is not there: nobody can know that this is as it should be.
    assert told(capfd.readouterr().err) == [("makker.db-wal.skadet-1", False)]


def test_log_that_another_program_has_folded_into_the_database_is_no_damage(
    fallen: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect(fallen)) as other:
        other.execute("select count(*) from records").fetchall()
    assert not log_of(fallen).exists()
    assert references(fallen) == ALL
    is_left_alone(fallen, capfd.readouterr().err)


@pytest.mark.parametrize("length", [32, 40, 5000])
def test_log_with_nothing_in_it_is_no_damage(
    tmp_path: Path, length: int, capfd: pytest.CaptureFixture[str]
) -> None:
    database = tmp_path / "makker.db"
    database.touch()
    log_of(database).write_bytes(bytes(length))
    assert references(database) == set()
    is_left_alone(database, capfd.readouterr().err)
