"""Every sheet that a page offers lies there, after the commands that an operator types."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.serving import MAKKER, furnish

_SHEET = re.compile(r'href="(/[^"]+\.pdf)"')


def makker(folder: Path, *command: str) -> str:
    # The address the other tests print with: what they printed is found again.
    environment = {**os.environ, "MAKKER_SITE_URL": "http://127.0.0.1:8000", "TODAY": "2026-11-22"}
    done = subprocess.run(
        [MAKKER, *command], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def built(tmp_path: Path) -> Path:
    furnish(tmp_path)
    makker(tmp_path, "build")
    return tmp_path / "build" / "public"


def offered(built: Path) -> set[Path]:
    """Give the sheets that pages link to."""
    pages = (page.read_text("utf-8") for page in built.rglob("*.html"))
    return {built / address.lstrip("/") for page in pages for address in _SHEET.findall(page)}


def test_every_sheet_that_a_page_offers_lies_there_after_a_build(built: Path) -> None:
    sheets = offered(built)
    assert len(sheets) >= 6
    for sheet in sheets:
        assert sheet.read_bytes().startswith(b"%PDF-"), sheet


def test_a_sheet_that_was_lost_is_there_again_after_a_print(built: Path) -> None:
    sheets = offered(built)
    before = {sheet: sheet.read_bytes() for sheet in sheets}
    for sheet in sheets:
        sheet.unlink()
    makker(built.parents[1], "print", "--out", str(built))
    assert {sheet: sheet.read_bytes() for sheet in sheets} == before
