"""`makker records`: an operator's access to what people have sent, on the machine itself."""

import argparse
import json
import sys
from collections.abc import Mapping
from datetime import datetime

from makker.adapters.codec import record_values
from makker.bootstrap import build_records, today_of
from makker.content.load import load
from makker.domain.danish import date_and_time
from makker.domain.texts import Texts
from makker.ports import Records
from makker.settings import Settings


def options(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    actions = parser.add_subparsers(required=True, metavar="ACTION", dest="action")
    for action in ("list", "show", "erase"):
        command = actions.add_parser(action)
        if action != "list":
            command.add_argument("reference", metavar="REF", type=str.upper)
        if action != "erase":
            command.add_argument("--json", action="store_true")
        command.add_argument("--data", help="the data folder (default: var)")


def run(options: argparse.Namespace, environment: Mapping[str, str]) -> int:
    """List, show or erase. Exit status 1 when there is no such record."""
    settings = Settings.read(environment)
    today = today_of(settings)
    texts = load(settings.content, today).catalogue.texts
    records = build_records(settings)
    if options.action == "list":
        return _list(records, texts, as_json=options.json)
    if options.action == "show":
        found = _show(records, options.reference, as_json=options.json)
    else:
        found = records.erase(options.reference)
        if found:
            print(texts.get("kommandoer.slettet", reference=options.reference))
    if not found:
        missing = texts.get("kommandoer.findes_ikke", reference=options.reference)
        print(missing, file=sys.stderr)
    return 0 if found else 1


def _list(records: Records, texts: Texts, *, as_json: bool) -> int:
    """List without contact data: who it is stands only under `show`."""
    rows = [
        {name: value for name, value in record_values(record).items() if name in _LISTED}
        for record in records.newest_first()
    ]
    if as_json:
        print(json.dumps(rows, ensure_ascii=False))
        return 0
    for row in rows:
        received = date_and_time(datetime.fromisoformat(str(row["modtaget"])))
        print("  ".join(str(row[name]) for name in _LISTED if name != "modtaget"), received)
    if not rows:
        print(texts.get("kommandoer.ingen"))
    return 0


_LISTED = ("reference", "modtaget", "program", "rolle", "udfald", "slet_efter")


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
