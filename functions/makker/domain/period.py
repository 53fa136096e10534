"""A length of time as people say it: a number of days, months or years."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

_WRITTEN = r"([1-9][0-9]{0,2})[ \u00a0](dage?|måned(?:er)?|år)"
_MONTHS_OF_A_YEAR = 12


class Unit(Enum):
    """What is counted, with the word for one and the word for more."""

    DAY = ("dag", "dage")
    MONTH = ("måned", "måneder")
    YEAR = ("år", "år")


@dataclass(frozen=True, slots=True)
class Period:
    """So many days, months or years. Its str is how Danes write it: "6 måneder"."""

    number: int
    unit: Unit

    def __str__(self) -> str:
        """Write "1 måned" or "6 måneder"."""
        one, more = self.unit.value
        return f"{self.number} {one if self.number == 1 else more}"

    def after(self, day: date) -> date:
        """Give the day this long after *day*; in a shorter month its last one."""
        return self._moved(day, self.number)

    def before(self, day: date) -> date:
        """Give the day this long before *day*; in a shorter month its last one."""
        return self._moved(day, -self.number)

    def _moved(self, day: date, number: int) -> date:
        if self.unit is Unit.DAY:
            return day + timedelta(days=number)
        return months_later(day, number * (_MONTHS_OF_A_YEAR if self.unit is Unit.YEAR else 1))


def read_period(text: str) -> Period | None:
    """Give the period that is written "30 dage", "6 måneder" or "2 år"; None for anything else."""
    match = re.fullmatch(_WRITTEN, text)
    if match is None:
        return None
    return Period(int(match[1]), next(unit for unit in Unit if match[2] in unit.value))


def months_later(day: date, months: int) -> date:
    """Give the same day *months* later, or the last day of that month when it is shorter."""
    # It asks the machine for its language when it is loaded, which most visitors need not wait for.
    import calendar  # noqa: PLC0415

    years, month = divmod(day.month - 1 + months, _MONTHS_OF_A_YEAR)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
