"""`makker bundle`: the artefact for Lambda."""

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from makker.bootstrap import today_of
from makker.content.load import Loaded, load
from makker.content.problems import Kind
from makker.settings import Settings
from makker_site.packing import Target, pack

OUTPUT = Path("build/bundle")
"""Where it is written, below the folder the command is given in."""


def options(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument("--out", type=Path, default=OUTPUT, help="where to (default: build/bundle)")
    parser.add_argument(
        "--machine",
        choices=("arm64", "x86_64"),
        default="arm64",
        help="the processor it is for (default: arm64)",
    )
    how_to_pack(parser)


def how_to_pack(parser: argparse.ArgumentParser) -> None:
    """Add the options that are the same wherever something is packed."""
    parser.add_argument("--python", default="3.13", help="the Python it is for (default: 3.13)")
    parser.add_argument(
        "--unfinished",
        action="store_true",
        help="for a trial: even while the content has places that are to be filled in",
    )


def run(options: argparse.Namespace, environment: Mapping[str, str]) -> int:
    """Pack, and say how large it is. Nothing is packed that must not be shown to anyone yet."""
    settings = Settings.read(environment)
    loaded = load(settings.content, today_of(settings))
    say = loaded.catalogue.texts.get
    left = unfinished(loaded)
    if left and not options.unfinished:
        print(say("pakke.ikke_udfyldt"), *left, sep="\n", file=sys.stderr)
        return 1
    target = Target(options.machine, options.python)
    packed = pack(settings.content, settings.theme, options.out.resolve(), target)
    size = f"{packed.bytes / 1_000_000:.1f}".replace(".", ",")
    print(say("pakke.pakket", fil=str(packed.archive), antal=str(packed.files), stoerrelse=size))
    return 0


def unfinished(loaded: Loaded) -> list[str]:
    """Give what the owner has still to fill in, a sentence each."""
    texts = loaded.catalogue.texts
    return [one.sentence(texts) for one in loaded.warnings if one.kind is Kind.PLACEHOLDER]
