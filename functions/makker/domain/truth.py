"""Three-valued truth (Kleene): yes, no, and not known yet."""

from collections.abc import Iterable
from enum import Enum
from typing import NoReturn


class Truth(Enum):
    """What is known of a statement.

    UNKNOWN is a value of its own. Asking for the boolean of a truth raises, so that
    "we do not know" can never slip into being "no".
    """

    YES = "ja"
    NO = "nej"
    UNKNOWN = "uafklaret"

    def __bool__(self) -> NoReturn:
        """Refuse: compare with YES, NO or UNKNOWN instead."""
        message = "a Truth has no boolean; compare it with YES, NO or UNKNOWN"
        raise TypeError(message)

    def negated(self) -> "Truth":
        """Give NO for YES and YES for NO; UNKNOWN stays."""
        return _NEGATED[self]


_NEGATED = {Truth.YES: Truth.NO, Truth.NO: Truth.YES, Truth.UNKNOWN: Truth.UNKNOWN}


def all_of(truths: Iterable[Truth]) -> Truth:
    """Give NO if any is NO, else UNKNOWN if any is UNKNOWN, else YES (so YES for none)."""
    found = set(truths)
    if Truth.NO in found:
        return Truth.NO
    return Truth.UNKNOWN if Truth.UNKNOWN in found else Truth.YES


def any_of(truths: Iterable[Truth]) -> Truth:
    """Give YES if any is YES, else UNKNOWN if any is UNKNOWN, else NO (so NO for none)."""
    found = set(truths)
    if Truth.YES in found:
        return Truth.YES
    return Truth.UNKNOWN if Truth.UNKNOWN in found else Truth.NO
