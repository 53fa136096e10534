"""Copies of the real content with places changed, to see what is said of them."""

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from makker.content.load import Loaded, load
from makker.content.problems import ContentError, Kind, Problem

CONTENT = Path(__file__).parents[2] / "content"
TODAY = date(2026, 11, 22)
PROGRAMME = "tilbud/peer-faellesskabet-vejle.md"


@dataclass(frozen=True)
class Copy:
    """A content folder that may be spoilt."""

    root: Path

    def change(self, file: str, old: str, new: str) -> int:
        """Replace the first *old* of a file. Give the line on which it stood."""
        path = self.root / file
        before, found, after = path.read_text("utf-8").partition(old)
        assert found, f"{file} has no {old!r}"
        path.write_text(before + new + after, "utf-8")
        return before.count("\n") + 1

    def problems(self, today: date = TODAY) -> list[Problem]:
        """Give what stops a site from being built."""
        try:
            load(self.root, today)
        except ContentError as error:
            return [problem for problem in error.problems if not problem.warning]
        return []

    def found(self) -> list[tuple[str, int, Kind]]:
        """Give file, line and kind of what stops a site from being built."""
        return [(problem.file, problem.line, problem.kind) for problem in self.problems()]

    def loaded(self, today: date = TODAY) -> Loaded:
        return load(self.root, today)


def copy_to(folder: Path) -> Copy:
    root = folder / "content"
    shutil.copytree(CONTENT, root)
    return Copy(root)
