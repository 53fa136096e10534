"""Build the site beside the one that is served, and swap them when it is whole."""

import logging
import os
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError, PluginError

from makker.domain.errors import MakkerError
from makker_site.plugin.guard import refuse_sources

PROJECT = Path(__file__).parents[3]
"""The folder with `mkdocs.yml`."""


class BuildError(MakkerError):
    """The site could not be built; what was built before is untouched."""


@dataclass(frozen=True, slots=True)
class Built:
    """What was built."""

    folder: Path
    pages: int


def build_site(content: Path, output: Path, today: date) -> Built:
    """Build *content* as it is on the day *today* into *output*.

    Whoever is served from *output* meanwhile sees the old site, then the new one.

    Raises:
        BuildError: MkDocs could not do it; its own words say why.
    """
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's banner, for its own users
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    fresh, old = _beside(output, "new"), _beside(output, "old")
    try:
        refuse_sources(output, content)
        config = load_config(
            str(PROJECT / "mkdocs.yml"), docs_dir=str(content.resolve()), site_dir=str(fresh)
        )
        config.plugins["makker"].config["today"] = today.isoformat()
        build(config)
    except (Abort, ConfigurationError, PluginError) as error:
        shutil.rmtree(fresh, ignore_errors=True)
        raise BuildError(str(error)) from error
    if output.exists():
        output.rename(old)
    fresh.rename(output)
    shutil.rmtree(old, ignore_errors=True)
    return Built(output, sum(1 for _ in output.rglob("*.html")))


def _beside(output: Path, name: str) -> Path:
    """Give a folder on the same disk, so that it can be swapped, and of this process alone."""
    return output.with_name(f".{output.name}.{os.getpid()}.{name}")
