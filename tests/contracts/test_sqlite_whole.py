"""What a SQLite file promises beyond the port: all that comes at once or nothing, and an end."""

import gc
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from makker.adapters.sealing import EnvelopeSealer, KeyRing
from makker.adapters.sqlite import SqliteRecords
from makker.domain.letter import EVER
from makker.domain.trail import Deed, What, Who
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


def test_letter_whose_key_is_lost_waits_for_it_and_holds_up_no_other(tmp_path: Path) -> None:
    lost, now = EnvelopeSealer(KeyRing([Fernet.generate_key().decode()])), EVER
    locked, readable = a_letter(a_record(1)), a_letter(a_record(2))
    with closing(SqliteRecords(tmp_path / "makker.db", lost)) as records:
        records.add(a_record(1), [locked])
    with closing(SqliteRecords(tmp_path / "makker.db", SEALER)) as records:
        records.add(a_record(2), [readable])
        first, second = (one.letter for one in records.due(now))
        assert (first.id, first.reference, second) == (locked.id, locked.reference, readable)
        assert first.sealed
        assert (first.recipient, first.subject, first.body) == ("", "", "")
        records.give_up(first, Deed(first.about, What.LETTER_GIVEN_UP, Who.SYSTEM, now))
        assert [one.letter for one in records.given_up()] == [first]
        assert records.retry(first.id, locked.written_at)
    with closing(SqliteRecords(tmp_path / "makker.db", lost)) as records:
        assert next(iter(records.unsent())) == locked


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
