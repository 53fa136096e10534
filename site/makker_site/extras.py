"""What the site has beside its pages: calendars, pictures, and word to search engines."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from html import escape
from pathlib import Path

from makker import rendering
from makker.domain.catalogue import Catalogue
from makker.domain.meeting import Meeting
from makker.domain.texts import Texts
from makker.rendering.assets import Asset

THEME = Path(__file__).parents[1] / "theme"
"""The template library, beside this package."""

_ROBOTS = """\
User-agent: *
Disallow: /send/
Disallow: /personale/
Disallow: /min-henvendelse/
Sitemap: {site_url}/sitemap.xml
"""


def extra_files(
    catalogue: Catalogue, assets: Iterable[Asset], site_url: str, *, kept: Path
) -> Iterator[tuple[str, str | bytes]]:
    """Give path and content of every file that is no page.

    Calendars written before are taken from the folder *kept*.
    """
    site_url = site_url.rstrip("/")
    for asset in assets:
        yield asset.url.lstrip("/"), asset.text
    for picture in sorted((THEME / "assets").iterdir()):
        yield f"assets/{picture.name}", picture.read_bytes()
    yield "robots.txt", _ROBOTS.format(site_url=site_url)
    yield "infomoeder.ics", _calendar(catalogue.meetings, site_url, catalogue.texts, kept)
    for meeting in catalogue.meetings:
        path = f"{meeting.path.strip('/')}.ics"
        yield path, _calendar([meeting], site_url, catalogue.texts, kept)


def _calendar(meetings: Sequence[Meeting], site_url: str, texts: Texts, folder: Path) -> bytes:
    """Give a calendar file; write it only when one of its meetings has changed."""
    said = [texts.get(name) for name in ("moeder.kalender", "moeder.kalender_mere")]
    rows = [(one.id, one.start, one.end, one.updated, one.version) for one in meetings]
    places = [(one.place, one.plan) for one in meetings]
    digest = hashlib.sha256(repr((_how(), site_url, said, rows, places)).encode()).hexdigest()
    kept = folder / f"{digest}.ics"
    if not kept.exists():
        # Importing the calendar library takes as long as drawing a hundred pages.
        from makker.rendering.calendar import write_calendar  # noqa: PLC0415

        folder.mkdir(parents=True, exist_ok=True)
        fresh = kept.with_suffix(f".{os.getpid()}")
        fresh.write_bytes(write_calendar(meetings, site_url, texts))
        fresh.replace(kept)
    return kept.read_bytes()


@cache
def _how() -> str:
    """Give the code that writes calendars: when it changes, every file is written anew."""
    return Path(rendering.__path__[0], "calendar.py").read_text(encoding="utf-8")


def write_sitemap(urls: Iterable[str]) -> str:
    """Give the list of the pages that search engines may show."""
    lines = "".join(f"<url><loc>{escape(url)}</loc></url>\n" for url in sorted(urls))
    namespace = "http://www.sitemaps.org/schemas/sitemap/0.9"
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return f'{head}<urlset xmlns="{namespace}">\n{lines}</urlset>\n'
