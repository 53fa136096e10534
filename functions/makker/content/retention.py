"""How long each kind of thing is kept: `opbevaring` in `organisation.yml`."""

from makker.content.entries import Entry, Fields
from makker.content.problems import Kind
from makker.domain.period import Period, Unit, read_period
from makker.domain.retention import Retention
from makker.domain.screening import Outcome

NO_PERIOD = Period(1, Unit.DAY)
"""What stands for a period that is missing or cannot be read: that was reported."""
NO_RETENTION = Retention(
    dict.fromkeys(Outcome, NO_PERIOD), NO_PERIOD, NO_PERIOD, NO_PERIOD, NO_PERIOD, NO_PERIOD
)


def read_retention(entry: Entry) -> Retention:
    """Give the periods; each must be there, and be written as "30 dage" or "6 måneder"."""
    fields = entry.fields("ansoegning interesse tilmelding henvisning mistaenkt spor")
    outcomes = Fields(entry, {})
    if "ansoegning" in fields:
        outcomes = fields["ansoegning"].fields(" ".join(Outcome))
    return Retention(
        application={outcome: _period(outcomes, outcome) for outcome in Outcome},
        interest=_period(fields, "interesse"),
        sign_up=_period(fields, "tilmelding"),
        referral=_period(fields, "henvisning"),
        suspected=_period(fields, "mistaenkt"),
        trail=_period(fields, "spor"),
    )


def _period(fields: Fields, key: str) -> Period:
    if key not in fields:
        return NO_PERIOD
    text = fields.text(key)
    period = read_period(text)
    if period is None:
        fields[key].report(Kind.NOT_A_PERIOD, vaerdi=text)
    return period or NO_PERIOD
