"""Files that are there, whole, also after the power went."""

import os
from pathlib import Path


def open_private(file: Path, flags: int) -> int:
    """Open a file of its folder's owner, whoever makes it, that nobody else may read."""
    opened = os.open(file, flags | os.O_CREAT, 0o600)
    if os.geteuid() == 0:
        folder = file.parent.stat()
        os.fchown(opened, folder.st_uid, folder.st_gid)
    return opened


def put_in_place(part: Path, target: Path) -> None:
    """Give a finished file its name, at one stroke, once it is on the disk."""
    with part.open("rb") as written:
        os.fsync(written.fileno())
    part.replace(target)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Let the names in a folder reach the disk: until then a new file may be lost."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
