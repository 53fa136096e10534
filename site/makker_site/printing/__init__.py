"""Posters and leaflets to hang and lay at the doctor's: A4 as tagged PDF, from the catalogue."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from makker.domain.catalogue import Catalogue
from makker.domain.programme import Programme
from makker.domain.texts import Texts
from makker.rendering.environment import make_environment
from makker_site.printing.drawings import palette, pictures, tabs
from makker_site.printing.press import PrintError, Typeset, digest, press

__all__ = ["LEAFLET", "POSTER", "PrintError", "leaflet", "poster", "print_all"]


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
    return _print(POSTER, programme, _typeset(POSTER, programme, catalogue, theme, site_url))


def leaflet(programme: Programme, catalogue: Catalogue, theme: Path, site_url: str) -> bytes:
    """Give the leaflet of a programme as PDF: print on both sides, flip on the short edge, fold.

    Raises:
        PrintError: it cannot be printed here, or does not fit.
    """
    return _print(LEAFLET, programme, _typeset(LEAFLET, programme, catalogue, theme, site_url))


def print_all(catalogue: Catalogue, theme: Path, site_url: str, output: Path) -> list[Path]:
    """Write the poster and the leaflet of every programme below *output*, at its page's path.

    What was printed before is taken from the folder `print-cache` beside *output*.

    Raises:
        PrintError: something cannot be printed here, or does not fit.
    """
    cache = output.resolve().with_name("print-cache")
    written = []
    for programme in [one for one in catalogue.programmes.values() if one.is_printed]:
        for sheet in (POSTER, LEAFLET):
            typeset = _typeset(sheet, programme, catalogue, theme, site_url)
            kept = cache / f"{digest(typeset)}.pdf"
            if not kept.exists():
                _write(kept, _print(sheet, programme, typeset))
            target = output / programme.path.strip("/") / sheet.file
            _write(target, kept.read_bytes())
            written.append(target)
    return written


def _print(sheet: Sheet, programme: Programme, typeset: Typeset) -> bytes:
    return press(typeset, sheet.pages, f"{programme.id}/{sheet.file}")


def _typeset(
    sheet: Sheet, programme: Programme, catalogue: Catalogue, theme: Path, site_url: str
) -> Typeset:
    texts = catalogue.texts
    environment = make_environment(theme, texts)
    template = environment.get_template(sheet.template)
    url = f"{site_url.rstrip('/')}{programme.path}"
    address = url.partition("://")[2].rstrip("/")
    colours = palette(theme)
    drawn = dict(pictures(theme, colours))
    drawn["tabs"] = tabs(environment, texts, programme, colours)

    def typeset(size: float, *, imposed: bool) -> str:
        view = PrintView(
            programme=programme,
            title=texts.get(sheet.title, navn=programme.name),
            url=url,
            address=address,
            code=_code(url, texts.get("tryk.qr", adresse=address), colours["text"]),
            words=tuple(_words(programme, texts)),
            colours=colours,
            pictures=drawn,
            size=size,
            imposed=imposed,
        )
        return template.render(view=view)

    return typeset


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
    import segno  # noqa: PLC0415 - only printing needs it, and every command imports this module

    drawn = segno.make(url, error="m", micro=False).svg_inline(
        title=alternative, border=2, dark=ink, omitsize=True, svgclass="pr-code"
    )
    return Markup(drawn)  # noqa: S704 - segno escapes the title
