from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makker.domain.conditions import AllOf, Always, AnyOf, Condition, Not
from makker.domain.questions import Answers, Question
from makker.domain.truth import Truth
from tests.domain.examples import answers, er, valgt
from tests.domain.generated import CONDITIONS, QUESTIONS, Chosen, chosen_by

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


@pytest.mark.property
@given(CONDITIONS, QUESTIONS.flatmap(lambda asked: st.tuples(st.just(asked), chosen_by(asked))))
def test_one_more_answer_never_overturns_a_yes_or_a_no(
    condition: Condition, answered: tuple[tuple[Question, ...], Chosen]
) -> None:
    asked, chosen = answered
    so_far: Chosen = {}
    before = condition.holds(Answers(asked, {}))
    for field, values in chosen.items():
        so_far[field] = values
        after = condition.holds(Answers(asked, dict(so_far)))
        assert before in {UNKNOWN, after}
        before = after


@pytest.mark.property
@given(CONDITIONS, QUESTIONS.flatmap(lambda asked: st.tuples(st.just(asked), chosen_by(asked))))
def test_condition_hangs_on_the_fields_it_names_and_its_opposite_is_its_negation(
    condition: Condition, answered: tuple[tuple[Question, ...], Chosen]
) -> None:
    asked, chosen = answered
    held = condition.holds(Answers(asked, chosen))
    named = {field: values for field, values in chosen.items() if field in condition.fields}
    assert condition.holds(Answers(asked, named)) is held
    assert Not(condition).holds(Answers(asked, chosen)) is held.negated()
