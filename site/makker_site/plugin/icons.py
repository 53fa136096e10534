"""`:material-phone:` in a page's Markdown becomes that icon's drawing.

Material's own extension reads the names of its 12,000 icons first; this reads the one drawing.
"""

from functools import cache
from re import Match

from markdown import Markdown  # type: ignore[import-untyped]
from markdown.extensions import Extension  # type: ignore[import-untyped]
from markdown.inlinepatterns import InlineProcessor  # type: ignore[import-untyped]

from makker.content.icons import NAMED, SET, find_icon

_BEFORE_EMPHASIS = 75
"""After code, links and escapes, which may have colons of their own."""


_OPENED = '<svg class="mk-icon" aria-hidden="true" width="24" height="24"'


class Icons(Extension):  # type: ignore[misc]
    """Knows icons by name."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        """Look for icons in the words."""
        md.inlinePatterns.register(_IconProcessor(NAMED.pattern, md), "icons", _BEFORE_EMPHASIS)


class _IconProcessor(InlineProcessor):  # type: ignore[misc]
    def handleMatch(  # noqa: N802 - the library's name
        self, m: Match[str], data: str
    ) -> tuple[str | None, int | None, int | None]:
        """Put the drawing in the place of its name; other names stay as typed."""
        del data
        drawing = _drawing(m[2]) if m[1] == SET else None
        if drawing is None:
            return None, None, None
        return self.md.htmlStash.store(drawing), m.start(), m.end()


@cache
def _drawing(name: str) -> str | None:
    """Give an icon as part of a page; it says nothing to those who hear the page."""
    file = find_icon(name)
    if file is None:
        return None
    drawing = file.read_text(encoding="utf-8").strip()
    return drawing.replace('<svg xmlns="http://www.w3.org/2000/svg"', _OPENED, 1)


def makeExtension(**settings: object) -> Icons:  # noqa: N802 - the name Markdown looks for
    """Give the extension."""
    return Icons(**settings)
