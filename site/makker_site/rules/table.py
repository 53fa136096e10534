"""The boundary cases of a role as a table in plain text, or as values for a program."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, zip_longest

from makker.domain.boundary import Case, boundary_cases
from makker.domain.danish import long_date
from makker.domain.programme import Offer
from makker.domain.screening import Finding, Outcome, Verdict
from makker.domain.texts import Texts
from makker_site.rules.words import Words

_ANSWER, _STEP = 42, 40
"""How many characters the columns with sentences have."""


def values_of(offer: Offer, day: date) -> list[Mapping[str, object]]:
    """Give every boundary case as plain values."""
    return [
        {
            "svar": {
                question.field: [
                    option.value
                    for option in question.options
                    if option.value in case.chosen[question.field]
                ]
                for question in offer.role.questions
            },
            "aendret": list(case.changed),
            "udfald": case.verdict.outcome.value,
            "grunde": list(case.verdict.reasons),
            "naeste_skridt": [_step(finding) for finding in _reasons(case.verdict)],
        }
        for case in boundary_cases(offer.role, day)
    ]


def lines_of(offer: Offer, day: date, texts: Texts) -> Iterator[str]:
    """Give the boundary cases in aligned lines that a person can read."""
    names = {"tilbud": offer.programme.name, "rolle": offer.role.title}
    yield texts.get("regler.titel", **names)
    yield texts.get("regler.dag", dag=long_date(day))
    cases = boundary_cases(offer.role, day)
    if not cases:
        yield texts.get("regler.tabel.intet")
        return
    yield texts.get("regler.tabel.opdigtet")
    table = _Table(cases, Words(texts, offer.role.questions), texts)
    yield from (line.rstrip() for line in table.lines())


@dataclass(frozen=True, slots=True)
class _Table:
    """The base, then what changes it, each under the questions that are answered otherwise."""

    cases: tuple[Case, ...]
    words: Words
    texts: Texts

    def lines(self) -> Iterator[str]:
        base, *changes = self.cases
        verdict = self.words.verdict(base.verdict)
        yield from ("", self.texts.get("regler.tabel.bedst", udfald=verdict))
        for field, values in base.chosen.items():
            yield f"  {self.words.question(field):<{_ANSWER}}  {self.words.answer(field, values)}"
        for number, name in ((1, "et"), (2, "to")):
            some = [case for case in changes if len(case.changed) == number]
            if some:
                yield from ("", self.texts.get(f"regler.tabel.{name}"))
                yield from self._row(*([self._title(column)] for column in _COLUMNS))
                yield from self._grouped(some)

    def _grouped(self, cases: Sequence[Case]) -> Iterator[str]:
        for fields, some in groupby(cases, key=lambda case: case.changed):
            yield " + ".join(self.words.question(field) for field in fields)
            for case in some:
                reasons = _reasons(case.verdict)
                yield from self._row(
                    [line for field in fields for line in self._answer(field, case)],
                    [self.words.outcome(case.verdict.outcome)],
                    [finding.code for finding in reasons],
                    [textwrap.shorten(_step(one), _STEP, placeholder=" …") for one in reasons],
                )

    def _answer(self, field: str, case: Case) -> Iterator[str]:
        """Give an answer in lines; what is answered beside another thing has a plus before it."""
        for number, text in enumerate(self.words.options(field, case.chosen[field])):
            plus = "+ " if number or field != case.changed[0] else ""
            yield from textwrap.wrap(plus + text, _ANSWER, subsequent_indent=" " * len(plus))

    def _row(self, *cells: Sequence[str]) -> Iterator[str]:
        for parts in zip_longest(*cells, fillvalue=""):
            padded = (f"{part:<{width}}" for part, width in zip(parts, self._widths(), strict=True))
            yield "  " + "  ".join(padded)

    def _widths(self) -> tuple[int, ...]:
        outcomes = [self.words.outcome(outcome) for outcome in Outcome]
        reasons = [code for case in self.cases for code in case.verdict.reasons]
        return (
            _ANSWER,
            _longest([*outcomes, self._title("udfald")]),
            _longest([*reasons, self._title("grund")]),
            0,
        )

    def _title(self, column: str) -> str:
        return self.texts.get(f"regler.tabel.{column}")


_COLUMNS = ("svar", "udfald", "grund", "naeste")


def _longest(texts: Sequence[str]) -> int:
    return max(len(text) for text in texts)


def _reasons(verdict: Verdict) -> list[Finding]:
    """Give one finding for each reason of a verdict."""
    first: dict[str, Finding] = {}
    for finding in verdict.deciding:
        first.setdefault(finding.code, finding)
    return list(first.values())


def _step(finding: Finding) -> str:
    return finding.next_step.text if finding.next_step else ""
