import re
from contextlib import closing
from pathlib import Path

import pytest

from makker.adapters.key_file import SEAL_FILE
from makker.adapters.sqlite_backup import Refusal
from makker.content.load import load
from makker.settings import ON_AWS
from tests.content.copies import CONTENT
from tests.content.copies import TODAY as LOADED
from tests.domain.examples import a_letter, a_record
from tests.site.commands.typed import Desk, Printed


def restore(desk: Desk, copy: Path, folder: Path, *options: str) -> Printed:
    return Desk(folder, desk.capsys).type("restore", str(copy), *options)


@pytest.fixture
def copy(desk: Desk, tmp_path: Path) -> Path:
    desk.add(a_record(), [a_letter(a_record())])
    assert desk.type("backup", str(tmp_path / "copy.db")).status == 0
    return tmp_path / "copy.db"


def test_backup_says_what_it_has_and_that_the_keys_must_be_kept_elsewhere(
    desk: Desk, tmp_path: Path
) -> None:
    desk.add(a_record(), [a_letter(a_record())])
    printed = desk.type("backup", str(tmp_path / "copy.db"))
    first, *rest = printed.out.splitlines()
    assert first == (
        f"Kopien ligger i {tmp_path}/copy.db, og den er hel. Henvendelser: 1. Breve: 1."
    )
    assert rest == [
        "Nøglerne er ikke med. Gem seal.key og secret.key fra datamappen et andet sted end kopien.",
        "Uden seal.key kan ingen læse kopien igen, heller ikke I.",
    ]


def test_backup_to_a_folder_names_the_file_after_the_moment(desk: Desk, tmp_path: Path) -> None:
    desk.add(a_record())
    folder = tmp_path / "copies"
    folder.mkdir()
    assert desk.type("backup", str(folder)).status == 0
    (file,) = folder.iterdir()
    assert re.fullmatch(r"makker-2026-11-24-[0-9]{6}\.db", file.name)


def test_copy_with_its_keys_can_be_read_at_once(desk: Desk, tmp_path: Path) -> None:
    desk.add(a_record())
    copy, new = tmp_path / "copy.db", tmp_path / "new"
    assert "Nøglerne er med." in desk.type("backup", str(copy), "--with-keys").out
    assert restore(desk, copy, new).status == 0
    with closing(Desk(new, desk.capsys).store()) as store:
        assert store.get("KT4MB7X1") == a_record()


def test_restore_without_keys_says_so_and_no_command_makes_others(
    desk: Desk, copy: Path, tmp_path: Path
) -> None:
    new = Desk(tmp_path / "new", desk.capsys)
    printed = restore(desk, copy, new.data)
    assert printed.status == 1
    assert printed.out.startswith(f"Kopien er lagt tilbage i {new.data}. Henvendelser: 1.")
    assert printed.err.startswith("Nøglen mangler, eller det er en anden.")
    refused = new.type("records", "list")
    assert refused.status == 1
    assert refused.err.startswith("DATA: seal.key is missing from")
    assert not (new.data / SEAL_FILE).exists()
    (new.data / SEAL_FILE).write_bytes((desk.data / SEAL_FILE).read_bytes())
    assert "KT4MB7X1" in new.type("records", "list").out


def test_restore_with_another_key_says_so(desk: Desk, copy: Path, tmp_path: Path) -> None:
    new = Desk(tmp_path / "new", desk.capsys)
    new.type("records", "list")  # which makes a key
    assert restore(desk, copy, new.data).err.startswith("Nøglen mangler, eller det er en anden.")


def test_restore_replaces_records_only_when_it_is_forced(desk: Desk, copy: Path) -> None:
    printed = desk.type("restore", str(copy))
    assert printed.status == 1
    assert printed.err.startswith(f"Der er henvendelser i {desk.data}. De ville forsvinde")
    desk.type("records", "erase", "KT4MB7X1")
    forced = desk.type("restore", str(copy), "--force")
    assert forced.status == 0
    assert forced.out.splitlines()[1] == "Slettet igen, fordi det var slettet efter kopien: 1."
    assert desk.type("records", "list").out == "Der er ingen henvendelser.\n"


def test_damaged_copy_is_refused_in_words_that_anyone_understands(
    desk: Desk, copy: Path, tmp_path: Path
) -> None:
    copy.write_bytes(copy.read_bytes()[:20_000])
    printed = restore(desk, copy, tmp_path / "new")
    assert printed.status == 1
    assert printed.err == (
        f"{copy} er beskadiget, eller det er ikke en kopi fra makker backup. "
        "Der er ikke rørt ved noget.\n"
    )
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("words", [("backup", "x.db"), ("restore", "x.db")])
def test_copies_are_for_one_machine(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    for name in ON_AWS:
        monkeypatch.setenv(name, "x")
    assert "På AWS sørger AWS selv for det." in desk.type(*words).err


def test_every_refusal_has_its_words() -> None:
    sentences = load(CONTENT, LOADED).catalogue.texts.sentences
    assert not [one for one in Refusal if f"kommandoer.kopi.{one}" not in sentences]
