"""What `makker bundle` makes: small, ready to run, and the same whoever makes it."""

import os
import subprocess
import zipfile
from datetime import date
from pathlib import Path

import pytest

from makker.content.compiled import read_compiled
from makker.content.load import load
from makker_site.packing.bytecode import find_python
from makker_site.packing.symbols import forget_symbols
from tests.content.copies import CONTENT
from tests.serving import MAKKER
from tests.standins.artefact import MACHINE, artefact
from tests.standins.lambda_runtime import has_python

LARGEST = 8_000_000
NOT_RUN = {"boto3", "yaml", "mkdocs", "dns", "pycparser", "tests"}

needs_python = pytest.mark.skipif(not has_python(), reason="needs Python 3.13, as Lambda has it")


@needs_python
def test_artefact_is_small_and_holds_nothing_that_is_not_run() -> None:
    archive = artefact("3.13") / "makker.zip"
    assert archive.stat().st_size < LARGEST
    names = zipfile.ZipFile(archive).namelist()
    assert names == sorted(names)
    assert not [name for name in names if name.endswith((".py", ".pyi", ".yml", ".md", ".css"))]
    assert not NOT_RUN & {name.partition("/")[0] for name in names}
    assert "makker/handlers/public.pyc" in names


@needs_python
def test_artefact_is_the_same_byte_for_byte_when_somebody_else_makes_it(tmp_path: Path) -> None:
    command = [MAKKER, "bundle", "--unfinished", "--machine", MACHINE, "--python", "3.13"]
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    subprocess.run(
        [*command, "--out", str(tmp_path / "out")],
        env=environment,
        umask=0o077,
        check=True,
        capture_output=True,
    )
    other = (tmp_path / "out" / "makker.zip").read_bytes()
    assert other == (artefact("3.13") / "makker.zip").read_bytes()


@needs_python
def test_artefact_carries_the_content_as_it_is_read() -> None:
    packed = read_compiled(artefact("3.13") / "code" / "content")
    assert packed == load(CONTENT, date(2026, 11, 22)).catalogue


@needs_python
def test_to_screen_no_methods_are_written_that_were_written_out() -> None:
    loads = "import sys, makker.handlers.public, makker.handlers.screen; print(*sys.modules)"
    command = [str(find_python("3.13")), "-c", loads]
    folder = artefact("3.13") / "code"
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    assert "makker.value" in done.stdout.split()
    assert "dataclasses" not in done.stdout.split()


def test_content_is_the_same_on_whichever_day_it_is_read() -> None:
    early, late = (load(CONTENT, date(year, 1, 1)).catalogue for year in (2016, 2036))
    assert early == late


def test_symbols_are_forgotten_and_nothing_else(tmp_path: Path) -> None:
    library = tmp_path / "library.so"
    library.write_bytes(_library())
    forget_symbols(library)
    assert library.read_bytes() == _library().replace(b"names1", bytes(6)).replace(
        b"table1", bytes(6)
    )


def test_what_is_no_library_stays_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "text.so"
    file.write_bytes(b"tekst")
    forget_symbols(file)
    assert file.read_bytes() == b"tekst"


def _library() -> bytes:
    """Give the smallest library there can be: a table, its names, and code beside them."""
    kinds = ((0, b""), (2, b"table1"), (3, b"names1"), (1, b"code12"))
    body, headers = bytearray(64), bytearray()
    for kind, text in kinds:
        header = bytearray(64)
        header[4:8] = kind.to_bytes(4, "little")
        header[24:32] = len(body).to_bytes(8, "little")
        header[32:40] = len(text).to_bytes(8, "little")
        header[40:44] = (2).to_bytes(4, "little")
        headers += header
        body += text
    body[:6] = b"\x7fELF\x02\x01"
    body[40:48] = len(body).to_bytes(8, "little")
    body[58:64] = b"".join(one.to_bytes(2, "little") for one in (64, len(kinds), 0))
    return bytes(body + headers)
