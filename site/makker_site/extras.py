"""What the site has beside its pages: calendars, pictures, and word to search engines."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from makker.domain.catalogue import Catalogue
from makker.rendering.assets import Asset
from makker.rendering.calendar import write_calendar

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
    catalogue: Catalogue, assets: Iterable[Asset], site_url: str
) -> Iterator[tuple[str, str | bytes]]:
    """Give path and content of every file that is no page."""
    site_url = site_url.rstrip("/")
    for asset in assets:
        yield asset.url.lstrip("/"), asset.text
    for picture in sorted((THEME / "assets").iterdir()):
        yield f"assets/{picture.name}", picture.read_bytes()
    yield "robots.txt", _ROBOTS.format(site_url=site_url)
    meetings, texts = catalogue.meetings, catalogue.texts
    yield "infomoeder.ics", write_calendar(meetings, site_url, texts)
    for meeting in meetings:
        path = f"{meeting.path.strip('/')}.ics"
        yield path, write_calendar([meeting], site_url, texts)


def write_sitemap(urls: Iterable[str]) -> str:
    """Give the list of the pages that search engines may show."""
    lines = "".join(f"<url><loc>{escape(url)}</loc></url>\n" for url in sorted(urls))
    namespace = "http://www.sitemaps.org/schemas/sitemap/0.9"
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return f'{head}<urlset xmlns="{namespace}">\n{lines}</urlset>\n'
