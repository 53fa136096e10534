"""Commands as an operator types them, in this process, on a data folder of its own."""

import json
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from makker.adapters.key_file import read_sealer
from makker.adapters.sqlite import SqliteRecords
from makker.bootstrap import DATABASE, build_app
from makker.domain.letter import Letter
from makker.domain.record import Record
from makker.settings import Settings
from makker_site.cli import main
from tests.visitor import Visitor

TODAY = "2026-11-24"
"""Two days after the records of the tests are received."""


@dataclass(frozen=True)
class Printed:
    """How a command ended, and what it said."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - JSON may be anything
        return json.loads(self.out)


@dataclass(frozen=True)
class Desk:
    """A data folder, and an operator who types."""

    data: Path
    capsys: pytest.CaptureFixture[str]

    def type(self, *words: str, today: str = TODAY) -> Printed:
        self.capsys.readouterr()
        status = main([*words, "--data", str(self.data), "--today", today])
        said = self.capsys.readouterr()
        return Printed(status, said.out, said.err)

    def visitor(self) -> Visitor:
        settings = {"DATA": str(self.data), "MAKKER_FASTEST": "0", "TODAY": TODAY}
        return Visitor(build_app(Settings.read(settings)))

    def store(self) -> SqliteRecords:
        self.data.mkdir(exist_ok=True)
        return SqliteRecords(self.data / DATABASE, read_sealer(self.data))

    def add(self, record: Record, letters: Sequence[Letter] = ()) -> None:
        with closing(self.store()) as store:
            store.add(record, letters)
