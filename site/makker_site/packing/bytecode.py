"""Modules compiled beforehand, by the very Python that will run them.

Lambda's folder cannot be written to, so a module that comes as source is compiled anew at every
cold start. What is compiled needs no source beside it: the archive stays small.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from makker_site.packing.errors import PackError

_AT_HOME = "/var/task"
"""Where Lambda unpacks the archive: what tracebacks call our files."""


def find_python(version: str) -> Path:
    """Give a Python of that version, such as 3.13.

    Raises:
        PackError: there is none.
    """
    for candidate in _candidates(version):
        if candidate.exists() and _says(candidate) == version:
            return candidate
    message = (
        f"Python {version} is not on this machine, and only it can compile what it runs: "
        f"install python{version}"
    )
    raise PackError(message)


def _candidates(version: str) -> Iterator[Path]:
    yield Path(sys.executable)
    named = shutil.which(f"python{version}")
    if named:
        yield Path(named)
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    yield from sorted(pyenv.glob(f"versions/{version}.*/bin/python"), reverse=True)


def _says(python: Path) -> str:
    command = [str(python), "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()  # noqa: S603


def compile_all(folder: Path, python: Path) -> None:
    """Put compiled modules in the places of all sources below *folder*."""
    command = [str(python), "-m", "compileall", "-q", "-b", "--invalidation-mode"]
    command += ["unchecked-hash", "-s", str(folder), "-p", _AT_HOME, str(folder)]
    # The order of a set is part of what is compiled; with a fixed seed it is always the same. Where
    # in its line a fault is, is not worth the time that it takes to load.
    environment = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONNODEBUGRANGES": "1"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode != 0:
        message = f"a module cannot be compiled: {done.stdout.strip()}"
        raise PackError(message)
    for source in folder.rglob("*.py"):
        source.unlink()
