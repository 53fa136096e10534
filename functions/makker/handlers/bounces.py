"""What SES tells of letters that came back or were not wanted, by way of an SNS topic.

SES could tell EventBridge instead, with one part fewer. But that it does "on a best-effort basis"
(its guide, "Monitoring SES events"), and a person who never gets their answer must not be missed
twice. SNS tries again for weeks.
"""

import json
import os
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from aws_lambda_powertools.utilities.data_classes import SNSEvent

from makker.adapters.ses import TAG
from makker.bootstrap import build_store
from makker.domain.trail import Deed, What, Who
from makker.handlers.at_start import at_start
from makker.log import log_alarm, telling
from makker.ports import Trail
from makker.settings import Settings

_MEANT = {"Bounce": What.LETTER_BOUNCED, "Complaint": What.LETTER_UNWANTED}
"""What we want to know of; an account may tell the same topic of more."""


@at_start
def _trail() -> Trail:
    return build_store(Settings.read(os.environ))


def handler(event: Mapping[str, Any], context: object) -> None:
    """Note what became of letters."""
    del context
    trail = _trail()
    with telling():
        respond(trail, event)


def respond(trail: Trail, event: Mapping[str, Any]) -> None:
    """Note what became of letters in *trail*, and see that someone looks.

    The event holds addresses; nothing of it is kept or logged but what the letter was about.
    The record itself is not opened: this function needs no key to it.
    """
    for record in SNSEvent(dict(event)).records:
        told = json.loads(record.sns.message)
        what = _MEANT.get(told.get("eventType"))
        if what is not None:
            _note(trail, what, told)


def _note(trail: Trail, what: What, told: Mapping[str, Any]) -> None:
    about = told["mail"].get("tags", {}).get(TAG, [""])[0]
    if about:
        # The event's own moment: when it comes twice, it is the same line.
        at = datetime.fromisoformat(told[told["eventType"].lower()]["timestamp"])
        trail.note(Deed(about, what, Who.SYSTEM, at))
    log_alarm(what, reference=about)
