"""The command `makker`: which commands there are, and what a person sees when one fails."""

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from makker.domain.errors import MakkerError
from makker_site.commands import (
    aws,
    backup,
    bring_back,
    build,
    bundle,
    check,
    deploy,
    destroy,
    export,
    keys,
    letters,
    print_,
    records,
    restore,
    retention,
    rollback,
    screen,
    serve,
    statistics,
)


def _nothing(parser: argparse.ArgumentParser) -> None:
    """Add no options of its own."""
    del parser


@dataclass(frozen=True, slots=True)
class Command:
    """One command: what it does, what it takes, and which of the common options it heeds."""

    run: Callable[[argparse.Namespace, Mapping[str, str]], int]
    summary: str
    common: tuple[str, ...]
    options: Callable[[argparse.ArgumentParser], None] = _nothing


@dataclass(frozen=True, slots=True)
class Group:
    """Commands that begin with the same word."""

    summary: str
    commands: Mapping[str, Command]


_COMMON = {
    "content": ("MAKKER_CONTENT", "DIR", "the content folder (default: content)"),
    "today": ("TODAY", "YYYY-MM-DD", "believe that it is this day"),
    "data": ("DATA", "DIR", "the data folder (default: var)"),
}
"""Options that mean the same everywhere: the setting each wins over, and what it takes."""
_WORDS = ("content", "today")
_STORE = ("content", "today", "data")

COMMANDS: Mapping[str, Command | Group] = {
    "serve": Command(
        serve.run, "build the site, then serve it and its forms", _STORE, serve.options
    ),
    "build": Command(build.run, "build the site", _WORDS, build.options),
    "check": Command(check.run, "say what is wrong with the content", _WORDS, check.options),
    "print": Command(print_.run, "posters and leaflets as PDF", _WORDS, print_.options),
    "screen": Command(screen.run, "verdicts for answers, a JSON line each", _WORDS, screen.options),
    "records": Group(
        "what people have sent",
        {
            "list": Command(
                records.list_, "every record, without contact data", _STORE, records.list_options
            ),
            "show": Command(
                records.show,
                "one record whole, and who has read or changed it",
                _STORE,
                records.show_options,
            ),
            "accept": Command(
                records.accept,
                "take a suspected record for real, and tell staff of it",
                _STORE,
                records.reference,
            ),
            "erase": Command(
                records.erase, "remove a record and its letters", _STORE, records.reference
            ),
            "export": Command(
                export.run, "everything held about one person, as JSON", _STORE, export.options
            ),
        },
    ),
    "letters": Group(
        "the letters that wait, or were given up",
        {
            "list": Command(
                letters.list_, "how each has gone so far", _STORE, letters.list_options
            ),
            "show": Command(letters.show, "one letter whole", _STORE, letters.letter),
            "retry": Command(letters.retry, "try one anew, now", _STORE, letters.letter),
        },
    ),
    "retention": Command(
        retention.run, "erase what is over, and say why", _STORE, retention.options
    ),
    "statistics": Command(
        statistics.run, "how much came, without small numbers", _STORE, statistics.options
    ),
    "bundle": Command(
        bundle.run, "the functions, ready for AWS, in one archive", _WORDS, bundle.options
    ),
    "backup": Command(
        backup.run, "copy the database, also while it is used", _STORE, backup.options
    ),
    "restore": Command(restore.run, "bring a copy back", _STORE, restore.options),
    "aws": Group(
        "the site on AWS",
        {
            "deploy": Command(deploy.run, "put what is here live", _WORDS, deploy.options),
            "releases": Command(rollback.list_, "what was live and is", _WORDS, aws.which),
            "rollback": Command(
                rollback.run, "put an earlier release live", _WORDS, rollback.options
            ),
            "bring-back": Command(
                bring_back.run,
                "what the table lost, from one that AWS restored",
                _WORDS,
                bring_back.options,
            ),
            "destroy": Command(
                destroy.run,
                "take a site away; what people sent stays",
                _WORDS,
                destroy.options,
            ),
        },
    ),
    "keys": Group(
        "the keys that records and letters are sealed with",
        {"rotate": Command(keys.rotate, "take a new one, and forget the old ones", _STORE)},
    ),
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
    for name, either in COMMANDS.items():
        one = commands.add_parser(name, help=either.summary, description=either.summary)
        if isinstance(either, Command):
            _furnish(one, either)
            continue
        actions = one.add_subparsers(required=True, metavar="ACTION")
        for action, command in either.commands.items():
            summary = command.summary
            _furnish(actions.add_parser(action, help=summary, description=summary), command)
    return parser


def _furnish(parser: argparse.ArgumentParser, command: Command) -> None:
    parser.set_defaults(run=command.run)
    command.options(parser)
    for name in command.common:
        _, metavar, help_ = _COMMON[name]
        parser.add_argument(f"--{name}", metavar=metavar, help=help_)


def _overrides(options: argparse.Namespace) -> dict[str, str]:
    """Give what the options say in the names of the environment, which they win over."""
    given = {setting: getattr(options, name, None) for name, (setting, *_) in _COMMON.items()}
    return {setting: str(value) for setting, value in given.items() if value is not None}
