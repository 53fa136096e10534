"""The poster and the leaflet of a programme, to hang and to lay at the doctor's."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from makker.domain.programme import Programme
from makker.domain.texts import Texts
from makker_site.printing.drawings import pictures, tabs
from makker_site.printing.press import Room
from makker_site.printing.sheets import Kind, Sheet, Workshop, typed

_SIZES = tuple(quarter / 4 for quarter in range(54, 33, -1))
"""13.5 to 8.5 points."""

POSTER = Kind("plakat.pdf", "print/poster.html", Room(pages=1, sizes=_SIZES))
LEAFLET = Kind("folder.pdf", "print/leaflet.html", Room(pages=4, sizes=_SIZES))

_TITLES = {POSTER.file: "tryk.plakat", LEAFLET.file: "tryk.folder"}


@dataclass(frozen=True, slots=True)
class AdvertView:
    """What the templates of poster and leaflet show."""

    programme: Programme
    today: date
    """The day whose criteria are listed."""
    title: str
    url: str
    """The programme's page, with the site it is on."""
    address: str
    """The same as one types it."""
    code: Markup
    """The same for a telephone's camera."""
    words: tuple[str, ...]
    """What the hard words of the criteria mean."""
    colours: Mapping[str, str]
    pictures: Mapping[str, str]
    """The drawings as data addresses: as backgrounds they are decoration to every reader."""
    size: float
    imposed: bool
    """Whether the pages lie two by two, as they are folded, or each on its own."""


def adverts(workshop: Workshop) -> Iterator[Sheet]:
    """Give the poster and the leaflet of every programme."""
    for programme in workshop.catalogue.programmes.values():
        yield advert(POSTER, programme, workshop)
        yield advert(LEAFLET, programme, workshop)


def advert(kind: Kind, programme: Programme, workshop: Workshop) -> Sheet:
    """Give the poster or the leaflet of one programme."""
    texts, colours = workshop.catalogue.texts, workshop.colours
    template = workshop.environment.get_template(kind.template)
    url = f"{workshop.site_url}{programme.path}"
    drawn = dict(pictures(workshop.theme, colours))
    drawn["tabs"] = tabs(workshop.environment, texts, programme, colours)

    def typeset(size: float, *, imposed: bool) -> str:
        view = AdvertView(
            programme=programme,
            today=workshop.today,
            title=texts.get(_TITLES[kind.file], navn=programme.name),
            url=url,
            address=typed(url),
            code=workshop.code(url, colours["text"]),
            words=tuple(_words(programme, workshop.today, texts)),
            colours=colours,
            pictures=drawn,
            size=size,
            imposed=imposed,
        )
        return template.render(view=view)

    return Sheet(kind, programme.path, typeset, wanted=programme.is_printed)


def _words(programme: Programme, today: date, texts: Texts) -> Iterator[str]:
    roles = programme.roles.values()
    criteria = [one.text for role in roles for one in role.criteria_on(today)]
    shown = " ".join(" ".join(criteria).split()).casefold()
    prefix = "tryk.ord."
    for key in [name.removeprefix(prefix) for name in texts.sentences if name.startswith(prefix)]:
        meaning = texts.get(f"tryk.ord.{key}")
        if meaning.partition(":")[0].casefold() in shown:
            yield meaning
