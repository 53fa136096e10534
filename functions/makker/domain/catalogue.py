"""Everything the content says, checked and ready for use."""

from collections.abc import Mapping
from dataclasses import dataclass

from makker.domain.meeting import Meeting
from makker.domain.people import HelpLine, Person
from makker.domain.programme import Cafe, Offer, Programme
from makker.domain.texts import Texts


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
