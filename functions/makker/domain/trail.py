"""The trail: who has read or changed a record, and when. It outlives it, and names nobody."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Who(StrEnum):
    """Who did it."""

    SENDER = "afsender"
    OPERATOR = "driften"
    STAFF = "personale"
    SYSTEM = "systemet"


class What(StrEnum):
    """What was done to a record."""

    RECEIVED = "modtaget"
    READ = "laest"
    CORRECTED = "rettet"
    ACCEPTED = "godtaget"
    MOVED_UP = "rykket_op"
    TOLD = "besked_skrevet"
    COPIED = "kopieret"
    ERASED = "slettet"
    EXPIRED = "udloebet"
    LETTER_GIVEN_UP = "brev_opgivet"
    LETTER_READ = "brev_laest"
    LETTER_RETRIED = "brev_proevet_igen"
    LETTER_BOUNCED = "brev_kom_tilbage"
    LETTER_UNWANTED = "brev_uoensket"


@dataclass(frozen=True, slots=True)
class Deed:
    """One line of the trail."""

    reference: str
    what: What
    who: Who
    at: datetime
    """In UTC."""
