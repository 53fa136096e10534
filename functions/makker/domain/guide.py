"""The guide: what all open programmes ask of one role, each question asked once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from makker.domain.catalogue import Catalogue
from makker.domain.programme import Offer, Status
from makker.domain.questions import Question
from makker.domain.screening import Criterion


@dataclass(frozen=True, slots=True)
class Part:
    """One programme in the guide, and what it holds answers against."""

    offer: Offer
    criteria: tuple[Criterion, ...]
    names: Mapping[str, str]
    """A field of the programme's own form → the name it goes by in the guide."""


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that belong together."""

    offer: Offer | None
    """Who alone asks them; None where they are common."""
    questions: tuple[Question, ...]
    """With the guide's names as their fields."""


@dataclass(frozen=True, slots=True)
class Guide:
    """All open programmes that have a role, on one day."""

    role: str
    parts: tuple[Part, ...]
    groups: tuple[Group, ...]
    """The common questions first."""

    @property
    def questions(self) -> tuple[Question, ...]:
        """Give every question, in the order it is asked."""
        return tuple(question for group in self.groups for question in group.questions)


def make_guide(catalogue: Catalogue, role: str, today: date) -> Guide | None:
    """Make the guide of a role, with what its open programmes ask; None when nobody has the role.

    The closed ones still count when names are given, so that a page that was opened before a
    programme closed or opened never says one thing and means another.
    """
    found = [catalogue.offer(programme, role) for programme in catalogue.programmes]
    offers = [offer for offer in found if offer]
    if not offers:
        return None
    parts = tuple(
        _part(offer, offers, today) for offer in offers if offer.programme.status is Status.OPEN
    )
    return Guide(role, parts, tuple(_groups(parts)))


def _part(offer: Offer, offers: Sequence[Offer], today: date) -> Part:
    criteria = offer.role.criteria_on(today)
    used = frozenset(field for criterion in criteria for field in _fields(criterion))
    asked = (question for question in offer.role.questions if question.field in used)
    return Part(offer, criteria, {one.field: _name(one, offers) for one in asked})


def _fields(criterion: Criterion) -> frozenset[str]:
    """Name the questions that what is said of a criterion depends on."""
    steps = (step.when.fields for step in criterion.next_steps if step.when is not None)
    return criterion.fields.union(*steps)


def _name(question: Question, offers: Sequence[Offer]) -> str:
    """Give a field its name: its own, unless others ask something else by it."""
    asking = [
        (offer, other)
        for offer in offers
        for other in offer.role.questions
        if other.field == question.field
    ]
    alike = [offer for offer, other in asking if _meaning(other) == _meaning(question)]
    if len(alike) == len(asking):
        return question.field
    return f"{question.field}-{alike[0].programme.id}"


def _meaning(question: Question) -> tuple[object, ...]:
    """Give what makes two questions the same to whoever answers."""
    return question.field, question.legend, question.options, question.several


def _groups(parts: Sequence[Part]) -> Iterator[Group]:
    asked = {
        part.names[question.field]: replace(question, field=part.names[question.field])
        for part in parts
        for question in part.offer.role.questions
        if question.field in part.names
    }
    common = list(_common(parts))
    if common:
        yield Group(None, tuple(asked[name] for name in common))
    for part in parts:
        own = [name for name in part.names.values() if name not in common]
        if own:
            yield Group(part.offer, tuple(asked[name] for name in own))


def _common(parts: Sequence[Part]) -> Iterator[str]:
    """Name what several ask, or what all ask in words of their own ("Bor du i …?")."""
    fields = dict.fromkeys(field for part in parts for field in part.names)
    for field in fields:
        named = [part.names[field] for part in parts if field in part.names]
        for name in dict.fromkeys(named):
            if len(named) == len(parts) or named.count(name) > 1:
                yield name
