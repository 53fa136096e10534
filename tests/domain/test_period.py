from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makker.domain.period import Period, Unit, months_later, read_period


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2026-11-22", 6, "2027-05-22"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2027-08-31", 6, "2028-02-29"),
        ("2026-12-31", 1, "2027-01-31"),
        ("2026-12-01", 12, "2027-12-01"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2026-06-15", 0, "2026-06-15"),
        ("2026-01-31", -1, "2025-12-31"),
        ("2027-03-31", -1, "2027-02-28"),
        ("2026-11-22", -24, "2024-11-22"),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(
    day: str, months: int, later: str
) -> None:
    assert months_later(date.fromisoformat(day), months) == date.fromisoformat(later)


@pytest.mark.property
@given(st.dates(max_value=date(9000, 1, 1)), st.integers(0, 240), st.integers(0, 240))
def test_months_later_never_falls_behind(day: date, months: int, more: int) -> None:
    assert months_later(day, months) <= months_later(day, months + more)
    assert months_later(day.replace(day=1), months).day == 1


WRITTEN = [
    ("1 dag", Period(1, Unit.DAY)),
    ("30 dage", Period(30, Unit.DAY)),
    ("1 måned", Period(1, Unit.MONTH)),
    ("6 måneder", Period(6, Unit.MONTH)),
    ("1 år", Period(1, Unit.YEAR)),
    ("999 år", Period(999, Unit.YEAR)),
]


@pytest.mark.parametrize(("text", "period"), WRITTEN)
def test_period_is_read_and_written_as_danes_write_it(text: str, period: Period) -> None:
    assert read_period(text) == period
    assert str(period) == text


@pytest.mark.parametrize("text", ["6\u00a0måneder", "1 måneder", "30 dag"])
def test_period_is_understood_when_it_is_written_a_little_otherwise(text: str) -> None:
    assert read_period(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "6", "måneder", "0 dage", "06 dage", "-1 dage", "1000 dage", "6  dage", "6 uger"),
        *("6 Måneder", "1,5 år", "6 måneder efter", "om 6 måneder", "²2 år", "seks måneder"),
    ],
)
def test_anything_else_is_no_period(text: str) -> None:
    assert read_period(text) is None


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("30 dage", "2026-10-23", "2026-12-22"),
        ("6 måneder", "2026-05-22", "2027-05-22"),
        ("2 år", "2024-11-22", "2028-11-22"),
    ],
)
def test_period_reaches_both_ways(text: str, before: str, after: str) -> None:
    period, day = read_period(text), date(2026, 11, 22)
    assert period is not None
    assert period.before(day) == date.fromisoformat(before)
    assert period.after(day) == date.fromisoformat(after)


@pytest.mark.property
@given(st.dates(date(1600, 1, 1), date(7000, 1, 1)), st.integers(1, 999), st.sampled_from(Unit))
def test_period_always_leads_forward_and_back(day: date, number: int, unit: Unit) -> None:
    period = Period(number, unit)
    assert period.before(day) < day < period.after(day)
    assert read_period(str(period)) == period
