"""Posters and leaflets to hang and lay at the doctor's: A4 as tagged PDF, from the catalogue."""

import base64
import contextlib
import hashlib
import io
import os
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol

import segno
from jinja2 import Environment
from markupsafe import Markup

from makker.domain.catalogue import Catalogue
from makker.domain.danish import phone_pairs
from makker.domain.errors import MakkerError
from makker.domain.programme import Programme, Status
from makker.domain.texts import Texts
from makker.rendering.environment import make_environment

TABS = 10
"""How many strips can be torn off a poster."""
_SIZES = tuple(quarter / 4 for quarter in range(48, 33, -1))
"""Sizes of type in points, 12 to 8.5: the first that fits is taken."""


class PrintError(MakkerError):
    """Nothing can be printed: the machine lacks what it takes, or a text is too long."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One kind of printed matter."""

    file: str
    template: str
    title: str
    """The name of the text that names it."""
    pages: int
    """As a reader counts them; the leaflet has two on each side."""


POSTER = Sheet("plakat.pdf", "print/poster.html", "tryk.plakat", 1)
LEAFLET = Sheet("folder.pdf", "print/leaflet.html", "tryk.folder", 4)


@dataclass(frozen=True, slots=True)
class PrintView:
    """What the templates of printed matter show."""

    programme: Programme
    title: str
    url: str
    """The programme's page, with the site it is on."""
    address: str
    """The same as one types it."""
    code: Markup
    """The same for a telephone's camera."""
    words: tuple[str, ...]
    """What the hard words of the criteria mean."""
    colours: dict[str, str]
    pictures: dict[str, str]
    """The drawings as data addresses: as backgrounds they are decoration to every reader."""
    size: float
    imposed: bool
    """Whether the pages lie two by two, as they are folded, or each on its own."""


def poster(programme: Programme, catalogue: Catalogue, theme: Path, site_url: str) -> bytes:
    """Give the poster of a programme as PDF.

    Raises:
        PrintError: it cannot be printed here, or does not fit.
    """
    return _press(POSTER, _typeset(POSTER, programme, catalogue, theme, site_url))


def leaflet(programme: Programme, catalogue: Catalogue, theme: Path, site_url: str) -> bytes:
    """Give the leaflet of a programme as PDF: print on both sides, flip on the short edge, fold.

    Raises:
        PrintError: it cannot be printed here, or does not fit.
    """
    return _press(LEAFLET, _typeset(LEAFLET, programme, catalogue, theme, site_url))


def is_printed(programme: Programme) -> bool:
    """Say whether there is printed matter of the programme: not when it is closed for good."""
    return programme.status is not Status.CLOSED


def print_all(catalogue: Catalogue, theme: Path, site_url: str, output: Path) -> list[Path]:
    """Write the poster and the leaflet of every programme below *output*, at its page's path.

    What was printed before is taken from the folder `print-cache` beside *output*.

    Raises:
        PrintError: something cannot be printed here, or does not fit.
    """
    cache = output.resolve().with_name("print-cache")
    written = []
    for programme in filter(is_printed, catalogue.programmes.values()):
        for sheet in (POSTER, LEAFLET):
            typeset = _typeset(sheet, programme, catalogue, theme, site_url)
            kept = cache / f"{_digest(typeset(_SIZES[0], imposed=True))}.pdf"
            if not kept.exists():
                _write(kept, _press(sheet, typeset))
            target = output / programme.path.strip("/") / sheet.file
            _write(target, kept.read_bytes())
            written.append(target)
    return written


class Typeset(Protocol):
    """Gives the HTML of a sheet in a size of type, its pages imposed or each on its own."""

    def __call__(self, size: float, *, imposed: bool) -> str: ...


def _typeset(
    sheet: Sheet, programme: Programme, catalogue: Catalogue, theme: Path, site_url: str
) -> Typeset:
    texts = catalogue.texts
    environment = make_environment(theme, texts)
    template = environment.get_template(sheet.template)
    url = f"{site_url.rstrip('/')}{programme.path}"
    address = url.partition("://")[2].rstrip("/")
    colours = _colours(theme)
    pictures = dict(_pictures(theme, colours))
    pictures["tabs"] = _tabs(environment, texts, programme, colours)

    def typeset(size: float, *, imposed: bool) -> str:
        view = PrintView(
            programme=programme,
            title=texts.get(sheet.title, navn=programme.name),
            url=url,
            address=address,
            code=_code(url, texts.get("tryk.qr", adresse=address), colours["text"]),
            words=tuple(_words(programme, texts)),
            colours=colours,
            pictures=pictures,
            size=size,
            imposed=imposed,
        )
        return template.render(view=view)

    return typeset


