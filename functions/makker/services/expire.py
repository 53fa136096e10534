"""Erase the records whose time is over, and the trail that is too old to matter."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from makker.domain.danish import COPENHAGEN, in_copenhagen
from makker.domain.retention import Overdue, Retention
from makker.domain.trail import Deed, What, Who
from makker.ports import Clock, Store, StoreError


@dataclass(frozen=True, slots=True)
class Over:
    """What is to be erased, or was."""

    records: tuple[Overdue, ...]
    lines: int
    """How many lines of the trail."""
    left: tuple[str, ...] = ()
    """The references of what could not be erased: someone must look."""


@dataclass(frozen=True, slots=True)
class Expire:
    """Erases what is over."""

    store: Store
    clock: Clock

    def over(self, retention: Retention) -> Over:
        """Give what is over in Copenhagen, and erase nothing."""
        lines = self.store.older_than(self._begin_of_trail(retention))
        return Over(tuple(self.store.expired(self._today)), lines)

    def __call__(self, retention: Retention) -> Over:
        """Erase what is over, and give it. One that cannot be erased holds up no other."""
        over, now = self.over(retention), self.clock.now()
        self.store.forget_before(self._begin_of_trail(retention))
        erased, left = [], []
        for one in over.records:
            try:
                if self.store.erase(Deed(one.reference, What.EXPIRED, Who.SYSTEM, now)):
                    erased.append(one)
            except StoreError:
                left.append(one.reference)
        return Over(tuple(erased), over.lines, tuple(left))

    @property
    def _today(self) -> date:
        return in_copenhagen(self.clock.now()).date()

    def _begin_of_trail(self, retention: Retention) -> datetime:
        day = retention.trail.before(self._today)
        return datetime.combine(day, time(), COPENHAGEN).astimezone(UTC)
