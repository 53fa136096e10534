"""`makker check`: what is wrong with the content, and which of its rules judge otherwise now."""

import argparse
import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from makker.bootstrap import today_of
from makker.content.load import load
from makker.content.problems import ContentError, Problem
from makker.domain.catalogue import Catalogue
from makker.domain.texts import Texts
from makker.settings import Settings
from makker_site.rules.changes import changes
from makker_site.rules.committed import committed


def options(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument("--strict", action="store_true", help="warnings fail too")
    parser.add_argument("--json", action="store_true", help="one JSON list, of problems alone")


def run(options: argparse.Namespace, environment: Mapping[str, str]) -> int:
    """Print every problem. Exit status 1 for an error, and for a warning with --strict.

    What the rules judge otherwise than in the last commit is told, and never fails.
    """
    settings = Settings.read(environment)
    today = today_of(settings)
    catalogue, problems, texts = _read(settings.content, today)
    errors = [problem for problem in problems if not problem.warning]
    if options.json:
        print(json.dumps([_values(problem, texts) for problem in problems], ensure_ascii=False))
    else:
        _print(problems, len(errors), texts)
        for line in _changes(settings.content, catalogue, today):
            print(line)
    return 1 if errors or (options.strict and problems) else 0


def _read(content: Path, today: date) -> tuple[Catalogue | None, tuple[Problem, ...], Texts]:
    try:
        loaded = load(content, today)
    except ContentError as error:
        return None, error.problems, error.texts
    return loaded.catalogue, loaded.warnings, loaded.catalogue.texts


def _changes(content: Path, catalogue: Catalogue | None, today: date) -> Iterator[str]:
    """Compare with the last commit; say nothing where either cannot be read."""
    if catalogue is None:
        return
    with committed(content) as folder:
        before = _read(folder, today)[0] if folder else None
        if before:
            yield from changes(before, catalogue, today)


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