def _press(sheet: Sheet, typeset: Typeset) -> bytes:
    """Print in the largest type in which no page runs over."""

    def fits(size: float) -> bool:
        # Each page on its own: what runs over makes one more, and can be counted.
        return len(_lay_out(typeset(size, imposed=False)).pages) == sheet.pages

    first = bisect_left(_SIZES, x=True, key=fits)
    if first == len(_SIZES):
        message = f"{sheet.file}: the texts of the programme are too long for the paper"
        raise PrintError(message)
    html = typeset(_SIZES[first], imposed=True)
    name = _digest(html)[:32].encode()
    return bytes(_lay_out(html).write_pdf(pdf_identifier=name, **_TAGGED))


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


def _digest(html: str) -> str:
    """Name a print by all that shapes it: its page, the sizes tried, and who sets it."""
    parts = (html, str(_SIZES), version("weasyprint"))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _write(file: Path, data: bytes) -> None:
    """Write the file whole, or not at all when it holds that already."""
    if file.exists() and file.read_bytes() == data:
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f".{file.name}.{os.getpid()}")
    fresh.write_bytes(data)
    fresh.replace(file)


def _words(programme: Programme, texts: Texts) -> Iterator[str]:
    criteria = [one.text for role in programme.roles.values() for one in role.criteria]
    shown = " ".join(" ".join(criteria).split()).casefold()
    prefix = "tryk.ord."
    for key in [name.removeprefix(prefix) for name in texts.sentences if name.startswith(prefix)]:
        meaning = texts.get(f"tryk.ord.{key}")
        if meaning.partition(":")[0].casefold() in shown:
            yield meaning


def _code(url: str, alternative: str, ink: str) -> Markup:
    drawn = segno.make(url, error="m", micro=False).svg_inline(
        title=alternative, border=2, dark=ink, omitsize=True, svgclass="pr-code"
    )
    return Markup(drawn)  # noqa: S704 - segno escapes the title


_COLOUR = re.compile(r"--mk-([a-z-]+): (#[0-9a-f]+);")
_SHAPE = re.compile(r"\.(mk-drawing__[a-z]+) \{\s*color: var\(--mk-([a-z-]+)\);")
_CLASS = re.compile(r'class="(mk-drawing__[a-z]+)"')


def _colours(theme: Path) -> dict[str, str]:
    """Give the palette of the light scheme, which paper has."""
    settings = (theme / "css" / "10-settings.css").read_text(encoding="utf-8")
    return dict(_COLOUR.findall(settings.partition("@media")[0]))


def _pictures(theme: Path, colours: dict[str, str]) -> Iterator[tuple[str, str]]:
    css = (theme / "css" / "components" / "drawing.css").read_text(encoding="utf-8")
    painted = {shape: colours[name] for shape, name in _SHAPE.findall(css)}
    for name in ("bench", "walk"):
        svg = (theme / "partials" / f"{name}.svg").read_text(encoding="utf-8")
        yield name, _data(_CLASS.sub(lambda match: f'color="{painted[match[1]]}"', svg))
    yield "mark", _data((theme / "assets" / "icon.svg").read_text(encoding="utf-8"))


def _tabs(
    environment: Environment, texts: Texts, programme: Programme, colours: dict[str, str]
) -> str:
    tab = {"name": texts.get("tryk.strimmel"), "phone": phone_pairs(programme.phone)}
    template = environment.get_template("print/tabs.svg")
    return _data(template.render(count=TABS, colours=colours, **tab))


def _data(svg: str) -> str:
    namespace = 'xmlns="http://www.w3.org/2000/svg"'
    named = svg if namespace in svg else svg.replace("<svg ", f"<svg {namespace} ", 1)
    return f"data:image/svg+xml;base64,{base64.b64encode(named.encode()).decode('ascii')}"
