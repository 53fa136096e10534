"""Screening: which of a programme's criteria a person's answers meet.

The verdict advises. It is never an acceptance or a rejection; a human reads everything sent.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from makker.domain.conditions import AllOf, Condition
from makker.domain.questions import Answers
from makker.domain.truth import Truth, any_of


class Outcome(StrEnum):
    """Where the answers place a person, now."""

    WITHIN = "inden_for"
    TALK = "samtale"
    OUTSIDE = "uden_for"


@dataclass(frozen=True, slots=True)
class Link:
    """Somewhere to go next: a page of this site or a number to ring."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to suggest when a criterion is not met, or not known to be."""

    text: str
    links: tuple[Link, ...] = ()
    when: Condition | None = None
    """Only for answers for which this holds; None is for everyone."""


@dataclass(frozen=True, slots=True)
class TalkWhen:
    """A case in which the criterion is not met, yet a human should judge."""

    condition: Condition
    code: str
    """The reason code of this case; it may differ from the criterion's own."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One requirement of a role, as its source states it."""

    code: str
    text: str
    """What a person reads, for example "Du er fyldt 18 år"."""
    requirement: Condition
    source: str
    """The seed the requirement comes from."""
    talk_when: tuple[TalkWhen, ...] = ()
    next_steps: tuple[NextStep, ...] = ()
    no_contact: bool = False
    """Whoever does not meet this is not asked for contact details (the under-aged)."""
    ambition: bool = False
    """Hoped for, not required: whoever does not meet it is talked with, never outside."""
    first_day: date | None = None
    """The first day it is in force; None is from the beginning."""
    last_day: date | None = None
    """The last day it is in force; None is for good."""

    @property
    def fields(self) -> frozenset[str]:
        """Name the questions it looks at."""
        return AllOf((self.requirement, *(case.condition for case in self.talk_when))).fields

    def in_force_on(self, day: date) -> bool:
        """Whether it counts on *day*; its first and its last day are days it does."""
        return (self.first_day or day) <= day <= (self.last_day or day)


@dataclass(frozen=True, slots=True)
class Finding:
    """What the answers say of one criterion."""

    criterion: Criterion
    truth: Truth
    code: str
    """The reason code, meaningful when *truth* is not YES."""
    step: int | None = None
    """Index of the criterion's next step that fits the answers, or None."""

    @property
    def next_step(self) -> NextStep | None:
        """The suggestion that goes with this finding, if any."""
        steps = self.criterion.next_steps
        return steps[self.step] if self.step is not None and self.step < len(steps) else None


@dataclass(frozen=True, slots=True)
class Verdict:
    """Every criterion's finding, in question order."""

    findings: tuple[Finding, ...]

    @property
    def outcome(self) -> Outcome:
        """OUTSIDE if any criterion fails, else TALK if any is open, else WITHIN.

        A failure wins over what is unknown (eligibility, principle 2).
        """
        truths = {finding.truth for finding in self.findings}
        if Truth.NO in truths:
            return Outcome.OUTSIDE
        return Outcome.TALK if Truth.UNKNOWN in truths else Outcome.WITHIN

    @property
    def reasons(self) -> tuple[str, ...]:
        """The codes of what decided the outcome, each once."""
        return tuple(dict.fromkeys(finding.code for finding in self.deciding))

    @property
    def deciding(self) -> tuple[Finding, ...]:
        """The findings behind the outcome: all failures, or else all open points."""
        return self._with(Truth.NO) or self._with(Truth.UNKNOWN)

    @property
    def may_ask_for_contact(self) -> bool:
        """Whether the person may be asked how to be reached."""
        return not any(
            finding.truth is Truth.NO and finding.criterion.no_contact for finding in self.findings
        )

    def _with(self, truth: Truth) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.truth is truth)


def hold_against(criteria: Sequence[Criterion], answers: Answers) -> Verdict:
    """Hold *answers* against every criterion. Total: no valid answers raise."""
    return Verdict(tuple(_find(criterion, answers) for criterion in criteria))


def _find(criterion: Criterion, answers: Answers) -> Finding:
    truth, code = criterion.requirement.holds(answers), criterion.code
    if truth is Truth.NO:
        cases = [(case.condition.holds(answers), case.code) for case in criterion.talk_when]
        if any_of(held for held, _ in cases) is not Truth.NO:
            truth = Truth.UNKNOWN
            code = next((code for held, code in cases if held is Truth.YES), criterion.code)
        if criterion.ambition:
            truth = Truth.UNKNOWN
    return Finding(criterion, truth, code, _step(criterion, truth, answers))


def _step(criterion: Criterion, truth: Truth, answers: Answers) -> int | None:
    if truth is Truth.YES:
        return None
    fitting = (
        index
        for index, step in enumerate(criterion.next_steps)
        if step.when is None or step.when.holds(answers) is Truth.YES
    )
    return next(fitting, None)
