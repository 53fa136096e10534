"""Erase the records whose time is over."""

from makker.domain.danish import in_copenhagen
from makker.ports import Clock, Records


def expire(records: Records, clock: Clock) -> int:
    """Erase every record whose last day has passed in Copenhagen. Give their number."""
    today = in_copenhagen(clock.now()).date()
    return sum(records.erase(reference) for reference in list(records.expired(today)))
