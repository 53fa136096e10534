"""One thing that was sent and is kept for a while: what it is about, and who to answer."""

from dataclasses import dataclass
from datetime import date, datetime

from makker.domain.private import Contact
from makker.domain.subject import SignUp, Subject


@dataclass(frozen=True, slots=True)
class Consent:
    """That a person said yes, to which text, and when."""

    version: str
    given_at: datetime


@dataclass(frozen=True, slots=True)
class Record:
    """What someone sent, as staff will read it."""

    reference: str
    """Eight characters that can be read aloud on the telephone."""
    submission: str
    """The same for every copy of one submission; nobody but the sender can know it."""
    received_at: datetime
    """In UTC."""
    subject: Subject
    contact: Contact
    consent: Consent
    delete_after: date
    """The last day the record is kept (decisions, 1)."""
    suspected: bool = False
    """Whether a machine seems to have sent it (V11): kept apart, without letters."""

    @property
    def meeting(self) -> str:
        """The meeting it signs up for; empty when it is about something else."""
        return self.subject.meeting if isinstance(self.subject, SignUp) else ""
