"""Everything the content says, checked and ready for use."""

from collections.abc import Mapping
from dataclasses import dataclass

from makker.domain.meeting import Meeting
from makker.domain.people import HelpLine, Person
from makker.domain.programme import Cafe, Offer, Programme
from makker.domain.retention import Retention
from makker.domain.texts import Texts


@dataclass(frozen=True, slots=True)
class ConsentText:
    """What a person allows, in full, and the version of these words."""

    version: str
    text: str


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
    light_consent: ConsentText
    """What is asked where nothing is told of anyone's health (data protection, 4.4)."""
    retention: Retention


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The whole content."""

    organisation: Organisation
    programmes: Mapping[str, Programme]
    people: Mapping[str, Person]
    help_lines: tuple[HelpLine, ...]
    meetings: tuple[Meeting, ...]
    """By start, the first first."""
    cafes: tuple[Cafe, ...]
    texts: Texts

    def offer(self, programme: str, role: str) -> Offer | None:
        """Give the offer of those ids, or None when there is none."""
        found = self.programmes.get(programme)
        if found is None or role not in found.roles:
            return None
        return Offer(found, found.roles[role])

    def meeting(self, id_: str) -> Meeting | None:
        """Give the meeting of that id, or None when there is none."""
        return next((meeting for meeting in self.meetings if meeting.id == id_), None)

    @property
    def places(self) -> tuple[str, ...]:
        """Where there are programmes, each place once, as they come."""
        return tuple(dict.fromkeys(one.place for one in self.programmes.values()))
