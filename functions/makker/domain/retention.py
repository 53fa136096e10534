"""How long what people send is kept, and what is over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from makker.domain.period import Period
from makker.domain.screening import Outcome
from makker.domain.subject import Application, Interest, Kind, Referral, SignUp, Subject


@dataclass(frozen=True, slots=True)
class Retention:
    """A period for each kind and outcome; the content says them."""

    application: Mapping[Outcome, Period]
    interest: Period
    sign_up: Period
    """Counted from the meeting."""
    referral: Period
    """How long someone who was suggested has to say yes."""
    suspected: Period
    """Whatever a machine seems to have sent (V11)."""
    trail: Period
    """How long it can be seen who read or changed a record; the trail names nobody."""

    def of(self, subject: Subject) -> Period:
        """Give how long something about *subject* is kept."""
        match subject:
            case Application(outcome=outcome):
                return self.application[outcome]
            case Interest():
                return self.interest
            case SignUp():
                return self.sign_up
            case Referral():
                return self.referral

    @property
    def longest_application(self) -> Period:
        """What can be promised before it is known how an application turns out."""
        return max(self.application.values(), key=lambda period: period.after(_SOME_DAY))


_SOME_DAY = date(2000, 1, 1)
"""Any day does: what is longer than another from here is longer from anywhere, or as good as."""


@dataclass(frozen=True, slots=True)
class Overdue:
    """A record whose last day has passed: what may be known of it without opening it."""

    reference: str
    kind: Kind
    outcome: Outcome | None
    """Of an application; None of anything else."""
    suspected: bool
    received_at: datetime
    """In UTC."""
    last_day: date
