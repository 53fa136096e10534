"""A log that a disk has spoilt gives back what stands in its frames that are whole."""

import errno
import random
import shutil
import sqlite3
import stat
import struct
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from makker.adapters.sqlite import SqliteRecords
from makker.adapters.sqlite_log import FRAME, HEADER, keep_damaged
from makker.adapters.sqlite_mend import mend
from tests.contracts.stores import SEALER
from tests.contracts.test_sqlite_log import MANY, fallen, log_of, references

__all__ = ["fallen"]
PAGE = 4096
SUMS, CONTENT = 16, FRAME
"""Where in a frame something stands."""


def pages(database: Path) -> list[int]:
    """Give the number of the page in each frame."""
    log = log_of(database).read_bytes()
    return [struct.unpack_from(">I", log, at)[0] for at in range(HEADER, len(log), FRAME + PAGE)]


def spoil(database: Path, frames: Sequence[int], where: int = CONTENT + 100) -> None:
    content = bytearray(log_of(database).read_bytes())
    for frame in frames:
        content[HEADER + frame * (FRAME + PAGE) + where] ^= 0xFF
    log_of(database).write_bytes(content)


def written_again(database: Path) -> list[int]:
    """Give the frames whose page stands in a later one too."""
    all_ = pages(database)
    return [at for at, page in enumerate(all_) if page in all_[at + 1 :]]


@pytest.mark.parametrize("where", [CONTENT, CONTENT + 2000, CONTENT + PAGE - 1, SUMS, SUMS + 7])
def test_nothing_is_lost_where_the_spoilt_page_was_written_again(fallen: Path, where: int) -> None:
    again = written_again(fallen)
    spoil(fallen, [again[len(again) // 3], again[len(again) // 2]], where)
    assert keep_damaged(fallen)
    assert mend(fallen)
    assert references(fallen) == {f"R{number}" for number in range(MANY)}
    with closing(SqliteRecords(fallen, SEALER)) as store:
        assert len(list(store.unsent())) == MANY
        assert len(store.of("R7")) == 1


def test_last_frames_whose_sum_alone_is_spoilt_are_read(fallen: Path) -> None:
    spoil(fallen, [len(pages(fallen)) - 3], SUMS + 2)
    assert mend(fallen)
    assert len(references(fallen)) == MANY


def test_index_that_lost_a_page_is_made_anew_from_its_table(fallen: Path) -> None:
    looked_at = fallen.parent / "first" / "copy.db"
    for end in ("", "-wal"):
        shutil.copy(f"{fallen}{end}", f"{looked_at}{end}")
    with closing(sqlite3.connect(looked_at)) as database:
        query = "select rootpage from sqlite_master where name = 'records_by_end'"
        (root,) = database.execute(query).fetchone()
    last = max(at for at, page in enumerate(pages(fallen)) if page == root)
    spoil(fallen, [last])
    assert mend(fallen)
    assert len(references(fallen)) == MANY


def test_log_that_gives_no_whole_database_stays_as_it_is(fallen: Path) -> None:
    schema = [at for at, page in enumerate(pages(fallen)) if page == 1]
    spoil(fallen, schema)
    before = log_of(fallen).read_bytes()
    assert not mend(fallen)
    assert log_of(fallen).read_bytes() == before
    assert {one.name for one in fallen.parent.iterdir()} == {"first", "makker.db", "makker.db-wal"}


def test_log_is_left_as_it_is_where_there_is_no_room_for_a_copy(
    fallen: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(fallen, written_again(fallen)[:2])
    before = log_of(fallen).read_bytes()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr(shutil, "copyfile", full)
    assert not mend(fallen)
    assert log_of(fallen).read_bytes() == before


@pytest.mark.parametrize("number", range(12))
def test_whatever_is_spoilt_a_whole_database_comes_of_it_with_no_less_than_before(
    fallen: Path, number: int
) -> None:
    chance = random.Random(number)  # noqa: S311 - the same bytes each time
    content = bytearray(log_of(fallen).read_bytes())
    for _ in range(5):
        content[chance.randrange(len(content))] ^= chance.randrange(1, 256)
    log_of(fallen).write_bytes(content)
    shutil.copytree(fallen.parent, fallen.parent / "as-it-was", ignore=shutil.ignore_patterns("f*"))
    mended = mend(fallen)
    left = references(fallen)
    assert len(left) >= len(references(fallen.parent / "as-it-was" / "makker.db"))
    assert left <= {f"R{one}" for one in range(MANY)}
    assert not mended or len(left) >= MANY - 5


def test_mended_log_is_readable_by_its_owner_alone_and_nothing_else_is_left(fallen: Path) -> None:
    spoil(fallen, written_again(fallen)[:2])
    assert mend(fallen)
    assert stat.S_IMODE(log_of(fallen).stat().st_mode) == 0o600
    assert {one.name for one in fallen.parent.iterdir()} == {"first", "makker.db", "makker.db-wal"}


@pytest.mark.parametrize("length", [32, 40, 5000])
def test_log_with_nothing_in_it_cannot_be_mended(tmp_path: Path, length: int) -> None:
    database = tmp_path / "makker.db"
    database.touch()
    log_of(database).write_bytes(bytes(length))
    assert not mend(database)
