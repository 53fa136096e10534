"""An archive that is the same byte for byte whenever, wherever and by whomever it is made."""

import zipfile
from pathlib import Path

_BEGINNING = (1980, 1, 1, 0, 0, 0)
"""The earliest moment the format knows."""
_UNIX = 3
_MODE = 0o100644
"""A plain file everyone may read: Lambda runs the code as somebody else."""


def write_archive(folder: Path, archive: Path) -> int:
    """Pack every file of *folder*, in the order of their names. Give how many."""
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))
    count = 0
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for name in files:
            if (folder / name).is_file():
                packed.writestr(_entry(name), (folder / name).read_bytes(), compresslevel=9)
                count += 1
    return count


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _BEGINNING)
    entry.create_system = _UNIX
    entry.external_attr = _MODE << 16
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry
