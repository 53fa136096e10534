"""Visits of one machine, in its memory alone: gone when it stops, unknowable after the day."""

import hashlib
import secrets
import threading
from datetime import date, datetime

from makker.domain.danish import in_copenhagen
from makker.ports import Clock


class MemoryVisits:
    """Counts within the hour. Sources are kept as digests with a salt that is new every day."""

    def __init__(self, clock: Clock) -> None:
        """Tell the hours by *clock*."""
        self._clock = clock
        self._lock = threading.Lock()
        self._salts: dict[date, bytes] = {}
        self._hour: datetime | None = None
        self._seen: dict[tuple[bytes, str], set[str]] = {}

    def count(self, source: str, what: str, which: str) -> int:
        """Note the visit; give how many different ones there were within the hour."""
        now = in_copenhagen(self._clock.now())
        hour = now.replace(minute=0, second=0, microsecond=0)
        with self._lock:
            if now.date() not in self._salts:
                self._salts = {now.date(): secrets.token_bytes(16)}
            if hour != self._hour:
                self._hour, self._seen = hour, {}
            digest = hashlib.blake2b(source.encode(), key=self._salts[now.date()]).digest()
            seen = self._seen.setdefault((digest, what), set())
            seen.add(which)
            return len(seen)
