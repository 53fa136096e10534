"""The words of every page, for a search that runs in the visitor's own browser."""

import html
import json
import re
from dataclasses import dataclass, field

from makker.rendering.frame import Frame

INDEX_URL = "/assets/soeg.json"
"""Where the browser fetches the index, once someone types."""

_MAIN = re.compile(r"<main.*?>(.*)</main>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"[a-z0-9]{2,}")
_FOLDED = {"æ": "ae", "ø": "oe", "å": "aa", "é": "e", "ü": "u"}


@dataclass(slots=True)
class SearchIndex:
    """The pages in the order they are drawn, and which words stand on which."""

    _pages: list[tuple[str, str, str]] = field(default_factory=list)
    _places: dict[str, list[int]] = field(default_factory=dict)

    def add(self, frame: Frame, page: str) -> None:
        """Take in a page's whole HTML."""
        number = len(self._pages)
        self._pages.append((frame.path, frame.title, frame.description))
        for word in sorted(words(_text(page))):
            self._places.setdefault(word, []).append(number)

    def json(self) -> str:
        """Give the index as the browser reads it."""
        index = {"sider": self._pages, "ord": dict(sorted(self._places.items()))}
        return json.dumps(index, ensure_ascii=False, separators=(",", ":"))


def words(text: str) -> set[str]:
    """Give the words of a text in lower case, with ae, oe and aa for æ, ø and å."""
    text = text.lower()
    for letter, folded in _FOLDED.items():
        text = text.replace(letter, folded)
    return set(_WORD.findall(text))


def _text(page: str) -> str:
    main = _MAIN.search(page)
    return html.unescape(_TAG.sub(" ", main[1])) if main else ""
