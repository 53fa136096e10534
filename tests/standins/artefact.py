"""The artefact as `makker bundle` makes it, packed once for each state of what is in it."""

import hashlib
import os
import platform
import shutil
import time
from pathlib import Path

from makker_site.packing import Target, pack
from tests.serving import PROJECT

MACHINE = {"aarch64": "arm64"}.get(platform.machine(), platform.machine())
"""This machine, as Lambda calls it."""
_LONG_AGO = 3600.0
"""Seconds."""
_PACKED_FROM = ("content", "functions", "site/theme", "site/makker_site/packing")


def artefact(python: str) -> Path:
    """Give the folder with `makker.zip` and `code` for this machine and that Python."""
    folder = PROJECT / "build" / "bundles" / f"{python}-{_digest()}"
    if not folder.exists():
        fresh = folder.with_name(f"{folder.name}.{os.getpid()}")
        pack(PROJECT / "content", PROJECT / "site" / "theme", fresh, Target(MACHINE, python))
        try:
            fresh.rename(folder)
        except OSError:  # another was quicker
            return fresh
        _forget(python, folder)
    return folder


def _forget(python: str, newest: Path) -> None:
    """Remove what was packed long ago: each state takes fifty megabytes."""
    for old in newest.parent.glob(f"{python}-*"):
        if old != newest and time.time() - old.stat().st_mtime > _LONG_AGO:
            shutil.rmtree(old, ignore_errors=True)


def _digest() -> str:
    files = (file for name in _PACKED_FROM for file in (PROJECT / name).rglob("*"))
    kept = sorted(one for one in files if one.is_file() and one.suffix != ".pyc")
    return hashlib.sha256(b"".join(file.read_bytes() for file in kept)).hexdigest()[:16]
