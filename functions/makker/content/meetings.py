"""Info meetings, `moeder/*.yml`, a file each, and the cafés that come again, `cafeer.yml`."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time

from makker.content.entries import Entry, Fields
from makker.content.problems import Kind
from makker.content.programmes import read_fact
from makker.domain.danish import COPENHAGEN, WEEKDAYS
from makker.domain.meeting import Meeting, Place, Plan
from makker.domain.people import Person
from makker.domain.programme import Cafe, Programme

_CLOCK = re.compile(r"([01]?[0-9]|2[0-3])[.:]([0-5][0-9])")


_KEYS = (
    "titel tekst tilbud ugedag dato fra til sidste_tilmelding sted status tilmelding_til "
    "opdateret version kilde"
)


def read_meeting(
    entry: Entry, id_: str, *, programmes: Mapping[str, Programme], people: Mapping[str, Person]
) -> Meeting:
    """Give the meeting whose file is named *id_*."""
    fields = entry.document(_KEYS, "praktisk pladser")
    start, end, last_day = _hours(fields)
    plan = fields["status"].one_of(Plan) if "status" in fields else Plan.PLANNED
    return Meeting(
        id=id_,
        title=fields.text("titel"),
        text=fields.text("tekst"),
        start=start,
        end=end,
        last_day=last_day,
        place=_place(fields),
        plan=plan,
        seats=fields.number("pladser") if "pladser" in fields else None,
        programmes=tuple(fields.chosen("tilbud", programmes)),
        contacts=tuple(fields.chosen("tilmelding_til", people)),
        facts=tuple(read_fact(fact) for fact in fields.items("praktisk")),
        updated=datetime.combine(_day(fields, "opdateret"), time(), COPENHAGEN),
        version=fields.number("version"),
        source=fields.text("kilde"),
    )


def _hours(fields: Fields) -> tuple[datetime, datetime, date]:
    """Give start, end and the last day to sign up; report what cannot be."""
    day, last_day = _day(fields, "dato"), _day(fields, "sidste_tilmelding")
    if "ugedag" in fields and fields.text("ugedag") != WEEKDAYS[day.weekday()]:
        fields["ugedag"].report(Kind.WRONG_WEEKDAY, vaerdi=WEEKDAYS[day.weekday()])
    start, end = _moment(fields, "fra", day), _moment(fields, "til", day)
    if end <= start:
        fields.entry("til").report(Kind.WRONG_ORDER)
    if last_day > day:
        fields.entry("sidste_tilmelding").report(Kind.WRONG_ORDER)
    return start, end, last_day


def _place(fields: Fields) -> Place:
    place = fields.entry("sted").fields("navn adresse by")
    return Place(place.text("navn"), place.text("adresse"), place.text("by"))


def _day(fields: Fields, key: str) -> date:
    """Give a day that must be there; a neutral one, reported, when it is not."""
    day = fields.date(key)
    if day is None and key in fields:
        fields[key].report(Kind.EMPTY)
    return day or date.min.replace(year=2000)


def _moment(fields: Fields, key: str, day: date) -> datetime:
    """Give a time of day in Copenhagen, such as "13.30"."""
    match = _CLOCK.fullmatch(fields.text(key))
    if match is None:
        fields.entry(key).report(Kind.NOT_A_TIME, vaerdi=fields.text(key))
        return datetime.combine(day, time(), COPENHAGEN)
    return datetime.combine(day, time(int(match[1]), int(match[2])), COPENHAGEN)


def read_cafes(entry: Entry, programmes: Mapping[str, Programme]) -> Iterator[Cafe]:
    """Give the cafés in the order they are to be shown."""
    for item in entry.document("cafeer").items("cafeer"):
        fields = item.fields("tilbud navn hvornaar tekst kilde", "sted")
        for programme in fields.chosen("tilbud", programmes):
            yield Cafe(
                programme=programme,
                name=fields.text("navn"),
                when=fields.text("hvornaar"),
                place=fields.text("sted"),
                text=fields.text("tekst"),
                source=fields.text("kilde"),
            )
