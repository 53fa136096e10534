"""The thread that sends letters and does the day's work, while visitors are answered first."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from makker.app import App
from makker.domain.letter import Letter
from makker.handlers import daily
from makker.ports import Mailer

_ROUND = 60.0
"""Seconds between two rounds of the work that is done by the clock."""
_COURTESY = 1.0
"""Seconds a letter waits, at most, for a lull."""
_LULL = 0.05
"""Seconds in which nobody waits: between two crowds of visitors there is always a moment."""


class Traffic:
    """Whether anybody waits for an answer just now."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._number = 0
        self._quiet = threading.Event()
        self._quiet.set()
        self._since = time.monotonic() - _LULL
        """When the last one had their answer."""

    @contextmanager
    def visitor(self) -> Iterator[None]:
        """Count someone while they wait; called from one thread alone."""
        self._number += 1
        self._quiet.clear()
        try:
            yield
        finally:
            self._number -= 1
            if not self._number:
                self._since = time.monotonic()
                self._quiet.set()

    def wait(self, seconds: float) -> None:
        """Wait for a lull, but no longer than that."""
        end = time.monotonic() + seconds
        while self._quiet.wait(end - time.monotonic()):
            now = time.monotonic()
            lull = min(self._since + _LULL, end)
            if lull <= now:
                return
            time.sleep(lull - now)


@dataclass(frozen=True, slots=True)
class _Considerate:
    """A mailer that lets visitors go first: a person waits for a page, nobody for a letter."""

    mailer: Mailer
    traffic: Traffic

    def send(self, letter: Letter) -> None:
        """Send a letter; see the port."""
        self.traffic.wait(_COURTESY)
        self.mailer.send(letter)


class Courier(threading.Thread):
    """Sends letters as soon as they are written, and does the day's work in between."""

    def __init__(self, current: Callable[[], App], traffic: Traffic) -> None:
        """Work with the parts that *current* gives: the content may change while we serve."""
        super().__init__(name="courier", daemon=True)
        self._current = current
        self._traffic = traffic
        self._wake = threading.Event()
        self._stopped = False

    def run(self) -> None:
        """Work until stopped; what cannot be done now is done in the next round."""
        app = self._current()
        mine = self._considerate(app)
        while not self._stopped:
            self._wake.clear()
            current = self._current()
            if current is not app:  # else what it remembers of the last round would be forgotten
                app, mine = current, self._considerate(current)
            daily.try_to_work(mine)
            self._wake.wait(_ROUND)

    def _considerate(self, app: App) -> App:
        return replace(app, mailer=_Considerate(app.mailer, self._traffic))

    def wake(self) -> None:
        """Say that there may be something to send."""
        self._wake.set()

    def stop(self) -> None:
        """Finish the round under way, and no more."""
        self._stopped = True
        self._wake.set()
        self.join(timeout=10)
