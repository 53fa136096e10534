"""Conditions on answers, as the content writes them: one operator and its operands each."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from makker.domain.questions import Answers
from makker.domain.truth import Truth, all_of, any_of


class Condition(Protocol):
    """A statement about a person's answers that is true, false or not known yet."""

    @property
    def fields(self) -> frozenset[str]:
        """Name the questions it looks at."""
        ...

    def holds(self, answers: Answers) -> Truth:
        """Say whether the statement holds for these answers."""
        ...


@dataclass(frozen=True, slots=True)
class Is:
    """`er`: the answer is one of these. An undecided answer leaves it UNKNOWN."""

    field: str
    values: frozenset[str]

    @property
    def fields(self) -> frozenset[str]:
        """Name the one question it looks at."""
        return frozenset({self.field})

    def holds(self, answers: Answers) -> Truth:
        """YES when one of the values is chosen, UNKNOWN when nothing definite is."""
        if answers.to(self.field) & self.values:
            return Truth.YES
        undecided = not answers.to(self.field) or answers.undecided(self.field)
        return Truth.UNKNOWN if undecided else Truth.NO


@dataclass(frozen=True, slots=True)
class Chose:
    """`valgt`: exactly this was chosen. "Ved ikke" is here an answer like any other."""

    field: str
    values: frozenset[str]

    @property
    def fields(self) -> frozenset[str]:
        """Name the one question it looks at."""
        return frozenset({self.field})

    def holds(self, answers: Answers) -> Truth:
        """YES when one of the values is chosen, UNKNOWN only when nothing is answered."""
        if not answers.to(self.field):
            return Truth.UNKNOWN
        return Truth.YES if answers.to(self.field) & self.values else Truth.NO


@dataclass(frozen=True, slots=True)
class Always:
    """`altid`: the same whatever is answered; for programmes whose source has no criteria."""

    truth: Truth

    @property
    def fields(self) -> frozenset[str]:
        """Name none: it looks at nothing."""
        return frozenset()

    def holds(self, answers: Answers) -> Truth:
        """Give the fixed truth."""
        del answers
        return self.truth


@dataclass(frozen=True, slots=True)
class AllOf:
    """`alle`: every part holds."""

    parts: tuple[Condition, ...]

    @property
    def fields(self) -> frozenset[str]:
        """Name the questions its parts look at."""
        return _fields(self.parts)

    def holds(self, answers: Answers) -> Truth:
        """NO as soon as one part is NO."""
        return all_of(part.holds(answers) for part in self.parts)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """`mindst_en`: at least one part holds."""

    parts: tuple[Condition, ...]

    @property
    def fields(self) -> frozenset[str]:
        """Name the questions its parts look at."""
        return _fields(self.parts)

    def holds(self, answers: Answers) -> Truth:
        """YES as soon as one part is YES."""
        return any_of(part.holds(answers) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Not:
    """`ikke`: the part does not hold."""

    part: Condition

    @property
    def fields(self) -> frozenset[str]:
        """Name the questions its part looks at."""
        return self.part.fields

    def holds(self, answers: Answers) -> Truth:
        """Turn YES and NO round."""
        return self.part.holds(answers).negated()


def _fields(parts: Iterable[Condition]) -> frozenset[str]:
    return frozenset(field for part in parts for field in part.fields)
