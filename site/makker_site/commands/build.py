"""`makker build`: the static site, with posters and leaflets."""

import argparse
from collections.abc import Mapping
from pathlib import Path

from makker.bootstrap import today_of
from makker.content.load import load
from makker.settings import Settings
from makker_site.plugin.build import build_site
from makker_site.printing import PrintError, print_all

OUTPUT = Path("build/public")
"""Where the site is built, below the folder the command is given in."""


def options(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument("--out", type=Path, default=OUTPUT, help="where to (default: build/public)")


def run(options: argparse.Namespace, environment: Mapping[str, str]) -> int:
    """Build, and say how much."""
    settings = Settings.read(environment)
    today = today_of(settings)
    loaded = load(settings.content, today)
    output = options.out.resolve()
    built = build_site(settings.content, output, today, site_url=settings.site_url)
    say = loaded.catalogue.texts.get
    try:
        print_all(loaded.catalogue, settings.theme, settings.site_url, built.folder, today=today)
    except PrintError as error:
        print(say("kommandoer.ikke_trykt"), error, sep="\n")
    print(say("kommandoer.bygget", mappe=str(built.folder), antal=str(built.pages)))
    if loaded.warnings:
        print(say("kommandoer.advarsler", antal=str(len(loaded.warnings))))
    return 0
