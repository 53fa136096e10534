"""Build the site beside the one that is served; put it in its place when it is whole."""

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
from makker_site.project import PROJECT


class BuildError(MakkerError):
    """The site could not be built; what was built before is untouched."""


@dataclass(frozen=True, slots=True)
class Built:
    """What was built."""

    folder: Path
    pages: int


def build_site(content: Path, output: Path, today: date, *, site_url: str = "") -> Built:
    """Build *content* as it is on the day *today* into *output*.

    *site_url* is where visitors find the site; empty is what `mkdocs.yml` says.

    Whoever reads *output* meanwhile sees the old site, then the new one, page by page.

    Raises:
        BuildError: MkDocs could not do it; its own words say why.
    """
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's banner, for its own users
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    # On the same disk, so that files can be moved; of this process alone.
    fresh = output.with_name(f".{output.name}.{os.getpid()}")
    try:
        refuse_sources(output, content)
        config = load_config(
            str(PROJECT / "mkdocs.yml"), docs_dir=str(content.resolve()), site_dir=str(fresh)
        )
        config.site_url = site_url or config.site_url
        config.plugins["makker"].config["today"] = today.isoformat()
        build(config)
        _move(fresh, output)
    except (Abort, ConfigurationError, PluginError) as error:
        raise BuildError(str(error)) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return Built(output, sum(1 for _ in output.rglob("*.html")))


def _move(fresh: Path, output: Path) -> None:
    """Put every file in its place, each in one step, and take away what is no more."""
    new = {file.relative_to(fresh) for file in fresh.rglob("*") if file.is_file()}
    # Styles before the pages that ask for them.
    for name in sorted(new, key=lambda name: (name.suffix == ".html", name)):
        (output / name).parent.mkdir(parents=True, exist_ok=True)
        (fresh / name).replace(output / name)
    for path in sorted(output.rglob("*"), reverse=True):
        if path.suffix == ".pdf" and (fresh / path.parent.relative_to(output)).is_dir():
            continue  # printed beside the page, and printed anew when that has changed
        if path.is_file() and path.relative_to(output) not in new:
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()
