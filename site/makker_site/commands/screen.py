"""`makker screen`: answers as JSON Lines on standard input, one verdict a line."""

import argparse
import json
import sys
from collections.abc import Mapping
from datetime import date
from typing import Any

from makker.bootstrap import today_of
from makker.content.load import load
from makker.domain.faults import Rejected
from makker.domain.programme import Offer
from makker.domain.questions import Form
from makker.services.screen import screen
from makker.settings import Settings

_NOT_ANSWERS = {"fejl": {"": "ikke_svar"}}
"""What is said of a line that is not one JSON object with texts or lists of texts."""


def options(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument("programme", metavar="PROGRAMME", help="such as peer-faellesskabet-vejle")
    parser.add_argument("role", metavar="ROLE", help="peer or mentor")
    parser.add_argument("--content", help="the content folder (default: content)")
    parser.add_argument("--json", action="store_true", help="what is printed anyway")


def run(options: argparse.Namespace, environment: Mapping[str, str]) -> int:
    """Print a line for each line. Exit status 1 if any was no valid set of answers."""
    settings = Settings.read(environment)
    today = today_of(settings)
    catalogue = load(settings.content, today).catalogue
    offer = catalogue.offer(options.programme, options.role)
    if offer is None:
        print(f"no such programme and role: {options.programme} {options.role}", file=sys.stderr)
        return 2
    faulty = False
    for line in sys.stdin:
        if line.strip():
            verdict = _verdict(offer, line, today)
            faulty = faulty or "fejl" in verdict
            print(json.dumps(verdict, ensure_ascii=False), flush=True)
    return 1 if faulty else 0


def _verdict(offer: Offer, line: str, today: date) -> Mapping[str, Any]:
    form = _form(line)
    if form is None:
        return _NOT_ANSWERS
    result = screen(offer.role, form, today=today)
    if isinstance(result, Rejected):
        return {"fejl": {fault.field: fault.code.value for fault in result.faults}}
    return {"udfald": result.outcome.value, "grunde": list(result.reasons)}


def _form(line: str) -> Form | None:
    try:
        values = json.loads(line)
    except ValueError:
        return None
    if not isinstance(values, dict):
        return None
    form = {name: value if isinstance(value, list) else [value] for name, value in values.items()}
    texts = all(isinstance(one, str) for value in form.values() for one in value)
    return form if texts else None
