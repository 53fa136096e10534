"""MkDocs empties its output folder before it builds: make sure nothing of value is in it."""

import os
from pathlib import Path

from mkdocs.exceptions import PluginError

_SOURCES = (".py", ".md", ".yml", ".yaml", ".toml", ".db", ".eml", ".key")
_BUILT = ("sitemap.xml", "404.html")
"""Both lie at the top of every site that was built before."""


def refuse_sources(output: Path, content: Path) -> None:
    """Stop the build unless the output folder is new, empty, or an earlier build.

    Raises:
        PluginError: with the folder, before anything is removed.
    """
    output, content = output.resolve(), content.resolve()
    entangled = content.is_relative_to(output) or output.is_relative_to(content)
    if entangled or not (_is_empty(output) or _was_built(output)):
        message = f"site_dir {output} holds sources, and building would delete them"
        raise PluginError(message)


def _is_empty(folder: Path) -> bool:
    return not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))


def _was_built(folder: Path) -> bool:
    whole = all((folder / name).is_file() for name in _BUILT)
    names = (name for _, _, files in os.walk(folder) for name in files)
    return whole and not any(name.endswith(_SOURCES) for name in names)
