"""The real programmes' rules, and copies of them that are changed and committed."""

import os
import subprocess
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from makker.domain.catalogue import Catalogue
from makker.domain.programme import Offer
from tests.content.copies import CONTENT, Copy, copy_to

TODAY = date(2026, 11, 22)
ROLES = [
    (programme, role)
    for programme in ("peer-to-peer-vejle", "peer-faellesskabet-vejle", "peer-to-peer-odense")
    for role in ("peer", "mentor")
]


@cache
def real() -> Catalogue:
    return Copy(CONTENT).loaded().catalogue


def offer_of(programme: str, role: str, catalogue: Catalogue | None = None) -> Offer:
    offer = (catalogue or real()).offer(programme, role)
    assert offer
    return offer


@dataclass(frozen=True)
class Repository:
    """A copy of the content in a git repository of its own."""

    folder: Path
    copy: Copy

    def git(self, *command: str) -> str:
        """Run git as somebody, whoever runs the tests and from whatever hook."""
        somebody = "proeve@example.org"
        who = ["-c", f"user.name={somebody}", "-c", f"user.email={somebody}"]
        environment = {key: value for key, value in os.environ.items() if key[:4] != "GIT_"}
        done = subprocess.run(
            ["git", *who, *command],  # noqa: S607 - the git that is installed
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    def commit(self) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "Indhold")


def repository(folder: Path, *, committed: bool = True) -> Repository:
    made = Repository(folder, copy_to(folder))
    made.git("init", "--quiet")
    if committed:
        made.commit()
    return made
