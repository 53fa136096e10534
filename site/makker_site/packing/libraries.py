"""The libraries the functions stand on: as locked, for the target's machine, without ballast."""

import shutil
import subprocess
import sys
from pathlib import Path

from makker_site.packing.errors import PackError
from makker_site.packing.sdk import trim_sdk
from makker_site.packing.symbols import forget_symbols
from makker_site.project import PROJECT

LOCK = PROJECT / "functions" / "requirements.lock"
"""Versions and hashes; `make lock` writes it."""
_MACHINES = {"arm64": "aarch64", "x86_64": "x86_64"}
_BALLAST = (
    "bin",
    "*.dist-info",
    "cffi",  # builds modules in C, as pycparser helps it to; those we have are built
    "pycparser",
    "dns",  # asks whether an address has a mail server, which we do not
    "dateutil/zoneinfo/*.tar.gz",  # once more what tzdata has
    "aws_lambda_powertools/event_handler",  # of it we use batches and their events
    "aws_lambda_powertools/utilities/[acfkmpsv]*/",
    "aws_lambda_powertools/utilities/idempotency",
    "aws_lambda_powertools/utilities/data_masking",
    "**/tests",
    "**/*.pyi",
    "**/*.pyx",
    "**/*.c",
    "**/*.h",
    "**/py.typed",
)
_ZONES = frozenset({"Copenhagen", "UTC"})
"""The clocks we tell the time by."""


def install_libraries(folder: Path, machine: str, python: str) -> None:
    """Put the locked libraries into *folder*, as built for the target.

    Raises:
        PackError: one of them cannot be had.
    """
    command = [_uv(), "pip", "install", "--quiet", "--target", str(folder), "--no-deps"]
    command += ["--python", sys.executable, "--python-version", python, "--require-hashes"]
    command += ["--python-platform", f"{_MACHINES[machine]}-manylinux2014"]
    command += ["--only-binary", ":all:", "--requirements", str(LOCK)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode != 0:
        message = f"the libraries for {machine} cannot be had: {done.stderr.strip()}"
        raise PackError(message)


def _uv() -> str:
    beside = Path(sys.executable).with_name("uv")
    found = str(beside) if beside.exists() else shutil.which("uv")
    if not found:
        message = "uv is missing, which `make setup` installs"
        raise PackError(message)
    return found


def trim_libraries(folder: Path) -> None:
    """Remove what no function ever reads."""
    for pattern in _BALLAST:
        for path in list(folder.glob(pattern)):
            _remove(path)
    trim_sdk(folder / "botocore" / "data")
    for zone in (folder / "tzdata" / "zoneinfo").rglob("*"):
        if zone.is_file() and zone.suffix != ".py" and zone.name not in _ZONES:
            zone.unlink()
    for library in folder.rglob("*.so"):
        forget_symbols(library)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
