"""What an operator's commands have in common: the store, the clock, the words, and the trail."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass

from makker.bootstrap import build_clock, build_store, today_of
from makker.content.load import load
from makker.domain.catalogue import Catalogue
from makker.domain.texts import Texts
from makker.domain.trail import Deed, What, Who
from makker.ports import Clock, Store
from makker.settings import Settings


@dataclass(frozen=True, slots=True)
class Operator:
    """Whoever runs the machine, at work on its data folder."""

    settings: Settings
    catalogue: Catalogue
    clock: Clock
    store: Store

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> "Operator":
        """Read settings and content, and open the store."""
        settings = Settings.read(environment)
        catalogue = load(settings.content, today_of(settings)).catalogue
        return cls(settings, catalogue, build_clock(settings), build_store(settings))

    @property
    def texts(self) -> Texts:
        """The words of the content."""
        return self.catalogue.texts

    def note(self, reference: str, what: What) -> Deed:
        """Leave a line in the trail of a record."""
        deed = self.deed(reference, what)
        self.store.note(deed)
        return deed

    def deed(self, reference: str, what: What) -> Deed:
        """Give the line that says that an operator did it now."""
        return Deed(reference, what, Who.OPERATOR, self.clock.now())

    def say(self, name: str, **values: str) -> int:
        """Tell that it went well. Give the exit status for that."""
        print(self.texts.get(name, **values))
        return 0

    def refuse(self, name: str, **values: str) -> int:
        """Tell what was not done. Give the exit status for that."""
        print(self.texts.get(name, **values), file=sys.stderr)
        return 1
