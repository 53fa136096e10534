"""Conditions as the content writes them: one-key mappings from operator to operands."""

from collections.abc import Callable, Mapping, Sequence

from makker.content.entries import Entry
from makker.content.problems import Kind
from makker.domain.conditions import AllOf, Always, AnyOf, Chose, Condition, Is, Not
from makker.domain.questions import Question
from makker.domain.truth import Truth

Questions = Sequence[Question]


def read_condition(entry: Entry, questions: Questions) -> Condition:
    """Read a condition, nested at will.

    An operator that does not exist, a field that is not asked and a value that cannot be
    answered are reported; the condition is then UNKNOWN, never met and never failed.
    """
    pair = entry.only_pair()
    if pair is None:
        return _NEUTRAL
    operator, operand = pair
    if operator not in _OPERATORS:
        operand.report(Kind.NOT_ONE_OF, vaerdi=operator, mulige=", ".join(_OPERATORS))
        return _NEUTRAL
    return _OPERATORS[operator](operand, questions)


def _is(operand: Entry, questions: Questions) -> Condition:
    return Is(*_choice(operand, questions))


def _chose(operand: Entry, questions: Questions) -> Condition:
    return Chose(*_choice(operand, questions))


def _all_of(operand: Entry, questions: Questions) -> Condition:
    return AllOf(tuple(read_condition(part, questions) for part in operand.items()))


def _any_of(operand: Entry, questions: Questions) -> Condition:
    return AnyOf(tuple(read_condition(part, questions) for part in operand.items()))


def _not(operand: Entry, questions: Questions) -> Condition:
    return Not(read_condition(operand, questions))


def _always(operand: Entry, questions: Questions) -> Condition:
    del questions
    text, truths = operand.text(), {truth.value: truth for truth in Truth}
    if text not in truths:
        operand.report(Kind.NOT_ONE_OF, vaerdi=text, mulige=", ".join(truths))
    return Always(truths.get(text, Truth.UNKNOWN))


_NEUTRAL = Always(Truth.UNKNOWN)
_OPERATORS: Mapping[str, Callable[[Entry, Questions], Condition]] = {
    "er": _is,
    "valgt": _chose,
    "alle": _all_of,
    "mindst_en": _any_of,
    "ikke": _not,
    "altid": _always,
}


def _choice(operand: Entry, questions: Questions) -> tuple[str, frozenset[str]]:
    pair = operand.only_pair()
    if pair is None:
        return "", frozenset()
    field, values = pair
    asked = {question.field: question for question in questions}
    if field not in asked:
        if asked:  # otherwise the questions could not be read, which is said elsewhere
            operand.report(Kind.NOT_ONE_OF, vaerdi=field, mulige=", ".join(asked))
        return field, frozenset()
    possible = [option.value for option in asked[field].options]
    for value in values.items():
        if value.text() not in possible:
            value.report(Kind.NOT_ONE_OF, vaerdi=value.text(), mulige=", ".join(possible))
    return field, frozenset(value.text() for value in values.items())
