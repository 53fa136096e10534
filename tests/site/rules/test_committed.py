import os
from pathlib import Path

import pytest

from makker_site.rules.committed import committed
from tests.site.rules.rulebook import repository


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_the_last_committed_content_is_lent_whole_and_given_back(tmp_path: Path) -> None:
    made = repository(tmp_path)
    before = files(made.copy.root)
    made.copy.change("kontakter.yml", "skema: 1", "skema: 2")
    (made.copy.root / "cafeer.yml").unlink()
    now = files(made.copy.root)
    with committed(made.copy.root) as folder:
        assert folder is not None
        assert files(folder) == before
    assert not folder.exists()
    assert files(made.copy.root) == now
    assert set(made.git("status", "--porcelain").split()) == {
        *("M", "content/kontakter.yml", "D", "content/cafeer.yml")
    }


def test_content_may_be_the_whole_repository_or_be_linked_to(tmp_path: Path) -> None:
    made = repository(tmp_path / "a")
    (tmp_path / "link").symlink_to(made.copy.root)
    with committed(tmp_path / "link") as folder:
        assert folder is not None
        assert "kontakter.yml" in files(folder)
    with committed(made.folder) as folder:
        assert folder is not None
        assert "content/kontakter.yml" in files(folder)


def test_a_hook_of_another_repository_leads_nobody_astray(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, other = repository(tmp_path / "a"), repository(tmp_path / "b", committed=False)
    monkeypatch.setenv("GIT_DIR", str(other.folder / ".git"))
    with committed(made.copy.root) as folder:
        assert folder is not None


def test_nothing_is_lent_where_nothing_was_committed(tmp_path: Path) -> None:
    made = repository(tmp_path / "a", committed=False)
    with committed(made.copy.root) as folder:
        assert folder is None
    (made.folder / "andet").touch()
    made.git("add", "andet")
    made.git("commit", "--quiet", "--message", "Uden indhold")
    with committed(made.copy.root) as folder:
        assert folder is None


def test_nothing_is_lent_without_a_repository_a_folder_or_git(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = repository(tmp_path / "a")
    (tmp_path / "b").mkdir()
    for content in (tmp_path / "b", tmp_path / "findes-ikke"):
        with committed(content) as folder:
            assert folder is None
    monkeypatch.setenv("PATH", os.devnull)
    with committed(made.copy.root) as folder:
        assert folder is None
