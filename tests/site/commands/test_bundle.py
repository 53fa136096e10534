from pathlib import Path

import pytest

from makker_site.cli import main


def test_bundle_refuses_content_that_its_owner_has_not_filled_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["bundle", "--out", str(tmp_path / "out")]) == 1
    said = capsys.readouterr().err
    assert said.startswith("Der er felter, som ejeren skal udfylde først.")
    assert "organisation.yml:5: dataansvarlig:" in said
    assert not (tmp_path / "out").exists()


def test_bundle_says_which_python_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "out")
    assert main(["bundle", "--unfinished", "--python", "3.99", "--out", out]) == 1
    assert capsys.readouterr().err.startswith("Python 3.99 is not on this machine")
    assert not (tmp_path / "out").exists()
