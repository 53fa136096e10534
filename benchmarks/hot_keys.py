"""Many apply at once on AWS: what gives way first, by AWS's published quotas. See docs/scale.md.

What an application asks of the shared keys is counted while our code does it; the quotas are
those of a new account in eu-central-1. Ten minutes are played second by second, then the time
until the last letter is sent. DynamoDB lends a key what it left unused for up to five minutes.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from unittest.mock import patch

from benchmarks.meter import metered
from makker.bootstrap import build_app
from makker.settings import Settings
from tests.standins.account import furnish_account
from tests.standins.ministack import ministack
from tests.visitor import Visitor

_RATES = (10, 1_000, 100_000)
"""Applications a minute."""
_MINUTES = 10
_CALLS = 2
"""An application is the questions, then contact."""
_CALL_SECONDS = 0.1
"""How long a call holds a function: ten times what it takes here, for AWS is further away."""
_LETTER_SECONDS = 0.15
"""How long one letter holds a shard of the stream: two calls and SES."""
_KEY = 1_000
"""Write units a second that one partition takes, and so one key. Our lists grow at their end, so
that splitting a partition does not help them."""
_LENT = 300
"""Seconds of unused writes that DynamoDB may lend."""


@dataclass(frozen=True)
class Quotas:
    """What an owner can have raised, or sets."""

    name: str
    throttle: float
    """Calls a second: `MostRequestsPerSecond` of the template."""
    at_once: float
    """Functions of the account."""
    table: float
    """Write units a second."""
    shards: float
    """Shards of the stream, times how many batches of each are sent at once."""
    mails: float
    """A second."""
    mails_a_day: float


_QUOTAS = (
    Quotas("as delivered, to a new account", 25, 10, 4_000, 4, 14, 50_000),
    Quotas("with all raised that can be", 9_000, 3_000, 40_000, 40 * 10, 500, 1_000_000),
)


@dataclass
class Gate:
    """Something everybody has to pass, and how much of it passes a second."""

    name: str
    need: float
    """What one application asks of it."""
    limit: float
    saved: float = 0.0
    """How much may be saved up while it is idle."""
    left: float = 0.0

    def __post_init__(self) -> None:
        """Begin with everything saved that can be."""
        self.left = self.saved

    def load(self, a_second: float) -> float:
        """Give the share that so many applications a second take."""
        return a_second * self.need / self.limit

    def let_in(self, applications: float) -> float:
        """Give how many of these pass within this second."""
        room = self.limit + self.left
        asked = applications * self.need
        self.left = max(0.0, min(self.saved, room - asked))
        return min(applications, room / self.need)


def measure() -> Iterator[str]:
    """Give what gives way first at each rate, and how long the last letter waits."""
    shared, writes, letters = _asked()
    yield f"an application writes {writes} units, {dict(shared)}; letters: {letters}"
    for quotas in _QUOTAS:
        yield quotas.name
        for rate in _RATES:
            gates, mail = _gates(shared, writes, quotas), _mail(letters, quotas)
            second = rate / 60
            first = sorted([*gates, *mail], key=partial(_rank, second))
            loads = ", ".join(f"{gate.name} {gate.load(second):.2f}" for gate in first[:6])
            taken, hours = _play(second, gates, mail)
            yield f"{rate:>8,} a minute: {taken:4.0%} taken, letters {hours:.1f} h late; {loads}"


def _rank(a_second: float, gate: Gate) -> float:
    return -gate.load(a_second)


def _asked() -> tuple[Mapping[str, int], int, int]:
    with ministack() as url, patch.dict(os.environ, furnish_account(url).environment):
        app = build_app(Settings.read(os.environ))
        with metered() as meter:
            Visitor(app).apply(email="bodil@example.dk", kvittering="ja")
            letters = list(app.outbox.unsent())
            for letter in letters:
                app.outbox.mark_sent(letter, app.clock.now())
        return meter.shared, meter.writes, len(letters)


def _gates(shared: Mapping[str, int], writes: int, quotas: Quotas) -> list[Gate]:
    keys = [Gate(name, units, _KEY, _KEY * _LENT) for name, units in shared.items()]
    return [
        *keys,
        Gate("our own throttle", _CALLS, quotas.throttle, quotas.throttle),
        Gate("functions at once", _CALLS * _CALL_SECONDS, quotas.at_once),
        Gate("API Gateway", _CALLS, 10_000, 5_000),
        Gate("the table", writes, quotas.table),
    ]


def _mail(letters: int, quotas: Quotas) -> list[Gate]:
    return [
        Gate("SES a second", letters, quotas.mails),
        Gate("SES a day", letters, quotas.mails_a_day / 86_400, quotas.mails_a_day),
        Gate("the stream", letters, quotas.shards / _LETTER_SECONDS),
    ]


def _play(second: float, gates: list[Gate], mail: list[Gate]) -> tuple[float, float]:
    """Give the share of applications that is taken, and the hours until their mail is sent."""
    taken = waiting = 0.0
    seconds = 0
    while seconds < _MINUTES * 60 or waiting > 1:
        passed = second if seconds < _MINUTES * 60 else 0.0
        for gate in gates:
            passed = gate.let_in(passed)
        taken += passed
        waiting += passed
        sent = waiting
        for gate in mail:
            sent = gate.let_in(sent)
        waiting -= sent
        seconds += 1
    return taken / (second * _MINUTES * 60), max(0.0, seconds / 3600 - _MINUTES / 60)


if __name__ == "__main__":
    for line in measure():
        print(line)
