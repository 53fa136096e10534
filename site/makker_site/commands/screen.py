"""`makker screen`: verdicts for answers, and the rules behind them as a table or a drawing."""

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
from makker_site.rules.drawing import draw
from makker_site.rules.table import lines_of, values_of

_NOT_ANSWERS = {"fejl": {"": "ikke_svar"}}
"""What is said of a line that is not one JSON object with texts or lists of texts."""


def options(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument("programme", metavar="PROGRAMME", help="such as peer-faellesskabet-vejle")
    parser.add_argument("role", metavar="ROLE", help="peer or mentor")
    parser.add_argument("--json", action="store_true", help="with --explain, a JSON list")
    instead = parser.add_mutually_exclusive_group()
    instead.add_argument(
        "--explain", action="store_true", help="read nothing; print a table of boundary cases"
    )
    instead.add_argument(
        "--draw", action="store_true", help="read nothing; print the rules as a drawing (SVG)"
    )


def run(options: argparse.Namespace, environment: Mapping[str, str]) -> int:
    """Print a verdict for each line, or the rules. Exit status 1 if a line was no answers."""
    settings = Settings.read(environment)
    today = today_of(settings)
    catalogue = load(settings.content, today).catalogue
    offer = catalogue.offer(options.programme, options.role)
    if offer is None:
        print(f"no such programme and role: {options.programme} {options.role}", file=sys.stderr)
        return 2
    if options.draw:
        print(draw(offer, today, catalogue.texts, settings.theme))
    elif options.explain and options.json:
        print(json.dumps(values_of(offer, today), ensure_ascii=False))
    elif options.explain:
        print("\n".join(lines_of(offer, today, catalogue.texts)))
    else:
        return _answer(offer, today)
    return 0


def _answer(offer: Offer, today: date) -> int:
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
