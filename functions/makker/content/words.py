"""The words of a page, its Markdown: the pictures and icons in it, and the pages it leads to."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from posixpath import dirname, join, normpath
from typing import NamedTuple
from urllib.parse import unquote

from makker.content.entries import PLACEHOLDER, Source
from makker.content.icons import NAMED, is_icon
from makker.content.problems import Kind

PICTURES = frozenset({".svg", ".png", ".jpg", ".jpeg", ".webp"})
"""How the names of files end that pages can show."""

# Code, and notes among editors: what stands there is not shown as Markdown.
_NOT_SHOWN = re.compile(
    r"^(?P<fence>`{3,}|~{3,})[^\n]*\n.*?^(?P=fence)[ ]*$"
    r"|(?<![`\\])(?P<ticks>`+)(?!`)(?:(?!\n[ ]*\n).)+?(?<!`)(?P=ticks)(?!`)"
    r"|<!--.*?-->",
    re.MULTILINE | re.DOTALL,
)
_MARKS_IT = ("`", "~~~", "<!--")
"""Most pages have none of these, and need not be looked through for the rest."""
_WORDS = r"\[(?P<words>(?:[^\[\]]|\[[^\[\]]*\](?:\([^)\n]*\))?)*)\]"
_TARGET = r"\(\s*<?(?P<target>[^)>\n]*?)>?(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
_PICTURE = re.compile(rf"(?<!\\)(?:\\\\)*!{_WORDS}(?:{_TARGET}|[ ]?\[[^\]\n]*\])")
_LINK = re.compile(rf"(?<![\\!]){_WORDS}{_TARGET}")
_DEFINED = re.compile(r"^[ ]{0,3}\[[^\]\n]+\]:[ ]*<?(?P<target>[^\s>]+)", re.MULTILINE)
_HTML = re.compile(r"<img\b(?P<attributes>[^>]*)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"(?<![\w-])(alt|src)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE
)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#|\?", re.IGNORECASE)


class _Fault(NamedTuple):
    """What is wrong, and with what."""

    at: int
    """How far into the text."""
    kind: Kind
    value: str


def check_words(root: Path, source: Source, there: Collection[str]) -> None:
    """Report pictures, icons and pages that are not there, and what is still to be said.

    *there* is what pages can show and lead to, as paths below the content folder *root*.
    """
    try:
        whole = (root / source.name).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        return  # which was said when its front matter was read
    facts, end, text = whole.partition("\n---\n")
    if any(mark in text for mark in _MARKS_IT):
        text = _NOT_SHOWN.sub(lambda match: re.sub(r"\S", " ", match[0]), text)
    page, first_line = _Page(dirname(source.name), there), (facts + end).count("\n") + 1
    for fault in (*page.pictures(text), *_icons(text), *page.links(text), *_open(text)):
        line = text.count("\n", 0, fault.at) + first_line
        source.report(fault.kind, line=line, vaerdi=fault.value)


@dataclass(frozen=True, slots=True)
class _Page:
    """The folder a page is in, for what it names is found from there, and what there is."""

    folder: str
    there: Collection[str]

    def pictures(self, text: str) -> Iterator[_Fault]:
        for match in _PICTURE.finditer(text):
            target = match["target"]
            if not match["words"].strip():
                yield _Fault(match.start(), Kind.NO_DESCRIPTION, target or match[0])
            if target is not None:
                yield from self._picture(match.start(), target)
        for match in _HTML.finditer(text):
            said = {name.lower(): "".join(value) for name, *value in _ATTRIBUTE.findall(match[1])}
            target = said.get("src", "")
            if not said.get("alt", "").strip():
                yield _Fault(match.start(), Kind.NO_DESCRIPTION, target)
            # MkDocs leaves HTML as it is, so only an address from the top leads anywhere.
            if target.startswith("/"):
                yield from self._picture(match.start(), target)
            else:
                yield _Fault(match.start(), Kind.NO_PICTURE, target)

    def links(self, text: str) -> Iterator[_Fault]:
        for match in (*_LINK.finditer(text), *_DEFINED.finditer(text)):
            target = match["target"]
            kind = _suffix(target)
            if kind in PICTURES:
                yield from self._picture(match.start(), target)
            elif kind in {"", ".md"} and not _ELSEWHERE.match(target) and not self._has(target):
                yield _Fault(match.start(), Kind.NO_PAGE, target)

    def _picture(self, at: int, target: str) -> Iterator[_Fault]:
        if not self._has(target):
            yield _Fault(at, Kind.NO_PICTURE, target)
        elif _suffix(target) not in PICTURES:
            yield _Fault(at, Kind.NOT_A_PICTURE, target)

    def _has(self, target: str) -> bool:
        return normpath(join("/", self.folder, _path(target))).lstrip("/") in self.there


def _open(text: str) -> Iterator[_Fault]:
    """Give the places that an owner is still to fill in."""
    for match in PLACEHOLDER.finditer(text):
        yield _Fault(match.start(), Kind.PLACEHOLDER, match[0])


def _path(target: str) -> str:
    return unquote(re.split(r"[?#]", target, maxsplit=1)[0])


def _suffix(target: str) -> str:
    return PurePosixPath(_path(target)).suffix.lower()


def _icons(text: str) -> Iterator[_Fault]:
    for match in NAMED.finditer(text):
        if not is_icon(match[1], match[2]):
            yield _Fault(match.start(), Kind.NO_ICON, match[0])
