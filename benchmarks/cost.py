"""What a thousand applications cost on AWS, and a month in which nobody applies.

What our code asks for is counted while it does it (`benchmarks.meter`), and so is what the phone
of someone who applies fetches (`benchmarks.journey`); how long functions run is assumed,
generously, below. Not counted: a domain, the firewall (an option: about 6 dollars a month), people.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from unittest.mock import patch

from benchmarks import prices
from benchmarks.journey import Fetched, fetched
from benchmarks.meter import Meter, metered
from makker.app import App
from makker.bootstrap import build_app
from makker.domain.trail import Deed, What, Who
from makker.handlers import daily
from makker.settings import Settings
from makker_site.project import PROJECT
from tests.standins.account import furnish_account
from tests.standins.ministack import ministack
from tests.visitor import Visitor

_PEOPLE = 1000
_PUBLIC_SECONDS, _PUBLIC_GIGABYTES = 0.5, 1.0
"""A call of the function visitors reach, every other a cold start, with the template's memory."""
_OTHER_SECONDS, _OTHER_GIGABYTES = 1.0, 0.5
_LOGGED_BYTES = 1500
"""What Lambda and we log of one call."""
_ROUNDS = 30 * 24 * 4
"""A month's rounds of the daily work, one each quarter of an hour."""
_PAGES = 0.1
"""Gigabytes of pages and artefacts that are kept."""


@dataclass
class Bill:
    """What is asked for, item by item, in dollars."""

    items: dict[str, float]
    free: float = 0.0
    """What of it is free, beside what `prices.FREE` names."""

    @property
    def listed(self) -> float:
        """Give the sum at list prices."""
        return sum(self.items.values())

    @property
    def paid(self) -> float:
        """Give what is left to pay when nothing else uses what every account has for nothing."""
        return sum(cost for name, cost in self.items.items() if name not in prices.FREE) - self.free

    def __str__(self) -> str:
        """Say the sums, and what they are made of."""
        largest = sorted(self.items.items(), key=lambda item: -item[1])
        parts = ", ".join(f"{name} {cost:.3f}" for name, cost in largest)
        return f"list ${self.listed:.2f}, to pay ${self.paid:.2f} ({parts})"


def measure() -> Iterator[str]:
    """Give a line a bill."""
    looks = fetched()
    with ministack() as url, patch.dict(os.environ, furnish_account(url).environment):
        plain, receipt, idle = _application(), _application(receipt=True), _round()
    told, thanked = _thousand(plain, looks, 1), _thousand(receipt, looks, 2)
    yield f"from the front page to the receipt       {looks}"
    yield f"1,000 applications, each told to staff   {told}   target <= $0.20"
    yield f"the same, each with a receipt too        {thanked}   target <= $0.20"
    yield f"a month in which nobody applies          {_month(idle)}   target <= $2"


def _fresh() -> App:
    """Give the system as a function that starts has it: it has no keys yet."""
    return build_app(Settings.read(os.environ))


def _application(*, receipt: bool = False) -> Meter:
    """Let one person apply, have the letters sent, and take it all back when it is over."""
    answers = {"kvittering": "ja", "email": "bodil@example.dk"} if receipt else {}
    with metered() as meter:
        reference = Visitor(_fresh()).apply(**answers).reference
        sender = _fresh()
        for letter in list(sender.outbox.unsent()):
            sender.outbox.mark_sent(letter, sender.clock.now())
        over = Deed(reference, What.ERASED, Who.SYSTEM, sender.clock.now())
        sender.store.erase(over)
    return meter


def _round() -> Meter:
    with metered() as meter:
        daily.work(_fresh())
    return meter


def _thousand(one: Meter, looks: Fetched, mails: int) -> Bill:
    calls, sends = 2, mails
    seconds = calls * _PUBLIC_SECONDS * _PUBLIC_GIGABYTES
    seconds += sends * _OTHER_SECONDS * _OTHER_GIGABYTES
    keys = one.asked["GenerateDataKey"] + one.asked["Decrypt"]
    each = {
        "mail": mails * prices.MAIL,
        "DynamoDB": one.writes * prices.WRITE + one.reads * prices.READ,
        "KMS": keys * prices.KMS_REQUEST,
        "Lambda": seconds * prices.LAMBDA_GIGABYTE_SECOND + (calls + sends) * prices.LAMBDA_REQUEST,
        "API Gateway": calls * prices.API_REQUEST,
        "CloudFront": looks.requests * (prices.CLOUDFRONT_REQUEST + prices.STORED_REQUEST)
        + looks.bytes / 1e9 * prices.CLOUDFRONT_GIGABYTE,
        "log": (calls + sends) * _LOGGED_BYTES / 1e9 * prices.LOGGED_GIGABYTE,
    }
    return Bill({name: cost * _PEOPLE for name, cost in each.items()})


def _month(one: Meter) -> Bill:
    template = (PROJECT / "infra" / "template.yaml").read_text("utf-8")
    alarms = len(re.findall(r"Type: AWS::CloudWatch::Alarm$", template, re.MULTILINE))
    keys = len(re.findall(r"Type: AWS::KMS::Key$", template, re.MULTILINE))
    asked = _ROUNDS * (one.asked["GenerateDataKey"] + one.asked["Decrypt"])
    return Bill(
        {
            "keys": keys * prices.KMS_KEY,
            "alarms": alarms * prices.ALARM,
            "KMS": asked * prices.KMS_REQUEST,
            "DynamoDB": _ROUNDS * (one.writes * prices.WRITE + one.reads * prices.READ),
            "Lambda": _ROUNDS
            * (
                prices.LAMBDA_REQUEST
                + _OTHER_SECONDS * _OTHER_GIGABYTES * prices.LAMBDA_GIGABYTE_SECOND
            ),
            "log": _ROUNDS * _LOGGED_BYTES / 1e9 * prices.LOGGED_GIGABYTE,
            "S3": _PAGES * prices.STORED_GIGABYTE,
        },
        free=min(alarms, prices.FREE_ALARMS) * prices.ALARM,
    )


if __name__ == "__main__":
    for line in measure():
        print(line)
