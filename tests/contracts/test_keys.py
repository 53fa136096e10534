"""The keys of one machine: who opens what, also while they are changed under way."""

import json
import sqlite3
import stat
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet

from makker.adapters.codec import record_values
from makker.adapters.key_file import (
    SEAL_FILE,
    add_seal_key,
    copy_keys,
    keep_newest_seal_key,
    put_keys,
    read_sealer,
    read_secrets,
)
from makker.adapters.sqlite import SqliteRecords
from makker.adapters.sqlite_keys import rotate_keys
from makker.ports import SealError
from tests.domain.examples import CANARIES, NOON, a_letter, a_record


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteRecords]:
    with closing(SqliteRecords(tmp_path / "makker.db", read_sealer(tmp_path))) as opened:
        yield opened


def rotate(data: Path) -> int:
    return rotate_keys(data / "makker.db", data)


def keys(data: Path) -> list[str]:
    return (data / SEAL_FILE).read_text("ascii").split()


def test_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    sealed = read_sealer(tmp_path).seal("Æøå")
    assert read_sealer(tmp_path).open(sealed) == "Æøå"
    assert read_secrets(tmp_path) == read_secrets(tmp_path)
    assert {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()} == {0o600}
    assert sorted(file.name for file in tmp_path.iterdir()) == ["seal.key", "secret.key"]


def test_sealing_never_gives_the_same_twice_and_shows_nothing(tmp_path: Path) -> None:
    sealer = read_sealer(tmp_path)
    first, second = sealer.seal("hemmeligt_svar"), sealer.seal("hemmeligt_svar")
    assert first != second
    assert "hemmeligt" not in first + second


@pytest.mark.parametrize("place", [0, 5, 150, -5])
def test_what_was_changed_cannot_be_opened(tmp_path: Path, place: int) -> None:
    sealer = read_sealer(tmp_path)
    sealed = sealer.seal("Æøå")
    other = "A" if sealed[place] != "A" else "B"
    with pytest.raises(SealError):
        sealer.open(sealed[:place] + other + sealed[place:][1:])


def test_new_key_is_used_at_once_by_those_who_run_already(tmp_path: Path) -> None:
    running = read_sealer(tmp_path)
    before = running.seal("før")
    add_seal_key(tmp_path)
    after = running.seal("efter")
    keep_newest_seal_key(tmp_path)
    fresh = read_sealer(tmp_path)
    assert fresh.open(after) == "efter"
    with pytest.raises(SealError):
        fresh.open(before)
    assert running.open(before) == "før"  # it may just be reading it


def test_what_another_process_sealed_with_a_new_key_is_opened(tmp_path: Path) -> None:
    running = read_sealer(tmp_path)
    running.seal("noget")
    add_seal_key(tmp_path)
    sealed = read_sealer(tmp_path).seal("nyt")
    assert running.open(sealed) == "nyt"


@pytest.mark.parametrize("spoil", [Path.unlink, Path.touch, lambda file: file.write_text("x")])
def test_nothing_is_sealed_when_the_key_file_is_lost(tmp_path: Path, spoil: Any) -> None:  # noqa: ANN401
    running = read_sealer(tmp_path)
    sealed = running.seal("før")
    (tmp_path / SEAL_FILE).unlink()
    if spoil is not Path.unlink:
        spoil(tmp_path / SEAL_FILE)
    with pytest.raises(SealError, match=r"seal\.key cannot be read"):
        running.seal("efter")
    assert running.open(sealed) == "før"


