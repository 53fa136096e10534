"""Compile a guide's criteria into plain values, from which a browser can screen by itself.

A condition becomes what it is in the content: one operator and its operands. `js/guide.js` holds
answers against them; generated cases prove that it says what `hold_against` says.
"""

from collections.abc import Callable, Mapping

from makker.domain.conditions import AllOf, Always, AnyOf, Chose, Condition, Is, Not
from makker.domain.guide import Guide, Part
from makker.domain.questions import Question
from makker.domain.screening import Criterion

Names = Mapping[str, str]
"""A field of a programme's own form → the name it goes by in the guide."""
Rule = Mapping[str, object]


def compile_rules(guide: Guide) -> Rule:
    """Give everything that is needed to screen for every programme of *guide*."""
    return {
        "spoergsmaal": {question.field: _question(question) for question in guide.questions},
        "tilbud": [_part(part) for part in guide.parts],
    }


def _question(question: Question) -> Rule:
    return {"uafklarede": [option.value for option in question.options if option.undecided]}


def _part(part: Part) -> Rule:
    return {
        "id": part.offer.programme.id,
        "kriterier": [_criterion(criterion, part.names) for criterion in part.criteria],
    }


def _criterion(criterion: Criterion, names: Names) -> Rule:
    return {
        "kode": criterion.code,
        "krav": _condition(criterion.requirement, names),
        "samtale": [
            {"naar": _condition(case.condition, names), "kode": case.code}
            for case in criterion.talk_when
        ],
        "skridt": [
            None if step.when is None else _condition(step.when, names)
            for step in criterion.next_steps
        ],
        "ambition": criterion.ambition,
        "uden_kontakt": criterion.no_contact,
    }


def _condition(condition: Condition, names: Names) -> Rule:
    return _WRITERS[type(condition)](condition, names)


def _choice(operator: str, condition: Is | Chose, names: Names) -> Rule:
    # A question that is not asked is never answered: it gets a name that no field has.
    return {operator: {names.get(condition.field, ""): sorted(condition.values)}}


def _parts(operator: str, condition: AllOf | AnyOf, names: Names) -> Rule:
    return {operator: [_condition(part, names) for part in condition.parts]}


_WRITERS: Mapping[type, Callable[..., Rule]] = {
    Is: lambda one, names: _choice("er", one, names),
    Chose: lambda one, names: _choice("valgt", one, names),
    AllOf: lambda one, names: _parts("alle", one, names),
    AnyOf: lambda one, names: _parts("mindst_en", one, names),
    Not: lambda one, names: {"ikke": _condition(one.part, names)},
    Always: lambda one, _: {"altid": one.truth.value},
}
