"""Everything the content says, checked and ready for use."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from makker.domain.questions import Question
from makker.domain.screening import Criterion
from makker.domain.texts import Texts


class Status(StrEnum):
    """Whether a programme takes people in."""

    OPEN = "aaben"
    PAUSED = "pause"
    CLOSED = "lukket"


@dataclass(frozen=True, slots=True)
class Person:
    """Someone a visitor can ring or write to."""

    id: str
    name: str
    role: str
    phone: str
    """Eight digits, or empty."""
    email: str
    source: str
    checked: date | None


@dataclass(frozen=True, slots=True)
class HelpLine:
    """A number to ring when it is hard, and what it is for."""

    id: str
    name: str
    number: str
    """As the line itself groups it."""
    text: str
    urgent: bool
    source: str
    checked: date | None


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
    facts: tuple[Fact, ...]
    """What taking part asks and gives."""


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
class Organisation:
    """Who runs the site."""

    site_name: str
    phone: str
    """Eight digits."""
    controller: str
    controller_contact: str
    protection_officer: str
    consent_version: str
    retention_months: int


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The whole content."""

    organisation: Organisation
    programmes: Mapping[str, Programme]
    people: Mapping[str, Person]
    help_lines: tuple[HelpLine, ...]
    texts: Texts

    def offer(self, programme: str, role: str) -> Offer | None:
        """Give the offer of those ids, or None when there is none."""
        found = self.programmes.get(programme)
        if found is None or role not in found.roles:
            return None
        return Offer(found, found.roles[role])
