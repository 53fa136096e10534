"""`makker restore`: the database of one machine, brought back from a copy."""

import argparse
from collections.abc import Mapping
from pathlib import Path

from makker.adapters.key_file import SEAL_FILE, read_sealer
from makker.adapters.sqlite_backup import Refusal
from makker.adapters.sqlite_restore import bring_back, can_read
from makker.bootstrap import DATABASE
from makker_site.commands.operator import Operator


def options(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument("copy", type=Path, metavar="FILE", help="what `makker backup` has made")
    parser.add_argument("--force", action="store_true", help="replace the records that are there")


def run(options: argparse.Namespace, environment: Mapping[str, str]) -> int:
    """Bring back, and say how much. Exit status 1 when it was not done, or cannot be read."""
    operator = Operator.of(environment)
    if operator.settings.table:
        return operator.refuse("kommandoer.kun_en_maskine")
    data = operator.settings.data
    restored = bring_back(options.copy, data / DATABASE, force=options.force)
    if isinstance(restored, Refusal):
        names = {"mappe": str(data), "fil": str(options.copy)}
        return operator.refuse(f"kommandoer.kopi.{restored}", **names)
    numbers = {"antal": str(restored.contents.records), "breve": str(restored.contents.letters)}
    operator.say("kommandoer.kopi.tilbage", mappe=str(data), **numbers)
    if restored.erased_again:
        operator.say("kommandoer.kopi.slettet_igen", antal=str(restored.erased_again))
    return 0 if _is_readable(data) else operator.refuse("kommandoer.kopi.mangler_noegle")


def _is_readable(data: Path) -> bool:
    """Whether the right keys are there. None are made: with new ones nobody could read it."""
    return (data / SEAL_FILE).exists() and can_read(data / DATABASE, read_sealer(data))
