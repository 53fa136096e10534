"""The pages of the forms that ask nothing of anyone's health: the form, and a last look at it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import ClassVar

from makker.domain.catalogue import Catalogue
from makker.domain.danish import sentence
from makker.domain.faults import Code, Fault
from makker.domain.meeting import Meeting
from makker.domain.questions import Form
from makker.domain.subject import ELSEWHERE, NEEDS_LENGTH, TOPICS
from makker.domain.texts import Texts
from makker.rendering.contact_form import contact_fields, short_contact_fields
from makker.rendering.fields import Drawing, Field

INTEREST_URL = "/send/interesse/"
"""Where someone asks to hear more."""
SIGN_UP_URL = "/send/tilmelding/"
"""Where someone signs up for a meeting."""
REFERRAL_URL = "/send/henvisning/"
"""Where a contact person suggests someone."""


@dataclass(frozen=True, slots=True)
class PlainFormView:
    """A form with its fields."""

    template: ClassVar[str] = "plain-form"
    name: str
    """Where its words stand: `<name>.titel` and so on."""
    action: str
    title: str
    lead: str
    after: str
    """What follows when it is sent on."""
    fields: tuple[Field, ...]
    hidden: Mapping[str, str]
    phone: str = ""
    paper: str = ""
    """Where its twin on paper is, if it has one."""
    trouble: str = ""
    """What went wrong and is no field's fault. Mostly empty."""


@dataclass(frozen=True, slots=True)
class CheckView:
    """What was typed, to look at once more before it is sent."""

    template: ClassVar[str] = "check"
    name: str
    action: str
    title: str
    answers: tuple[Field, ...]
    sent: tuple[tuple[str, str], ...] = field(repr=False)
    """Every field with each of its values, to be sent again."""
    token: str = field(repr=False)
    phone: str = ""
    fields: tuple[Field, ...] = ()


def check_view(form: PlainFormView, typed: Form, token: str, texts: Texts) -> CheckView:
    """Give the last look at a form whose fields are whole."""
    sent = tuple((name, value) for name, values in typed.items() for value in values)
    return CheckView(
        name=form.name,
        action=form.action,
        title=texts.get("gennemse.titel"),
        answers=tuple(one for one in form.fields if one.kind != "consent"),
        sent=(*form.hidden.items(), *sent),
        token=token,
        phone=form.phone,
    )


def interest_view(
    catalogue: Catalogue, form: Form | None = None, faults: Sequence[Fault] = ()
) -> PlainFormView:
    """Give the form of someone who wants to hear more."""
    drawing = _drawing("interesse", catalogue, form, faults)
    texts = catalogue.texts
    consent = catalogue.organisation.light_consent.text
    fields = (
        _place(drawing, catalogue),
        drawing.group(
            "emne",
            "checkboxes",
            {topic: texts.get(f"interesse.emner.{topic}") for topic in TOPICS},
            optional=True,
        ),
        *contact_fields(drawing.form, faults, texts, consent=consent),
    )
    return replace(_view(drawing, INTEREST_URL, fields), paper="/interesse/skema.pdf")


def sign_up_view(
    meeting: Meeting, catalogue: Catalogue, form: Form | None = None, faults: Sequence[Fault] = ()
) -> PlainFormView:
    """Give the form of someone who signs up for a meeting."""
    drawing = _drawing("tilmelding", catalogue, form, faults)
    consent = catalogue.organisation.light_consent.text
    *contact, receipt, agreed = short_contact_fields(
        drawing.form, faults, catalogue.texts, consent=consent
    )
    fields = (
        *contact,
        drawing.single("antal", "number", optional=True),
        drawing.long("hensyn", NEEDS_LENGTH),
        receipt,
        agreed,
    )
    return replace(
        _view(drawing, SIGN_UP_URL, fields, when=sentence(meeting.when)),
        hidden={"moede": meeting.id},
        phone=meeting.phone,
        paper=f"{meeting.path}skema.pdf",
    )


def referral_view(
    catalogue: Catalogue, form: Form | None = None, faults: Sequence[Fault] = ()
) -> PlainFormView:
    """Give the form of a contact person who suggests someone."""
    drawing = _drawing("henvisning", catalogue, form, faults)
    agreed = drawing.texts.get("henvisning.felter.aftalt_ja")
    fields = (
        _place(drawing, catalogue),
        drawing.single("person_email", "email"),
        drawing.box("aftalt", "checkboxes", agreed, optional=False),
    )
    return _view(drawing, REFERRAL_URL, fields)


def _view(
    drawing: Drawing, action: str, fields: tuple[Field, ...], *, when: str = ""
) -> PlainFormView:
    name, texts = drawing.prefix, drawing.texts
    lead = texts.get(f"{name}.indledning", hvornaar=when)
    after = texts.get(f"{name}.efter")
    return PlainFormView(name, action, texts.get(f"{name}.titel"), lead, after, fields, hidden={})


def _place(drawing: Drawing, catalogue: Catalogue) -> Field:
    elsewhere = drawing.texts.get("interesse.andet_sted")
    options = {place: place for place in catalogue.places} | {ELSEWHERE: elsewhere}
    return drawing.group("sted", "radios", options)


def _drawing(
    name: str, catalogue: Catalogue, form: Form | None, faults: Sequence[Fault]
) -> Drawing:
    texts = catalogue.texts
    own = (fault for fault in faults if f"{name}.felter.{fault.field}" in texts.sentences)
    errors = {fault.field: _error(name, fault, texts) for fault in own}
    return Drawing(name, form or {}, errors, texts)


def _error(name: str, fault: Fault, texts: Texts) -> str:
    if fault.code is Code.CPR:
        return texts.get("kontakt.cpr")
    return texts.get(f"{name}.{fault.code}.{fault.field}")
