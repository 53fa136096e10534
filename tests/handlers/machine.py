"""One machine whose clock stands still until it is set, and whose meetings are as we like."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from makker.adapters.folder import FolderMailer
from makker.adapters.memory import MemoryVisits
from makker.adapters.signing import SignedTokens
from makker.app import App, Parts
from makker.bootstrap import assemble, build_store
from makker.content.load import load
from makker.handlers import daily
from makker.settings import Settings
from tests.content.copies import CONTENT
from tests.fakes import FixedClock
from tests.mailbox import Mail, opened
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
    settings: Settings
    parts: Parts

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
        return [file.read_text("utf-8") for file in self._files()]

    def fresh_mail(self) -> list[Mail]:
        """Do the day's work, and give the mails that were not there before, the first first."""
        before = set(self._files())
        daily.work(self.app)
        return [opened(file.read_bytes()) for file in self._files() if file not in before]

    def _files(self) -> list[Path]:
        return sorted((self.folder / "mail").glob("*"))

    def edit(self, file: str, *changes: tuple[str, str]) -> None:
        """Change a file of the content, and take it in while everything else goes on."""
        path = self.settings.content / file
        text = path.read_text("utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        path.write_text(text, "utf-8")
        catalogue = load(self.settings.content, self.clock.now().date()).catalogue
        self.app = assemble(self.settings, catalogue, self.parts)


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
    return Machine(app, clock, folder, settings, parts)
