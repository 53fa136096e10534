"""What an operator's commands have in common: settings, clock, words, and the store."""

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

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> "Operator":
        """Read settings and content. The data folder is not touched yet."""
        settings = Settings.read(environment)
        catalogue = load(settings.content, today_of(settings)).catalogue
        return cls(settings, catalogue, build_clock(settings))

    @property
    def texts(self) -> Texts:
        """The words of the content."""
        return self.catalogue.texts

    def open_store(self) -> Store:
        """Open the store, and make it when there is none."""
        return build_store(self.settings)

    def deed(self, reference: str, what: What) -> Deed:
        """Give the line of the trail that says that an operator did it now."""
        return Deed(reference, what, Who.OPERATOR, self.clock.now())

    def say(self, name: str, **values: str) -> int:
        """Tell that it went well, in the words of the text *name*. Give the exit status."""
        print(self.texts.get(name, **values))
        return 0

    def refuse(self, name: str, **values: str) -> int:
        """Tell what was not done, in the words of the text *name*. Give the exit status."""
        print(self.texts.get(name, **values), file=sys.stderr)
        return 1
