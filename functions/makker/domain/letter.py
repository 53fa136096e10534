"""A letter: a mail that is written with a record and sent afterwards."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail to one recipient."""

    id: str
    """Stable: the same letter sent twice has the same Message-ID."""
    reference: str
    """The record it belongs to."""
    recipient: str = field(repr=False)
    subject: str
    body: str = field(repr=False)
    written_at: datetime
    """In UTC."""
