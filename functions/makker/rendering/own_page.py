"""A person's own page: what they sent, and what they can do with it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from makker.domain.catalogue import Catalogue
from makker.domain.danish import date_and_time, long_date, shown_phone
from makker.domain.faults import Fault
from makker.domain.private import Contact
from makker.domain.programme import Fact
from makker.domain.questions import Form
from makker.domain.record import Record
from makker.domain.subject import Application, SignUp, Subject
from makker.rendering.contact_form import contact_fields
from makker.rendering.fields import Drawing, Field

OWN_PAGE = "/min-henvendelse/"
"""The page itself."""
YES_PAGE = "/min-henvendelse/ja/"
"""Where someone who was suggested says yes."""
OWN_URL = "/send/min-henvendelse/"
"""Where everything on the page is posted."""
YES_URL = "/send/ja/"
"""Where the yes is posted."""


@dataclass(frozen=True, slots=True)
class FindView:
    """Where one shows one's number and code."""

    template: ClassVar[str] = "find"
    title: str
    fields: tuple[Field, ...]
    trouble: str = ""
    """Why it did not work. Mostly empty."""
    action: str = OWN_URL
    phone: str = ""


@dataclass(frozen=True, slots=True)
class OwnView:
    """What one has sent."""

    template: ClassVar[str] = "own"
    title: str
    status: str
    facts: tuple[Fact, ...]
    token: str = field(repr=False)
    fields: tuple[Field, ...]
    saved: bool
    """Whether a correction was just stored."""
    phone: str
    action: str = OWN_URL
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class EraseView:
    """The last question before everything is erased, or the word that it is."""

    template: ClassVar[str] = "erase"
    title: str
    text: str
    token: str = field(repr=False)
    """Empty when it is done."""
    action: str = OWN_URL
    phone: str = ""
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class YesView:
    """Where someone who was suggested says how they may be reached."""

    template: ClassVar[str] = "yes"
    title: str
    link: str = field(repr=False)
    """What the link of the letter carried."""
    fields: tuple[Field, ...]
    trouble: str = ""
    action: str = YES_URL
    phone: str = ""


def find_view(catalogue: Catalogue, form: Form | None = None, trouble: str = "") -> FindView:
    """Give the page that asks for number and code."""
    drawing = Drawing("min", form or {}, {}, catalogue.texts)
    fields = (drawing.single("nummer", "code"), drawing.single("kode", "code"))
    said = catalogue.texts.get(f"min.{trouble}") if trouble else ""
    return FindView(catalogue.texts.get("min.titel"), fields, said)


def own_view(  # noqa: PLR0913 - what is there, what was typed, and what came of it
    record: Record,
    token: str,
    catalogue: Catalogue,
    form: Form | None = None,
    faults: Sequence[Fault] = (),
    *,
    saved: bool = False,
) -> OwnView:
    """Give the page of one record, with what was typed or what is stored."""
    texts, subject = catalogue.texts, record.subject
    typed = contact_form(record.contact) if form is None else form
    return OwnView(
        title=texts.get("min.din"),
        status=texts.get(f"min.status.{_state(subject)}"),
        facts=tuple(
            Fact(texts.get(f"min.felter.{name}"), said, "")
            for name, said in _facts(record, catalogue).items()
        ),
        token=token,
        fields=contact_fields(typed, faults, texts, consent=""),
        saved=saved,
        phone=_phone(subject, catalogue),
    )


def _state(subject: Subject) -> str:
    return subject.seat if isinstance(subject, SignUp) else subject.kind


def _facts(record: Record, catalogue: Catalogue) -> dict[str, str]:
    subject = record.subject
    facts = {"modtaget": date_and_time(record.received_at), "nummer": record.reference}
    if isinstance(subject, Application):
        programme = catalogue.programmes.get(subject.programme)
        facts["om"] = programme.name if programme else subject.programme
    if isinstance(subject, SignUp):
        meeting = catalogue.meeting(subject.meeting)
        facts["om"] = f"{meeting.title}, {meeting.when}" if meeting else subject.meeting
    return facts | {"slettes": long_date(record.delete_after)}


def _phone(subject: Subject, catalogue: Catalogue) -> str:
    programme = subject.programme if isinstance(subject, Application) else ""
    found = catalogue.programmes.get(programme)
    return found.phone if found else ""


def contact_form(contact: Contact) -> Form:
    """Give the contact as the form's fields would have sent it."""
    form = {
        "navn": [contact.name],
        "telefon": [shown_phone(contact.phone)],
        "email": [contact.email],
        "kontakt_via": [contact.way.value],
        "hvornaar": [hour.value for hour in contact.hours],
        "telefonsvarer": ["ja"] if contact.voicemail else [],
        "besked": [contact.message],
    }
    return {name: values for name, values in form.items() if any(values)}


def erase_view(token: str, catalogue: Catalogue) -> EraseView:
    """Ask whether everything is to be erased."""
    texts = catalogue.texts
    return EraseView(texts.get("min.slet.titel"), texts.get("min.slet.tekst"), token)


def erased_view(reference: str, at: datetime, catalogue: Catalogue) -> EraseView:
    """Say that everything is erased, and when: the person's receipt of it."""
    texts = catalogue.texts
    said = texts.get("min.slettet.tekst", reference=reference, tid=date_and_time(at))
    return EraseView(texts.get("min.slettet.titel"), said, "")


def yes_view(
    link: str, catalogue: Catalogue, form: Form | None = None, faults: Sequence[Fault] = ()
) -> YesView:
    """Give the form of someone who was suggested."""
    texts, consent = catalogue.texts, catalogue.organisation.light_consent.text
    fields = contact_fields(form or {}, faults, texts, consent=consent)
    return YesView(texts.get("ja.titel"), link, fields)
