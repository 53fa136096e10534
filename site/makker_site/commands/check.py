"""`makker check`: what is wrong with the content, in Danish, with file and line."""

import argparse
import json
from collections.abc import Mapping

from makker.bootstrap import today_of
from makker.content.load import load
from makker.content.problems import ContentError, Problem
from makker.domain.texts import Texts
from makker.settings import Settings


def options(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument("--content", help="the content folder (default: content)")
    parser.add_argument("--strict", action="store_true", help="warnings fail too")
    parser.add_argument("--json", action="store_true", help="one JSON list")


def run(options: argparse.Namespace, environment: Mapping[str, str]) -> int:
    """Print every problem. Exit status 1 for an error, and for a warning with --strict."""
    settings = Settings.read(environment)
    problems, texts = _problems(settings)
    errors = [problem for problem in problems if not problem.warning]
    if options.json:
        print(json.dumps([_values(problem, texts) for problem in problems], ensure_ascii=False))
    else:
        _print(problems, len(errors), texts)
    return 1 if errors or (options.strict and problems) else 0


def _problems(settings: Settings) -> tuple[tuple[Problem, ...], Texts]:
    today = today_of(settings)
    try:
        loaded = load(settings.content, today)
    except ContentError as error:
        return error.problems, error.texts
    return loaded.warnings, loaded.catalogue.texts


def _print(problems: tuple[Problem, ...], errors: int, texts: Texts) -> None:
    for problem in problems:
        print(problem.sentence(texts))
    if not problems:
        print(texts.get("kommandoer.i_orden"))
    elif "kommandoer.problemer" in texts.sentences:
        warnings = str(len(problems) - errors)
        print(texts.get("kommandoer.problemer", fejl=str(errors), advarsler=warnings))


def _values(problem: Problem, texts: Texts) -> dict[str, str | int | bool]:
    return {
        "fil": problem.file,
        "linje": problem.line,
        "noegle": problem.key,
        "slags": problem.kind.value,
        "advarsel": problem.warning,
        "tekst": problem.words(texts),
    }
