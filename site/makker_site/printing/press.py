"""From HTML to tagged PDF: the only part that knows WeasyPrint, which needs Pango."""

import contextlib
import hashlib
import io
from bisect import bisect_left
from importlib.metadata import version
from typing import Any, Protocol

from makker.domain.errors import MakkerError

_SIZES = tuple(quarter / 4 for quarter in range(54, 33, -1))
"""Sizes of type in points, 13.5 to 8.5: the first that fits is taken."""


class PrintError(MakkerError):
    """Nothing can be printed: the machine lacks what it takes, or a text is too long."""


class Typeset(Protocol):
    """Gives the HTML of a sheet in a size of type, its pages imposed or each on its own."""

    def __call__(self, size: float, *, imposed: bool) -> str:
        """Give it."""
        ...


def press(typeset: Typeset, pages: int, name: str) -> bytes:
    """Print in the largest type in which no page runs over.

    Raises:
        PrintError: with *name*, when there is none, or when nothing can be printed here.
    """

    def fits(size: float) -> bool:
        # Each page on its own: what runs over makes one more, and can be counted.
        return len(_lay_out(typeset(size, imposed=False)).pages) == pages

    first = bisect_left(_SIZES, x=True, key=fits)
    if first == len(_SIZES):
        message = f"{name}: the texts are too long for the paper"
        raise PrintError(message)
    document = _lay_out(typeset(_SIZES[first], imposed=True))
    return bytes(document.write_pdf(pdf_identifier=digest(typeset)[:32].encode(), **_TAGGED))


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


def digest(typeset: Typeset) -> str:
    """Name a print by all that shapes it: its pages, the sizes tried, and who sets it."""
    pages = (typeset(_SIZES[0], imposed=imposed) for imposed in (False, True))
    parts = (*pages, str(_SIZES), version("weasyprint"))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
