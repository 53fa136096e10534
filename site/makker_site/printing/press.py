"""From HTML to tagged PDF: the only part that knows WeasyPrint, which needs Pango."""

import contextlib
import hashlib
import io
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from itertools import count
from pathlib import Path
from typing import Any, Protocol

from makker.domain.errors import MakkerError


class PrintError(MakkerError):
    """Nothing can be printed: the machine lacks what it takes, or a text is too long."""


class Typeset(Protocol):
    """Gives the HTML of a sheet in a size of type, its pages imposed or each on its own."""

    def __call__(self, size: float, *, imposed: bool) -> str:
        """Give it."""
        ...


@dataclass(frozen=True, slots=True)
class Room:
    """How much paper there is, and how small the type may be."""

    pages: int
    """As a reader counts them; a leaflet has two on each side."""
    sizes: tuple[float, ...]
    """Sizes of type in points, the largest first."""
    grows: bool = False
    """Whether what does not fit in the smallest type takes another page."""


def press(typeset: Typeset, room: Room, name: str) -> bytes:
    """Print on as few pages as there may be, in the largest type in which none runs over.

    Raises:
        PrintError: with *name*, when there is none, or when nothing can be printed here.
    """
    lay_out = cache(_lay_out)  # a size is tried again when there may be more pages

    def pages(size: float) -> int:
        # Each page on its own: what runs over makes one more, and can be counted.
        return len(lay_out(typeset(size, imposed=False)).pages)

    for most in count(room.pages):
        first = bisect_left(room.sizes, x=True, key=lambda size: pages(size) <= most)
        if first < len(room.sizes):
            break
        if not room.grows:
            message = f"{name}: the texts are too long for the paper"
            raise PrintError(message)
    document = lay_out(typeset(room.sizes[first], imposed=True))
    return bytes(document.write_pdf(pdf_identifier=digest(typeset, room)[:32].encode(), **_TAGGED))


_TAGGED = {"pdf_variant": "pdf/ua-1"}


def _lay_out(html: str) -> Any:  # noqa: ANN401 - WeasyPrint has no types
    weasyprint = _weasyprint()
    fetcher = weasyprint.urls.URLFetcher(allowed_protocols=["data"])
    return weasyprint.HTML(string=html, url_fetcher=fetcher).render(**_TAGGED)


def _weasyprint() -> Any:  # noqa: ANN401
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            import weasyprint  # type: ignore[import-untyped]  # noqa: PLC0415
    except (ImportError, OSError) as error:
        message = (
            "printing needs Pango: run site/install-libraries.sh, or install libpango-1.0-0, "
            f"libpangoft2-1.0-0, libharfbuzz-subset0 and fonts-dejavu-core ({error})"
        )
        raise PrintError(message) from error
    return weasyprint


def digest(typeset: Typeset, room: Room) -> str:
    """Name a print by all that shapes it: its pages, the room they have, and how they are set."""
    pages = (typeset(room.sizes[0], imposed=imposed) for imposed in (False, True))
    how = Path(__file__).read_text(encoding="utf-8")
    parts = (*pages, repr(room), how, version("weasyprint"))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
