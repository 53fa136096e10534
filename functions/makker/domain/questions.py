"""The questions of the forms, and the answers people give to them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from makker.domain.faults import Code, Fault, Rejected

Form = Mapping[str, Sequence[str]]
"""What a form sent: every field with all its values."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that can be chosen."""

    value: str
    text: str
    undecided: bool = False
    """A full answer that leaves the matter open: "ved ikke", "vil ikke svare"."""
    exclusive: bool = False
    """Cannot be combined with another box: "ingen af delene"."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the screening, in the words a person reads."""

    field: str
    legend: str
    options: tuple[Option, ...]
    several: bool = False
    """Boxes, of which one or more may be ticked; otherwise one answer."""
    hint: str = ""
    missing: str = ""
    """The sentence shown when nothing is chosen."""
    contradictory: str = ""
    """The sentence shown when an exclusive box is combined with another."""

    def option(self, value: str) -> Option | None:
        """Give the option with this value, or None."""
        return next((option for option in self.options if option.value == value), None)

    def fault_of(self, values: Sequence[str]) -> Code | None:
        """Say what is wrong with these values as an answer, or None when nothing is."""
        if not values or not any(values):
            return Code.MISSING
        chosen = [self.option(value) for value in values]
        if None in chosen:
            return Code.UNKNOWN_VALUE
        if len(set(values)) != len(values) or (len(values) > 1 and not self.several):
            return Code.REPEATED
        if len(values) > 1 and any(option and option.exclusive for option in chosen):
            return Code.CONTRADICTORY
        return None


@dataclass(frozen=True, slots=True)
class Answers:
    """Valid answers to the questions of one role. Its repr never shows them."""

    questions: tuple[Question, ...]
    chosen: Mapping[str, frozenset[str]] = field(repr=False)
    """Field → values; a question that is not answered yet has no entry."""

    def to(self, name: str) -> frozenset[str]:
        """Give the values chosen for a field; empty when it is not answered."""
        return self.chosen.get(name, frozenset())

    def undecided(self, name: str) -> bool:
        """Whether the answer to a field leaves the matter open."""
        return any(
            option.undecided and option.value in self.to(name)
            for question in self.questions
            if question.field == name
            for option in question.options
        )


def read_answers(questions: Sequence[Question], form: Form) -> Answers | Rejected:
    """Read the answers to *questions* out of *form*, or give every fault at once.

    A field the questions do not know is a fault too (UNKNOWN_FIELD): nothing is passed over.
    """
    faults = tuple(_faults(questions, form))
    if faults:
        return Rejected(faults)
    chosen = {question.field: frozenset(form[question.field]) for question in questions}
    return Answers(tuple(questions), chosen)


def _faults(questions: Sequence[Question], form: Form) -> Iterator[Fault]:
    for question in questions:
        code = question.fault_of(form.get(question.field, ()))
        if code is not None:
            yield Fault(question.field, code)
    known = {question.field for question in questions}
    yield from (Fault(name, Code.UNKNOWN_FIELD) for name in form if name not in known)
