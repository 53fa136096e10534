"""`makker letters`: the letters that wait, and those that are not tried any more."""

import argparse
import json
from collections.abc import Iterator, Mapping

from makker.adapters.readable import letter_values, waiting_values
from makker.domain.danish import date_and_time
from makker.domain.letter import EVER, Waiting
from makker.domain.trail import What
from makker.ports import Store
from makker_site.commands.operator import Operator


def letter(parser: argparse.ArgumentParser) -> None:
    """Take the name of a letter."""
    parser.add_argument("letter", metavar="ID", help="as `makker letters list` shows it")


def list_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of `list`."""
    parser.add_argument("--dead", action="store_true", help="those alone that were given up")
    parser.add_argument("--json", action="store_true")


def list_(options: argparse.Namespace, environment: Mapping[str, str]) -> int:
    """List how each has gone so far, without its words and its recipient."""
    operator = Operator.of(environment)
    found = list(_letters(operator.open_store(), waiting=not options.dead))
    if options.json:
        rows = [waiting_values(one) for one in found]
        print(json.dumps(rows, ensure_ascii=False))
        return 0
    for one in found:
        print(_line(one, operator))
    return 0 if found else operator.say("kommandoer.breve.ingen")


def _letters(store: Store, *, waiting: bool = True) -> Iterator[Waiting]:
    if waiting:
        yield from store.due(EVER)
    yield from store.given_up()


def _line(waiting: Waiting, operator: Operator) -> str:
    name = "kommandoer.breve.opgivet" if waiting.given_up else "kommandoer.breve.venter"
    return operator.texts.get(
        name,
        id=waiting.letter.id,
        forsoeg=str(waiting.attempts),
        tid=date_and_time(waiting.due_at),
        skrevet=date_and_time(waiting.letter.written_at),
    )


def show(options: argparse.Namespace, environment: Mapping[str, str]) -> int:
    """Print one letter whole; the trail says from now on that it was read."""
    operator = Operator.of(environment)
    store = operator.open_store()
    found = _find(store, options.letter)
    if found is None:
        return operator.refuse("kommandoer.breve.findes_ikke", id=options.letter)
    store.note(operator.deed(found.letter.about, What.LETTER_READ))
    print(json.dumps(letter_values(found), ensure_ascii=False, indent=2))
    return 0


def retry(options: argparse.Namespace, environment: Mapping[str, str]) -> int:
    """Let one letter be tried anew. A server that runs sends it within a minute."""
    operator = Operator.of(environment)
    store = operator.open_store()
    found = _find(store, options.letter)
    if found is None or not store.retry(options.letter, operator.clock.now()):
        return operator.refuse("kommandoer.breve.findes_ikke", id=options.letter)
    store.note(operator.deed(found.letter.about, What.LETTER_RETRIED))
    return operator.say("kommandoer.breve.igen", id=options.letter)


def _find(store: Store, id_: str) -> Waiting | None:
    return next((one for one in _letters(store) if one.letter.id == id_), None)
