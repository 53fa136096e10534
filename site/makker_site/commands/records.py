"""`makker records`: an operator's access to what people have sent, on the machine itself."""

import argparse
import json
import sys
from collections.abc import Mapping
from datetime import datetime

from makker.adapters.codec import record_values
from makker.bootstrap import addresses_of, build_clock, build_store, today_of
from makker.content.load import load
from makker.domain.catalogue import Catalogue
from makker.domain.danish import date_and_time
from makker.domain.record import Record
from makker.domain.texts import Texts
from makker.domain.trail import Deed, What, Who
from makker.ports import Records
from makker.services.accept import accept
from makker.services.write_letters import Writer
from makker.settings import Settings

_HELP = {
    "list": "every record, the newest first, without contact data",
    "suspect": "the records that a machine seems to have sent, kept apart for 30 days",
    "show": "one record, whole",
    "erase": "remove a record and its letters",
    "accept": "take a suspected record for real, and tell staff of it",
}


def options(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    actions = parser.add_subparsers(required=True, metavar="ACTION", dest="action")
    for action in ("list", "show", "erase", "accept"):
        command = actions.add_parser(action, help=_HELP[action])
        if action == "list":
            command.add_argument("--suspect", action="store_true", help=_HELP["suspect"])
        else:
            command.add_argument("reference", metavar="REF", type=str.upper)
        if action in {"list", "show"}:
            command.add_argument("--json", action="store_true")
        command.add_argument("--data", help="the data folder (default: var)")


def run(options: argparse.Namespace, environment: Mapping[str, str]) -> int:
    """List, show or erase. Exit status 1 when there is no such record."""
    settings = Settings.read(environment)
    today = today_of(settings)
    catalogue = load(settings.content, today).catalogue
    texts, records = catalogue.texts, build_store(settings)
    if options.action == "list":
        return _list(records, texts, suspected=options.suspect, as_json=options.json)
    if options.action == "show":
        found = _show(records, options.reference, as_json=options.json)
        if found:
            records.note(_deed(options.reference, What.READ, settings))
    elif options.action == "accept":
        found = _accept(records, options.reference, settings, catalogue)
    else:
        found = records.erase(_deed(options.reference, What.ERASED, settings))
    if options.action in _DONE and found:
        print(texts.get(f"kommandoer.{_DONE[options.action]}", reference=options.reference))
    if not found:
        missing = texts.get("kommandoer.findes_ikke", reference=options.reference)
        print(missing, file=sys.stderr)
    return 0 if found else 1


def _deed(reference: str, what: What, settings: Settings) -> Deed:
    return Deed(reference, what, Who.OPERATOR, build_clock(settings).now())


_DONE = {"erase": "slettet", "accept": "godtaget"}
"""What is said when it is done."""


def _accept(records: Records, reference: str, settings: Settings, catalogue: Catalogue) -> bool:
    record = records.get(reference)
    if record is None or not record.suspected:
        return False
    return accept(record, records, build_clock(settings), Writer(addresses_of(settings), catalogue))


def _list(records: Records, texts: Texts, *, suspected: bool, as_json: bool) -> int:
    """List without contact data: who it is stands only under `show`."""
    rows = [_row(record) for record in records.newest_first(suspected=suspected)]
    if as_json:
        print(json.dumps(rows, ensure_ascii=False))
        return 0
    for row in rows:
        received = date_and_time(datetime.fromisoformat(str(row["modtaget"])))
        said = (str(value) for name, value in row.items() if name != "modtaget")
        print("  ".join([*said, received]))
    if not rows:
        print(texts.get("kommandoer.ingen"))
    return 0


def _row(record: Record) -> dict[str, object]:
    values = record_values(record)
    return {name: values[name] for name in _LISTED if name in values}


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


def _show(records: Records, reference: str, *, as_json: bool) -> bool:
    record = records.get(reference)
    if record is None:
        return False
    values = record_values(record)
    if as_json:
        print(json.dumps(values, ensure_ascii=False))
        return True
    print(f"{record.reference}  {date_and_time(record.received_at)}")
    print(json.dumps(values, ensure_ascii=False, indent=2))
    return True
