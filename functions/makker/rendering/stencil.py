"""Pages that are the same for many visitors but for a word or two: drawn once, then filled in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import escape

_PLACE = re.compile("\ue000([a-z]+)\ue001")
"""Between characters of no alphabet: nobody's words hold them, and escaping lets them be."""


def place(name: str) -> str:
    """Give what stands for a visitor's own word while the page is drawn."""
    return f"\ue000{name}\ue001"


@dataclass(frozen=True, slots=True)
class Stencil:
    """A page with places in it."""

    pieces: tuple[str, ...]
    """Text and the name of a place in turn; a text is first and last."""

    @classmethod
    def of(cls, html: str) -> "Stencil":
        """Cut a page at its places."""
        return cls(tuple(_PLACE.split(html)))

    def fill(self, words: Mapping[str, str]) -> str:
        """Give the page with *words* in its places, escaped as Jinja would."""
        pieces = list(self.pieces)
        pieces[1::2] = [escape(words[name]) for name in pieces[1::2]]
        return "".join(pieces)
