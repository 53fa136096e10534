"""Keep what is served in step with the content and the calendar."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from watchfiles import watch

from makker.app import App
from makker.bootstrap import assemble, build_parts
from makker.content.load import load
from makker.domain.danish import clock_time, in_copenhagen
from makker.log import log_fault
from makker.settings import Settings
from makker_site.plugin.build import build_site

_TICK = 1000
"""Milliseconds between two looks at the calendar."""
_STEP, _TOGETHER = 100, 500
"""Milliseconds: what changes within a step is seen at once, but nothing waits for longer."""

Seen = tuple[date, tuple[tuple[str, int, int], ...]]


class Publisher(threading.Thread):
    """Builds anew at midnight in Copenhagen, and whenever a file of the content changes.

    Content with faults changes nothing: the problems are told, and the old site stays.
    """

    def __init__(self, settings: Settings, output: Path) -> None:
        """Build for the first time.

        Raises:
            MakkerError: the content has faults, or the site cannot be built.
        """
        super().__init__(name="publisher", daemon=True)
        self.output = output
        self._settings, self._parts = settings, build_parts(settings)
        today = in_copenhagen(self._parts.clock.now()).date()
        self.app: App = assemble(settings, load(settings.content, today).catalogue, self._parts)
        self._over = threading.Event()
        self._printer: subprocess.Popen[bytes] | None = None
        self._seen = self._look()
        self._build()

    def run(self) -> None:
        """Print; then build whenever there is something new."""
        self._print()
        for changed in self._moments():
            if changed or self._today() != self._seen[0]:
                self._follow()

    def stop(self) -> None:
        """Finish the build under way, and no more."""
        self._over.set()
        self.join(timeout=30)
        self._stop_printing()

    def _moments(self) -> Iterator[bool]:
        """Say each second, and when something is saved, whether something was, until stopped.

        The kernel tells. To ask for each file many times a second would hold up visitors: each
        asking is a moment in which Python's threads change places.
        """
        polled = None  # as the environment says
        while not self._over.is_set():
            roots = self._roots()
            try:
                for number, changes in enumerate(self._watch(force_polling=polled)):
                    # What was saved before anyone watched is seen at the first moment.
                    yield bool(changes) or not number
                    if self._roots() != roots:  # a folder was put in the place of another
                        break
            except FileNotFoundError:
                pass  # a folder is just being replaced
            except (OSError, RuntimeError) as error:  # the kernel can watch no more
                log_fault("holder_oeje_selv", error)
                polled = True
            self._over.wait(_TICK / 1000)

    def _roots(self) -> list[tuple[int, int]]:
        """Tell the folders apart from others of their name: what is watched is the folder."""
        found = (one.stat() for one in self._folders if one.exists())
        return [(one.st_dev, one.st_ino) for one in found]

    def _watch(self, *, force_polling: bool | None) -> Iterator[set[Any]]:
        return watch(
            *self._folders,
            watch_filter=None,
            stop_event=self._over,
            step=_STEP,
            debounce=_TOGETHER,
            rust_timeout=_TICK,
            yield_on_timeout=True,
            force_polling=force_polling,
        )

    def _follow(self) -> None:
        seen = self._look()
        if seen != self._seen:
            self._seen = seen
            self._renew()

    def _renew(self) -> None:
        say, today = self.app.catalogue.texts.get, self._today()
        try:
            catalogue = load(self._settings.content, today).catalogue
            fresh = assemble(self._settings, catalogue, self._parts)
            self._build()
        except Exception as error:  # noqa: BLE001 - half a template must not end the watch
            print(say("kommandoer.ikke_fornyet"), error, sep="\n", flush=True)  # noqa: T201
            return
        self.app = fresh
        now = clock_time(self.app.clock.now())
        print(say("kommandoer.fornyet", tid=now), flush=True)  # noqa: T201
        self._print()

    def _build(self) -> None:
        settings = self._settings
        build_site(settings.content, self.output, self._today(), site_url=settings.site_url)

    def _print(self) -> None:
        """Print posters and leaflets in a process of its own: nobody should wait for them."""
        self._stop_printing()
        settings = self._settings
        told = {
            "MAKKER_CONTENT": str(settings.content),
            "MAKKER_THEME": str(settings.theme),
            "MAKKER_SITE_URL": settings.site_url,
            "TODAY": self._today().isoformat(),
        }
        command = [sys.executable, "-m", "makker_site", "print", "--out", str(self.output)]
        self._printer = subprocess.Popen(  # noqa: S603 - our own command
            command, env={**os.environ, **told}, stdout=subprocess.DEVNULL
        )

    def _stop_printing(self) -> None:
        """End a print that is under way: what it prints is old already."""
        if self._printer is not None:
            self._printer.terminate()
            self._printer.wait()

    def _today(self) -> date:
        return in_copenhagen(self.app.clock.now()).date()

    def _look(self) -> Seen:
        found = (one for folder in self._folders for one in _files(folder))
        return self._today(), tuple(sorted(found))

    @property
    def _folders(self) -> tuple[Path, Path]:
        return self._settings.content, self._settings.theme


def _files(folder: Path) -> Iterator[tuple[str, int, int]]:
    for place, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)  # noqa: PTH118 - there may be thousands
            try:
                stat = os.stat(path)  # noqa: PTH116
            except FileNotFoundError:
                continue  # an editor is just replacing it
            yield path, stat.st_mtime_ns, stat.st_size
