"""`makker records export`: everything that is held about one person, for them to take along."""

import argparse
import json
from collections.abc import Iterable, Mapping
from typing import Any

from makker.adapters.codec import record_values
from makker.adapters.readable import letter_values, trail_values
from makker.domain.letter import Waiting
from makker.ports import Store
from makker.services.gather import Gather, Gathered, Person
from makker_site.commands.operator import Operator


def options(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    who = parser.add_mutually_exclusive_group(required=True)
    who.add_argument("reference", nargs="?", metavar="REF", type=str.upper)
    who.add_argument("--phone", metavar="N", help="a telephone number, however it is written")
    who.add_argument("--email", metavar="E", help="an e-mail address")


def run(options: argparse.Namespace, environment: Mapping[str, str]) -> int:
    """Print it as JSON. Exit status 1 when there is nothing."""
    operator = Operator.of(environment)
    store = operator.open_store()
    person = _person(options, store)
    if person is None:
        return operator.refuse("kommandoer.ingen_person")
    gathered = Gather(store, operator.clock)(person, options.reference or "")
    if not gathered.held and not gathered.letters:
        return operator.refuse("kommandoer.intet_om_person")
    print(json.dumps(_values(gathered), ensure_ascii=False, indent=2))
    return 0


def _person(options: argparse.Namespace, store: Store) -> Person | None:
    if options.phone:
        return Person.of_phone(options.phone)
    if options.email:
        return Person.of_email(options.email)
    record = store.get(options.reference)
    return Person.of_record(record) if record else None


def _values(gathered: Gathered) -> dict[str, Any]:
    return {
        "henvendelser": [
            record_values(held.record)
            | {"breve": _letters(held.letters), "spor": trail_values(held.trail)}
            for held in gathered.held
        ],
        "breve": _letters(gathered.letters),
    }


def _letters(letters: Iterable[Waiting]) -> list[dict[str, Any]]:
    return [letter_values(one) for one in letters]
