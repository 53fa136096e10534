"""The people and numbers to ring: `kontakter.yml` and `hjaelpelinjer.yml`."""

from datetime import date, timedelta

from makker.content.entries import Entry, Fields
from makker.content.problems import Kind
from makker.domain.people import HelpLine, Person

CHECK_EVERY = timedelta(days=365)
"""How long a number counts as checked (decisions, 10)."""


def read_people(entry: Entry, today: date) -> dict[str, Person]:
    """Give the people by id."""
    fields = entry.document("kontakter")
    return {id_: _person(id_, person, today) for id_, person in fields.named("kontakter").items()}


def _person(id_: str, entry: Entry, today: date) -> Person:
    fields = entry.fields("navn rolle kilde kontrolleret", "telefon email")
    return Person(
        id=id_,
        name=fields.text("navn"),
        role=fields.text("rolle"),
        phone=read_phone(fields, "telefon"),
        email=fields.text("email"),
        source=fields.text("kilde"),
        checked=_checked(fields, today),
    )


def read_phone(fields: Fields, key: str) -> str:
    """Give eight digits, or nothing where the key is not there."""
    digits = "".join(fields.text(key).split())
    eight = 8
    if key in fields and (len(digits) != eight or not digits.isdecimal()):
        fields[key].report(Kind.NOT_A_PHONE, vaerdi=fields.text(key))
    return digits


def read_help_lines(entry: Entry, today: date) -> tuple[HelpLine, ...]:
    """Give the help lines in the order they are to be shown."""
    fields = entry.document("linjer")
    return tuple(_line(id_, line, today) for id_, line in fields.named("linjer").items())


def _line(id_: str, entry: Entry, today: date) -> HelpLine:
    fields = entry.fields("navn nummer tekst kilde kontrolleret", "akut")
    return HelpLine(
        id=id_,
        name=fields.text("navn"),
        number=fields.text("nummer"),
        text=fields.text("tekst"),
        urgent=fields.yes("akut"),
        source=fields.text("kilde"),
        checked=_checked(fields, today),
    )


def _checked(fields: Fields, today: date) -> date | None:
    checked = fields.date("kontrolleret")
    if "kontrolleret" in fields and checked is None:
        fields["kontrolleret"].report(Kind.UNCHECKED)
    elif checked is not None and today - checked > CHECK_EVERY:
        fields["kontrolleret"].report(Kind.TOO_OLD, vaerdi=checked.isoformat())
    return checked
