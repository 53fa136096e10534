"""One machine whose clock stands still until it is set, and whose meetings are as we like."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from makker.adapters.folder import FolderMailer
from makker.adapters.memory import MemoryVisits
from makker.adapters.signing import SignedTokens
from makker.bootstrap import App, Parts, assemble, build_store
from makker.content.load import load
from makker.handlers import daily
from makker.settings import Settings
from tests.content.copies import CONTENT
from tests.fakes import FixedClock
from tests.visitor import Visitor

MEETING = "2016-04-18-vejle"
NOON = "2016-04-01T10:00:00+00:00"
"""Two weeks before the one meeting there is."""


@dataclass
class Machine:
    """The parts, and the clock in our hand."""

    app: App
    clock: FixedClock
    folder: Path

    @property
    def visitor(self) -> Visitor:
        return Visitor(self.app)

    def wait(self, seconds: float = 60) -> None:
        self.clock.moment += timedelta(seconds=seconds)

    def at(self, moment: str) -> None:
        self.clock.moment = datetime.fromisoformat(moment).astimezone(UTC)

    def mail(self) -> list[str]:
        """Do the day's work, and give every mail there is."""
        daily.work(self.app)
        folder = self.folder / "mail"
        return [file.read_text("utf-8") for file in sorted(folder.glob("*"))]


def machine(folder: Path, *, content: Path = CONTENT, **environment: str) -> Machine:
    """Give a machine on the first of April 2016, which suspects as it does for everyone."""
    clock = FixedClock(NOON)
    settings = Settings.read({"DATA": str(folder), "MAKKER_CONTENT": str(content), **environment})
    parts = Parts(
        clock=clock,
        store=build_store(settings),
        mailer=FolderMailer(folder / "mail", settings.mail_from),
        tokens=SignedTokens(["hemmelig"]),
        visits=MemoryVisits(clock),
    )
    app = assemble(settings, load(content, clock.now().date()).catalogue, parts)
    return Machine(app, clock, folder)
