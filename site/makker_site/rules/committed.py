"""The content as it was last committed, lent as a folder of its own; nothing else is touched."""

import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path


@contextmanager
def committed(content: Path) -> Iterator[Path | None]:
    """Lend the content folder of the last commit; None where there is none to be had."""
    packed = _packed(content)
    if packed is None:
        yield None
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with tarfile.open(fileobj=BytesIO(packed)) as archive:
            for member in archive:
                file = archive.extractfile(member)  # None for anything but a file
                if file:
                    target = folder / member.name
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_bytes(file.read())
        yield folder


def _packed(content: Path) -> bytes | None:
    """Give the committed folder as a tar file."""
    folder = content.resolve()
    places = _git(folder, "rev-parse", "--show-toplevel", "--show-prefix")
    if places is None:
        return None
    top, prefix, *_ = os.fsdecode(places).split("\n")
    # From the top: inside a folder, git would look for that folder in what it archives.
    return _git(Path(top), "archive", "--format=tar", f"HEAD:{prefix}")


def _git(folder: Path, *command: str) -> bytes | None:
    """Give what git says; None when there is no git, or it cannot."""
    git = shutil.which("git")
    if git is None or not folder.is_dir():
        return None
    # A hook of git sets variables that would lead it to another repository.
    environment = {name: value for name, value in os.environ.items() if name[:4] != "GIT_"}
    done = subprocess.run(  # noqa: S603 - our own words and the operator's own folder
        [git, *command], cwd=folder, env=environment, capture_output=True, check=False
    )
    return done.stdout if done.returncode == 0 else None
