"""Every cell of a table knows its column's name, so that a narrow screen can show it beside it."""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown  # type: ignore[import-untyped]
from markdown.extensions import Extension  # type: ignore[import-untyped]
from markdown.treeprocessors import Treeprocessor  # type: ignore[import-untyped]

_AFTER_WORDS = 5
"""When what stands in the cells has been read: emphasis, links, icons."""
_KEPT_FOR_LATER = re.compile("\u0002.*?\u0003")
"""What Markdown puts in the place of HTML until the end."""


class NamedCells(Extension):  # type: ignore[misc]
    """Names the cells."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        """Look at the tables when they have their words."""
        md.treeprocessors.register(_CellNamer(md), "named-cells", _AFTER_WORDS)


class _CellNamer(Treeprocessor):  # type: ignore[misc]
    def run(self, root: Element) -> None:
        for table in root.iter("table"):
            names = [_said(head) for head in table.iterfind("thead/tr/th")]
            for row in table.iterfind("tbody/tr"):
                for name, cell in zip(names, row, strict=False):
                    cell.set("data-name", name)


def _said(head: Element) -> str:
    return _KEPT_FOR_LATER.sub("", "".join(head.itertext())).strip()


def makeExtension(**settings: object) -> NamedCells:  # noqa: N802 - the name Markdown looks for
    """Give the extension."""
    return NamedCells(**settings)
