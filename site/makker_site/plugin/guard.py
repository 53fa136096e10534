"""MkDocs empties its output folder before it builds: make sure nothing of value is in it."""

from pathlib import Path

from mkdocs.exceptions import PluginError

_SOURCES = frozenset({".py", ".md", ".yml", ".yaml", ".toml", ".db", ".eml", ".key"})


def refuse_sources(output: Path, content: Path) -> None:
    """Stop the build when the output folder is, holds or lies in something we would miss.

    Raises:
        PluginError: with the folder, before anything is removed.
    """
    output, content = output.resolve(), content.resolve()
    inside = content.is_relative_to(output) or output.is_relative_to(content)
    if inside or (output / ".git").exists() or _holds_sources(output):
        message = f"site_dir {output} holds sources, and building would delete them"
        raise PluginError(message)


def _holds_sources(folder: Path) -> bool:
    return any(path.suffix in _SOURCES for path in folder.rglob("*"))
