"""The libraries the functions stand on: as locked, for the target's machine, without ballast."""

import shutil
import subprocess
import sys
from pathlib import Path

from makker_site.packing.errors import PackError

LOCK = Path(__file__).parents[3] / "functions" / "requirements.lock"
"""Versions and hashes; `make lock` writes it."""
_MACHINES = {"arm64": "aarch64", "x86_64": "x86_64"}
_SERVICES = frozenset({"dynamodb", "kms", "sesv2"})
_BALLAST = (
    "bin",
    "*.dist-info",
    "pycparser",  # builds modules in C; those we have are built
    "boto3/examples",
    "boto3/data",  # of its resources, which we do not use
    "**/tests",
    "**/*.pyi",
    "**/*.pyx",
    "**/*.c",
    "**/*.h",
    "**/py.typed",
)


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
    """Remove what no function ever reads, most of all the words of services we do not call."""
    for pattern in _BALLAST:
        for path in list(folder.glob(pattern)):
            _remove(path)
    for service in (folder / "botocore" / "data").iterdir():
        if service.is_dir() and service.name not in _SERVICES:
            _remove(service)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
