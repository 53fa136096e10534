"""The twin of each form on paper: the same fields with the same ids, for staff to key in."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile

from makker.domain.catalogue import Catalogue
from makker.domain.danish import long_date
from makker.domain.meeting import Meeting, State
from makker.domain.people import Person
from makker.domain.period import Period
from makker.domain.programme import Offer, Status
from makker.domain.texts import Texts
from makker.rendering.contact_form import contact_fields
from makker.rendering.fields import Field, question_field
from makker.rendering.plain_forms import interest_view, sign_up_view

_LINES = {"textarea": 4}
"""How many lines to write on lie below a kind of field that one beside it is too little for."""


@dataclass(frozen=True, slots=True)
class PaperField:
    """One field as it stands on paper."""

    field: Field
    asides: tuple[str, ...]
    """What is said beside its label."""
    hints: tuple[str, ...]
    lines: int
    """How many lines to write on lie below it; mostly none."""
    beside: bool
    """Whether there is a line beside it: not where there are others, or boxes to tick."""
    note: str
    """What is said below it; mostly nothing."""


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that belong together."""

    title: str
    lead: str
    fields: tuple[PaperField, ...]


@dataclass(frozen=True, slots=True)
class PaperForm:
    """One form, whatever it asks."""

    id: str
    """What it is keyed in as: "peer-to-peer-vejle/peer"."""
    path: str
    """Where on the site its twin is."""
    name: str
    """What it is about: a programme or a meeting."""
    title: str
    lead: str
    groups: tuple[Group, ...]
    phone: str
    contacts: tuple[Person, ...]
    """Whom it can be handed to."""
    kept: str
    """Who reads what is told, and how long it is kept."""
    wanted: bool
    """Whether its twin takes answers now."""


def paper_forms(catalogue: Catalogue, now: datetime) -> Iterator[PaperForm]:
    """Give every form there is, as it stands at *now*."""
    yield from (_application(offer, catalogue) for offer in _offers(catalogue))
    yield _interest(catalogue)
    yield from (_sign_up(meeting, catalogue, now) for meeting in catalogue.meetings)


def _offers(catalogue: Catalogue) -> Iterator[Offer]:
    for programme in catalogue.programmes.values():
        yield from (Offer(programme, role) for role in programme.roles.values())


def _application(offer: Offer, catalogue: Catalogue) -> PaperForm:
    programme, texts = offer.programme, catalogue.texts
    questions = (question_field(question, {}, None) for question in offer.role.questions)
    contact = contact_fields({}, (), texts, consent=programme.consent)
    return PaperForm(
        id=f"{programme.id}/{offer.role.id}",
        path=offer.path,
        name=programme.name,
        title=offer.role.title,
        lead=texts.get("papir.indledning"),
        groups=_groups((*questions, *contact), texts, catalogue.organisation.consent_version),
        phone=programme.phone,
        contacts=programme.contacts,
        kept=_kept(catalogue.organisation.retention.longest_application, texts),
        wanted=programme.status is Status.OPEN,
    )


def _interest(catalogue: Catalogue) -> PaperForm:
    organisation, texts = catalogue.organisation, catalogue.texts
    twin = interest_view(catalogue)
    return PaperForm(
        id=twin.name,
        path=f"/{twin.name}/",
        name=organisation.site_name,
        title=twin.title,
        lead=f"{twin.lead} {texts.get('papir.hjaelp')}",
        groups=_groups(twin.fields, texts, organisation.light_consent.version),
        phone=organisation.phone,
        contacts=(),
        kept=_kept(organisation.retention.interest, texts),
        wanted=True,
    )


def _sign_up(meeting: Meeting, catalogue: Catalogue, now: datetime) -> PaperForm:
    organisation, texts, place = catalogue.organisation, catalogue.texts, meeting.place
    twin = sign_up_view(meeting, catalogue)
    where = f"{place.name}, {place.address}, {place.town}"
    told = texts.get("papir.moede", sted=where, dag=long_date(meeting.last_day))
    return PaperForm(
        id=f"{twin.name}/{meeting.id}",
        path=meeting.path,
        name=meeting.title,
        title=twin.title,
        lead=f"{twin.lead} {told} {texts.get('papir.hjaelp')}",
        groups=_groups(twin.fields, texts, organisation.light_consent.version),
        phone=meeting.phone or organisation.phone,
        contacts=meeting.contacts,
        kept=texts.get("papir.moede_slettes", periode=str(organisation.retention.sign_up)),
        wanted=meeting.state(now) is State.OPEN,
    )


def _kept(period: Period, texts: Texts) -> str:
    return texts.get("kontakt.samtykke_under", periode=str(period))


def _groups(fields: Sequence[Field], texts: Texts, consent_version: str) -> tuple[Group, ...]:
    """Put what is asked first, and how to be reached after it."""
    draw, say = _Draw(texts, consent_version), texts.get
    asked = tuple(takewhile(lambda field: field.name != "navn", fields))
    reached = draw.fields(fields[len(asked) :])
    contact = Group(say("papir.kontakt"), say("papir.kontakt_tekst"), reached)
    if not asked:
        return (contact,)
    about = Group(say("papir.spoergsmaal"), say("papir.spoergsmaal_tekst"), draw.fields(asked))
    return (about, contact)


@dataclass(frozen=True, slots=True)
class _Draw:
    texts: Texts
    consent_version: str

    def fields(self, fields: Iterable[Field]) -> tuple[PaperField, ...]:
        return tuple(self._field(field) for field in fields)

    def _field(self, field: Field) -> PaperField:
        say, consent = self.texts.get, field.kind == "consent"
        several = field.kind == "checkboxes" and len(field.choices) > 1
        asides = [say("formular.frivilligt")] * field.optional + [say("papir.flere")] * several
        hints = [field.hint] * bool(field.hint) + [say("kontakt.mangler.samtykke")] * consent
        lines = _LINES.get(field.kind, 0)
        return PaperField(
            field=field,
            asides=tuple(asides),
            hints=tuple(hints),
            lines=lines,
            beside=not (lines or field.choices),
            note=say("papir.samtykke_tekst", version=self.consent_version) * consent,
        )
