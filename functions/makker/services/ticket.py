"""Tickets: sealed into the last page before something is sent, so that it is sent once.

A ticket names the submission, the same however often it is sent, and says when the page was made.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from makker.ports import Clock, Ids, Tokens


@dataclass(frozen=True, slots=True)
class Ticket:
    """One submission that may be made."""

    submission: str = field(repr=False)
    issued_at: datetime
    """In UTC."""

    @property
    def values(self) -> dict[str, object]:
        """Give it as values that can be sealed."""
        return {"indsendelse": self.submission, "tid": self.issued_at.timestamp()}

    @classmethod
    def of(cls, values: Mapping[str, object]) -> "Ticket":
        """Give the ticket that was sealed as *values*."""
        moment = datetime.fromtimestamp(float(str(values["tid"])), UTC)
        return cls(str(values["indsendelse"]), moment)


def issue(ids: Ids, clock: Clock) -> Ticket:
    """Give a ticket for a new submission."""
    return Ticket(ids.submission(), clock.now())


def check_in(purpose: str, token: str, tokens: Tokens) -> Ticket | None:
    """Give the ticket of a sealed page; None when it was not made here for this purpose."""
    values = tokens.open(purpose, token)
    return Ticket.of(values) if values else None
