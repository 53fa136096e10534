"""The artefact that runs on Lambda: our code, the content and the libraries, in one archive."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from makker_site.packing.archive import write_archive
from makker_site.packing.bytecode import compile_all, find_python
from makker_site.packing.contents import compile_contents
from makker_site.packing.libraries import install_libraries, trim_libraries
from makker_site.packing.written_out import write_out_all
from makker_site.project import PROJECT

_NOT_RUN = shutil.ignore_patterns("__pycache__", "*.pyi")


@dataclass(frozen=True, slots=True)
class Target:
    """The machine an artefact is for."""

    machine: str
    """`arm64` or `x86_64`, as Lambda calls them."""
    python: str
    """Its Python, such as 3.13."""


@dataclass(frozen=True, slots=True)
class Packed:
    """An artefact."""

    archive: Path
    folder: Path
    """The same, unpacked."""
    files: int
    bytes: int
    """How large the archive is."""


def pack(content: Path, theme: Path, out: Path, target: Target) -> Packed:
    """Write the artefact into the folder *out*, as `makker.zip` and unpacked.

    Raises:
        PackError: a library or the Python of the target cannot be had.
    """
    python = find_python(target.python)
    folder = out / "code"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    install_libraries(folder, target.machine, target.python)
    trim_libraries(folder)
    shutil.copytree(PROJECT / "functions" / "makker", folder / "makker", ignore=_NOT_RUN)
    write_out_all(folder / "makker")
    compile_contents(content, theme, folder)
    compile_all(folder, python)
    archive = out / "makker.zip"
    files = write_archive(folder, archive)
    return Packed(archive, folder, files, archive.stat().st_size)
