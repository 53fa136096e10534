"""`makker backup`: a copy of the database of one machine, also while it is used."""

import argparse
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from makker.adapters.key_file import copy_keys
from makker.adapters.sqlite_backup import Refusal, back_up
from makker.bootstrap import DATABASE
from makker.domain.danish import in_copenhagen
from makker_site.commands.operator import Operator


def options(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument(
        "target", type=Path, metavar="FILE|DIR", help="a new file, or a folder for one"
    )
    parser.add_argument(
        "--with-keys", action="store_true", help="whoever has the copy can then read it"
    )


def run(options: argparse.Namespace, environment: Mapping[str, str]) -> int:
    """Copy, say how much, and where the keys are. Exit status 1 when it was not done."""
    operator = Operator.of(environment)
    if operator.settings.table:
        return operator.refuse("kommandoer.kun_en_maskine")
    data, target = operator.settings.data, _file(options.target, operator.clock.now())
    keys = copy_keys(data) if options.with_keys else {}
    contents = back_up(data / DATABASE, target, keys)
    if isinstance(contents, Refusal):
        names = {"mappe": str(data), "fil": str(target)}
        return operator.refuse(f"kommandoer.kopi.{contents}", **names)
    numbers = {"antal": str(contents.records), "breve": str(contents.letters)}
    operator.say("kommandoer.kopi.taget", fil=str(target), **numbers)
    return operator.say("kommandoer.kopi.med_noegler" if keys else "kommandoer.kopi.uden_noegler")


def _file(target: Path, now: datetime) -> Path:
    """Give the file to make: in a folder, one named after the moment."""
    if not target.is_dir():
        return target
    return target / f"makker-{in_copenhagen(now):%Y-%m-%d-%H%M%S}.db"
