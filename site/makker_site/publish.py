"""Keep what is served in step with the content and the calendar."""

import os
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from makker.bootstrap import App, assemble, build_app
from makker.content.load import load
from makker.domain.danish import clock_time, in_copenhagen
from makker.settings import Settings
from makker_site.plugin.build import build_site
from makker_site.printing import print_all

_LOOK = 0.3
"""Seconds between two looks at the content: saved is seen within a second."""

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
        self.app: App = build_app(settings)
        self._settings = settings
        self._over = threading.Event()
        self._seen = self._look()
        build_site(settings.content, output, self._today())

    def run(self) -> None:
        """Print; then look, and build when there is something new."""
        self._print()
        while not self._over.wait(_LOOK):
            seen = self._look()
            if seen != self._seen:
                self._seen = seen
                self._renew()

    def stop(self) -> None:
        """Finish the build under way, and no more."""
        self._over.set()
        self.join(timeout=30)

    def _renew(self) -> None:
        say, today = self.app.catalogue.texts.get, self._today()
        try:
            catalogue = load(self._settings.content, today).catalogue
            fresh = assemble(
                self._settings,
                catalogue,
                clock=self.app.clock,
                records=self.app.records,
                mailer=self.app.mailer,
                tokens=self.app.tokens,
            )
            build_site(self._settings.content, self.output, today)
        except Exception as error:  # noqa: BLE001 - half a template must not end the watch
            print(say("kommandoer.ikke_fornyet"), error, sep="\n", flush=True)  # noqa: T201
            return
        self.app = fresh
        now = clock_time(self.app.clock.now())
        print(say("kommandoer.fornyet", tid=now), flush=True)  # noqa: T201
        self._print()

    def _print(self) -> None:
        """Print posters and leaflets: after the pages, which nobody should wait for them with."""
        catalogue, settings = self.app.catalogue, self._settings
        try:
            print_all(catalogue, settings.theme, settings.site_url, self.output)
        except Exception as error:  # noqa: BLE001 - the site is whole without them
            print(catalogue.texts.get("kommandoer.ikke_trykt"), error, sep="\n")  # noqa: T201

    def _today(self) -> date:
        return in_copenhagen(self.app.clock.now()).date()

    def _look(self) -> Seen:
        folders = (self._settings.content, self._settings.theme)
        return self._today(), tuple(sorted(one for folder in folders for one in _files(folder)))


def _files(folder: Path) -> Iterator[tuple[str, int, int]]:
    for place, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)  # noqa: PTH118 - thousands of files, twice a second
            try:
                stat = os.stat(path)  # noqa: PTH116
            except FileNotFoundError:
                continue  # an editor is just replacing it
            yield path, stat.st_mtime_ns, stat.st_size
