"""What every kind of printed matter has: a template, its place, and what it is drawn with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from makker.domain.catalogue import Catalogue
from makker.rendering.environment import make_environment
from makker_site.printing.drawings import palette
from makker_site.printing.press import Room, Typeset


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of printed matter."""

    file: str
    template: str
    room: Room


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet, ready for the press."""

    kind: Kind
    folder: str
    """Where it lies on the site: the address of the page it belongs to."""
    typeset: Typeset
    wanted: bool
    """Whether it is given to anyone now; what is not is not printed, and taken away."""

    @property
    def name(self) -> str:
        """What it is called when something is wrong with it: "peer-to-peer-vejle/plakat.pdf"."""
        return f"{self.folder.strip('/').removeprefix('tilbud/')}/{self.kind.file}"


@dataclass(frozen=True, slots=True)
class Workshop:
    """What sheets are drawn with."""

    catalogue: Catalogue
    environment: Environment
    theme: Path
    site_url: str
    """Without a slash at the end."""
    colours: Mapping[str, str]
    today: date
    """The day it is printed for."""

    def code(self, url: str, ink: str) -> Markup:
        """Give the address for a telephone's camera."""
        import segno  # noqa: PLC0415 - only printing needs it, and every command imports this

        alternative = self.catalogue.texts.get("tryk.qr", adresse=typed(url))
        drawn = segno.make(url, error="m", micro=False).svg_inline(
            title=alternative,
            border=2,
            dark=ink,
            omitsize=True,
            svgclass="pr-code",
        )
        return Markup(drawn)  # noqa: S704 - segno escapes the title


def make_workshop(catalogue: Catalogue, theme: Path, site_url: str, today: date) -> Workshop:
    """Give a workshop with the templates and the colours of the folder *theme*."""
    environment = make_environment(theme, catalogue.texts)
    return Workshop(catalogue, environment, theme, site_url.rstrip("/"), palette(theme), today)


def typed(url: str) -> str:
    """Give an address as one types it."""
    return url.partition("://")[2].rstrip("/")
