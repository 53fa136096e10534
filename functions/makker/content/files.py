"""Content files opened: YAML, and the front matter of Markdown."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

from makker.content.entries import Entry, Source
from makker.content.problems import Kind, Problem

# The parser in C reads the same and is ten times faster; not every machine has it.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(root: Path, name: str, problems: list[Problem]) -> Iterator[Entry]:
    """Give the one entry of a YAML file; none, and a problem, when it cannot be read."""
    source = Source(name, problems)
    text = _text(root / name, source)
    if text is not None:
        yield from _compose(text, source)


def read_front_matter(root: Path, name: str, problems: list[Problem]) -> Iterator[Entry]:
    """Give the one entry of a Markdown file's front matter; none, and a problem, without."""
    source = Source(name, problems, first_line=2)
    text = _text(root / name, source)
    if text is None:
        return
    top, _, rest = text.partition("---\n")
    matter, end, _ = rest.partition("\n---")
    if top or not end:
        source.report(Kind.NO_FRONT_MATTER)
        return
    yield from _compose(matter, source)


def _text(path: Path, source: Source) -> str | None:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        source.report(Kind.NO_FILE)
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        source.report(Kind.UNREADABLE, line=line, fejl="UTF-8")
    return None


def _compose(text: str, source: Source) -> Iterable[Entry]:
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = mark.line + source.first_line if mark else 1
        source.report(Kind.UNREADABLE, line=line, fejl=error.problem or "YAML")
        return
    except yaml.YAMLError as error:
        source.report(Kind.UNREADABLE, fejl=type(error).__name__)
        return
    if node is None:
        source.report(Kind.EMPTY)
        return
    yield Entry(source, node)