def test_copied_keys_open_what_they_sealed_and_those_that_are_there_stay(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    for folder in (old, new):
        folder.mkdir()
    sealed = {folder: read_sealer(folder).seal("x") for folder in (old, new)}
    secret = read_secrets(old)
    read_secrets(new)
    put_keys(new, copy_keys(old))
    assert [read_sealer(new).open(one) for one in sealed.values()] == ["x", "x"]
    assert keys(new)[0] == keys(old)[0]
    assert read_secrets(new) == secret


def test_texts_of_the_same_minutes_share_a_wrapped_key_and_no_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealer = read_sealer(tmp_path)
    first, second = (sealer.seal("det samme").split(".") for _ in range(2))
    assert wrapped(first) == wrapped(second)
    with pytest.raises(SealError):
        sealer.open(".".join((*first[:2], second[2])))
    monkeypatch.setattr(time, "monotonic", lambda: float("inf"))
    assert wrapped(sealer.seal("det samme").split(".")) != wrapped(first)


def wrapped(parts: list[str]) -> str:
    return parts[1].partition("~")[0]


def test_text_with_a_wrapped_key_of_its_own_is_opened_as_before(
    tmp_path: Path, store: SqliteRecords
) -> None:
    ring, own = Fernet(keys(tmp_path)[0]), Fernet.generate_key()
    text = Fernet(own).encrypt(b"fra en tidligere udgave").decode()
    sealed = f"1.{ring.encrypt(own).decode()}.{text}"
    assert read_sealer(tmp_path).open(sealed) == "fra en tidligere udgave"
    store.add(a_record(), [])
    values = {"forseglet": sealed}
    with closing(sqlite3.connect(tmp_path / "makker.db", isolation_level=None)) as database:
        database.execute("update records set record = ?", (json.dumps(values),))
    rotate(tmp_path)
    assert read_sealer(tmp_path).open(sealed_part(tmp_path)) == "fra en tidligere udgave"
    assert "~" not in sealed_part(tmp_path)


def test_rotation_leaves_one_key_that_opens_everything(
    tmp_path: Path, store: SqliteRecords
) -> None:
    sent = a_letter(a_record(), "sendt")
    store.add(a_record(), [a_letter(a_record()), sent])
    store.mark_sent(sent, NOON)
    (before,) = keys(tmp_path)
    assert rotate(tmp_path) == 2
    (after,) = keys(tmp_path)
    assert before != after
    with closing(SqliteRecords(tmp_path / "makker.db", read_sealer(tmp_path))) as fresh:
        assert list(fresh.newest_first()) == [a_record()]
        assert list(fresh.unsent()) == [a_letter(a_record())]


def test_text_is_not_sealed_anew_only_its_key(tmp_path: Path, store: SqliteRecords) -> None:
    store.add(a_record(), [])
    before = sealed_part(tmp_path)
    rotate(tmp_path)
    after = sealed_part(tmp_path)
    assert before.split(".")[2] == after.split(".")[2]
    assert before.split(".")[1] != after.split(".")[1]


def sealed_part(data: Path) -> str:
    with closing(sqlite3.connect(data / "makker.db")) as database:
        text = database.execute("select record from records").fetchone()[0]
    return str(json.loads(text)["forseglet"])


def test_running_server_reads_and_writes_on_through_a_rotation(
    tmp_path: Path, store: SqliteRecords
) -> None:
    store.add(a_record(1), [])
    rotate(tmp_path)
    assert store.get("KT4MB7X1") == a_record(1)
    store.add(a_record(2), [a_letter(a_record(2))])
    rotate(tmp_path)
    with closing(SqliteRecords(tmp_path / "makker.db", read_sealer(tmp_path))) as fresh:
        assert list(fresh.newest_first()) == list(store.newest_first())
        assert list(fresh.unsent()) == [a_letter(a_record(2))]


def test_rotation_seals_what_an_older_version_left_open(
    tmp_path: Path, store: SqliteRecords
) -> None:
    store.add(a_record(), [a_letter(a_record())])
    letter = {
        "id": "KT4MB7X1-personale",
        "reference": "KT4MB7X1",
        "skrevet": a_letter(a_record()).written_at.isoformat(),
        "modtager": "personale@kanariefugl.dk",
        "emne": a_letter(a_record()).subject,
        "tekst": a_letter(a_record()).body,
    }
    with closing(sqlite3.connect(tmp_path / "makker.db", isolation_level=None)) as database:
        values = json.dumps(record_values(a_record()), ensure_ascii=False)
        database.execute("update records set record = ?", (values,))
        database.execute("update letters set letter = ?", (json.dumps(letter),))
    assert store.get("KT4MB7X1") == a_record()
    rotate(tmp_path)
    assert store.get("KT4MB7X1") == a_record()
    assert list(store.unsent()) == [a_letter(a_record())]
    assert traces(tmp_path) == []


def traces(data: Path) -> list[str]:
    held = b"".join(file.read_bytes() for file in data.glob("makker.db*"))
    return [canary for canary in CANARIES[:3] if canary.encode() in held]


def test_old_wrapping_is_in_no_file_after_a_rotation(tmp_path: Path, store: SqliteRecords) -> None:
    store.add(a_record(), [])
    wrapped = sealed_part(tmp_path).split(".")[1]
    rotate(tmp_path)
    held = b"".join(file.read_bytes() for file in tmp_path.glob("makker.db*"))
    assert wrapped.encode() not in held


def test_rotation_that_cannot_open_something_forgets_no_key(
    tmp_path: Path, store: SqliteRecords
) -> None:
    store.add(a_record(1), [])
    strange = tmp_path / "strange"
    strange.mkdir()
    with closing(SqliteRecords(tmp_path / "makker.db", read_sealer(strange))) as other:
        other.add(a_record(2), [])
    before = keys(tmp_path)
    with pytest.raises(SealError):
        rotate(tmp_path)
    assert set(before) < set(keys(tmp_path))
    assert store.get("KT4MB7X1") == a_record(1)
