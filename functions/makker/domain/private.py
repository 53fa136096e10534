"""How a person may be reached and what they wrote: the sensitive part of what is sent."""

import re
import string
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

NAME_LENGTH = 100
"""Characters a name may have (forms, 3.3)."""
EMAIL_LENGTH = 254
"""Characters an e-mail address may have (RFC 5321)."""
MESSAGE_LENGTH = 500
"""Characters a message may have (forms, 3.3)."""
YES = "ja"
"""What the consent box sends when it is ticked."""


class Way(StrEnum):
    """How a person wants to be contacted."""

    CALL = "opkald"
    SMS = "sms"
    EMAIL = "email"


class Hour(StrEnum):
    """When it suits a person to be contacted."""

    MORNING = "formiddag"
    AFTERNOON = "eftermiddag"
    EVENING = "aften"


@dataclass(frozen=True, slots=True)
class Contact:
    """What a person told so that they can be reached. Its repr shows nothing of it."""

    name: str = field(repr=False)
    phone: str = field(repr=False)
    """In international form, "+4520264577"; empty when none was given."""
    email: str = field(repr=False)
    """Empty when none was given."""
    way: Way = field(repr=False)
    message: str = field(repr=False)
    hours: tuple[Hour, ...] = field(default=(), repr=False)
    """When it suits them; none is whenever."""
    voicemail: bool = field(default=False, repr=False)
    """Whether we may leave a message that others may hear."""
    receipt: bool = field(default=False, repr=False)
    """Whether they asked for a receipt by mail."""


# Patterns are compiled when they are first used: most who load this read no text.
_CPR = r"(?<!\w)([0-9]{2})([0-9]{2})([0-9]{2})[\s\-‐‑‒–—−]{0,3}[0-9]{4}(?!\w)"  # noqa: RUF001


def has_cpr(text: str) -> bool:
    """Whether *text* holds something that looks like a Danish cpr number (V07).

    A valid day, month and year, perhaps a space or hyphen or both, four digits, bounded by words.
    Modulus 11 is not used: newer numbers do not obey it.
    """
    plain = unicodedata.normalize("NFKC", text)
    return any(_is_date(*match.groups()) for match in re.finditer(_CPR, plain))


def _is_date(day: str, month: str, year: str) -> bool:
    try:
        # Every day of the 1900s has one in the 2000s; 1900 alone lacked the 29th of February.
        date(2000 + int(year), int(month), int(day))
    except ValueError:
        return False
    return True


_LINE_BREAKS = r"\r\n?|[\x0b\x0c\x85\u2028\u2029]"


def cleaned(text: str) -> str:
    """Give *text* as a person meant it: NFC, plain line breaks, no invisible characters.

    Control characters and those that reverse or hide text (bidirectional overrides, zero
    width, byte order marks) are taken out. The joiners that letters and emoji need are kept.
    """
    lines = re.sub(_LINE_BREAKS, "\n", unicodedata.normalize("NFC", text))
    if lines.isprintable():  # as most lines are
        return lines.strip(_EDGES)
    visible = "".join(char for char in lines if _visible(char))
    # What was taken out may have stood between a letter and its accent.
    return unicodedata.normalize("NFC", visible).strip(_EDGES)


_EDGES = string.whitespace + "\u00a0\u2003\u200c\u200d"
"""Nothing of a text when they stand at its ends; a joiner alone is no name."""


def _visible(char: str) -> bool:
    if char in "\n\t\u200d\u200c":
        return True
    return unicodedata.category(char) not in {"Cc", "Cf", "Cs"}


def one_line(text: str) -> str:
    """Give *text* cleaned and on one line, with single spaces."""
    return " ".join(cleaned(text).split())
