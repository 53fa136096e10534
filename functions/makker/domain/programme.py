"""Peer-support programmes, and the roles one can have in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from makker.domain.people import Person
from makker.domain.questions import Question
from makker.domain.screening import Criterion


class Status(StrEnum):
    """Whether a programme takes people in."""

    OPEN = "aaben"
    PAUSED = "pause"
    CLOSED = "lukket"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing about a programme, with where it comes from."""

    name: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Role:
    """One way of joining a programme."""

    id: str
    title: str
    """What a person chooses, for example "Vil du være peer-mentor?"."""
    teaser: str
    questions: tuple[Question, ...]
    criteria: tuple[Criterion, ...]
    """All there are, also those of other days: what was once found names them by code."""
    facts: tuple[Fact, ...]
    """What taking part asks and gives."""

    def criteria_on(self, day: date) -> tuple[Criterion, ...]:
        """Give the criteria that are in force on *day*, in question order."""
        return tuple(criterion for criterion in self.criteria if criterion.in_force_on(day))


@dataclass(frozen=True, slots=True)
class Programme:
    """A peer-support programme."""

    id: str
    name: str
    place: str
    """Where it is, in a word: "Vejle"."""
    municipality: str
    """Whose residents it is for: "Vejle Kommune"."""
    summary: str
    status: Status
    partners: tuple[str, ...]
    contacts: tuple[Person, ...]
    phone: str
    """The number to ring about this programme: eight digits."""
    facts: tuple[Fact, ...]
    roles: Mapping[str, Role]
    consent: str
    """What the person allows, in full."""

    @property
    def is_printed(self) -> bool:
        """Whether posters and leaflets are made of it: not when it is closed for good."""
        return self.status is not Status.CLOSED

    @property
    def path(self) -> str:
        """Where on the site the programme's page is."""
        return f"/tilbud/{self.id}/"


@dataclass(frozen=True, slots=True)
class Offer:
    """One programme and one of its roles: what a person applies for."""

    programme: Programme
    role: Role

    @property
    def path(self) -> str:
        """Where on the site the form is."""
        return f"{self.programme.path}{self.role.id}/"


@dataclass(frozen=True, slots=True)
class Cafe:
    """A café that comes again and again. Clock times only where a source gives them."""

    programme: Programme
    name: str
    when: str
    place: str
    """Empty where the source names none."""
    text: str
    source: str
