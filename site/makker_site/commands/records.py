"""`makker records`: an operator's access to what people have sent, on the machine itself."""

import argparse
import json
from collections.abc import Mapping
from datetime import datetime

from makker.adapters.codec import record_values
from makker.adapters.readable import trail_values
from makker.app import writer_of
from makker.bootstrap import build_tokens
from makker.domain.danish import date_and_time
from makker.domain.record import Record
from makker.domain.trail import Deed, What
from makker.services.accept import accept as take_for_real
from makker_site.commands.operator import Operator

_LISTED = (
    "reference",
    "slags",
    "modtaget",
    "program",
    "rolle",
    "udfald",
    "sted",
    "moede",
    "flere",
    "plads",
    "slet_efter",
)


def reference(parser: argparse.ArgumentParser) -> None:
    """Take the number of a record."""
    parser.add_argument("reference", metavar="REF", type=str.upper)


def list_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of `list`."""
    parser.add_argument(
        "--suspect", action="store_true", help="those that a machine seems to have sent"
    )
    parser.add_argument("--json", action="store_true")


def list_(options: argparse.Namespace, environment: Mapping[str, str]) -> int:
    """List without contact data: who it is stands only under `show`."""
    operator = Operator.of(environment)
    records = operator.open_store().newest_first(suspected=options.suspect)
    rows = [_row(record) for record in records]
    if options.json:
        print(json.dumps(rows, ensure_ascii=False))
        return 0
    for row in rows:
        received = date_and_time(datetime.fromisoformat(str(row["modtaget"])))
        said = (str(value) for name, value in row.items() if name != "modtaget")
        print("  ".join([*said, received]))
    return 0 if rows else operator.say("kommandoer.ingen")


def _row(record: Record) -> dict[str, object]:
    values = record_values(record)
    return {name: values[name] for name in _LISTED if name in values}


def show_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of `show`."""
    reference(parser)
    parser.add_argument("--json", action="store_true")


def show(options: argparse.Namespace, environment: Mapping[str, str]) -> int:
    """Print one record and its trail, which says from now on that it was read."""
    operator = Operator.of(environment)
    store = operator.open_store()
    record = store.get(options.reference)
    if record is None:
        return operator.refuse("kommandoer.findes_ikke", reference=options.reference)
    store.note(operator.deed(record.reference, What.READ))
    values, trail = record_values(record), store.of(record.reference)
    if options.json:
        print(json.dumps(values | {"spor": trail_values(trail)}, ensure_ascii=False))
        return 0
    print(f"{record.reference}  {date_and_time(record.received_at)}")
    print(json.dumps(values, ensure_ascii=False, indent=2))
    operator.say("kommandoer.spor.overskrift")
    for deed in trail:
        print(f"  {_in_words(deed, operator)}")
    return 0


def _in_words(deed: Deed, operator: Operator) -> str:
    say = operator.texts.get
    what, who = say(f"kommandoer.spor.hvad.{deed.what}"), say(f"kommandoer.spor.hvem.{deed.who}")
    return f"{date_and_time(deed.at)}: {what} ({who})"


def accept(options: argparse.Namespace, environment: Mapping[str, str]) -> int:
    """Take a suspected record for real. Exit status 1 when there is none such."""
    operator = Operator.of(environment)
    store = operator.open_store()
    record = store.get(options.reference)
    writer = writer_of(operator.settings, build_tokens(operator.settings))(operator.catalogue)
    if record and record.suspected and take_for_real(record, store, operator.clock, writer):
        return operator.say("kommandoer.godtaget", reference=options.reference)
    return operator.refuse("kommandoer.findes_ikke", reference=options.reference)


def erase(options: argparse.Namespace, environment: Mapping[str, str]) -> int:
    """Erase one record. Exit status 1 when there is none such."""
    operator = Operator.of(environment)
    if operator.open_store().erase(operator.deed(options.reference, What.ERASED)):
        return operator.say("kommandoer.slettet", reference=options.reference)
    return operator.refuse("kommandoer.findes_ikke", reference=options.reference)
