"""Which answer makes what of each criterion: what a drawing of the rules shows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import product

from makker.domain.boundary import boundary_cases, possible_answers
from makker.domain.programme import Role
from makker.domain.questions import Answers, Option, Question
from makker.domain.screening import Criterion, Outcome, hold_against
from makker.domain.truth import Truth

ORDER = (Truth.YES, Truth.UNKNOWN, Truth.NO)
"""The order in which what can come of a criterion is shown."""


@dataclass(frozen=True, slots=True)
class Effect:
    """One criterion, and what the answers to its question make of it."""

    criterion: Criterion
    question: Question | None
    """The question it is about; None when it looks at none."""
    others: tuple[Question, ...]
    """The questions it looks at besides."""
    answers: Mapping[Truth, tuple[Option, ...]]
    """What can come of it, and by which answers; one that hangs on others stands twice."""


def effects_of(role: Role, day: date) -> tuple[Effect, ...]:
    """Give the effect of every criterion of the day."""
    return tuple(_effect(criterion, role.questions) for criterion in role.criteria_on(day))


def reached(role: Role, day: date) -> frozenset[Truth]:
    """Say what can come of all criteria together: YES only where answers meet every one."""
    single = {truth for effect in effects_of(role, day) for truth in effect.answers}
    within = {case.verdict.outcome for case in boundary_cases(role, day)[:1]} == {Outcome.WITHIN}
    return frozenset(single - {Truth.YES} | ({Truth.YES} if within else set()))


def _effect(criterion: Criterion, questions: tuple[Question, ...]) -> Effect:
    asked = [question for question in questions if question.field in criterion.fields]
    # What the requirement itself looks at is what the criterion is about.
    asked.sort(key=lambda question: question.field not in criterion.requirement.fields)
    if not asked:
        return Effect(criterion, None, (), {_truth(criterion, Answers((), {})): ()})
    question, *others = asked
    found = {
        option: set(_truths(criterion, (question, *others), option)) for option in question.options
    }
    answers = {
        truth: tuple(option for option, truths in found.items() if truth in truths)
        for truth in ORDER
    }
    some = {truth: options for truth, options in answers.items() if options}
    return Effect(criterion, question, tuple(others), some)


def _truths(criterion: Criterion, asked: tuple[Question, ...], option: Option) -> Iterator[Truth]:
    """Give what comes of the criterion by an option, whatever else is answered."""
    first, *others = asked
    for values in product(*(possible_answers(question) for question in others)):
        rest = {question.field: value for question, value in zip(others, values, strict=True)}
        yield _truth(criterion, Answers(asked, {first.field: frozenset({option.value}), **rest}))


def _truth(criterion: Criterion, answers: Answers) -> Truth:
    return hold_against([criterion], answers).findings[0].truth
