"""A database that nobody has any more is let go of, by whoever forgot to close it too."""

import gc
from pathlib import Path

import pytest

from makker.adapters.sqlite import SqliteRecords
from makker.ports import StoreError
from tests.contracts.stores import SEALER
from tests.domain.examples import a_record


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
