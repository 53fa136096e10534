"""`makker print`: a poster and a leaflet of every programme, as PDF."""

import argparse
from collections.abc import Mapping
from pathlib import Path

from makker.bootstrap import today_of
from makker.content.load import load
from makker.settings import Settings
from makker_site.printing import print_all

OUTPUT = Path("build/print")
"""Where to, below the folder the command is given in: not the site, which is built whole."""


def options(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument("--out", type=Path, default=OUTPUT, help="where to (default: build/print)")


def run(options: argparse.Namespace, environment: Mapping[str, str]) -> int:
    """Print, and say how much."""
    settings = Settings.read(environment)
    today = today_of(settings)
    catalogue = load(settings.content, today).catalogue
    written = print_all(catalogue, settings.theme, settings.site_url, options.out, today=today)
    number = str(len(written))
    print(catalogue.texts.get("tryk.skrevet", antal=number, mappe=str(options.out)))
    return 0
