"""The machine's own clock and randomness."""

import math
import secrets
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from makker.domain.danish import COPENHAGEN

# No I, O, Q, Z, 0 or 1: nothing that is misread or misheard over the telephone.
_LETTERS = "ABCDEFGHJKLMNPRSTUVWXY"
_DIGITS = "23456789"
_PATTERN = "aa9aa9aa"
"""A digit in every third place, so that no word can come out."""


_ALPHABETS = [_LETTERS if place == "a" else _DIGITS for place in _PATTERN]
_READABLE = math.prod(map(len, _ALPHABETS))
"""How many readable names there are: 7,256,313,856."""


def readable(choose: Callable[[str], str]) -> str:
    """Give eight characters such as "KT4MB7XA", each chosen from its alphabet by *choose*."""
    return "".join(map(choose, _ALPHABETS))


class SystemClock:
    """The time it is."""

    def now(self) -> datetime:
        """Give the moment, in UTC."""
        return datetime.now(UTC)


class ShiftedClock:
    """The time it would be if the machine had been started on another day."""

    def __init__(self, today: date) -> None:
        """Believe that it is *today* in Copenhagen, at the time of day it is now."""
        real = datetime.now(COPENHAGEN)
        believed = datetime.combine(today, real.time(), COPENHAGEN)
        self._shift: timedelta = believed.astimezone(UTC) - real.astimezone(UTC)

    def now(self) -> datetime:
        """Give the moment, in UTC, on the believed day."""
        return datetime.now(UTC) + self._shift


class RandomIds:
    """Names drawn by the operating system's random source."""

    def reference(self) -> str:
        """Give eight characters such as "KT4MB7XA"."""
        number = secrets.randbelow(_READABLE)  # drawn once: each draw is a call of the system

        def choose(alphabet: str) -> str:
            nonlocal number
            number, place = divmod(number, len(alphabet))
            return alphabet[place]

        return readable(choose)

    def submission(self) -> str:
        """Give 128 random bits as text."""
        return secrets.token_urlsafe(16)
