"""Content and theme as an artefact carries them: read, checked and compiled beforehand."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

from makker.content.compiled import write_compiled as write_catalogue
from makker.content.load import load
from makker.rendering.assets import write_addresses
from makker.rendering.environment import write_compiled as write_templates
from makker_site.packing.errors import PackError


def compile_contents(content: Path, theme: Path, folder: Path) -> None:
    """Put what *content* and *theme* say into the artefact *folder*, where it looks for them.

    In a process of its own: the order of a set is part of what is written, and only a process
    that starts with a fixed seed has it always the same.
    """
    command = [sys.executable, "-m", __name__, str(content), str(theme), str(folder)]
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode != 0:
        message = f"content and theme cannot be compiled: {done.stderr.strip()}"
        raise PackError(message)


def _compile(content: Path, theme: Path, folder: Path) -> None:
    # Only warnings depend on the day, and they were told already.
    catalogue = load(content, date.min).catalogue
    into = folder / "content", folder / "site" / "theme"
    for one in into:
        one.mkdir(parents=True)
    write_catalogue(catalogue, into[0])
    write_templates(theme, catalogue.texts, into[1])
    write_addresses(theme, into[1])


if __name__ == "__main__":
    _compile(*(Path(argument) for argument in sys.argv[1:]))
