from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makker.domain.conditions import AllOf, Always, AnyOf, Chose, Condition, Is, Not
from makker.domain.questions import Answers, Option, Question
from makker.domain.truth import Truth
from tests.domain.examples import answers, er, valgt

YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN


@pytest.mark.parametrize(
    ("chosen", "truth"),
    [("ja", YES), ("nej", NO), ("ved_ikke", UNKNOWN), ("", UNKNOWN)],
)
def test_er_is_unknown_when_the_answer_is_undecided(chosen: str, truth: Truth) -> None:
    assert er("gruppe", "ja").holds(answers(gruppe=chosen)) is truth


@pytest.mark.parametrize(
    ("chosen", "truth"),
    [("ja", NO), ("nej", NO), ("ved_ikke", YES), ("", UNKNOWN)],
)
def test_valgt_takes_ved_ikke_as_an_answer_like_any_other(chosen: str, truth: Truth) -> None:
    assert valgt("gruppe", "ved_ikke").holds(answers(gruppe=chosen)) is truth


@pytest.mark.parametrize(
    ("chosen", "truth"),
    [("a", YES), ("a b", YES), ("b", NO), ("ingen", NO), ("ved_ikke", UNKNOWN)],
)
def test_er_is_yes_when_one_of_several_answers_fits(chosen: str, truth: Truth) -> None:
    assert er("kasser", "a").holds(answers(kasser=chosen)) is truth


def test_er_takes_any_of_its_values() -> None:
    condition = er("gruppe", "ja", "nej")
    assert condition.holds(answers(gruppe="nej")) is YES
    assert condition.holds(answers(gruppe="ved_ikke")) is UNKNOWN


@pytest.mark.parametrize("condition", [er("gruppe", "ja"), valgt("gruppe", "ja")])
def test_condition_is_unknown_when_nothing_is_answered(condition: Condition) -> None:
    assert condition.holds(answers()) is UNKNOWN
    assert condition.holds(answers(kasser="a")) is UNKNOWN


@pytest.mark.parametrize("truth", list(Truth))
def test_altid_is_the_same_whatever_is_answered(truth: Truth) -> None:
    assert Always(truth).holds(answers()) is truth
    assert Always(truth).holds(answers(gruppe="nej", kasser="a b")) is truth


@pytest.mark.parametrize("truths", list(product(Truth, repeat=2)))
def test_alle_mindst_en_and_ikke_join_their_parts(truths: tuple[Truth, Truth]) -> None:
    parts = tuple(Always(truth) for truth in truths)
    rank = [NO, UNKNOWN, YES]
    assert AllOf(parts).holds(answers()) is min(truths, key=rank.index)
    assert AnyOf(parts).holds(answers()) is max(truths, key=rank.index)
    assert Not(parts[0]).holds(answers()) is truths[0].negated()


def test_alle_of_nothing_is_yes_and_mindst_en_of_nothing_is_no() -> None:
    assert AllOf(()).holds(answers()) is YES
    assert AnyOf(()).holds(answers()) is NO


# Random questions, conditions over them, and answers to some of them.

FIELDS = ("f1", "f2", "f3", "f4")
VALUES = ("v1", "v2", "v3")


@st.composite
def questions(draw: st.DrawFn) -> tuple[Question, ...]:
    return tuple(
        Question(
            field,
            field,
            tuple(Option(value, value, undecided=draw(st.booleans())) for value in VALUES),
            several=draw(st.booleans()),
        )
        for field in FIELDS
    )


LEAVES: st.SearchStrategy[Condition] = st.one_of(
    st.builds(Is, st.sampled_from(FIELDS), st.frozensets(st.sampled_from(VALUES))),
    st.builds(Chose, st.sampled_from(FIELDS), st.frozensets(st.sampled_from(VALUES))),
    st.builds(Always, st.sampled_from(Truth)),
)


def nested(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    some = st.lists(parts, max_size=3).map(tuple)
    return st.one_of(st.builds(AllOf, some), st.builds(AnyOf, some), st.builds(Not, parts))


CONDITIONS = st.recursive(LEAVES, nested, max_leaves=8)


def values_of(question: Question) -> st.SearchStrategy[frozenset[str]]:
    most = len(VALUES) if question.several else 1
    return st.frozensets(st.sampled_from(VALUES), min_size=1, max_size=most)


@pytest.mark.property
@given(CONDITIONS, questions(), st.permutations(FIELDS), st.data())
def test_one_more_answer_never_overturns_a_yes_or_a_no(
    condition: Condition, asked: tuple[Question, ...], order: list[str], data: st.DataObject
) -> None:
    by_field = {question.field: question for question in asked}
    chosen: dict[str, frozenset[str]] = {}
    before = condition.holds(Answers(asked, {}))
    for field in order:
        chosen[field] = data.draw(values_of(by_field[field]))
        after = condition.holds(Answers(asked, dict(chosen)))
        assert before in {UNKNOWN, after}
        before = after


@pytest.mark.property
@given(CONDITIONS, questions(), st.data())
def test_negation_of_any_condition_is_its_opposite(
    condition: Condition, asked: tuple[Question, ...], data: st.DataObject
) -> None:
    given_answers = Answers(asked, {q.field: data.draw(values_of(q)) for q in asked[:2]})
    held = condition.holds(given_answers)
    assert Not(condition).holds(given_answers) is held.negated()


@pytest.mark.parametrize(
    ("condition", "fields"),
    [
        (er("gruppe", "ja"), {"gruppe"}),
        (valgt("kasser", "a"), {"kasser"}),
        (Always(YES), set()),
        (Not(er("gruppe", "ja")), {"gruppe"}),
        (AllOf(()), set()),
        (
            AllOf((er("gruppe", "ja"), AnyOf((valgt("kasser", "a"), Always(NO))))),
            {"gruppe", "kasser"},
        ),
    ],
)
def test_condition_names_the_questions_it_looks_at(condition: Condition, fields: set[str]) -> None:
    assert condition.fields == fields
