"""Suspect what a machine seems to have sent. Nothing is refused for it: it is kept apart (V11)."""

from dataclasses import dataclass
from datetime import timedelta

from makker.ports import Clock, Visits
from makker.services.ticket import Ticket

TRAP = "hjemmeside"
"""A field that people do not see and are told to leave empty."""


@dataclass(frozen=True, slots=True)
class Suspect:
    """Says whether a machine seems to have sent something."""

    visits: Visits
    clock: Clock
    fastest: timedelta
    """No person fills in a page and sends it within this time, or looks at one in half of it."""
    most: int
    """More than this many different submissions from one source within an hour are strange.

    High enough for everyone at a library or a municipal office, who share one address.
    """

    def __call__(self, ticket: Ticket, *, trap: str, source: str, typed: bool) -> bool:
        """Whether the trap is filled, the time too short, or the source too busy.

        A source that is not known is not counted: a machine without the address of its visitors
        would else suspect them all. *typed* says that there was something to fill in.
        """
        fastest = self.fastest if typed else self.fastest / 2
        age = self.clock.now() - ticket.issued_at
        if trap or timedelta() <= age < fastest:  # below nothing: the clock was set back
            return True
        return bool(source) and self.visits.count(source, "send", ticket.submission) > self.most
