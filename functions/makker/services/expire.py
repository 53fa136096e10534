"""Erase the records whose time is over, and the trail that is too old to matter."""

from datetime import timedelta

from makker.domain.danish import in_copenhagen
from makker.domain.trail import Deed, What, Who
from makker.ports import Clock, Records, Trail

KEEP_TRAIL = timedelta(days=730)
"""How long it can be seen who read or changed a record; the trail itself names nobody."""


def expire(records: Records, trail: Trail, clock: Clock) -> int:
    """Erase every record whose last day has passed in Copenhagen. Give their number."""
    now = clock.now()
    today = in_copenhagen(now).date()
    deeds = [Deed(one, What.EXPIRED, Who.SYSTEM, now) for one in records.expired(today)]
    trail.forget_before(now - KEEP_TRAIL)
    return sum(records.erase(deed) for deed in deeds)
