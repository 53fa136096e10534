"""What a record is about: an application, a wish to hear more, a meeting, or a referral."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import ClassVar

from makker.domain.screening import Outcome, Verdict
from makker.domain.truth import Truth

TOPICS = ("infomoede", "tilbud", "hjaelpe", "andet")
"""What one can want to hear about. Nothing of it says why."""
ELSEWHERE = "andet_sted"
"""The answer of those who are somewhere else, or do not know."""
NEEDS_LENGTH = 300
"""Characters for what one needs to be able to come."""


class Kind(StrEnum):
    """The kinds of records."""

    APPLICATION = "ansoegning"
    INTEREST = "interesse"
    SIGN_UP = "tilmelding"
    REFERRAL = "henvisning"


@dataclass(frozen=True, slots=True)
class Application:
    """A verdict for one programme and role: what is left when the answers are forgotten."""

    kind: ClassVar[Kind] = Kind.APPLICATION
    programme: str
    role: str
    outcome: Outcome
    findings: Mapping[str, Truth]
    """Criterion code → what the answers said of it."""

    @classmethod
    def of(cls, programme: str, role: str, verdict: Verdict) -> "Application":
        """Keep what may be kept of a verdict."""
        findings = {finding.criterion.code: finding.truth for finding in verdict.findings}
        return cls(programme, role, verdict.outcome, findings)


@dataclass(frozen=True, slots=True)
class Interest:
    """Someone who wants to hear from us. Nothing of it says why."""

    kind: ClassVar[Kind] = Kind.INTEREST
    place: str
    """Where they would take part, such as "Vejle"; empty when they do not say."""
    topics: tuple[str, ...]
    referred: bool = False
    """Whether a contact person suggested it, and the person said yes."""


class Seat(StrEnum):
    """How someone is signed up for a meeting."""

    SEATED = "plads"
    WAITING = "venteliste"


@dataclass(frozen=True, slots=True)
class Told:
    """What someone was last told of their meeting."""

    version: int = 1
    """The meeting's, as it was then."""
    cancelled: bool = False
    on: date = date.min
    """The day in Copenhagen."""


@dataclass(frozen=True, slots=True)
class SignUp:
    """Someone who wants to come to an info meeting."""

    kind: ClassVar[Kind] = Kind.SIGN_UP
    meeting: str
    companions: int
    """How many they bring."""
    needs: str = field(repr=False)
    """What would make it possible for them to come, in their own words."""
    seat: Seat
    told: Told = Told()

    @property
    def size(self) -> int:
        """How many seats they take."""
        return 1 + self.companions


@dataclass(frozen=True, slots=True)
class Referral:
    """Someone was suggested to us and has not said yes yet: nothing is known of them."""

    kind: ClassVar[Kind] = Kind.REFERRAL
    place: str


Subject = Application | Interest | SignUp | Referral
