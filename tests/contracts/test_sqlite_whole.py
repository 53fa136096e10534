"""What a SQLite file promises beyond the port: all that comes at once or nothing, and an end."""

import gc
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from makker.adapters.sqlite import SqliteRecords
from makker.ports import StoreError
from tests.contracts.stores import SEALER
from tests.domain.examples import a_letter, a_record


def test_all_that_comes_at_once_is_stored_or_nothing_is(tmp_path: Path) -> None:
    with closing(SqliteRecords(tmp_path / "makker.db", SEALER)) as records:
        first, last = a_record(1), a_record(3)
        taken = replace(a_record(2), reference=first.reference)
        with pytest.raises(StoreError):
            records.add_all([(one, [a_letter(one)]) for one in (first, taken, last)])
        assert not list(records.newest_first())
        assert not list(records.unsent())
        assert not records.counts()
        assert not records.of(first.reference)


def test_file_is_let_go_of_when_nobody_has_the_records_any_more(tmp_path: Path) -> None:
    records = SqliteRecords(tmp_path / "makker.db", SEALER)
    records.add(a_record(), [])
    assert (tmp_path / "makker.db-wal").exists()
    del records
    gc.collect()
    # The last who lets go takes the log into the file.
    assert not (tmp_path / "makker.db-wal").exists()


def test_records_that_are_closed_twice_are_closed(tmp_path: Path) -> None:
    records = SqliteRecords(tmp_path / "makker.db", SEALER)
    records.close()
    records.close()
    with pytest.raises(StoreError):
        records.get("KT4MB7X1")
