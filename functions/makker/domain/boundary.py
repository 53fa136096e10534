"""Boundary cases: what one other answer changes in a verdict, and where two work together.

They are made from the rules alone. Whoever reviews the rules reads them as a table, and two
versions of the rules are compared by them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from makker.domain.programme import Role
from makker.domain.questions import Answers, Question
from makker.domain.screening import Criterion, Verdict, hold_against
from makker.domain.truth import Truth

Chosen = Mapping[str, frozenset[str]]
"""Field → values, for every question."""


@dataclass(frozen=True, slots=True)
class Case:
    """Answers nobody gave, and what the rules say of them."""

    chosen: Chosen
    changed: tuple[str, ...]
    """The fields answered otherwise than in the base, in question order; none for the base."""
    verdict: Verdict


def boundary_cases(role: Role, day: date) -> tuple[Case, ...]:
    """Give the base, then every single change of it, then the pairs that rules look at together.

    The base meets every criterion of the day where answers can, and otherwise as many as can be
    met together, the earlier first. The order is that of the questions and their options.
    """
    rules = _Rules(role.questions, role.criteria_on(day))
    base = rules.best()
    if base is None:
        return ()
    changes = [
        *rules.changes_of_one(base),
        *(pair for fields in rules.pairs() for pair in rules.changes_of_two(base, *fields)),
    ]
    return tuple(rules.case(base, change) for change in ({}, *changes))


def possible_answers(question: Question) -> Iterator[frozenset[str]]:
    """Give each option alone; of boxes also every two that go together, and all that do."""
    yield from (frozenset({option.value}) for option in question.options)
    free = [option.value for option in question.options if not option.exclusive]
    if question.several:
        yield from (frozenset(two) for two in combinations(free, 2))
        if len(free) > 2:  # noqa: PLR2004 - two of them were given already
            yield frozenset(free)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A criterion, and what answers should make of it."""

    criterion: Criterion
    truths: frozenset[Truth]

    def within_reach(self, answers: Answers) -> bool:
        """Whether it is so for these answers, or may be once there are more of them."""
        truth = hold_against([self.criterion], answers).findings[0].truth
        asked = [each.field for each in answers.questions if each.field in self.criterion.fields]
        answered = all(answers.to(field) for field in asked)
        return truth in self.truths or (truth is Truth.UNKNOWN and not answered)


@dataclass(frozen=True, slots=True)
class _Rules:
    questions: tuple[Question, ...]
    criteria: tuple[Criterion, ...]

    def verdict(self, chosen: Chosen) -> Verdict:
        return hold_against(self.criteria, Answers(self.questions, chosen))

    def case(self, base: Chosen, change: Chosen) -> Case:
        chosen = {**base, **change}
        return Case(chosen, tuple(change), self.verdict(chosen))

    def best(self) -> Chosen | None:
        """Give the base; None when a question has no answer."""
        wanted: list[_Wanted] = []
        for criterion in self.criteria:
            for truths in ({Truth.YES}, {Truth.YES, Truth.UNKNOWN}):
                more = [*wanted, _Wanted(criterion, frozenset(truths))]
                if self._search(more, {}) is not None:
                    wanted = more
                    break
        return self._search(wanted, {})

    def _search(self, wanted: Sequence[_Wanted], chosen: Chosen) -> Chosen | None:
        """Answer the questions that are left so that everything wanted comes true."""
        answers = Answers(self.questions, chosen)
        if not all(one.within_reach(answers) for one in wanted):
            return None
        question = next((each for each in self.questions if each.field not in chosen), None)
        if question is None:
            return chosen
        for values in possible_answers(question):
            found = self._search(wanted, {**chosen, question.field: values})
            if found is not None:
                return found
            if not any(question.field in one.criterion.fields for one in wanted):
                return None  # another answer to it would not help
        return None

    def changes_of_one(self, base: Chosen) -> Iterator[Chosen]:
        for question in self.questions:
            yield from ({question.field: values} for values in _others(question, base))

    def pairs(self) -> list[tuple[Question, Question]]:
        """Give every two questions that a criterion looks at together."""
        together = {
            pair
            for criterion in self.criteria
            for pair in combinations([q for q in self.questions if q.field in criterion.fields], 2)
        }
        return [pair for pair in combinations(self.questions, 2) if pair in together]

    def changes_of_two(self, base: Chosen, one: Question, two: Question) -> Iterator[Chosen]:
        """Give the changes of both whose first has some effect that hangs on the second."""
        for first in _others(one, base):
            changes = [{one.field: first, two.field: other} for other in _others(two, base)]
            if any(self._surprising(base, change) for change in changes):
                yield from changes

    def _surprising(self, base: Chosen, change: Chosen) -> bool:
        """Whether two changes do together what neither of them does alone."""
        alone = [self.verdict({**base, field: values}).findings for field, values in change.items()]
        together = self.verdict({**base, **change}).findings
        return any(found not in each for found, *each in zip(together, *alone, strict=True))


def _others(question: Question, base: Chosen) -> Iterator[frozenset[str]]:
    return (values for values in possible_answers(question) if values != base[question.field])
