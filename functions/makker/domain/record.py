"""What is stored of an application: the verdict per criterion, never the raw answers."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from makker.domain.private import Contact
from makker.domain.screening import Outcome, Verdict
from makker.domain.truth import Truth


@dataclass(frozen=True, slots=True)
class Screening:
    """A verdict for one programme and role: what is left when the answers are forgotten."""

    programme: str
    role: str
    outcome: Outcome
    findings: Mapping[str, Truth]
    """Criterion code → what the answers said of it."""

    @classmethod
    def of(cls, programme: str, role: str, verdict: Verdict) -> "Screening":
        """Keep what may be kept of a verdict."""
        findings = {finding.criterion.code: finding.truth for finding in verdict.findings}
        return cls(programme, role, verdict.outcome, findings)


@dataclass(frozen=True, slots=True)
class Consent:
    """That a person said yes, to which text, and when."""

    version: str
    given_at: datetime


@dataclass(frozen=True, slots=True)
class Record:
    """One application, as staff will read it."""

    reference: str
    """Eight characters that can be read aloud on the telephone."""
    submission: str
    """The same for every copy of one submission, however often it is sent."""
    received_at: datetime
    """In UTC."""
    screening: Screening
    contact: Contact
    consent: Consent
    delete_after: date
    """The last day the record is kept (decisions, 1)."""


def months_later(day: date, months: int) -> date:
    """Give the same day *months* later, or the last day of that month when it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
