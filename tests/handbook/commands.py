"""The handbook's commands, run in a folder where nothing can be harmed."""

import os
import re
import signal
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from makker.adapters.sqlite import SqliteRecords
from makker.bootstrap import build_app
from makker.settings import Settings
from tests.fakes import CountingIds
from tests.serving import free_port, furnish
from tests.visitor import Visitor

REFERENCE = "KT4MB7XA"
"""The application the handbook speaks of."""
STARTED = "http://127.0.0.1"
_ENDS = re.compile(r"\s+# slutter med (\d)(?: eller (\d))?$")


class _OneReference(CountingIds):
    def reference(self) -> str:
        return REFERENCE


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    status: int
    printed: str
    allowed: frozenset[int]


@dataclass(frozen=True)
class Workplace:
    """A folder like the project's, with one application in its data folder `var`."""

    folder: Path

    def furnish(self) -> "Workplace":
        furnish(self.folder)
        app = build_app(Settings.read({"DATA": str(self.folder / "var"), "MAKKER_FASTEST": "0"}))
        Visitor(replace(app, ids=_OneReference())).apply()
        if isinstance(app.records, SqliteRecords):
            app.records.close()
        return self

    def run(self, line: str) -> Ended:
        """Run one line; a server is stopped as soon as it has started."""
        match = _ENDS.search(line)
        ends = match.groups() if match else ("0",)
        allowed = frozenset(int(end) for end in ends if end)
        command = _ENDS.sub("", line)
        if command.startswith("makker serve"):
            return self._serve(command)
        done = subprocess.run(
            ["/bin/bash", "-o", "pipefail", "-c", command],
            cwd=self.folder,
            env=self._environment(),
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        return Ended(done.returncode, done.stdout + done.stderr, allowed)

    def _serve(self, command: str) -> Ended:
        command = re.sub(r"--port \d+", f"--port {free_port()}", command)
        with subprocess.Popen(
            command.split(),
            cwd=self.folder,
            env=self._environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        ) as server:
            printed = ""
            for line in server.stdout or ():
                printed += line
                if STARTED in line:
                    server.send_signal(signal.SIGTERM)
        started = STARTED in printed
        return Ended(0 if started else 1, printed, frozenset({0}))

    def _environment(self) -> dict[str, str]:
        own = {"DATA", "PORT", "TODAY"}
        kept = {name: value for name, value in os.environ.items() if name not in own}
        return kept | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
