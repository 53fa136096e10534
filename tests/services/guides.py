"""Guides to test with, every way to answer them, and what the browser's own script says of it."""

import json
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, combinations
from random import Random
from typing import IO, Any

from makker.content.load import load
from makker.domain.guide import Guide, make_guide
from makker.domain.programme import Role
from makker.domain.questions import Question
from makker.domain.truth import Truth
from makker.services.guide import Match
from tests.services.examples import CATALOGUE, PROGRAMME
from tests.serving import PROJECT

TODAY = date(2026, 11, 22)
SHIPPED = load(PROJECT / "content", TODAY).catalogue
THEME = PROJECT / "site" / "theme"

VEJLE, ODENSE = (
    f"bor_i_kommunen-{one}" for one in ("peer-faellesskabet-vejle", "peer-to-peer-odense")
)
MENTOR = {
    "fyldt_18": "ja",
    VEJLE: "ja",
    "egen_erfaring-peer-to-peer-vejle": "ja",
    "overskud": "ja",
    "egen_erfaring-peer-faellesskabet-vejle": "nej",
}
"""Answers that place a mentor within one programme and outside another; the third is a talk."""

Given = Mapping[str, Sequence[str]]
"""What was answered; questions that were left out are not there."""


def shipped(role: str) -> Guide:
    guide = make_guide(SHIPPED, role, TODAY)
    assert guide
    return guide


def guide_of(*roles: Role) -> Guide:
    """Make a guide of as many programmes as there are roles."""
    programmes = {
        f"tilbud-{number}": replace(PROGRAMME, id=f"tilbud-{number}", roles={"peer": role})
        for number, role in enumerate(roles)
    }
    guide = make_guide(replace(CATALOGUE, programmes=programmes), "peer", TODAY)
    assert guide
    return guide


def ways_to_answer(question: Question) -> list[tuple[str, ...]]:
    """Give every valid answer, and none."""
    values = [option.value for option in question.options]
    most = len(values) if question.several else 1
    some = chain.from_iterable(combinations(values, number) for number in range(1, most + 1))
    return [(), *(one for one in some if question.fault_of(one) is None)]


def at_random(guide: Guide, number: int, seed: str) -> Iterator[Given]:
    """Give answers by lot, the same each time; at least one question is answered."""
    lot = Random(seed)  # noqa: S311 - nothing is guarded by it
    while number:
        given = {one.field: lot.choice(ways_to_answer(one)) for one in guide.questions}
        given = {name: values for name, values in given.items() if values}
        if given:
            number -= 1
            yield given


@dataclass(frozen=True)
class Browser:
    """The script of the guide, in node."""

    into: IO[str]
    out: IO[str]

    def judges(self, rules: Mapping[str, object], answers: Sequence[Given]) -> list[Any]:
        """Give what the script says of each of the answers."""
        self.into.write(json.dumps({"rules": rules, "answers": answers}) + "\n")
        self.into.flush()
        found: list[Any] = json.loads(self.out.readline())
        return found


@contextmanager
def script() -> Iterator[Browser]:
    node = shutil.which("node")
    assert node, "the script of the guide is tried in node"
    command = [node, str(PROJECT / "tests/node/judge.mjs"), str(THEME / "js/regler.js")]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin
        assert process.stdout
        yield Browser(process.stdin, process.stdout)
        process.stdin.close()


def as_the_script_says(matches: Sequence[Match]) -> list[Any]:
    """Write the server's matches as the script writes its own."""
    return [
        {
            "id": match.offer.programme.id,
            "udfald": match.verdict.outcome.value,
            "kontakt": match.verdict.may_ask_for_contact,
            "fund": [
                {
                    "kode": finding.criterion.code,
                    "sandhed": finding.truth.value,
                    "grund": finding.code,
                    "skridt": finding.step,
                    "tavs": finding.truth is Truth.NO and finding.criterion.no_contact,
                }
                for finding in match.verdict.findings
            ],
        }
        for match in matches
    ]
