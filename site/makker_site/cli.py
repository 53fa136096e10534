"""The command `makker`: which commands there are, and what a person sees when one fails."""

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence

from makker.domain.errors import MakkerError
from makker_site.commands import build, check, print_, records, screen, serve

Command = Callable[[argparse.Namespace, Mapping[str, str]], int]

COMMANDS: Mapping[str, tuple[Callable[[argparse.ArgumentParser], None], Command, str]] = {
    "serve": (serve.options, serve.run, "build the site, then serve it and its forms"),
    "build": (build.options, build.run, "build the site"),
    "check": (check.options, check.run, "say what is wrong with the content"),
    "print": (print_.options, print_.run, "posters and leaflets as PDF"),
    "screen": (screen.options, screen.run, "verdicts for answers, a JSON line each"),
    "records": (records.options, records.run, "list, show or erase what people have sent"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Exit status: 0 well, 1 an expected failure, 2 wrong usage."""
    options = _parser().parse_args(arguments)
    environment = {**os.environ, **_overrides(options)}
    try:
        return int(options.run(options, environment))
    except MakkerError as error:
        print(error, file=sys.stderr)  # noqa: T201 - the one place that tells of failures
        return 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="makker", description="Recruitment for peer support.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, (add_options, run, summary) in COMMANDS.items():
        command = commands.add_parser(name, help=summary, description=summary)
        command.set_defaults(run=run)
        add_options(command)
    return parser


def _overrides(options: argparse.Namespace) -> dict[str, str]:
    """Give what the options say in the names of the environment, which they win over."""
    names = {"data": "DATA", "today": "TODAY", "content": "MAKKER_CONTENT"}
    given = {names[option]: value for option, value in vars(options).items() if option in names}
    return {name: str(value) for name, value in given.items() if value is not None}
