"""Where what is printed for the tests comes from, and what it names."""

from datetime import date

from makker.domain.catalogue import Catalogue
from makker.domain.programme import Programme
from makker_site.printing.adverts import advert
from makker_site.printing.press import press
from makker_site.printing.sheets import Kind, make_workshop
from tests.serving import PROJECT

THEME = PROJECT / "site" / "theme"
SITE = "https://peer.example"
MEETING, MEETING_DAY = "2016-04-18-vejle", date(2016, 4, 1)
"""A meeting, and a day on which one could sign up for it."""


def print_advert(
    kind: Kind, programme: Programme, catalogue: Catalogue, day: date = MEETING_DAY
) -> bytes:
    """Give the poster or the leaflet of a programme."""
    sheet = advert(kind, programme, make_workshop(catalogue, THEME, SITE, day))
    return press(sheet.typeset, sheet.kind.room, sheet.name)
