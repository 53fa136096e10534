"""Printed matter as tagged PDF, from the catalogue: posters, leaflets, and forms on paper."""

import os
from datetime import date
from pathlib import Path

from makker.domain.catalogue import Catalogue
from makker_site.printing.adverts import adverts
from makker_site.printing.paper_sheets import paper_sheets
from makker_site.printing.press import PrintError, digest, press
from makker_site.printing.sheets import make_workshop

__all__ = ["PrintError", "print_all"]


def print_all(
    catalogue: Catalogue, theme: Path, site_url: str, output: Path, *, today: date
) -> list[Path]:
    """Write every sheet below *output*, beside the page it belongs to.

    Criteria are those of *today*, and a meeting has a form while one can sign up for it, seen
    from the beginning of *today* in Copenhagen. What was printed before is taken from the folder
    `print-cache` beside *output*. A sheet that is no longer wanted, such as the form of a
    programme that has closed, is taken away.

    Raises:
        PrintError: something cannot be printed here, or does not fit.
    """
    cache = output.resolve().with_name("print-cache")
    workshop = make_workshop(catalogue, theme, site_url, today)
    written = []
    for sheet in (*adverts(workshop), *paper_sheets(workshop)):
        target = output / sheet.folder.strip("/") / sheet.kind.file
        if not sheet.wanted:
            target.unlink(missing_ok=True)
            continue
        kept = cache / f"{digest(sheet.typeset, sheet.kind.room)}.pdf"
        if not kept.exists():
            _write(kept, press(sheet.typeset, sheet.kind.room, sheet.name))
        _write(target, kept.read_bytes())
        written.append(target)
    return written


def _write(file: Path, data: bytes) -> None:
    """Write the file whole, or not at all when it holds that already."""
    if file.exists() and file.read_bytes() == data:
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f".{file.name}.{os.getpid()}")
    fresh.write_bytes(data)
    fresh.replace(file)
