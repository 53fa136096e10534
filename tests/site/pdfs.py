"""Printed matter read back: its words, where they stand, and what a screen reader is given."""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from itertools import combinations, groupby
from pathlib import Path
from typing import Any

import pypdf

EDGE = 7
"""Millimetres of the paper that no printer is sure to reach."""
MONO = "DejaVu-Sans-Mono"
"""The type of the ids on forms."""


def flat(text: str) -> str:
    return " ".join(text.split())


def text_of(file: Path) -> str:
    return flat(" ".join(page.extract_text() for page in pypdf.PdfReader(file).pages))


def text_in(file: Path, page: int, part: tuple[int, int, int, int]) -> str:
    """Give what stands in a part of a page: left, top, width and height in millimetres."""
    points = (str(round(one * 72 / 25.4)) for one in part)
    options = [word for pair in zip(("-x", "-y", "-W", "-H"), points, strict=True) for word in pair]
    command = ["pdftotext", "-f", str(page), "-l", str(page), *options, str(file), "-"]
    return flat(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def code_in(file: Path, page: int, folder: Path) -> str:
    """Give what a telephone's camera reads on a page."""
    picture = folder / "page"
    draw = ["pdftoppm", "-r", "150", "-gray", "-png", "-singlefile", "-f", str(page)]
    subprocess.run([*draw, str(file), str(picture)], check=True)
    read = ["zbarimg", "--quiet", "--raw", f"{picture}.png"]
    return subprocess.run(read, capture_output=True, text=True, check=True).stdout.strip()


@dataclass(frozen=True)
class Word:
    """A word and its box in millimetres, from the page's upper left corner."""

    text: str
    page: int
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    def overlaps(self, other: "Word") -> bool:
        """Whether the letters of one stand on those of the other: boxes are higher than letters."""
        aside = self.right <= other.left + 0.1 or other.right <= self.left + 0.1
        return not aside and abs(self.middle - other.middle) < (self.bottom - self.top) / 2


def words_of(file: Path) -> list[Word]:
    """Give every word with its place."""
    command = ["pdftotext", "-bbox", str(file), "-"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [
        Word(unescape(match["text"]), number, *(_millimetres(match[side]) for side in _SIDES))
        for number, page in enumerate(said.split("<page ")[1:], start=1)
        for match in _WORD.finditer(page)
    ]


def _millimetres(points: str) -> float:
    return float(points) * 25.4 / 72


_SIDES = ("xMin", "yMin", "xMax", "yMax")
_WORD = re.compile(
    "<word" + "".join(rf' {side}="(?P<{side}>[^"]*)"' for side in _SIDES) + ">(?P<text>[^<]*)<"
)


def misplaced(file: Path) -> list[str]:
    """Give what no printer is sure to reach, and what stands on something else, on A4."""
    words = words_of(file)
    assert words
    outside = [
        f"{one.text!r} is at the edge of page {one.page}"
        for one in words
        if min(one.left, one.top, 210 - one.right, 297 - one.bottom) < EDGE
    ]
    pairs = ((one, other) for one, other in combinations(words, 2) if one.page == other.page)
    covered = [f"{one.text!r} is on {other.text!r}" for one, other in pairs if one.overlaps(other)]
    return outside + covered


def typed_in(file: Path, font: str) -> list[list[str]]:
    """Give what is set in a type, page by page, in the order it is read."""
    pages = []
    for page in pypdf.PdfReader(file).pages:
        runs: list[tuple[bool, str]] = []

        def see(text: str, _: Any, __: Any, face: Any, ___: Any, runs: Any = runs) -> None:  # noqa: ANN401
            runs.append((font in str((face or {}).get("/BaseFont")), text))

        page.extract_text(visitor_text=see)
        parts = [
            "".join(text for _, text in some)
            for ours, some in groupby(runs, lambda one: one[0])
            if ours
        ]
        pages.append([word for part in parts for word in part.split()])
    return pages


def elements(element: Any) -> Iterator[Any]:  # noqa: ANN401 - as pypdf gives them
    """Give every element of the structure, in the order it is read aloud."""
    kids = element["/K"].get_object()
    for kid in kids if isinstance(kids, list) else [kids]:
        one = kid.get_object()
        if isinstance(one, dict) and "/S" in one:
            yield one
            yield from elements(one)
