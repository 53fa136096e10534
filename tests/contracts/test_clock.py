from datetime import UTC, date, datetime, timedelta

import pytest

from makker.adapters.system import ShiftedClock, SystemClock
from makker.domain.danish import in_copenhagen
from makker.ports import Clock
from tests.fakes import FixedClock

CLOCKS: dict[str, Clock] = {
    "fixed": FixedClock("2026-11-22T13:00:00+01:00"),
    "system": SystemClock(),
    "shifted": ShiftedClock(date(2027, 7, 1)),
}


@pytest.mark.parametrize("clock", CLOCKS.values(), ids=CLOCKS)
def test_clock_gives_moments_in_utc_that_never_run_backwards(clock: Clock) -> None:
    moments = [clock.now() for _ in range(100)]
    assert moments == sorted(moments)
    assert {moment.tzinfo for moment in moments} == {UTC}


def test_system_clock_gives_the_moment_it_is() -> None:
    before = datetime.now(UTC)
    assert before <= SystemClock().now() <= datetime.now(UTC)


@pytest.mark.parametrize(
    "today", [date(2020, 2, 29), date(2026, 3, 29), date(2027, 7, 1), date(2040, 12, 31)]
)
def test_shifted_clock_believes_in_its_day_at_the_hour_it_is(today: date) -> None:
    believed = in_copenhagen(ShiftedClock(today).now())
    hour = datetime.combine(today, in_copenhagen(datetime.now(UTC)).time())
    if today == date(2026, 3, 29) and hour.hour == 2:  # the hour that is left out that night
        hour += timedelta(hours=1)
    assert abs(believed.replace(tzinfo=None) - hour) < timedelta(seconds=5)


def test_shifted_clock_goes_on() -> None:
    clock = ShiftedClock(date(2027, 7, 1))
    first = clock.now()
    while clock.now() == first:
        pass
    assert timedelta(0) < clock.now() - first < timedelta(seconds=5)
