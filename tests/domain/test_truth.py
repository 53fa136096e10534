from itertools import product

import pytest

from makker.domain.truth import Truth, all_of, any_of

YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN
RANK = {NO: 0, UNKNOWN: 1, YES: 2}
PAIRS = list(product(Truth, repeat=2))


@pytest.mark.parametrize(
    ("left", "right", "both", "either"),
    [
        (YES, YES, YES, YES),
        (YES, NO, NO, YES),
        (YES, UNKNOWN, UNKNOWN, YES),
        (NO, YES, NO, YES),
        (NO, NO, NO, NO),
        (NO, UNKNOWN, NO, UNKNOWN),
        (UNKNOWN, YES, UNKNOWN, YES),
        (UNKNOWN, NO, NO, UNKNOWN),
        (UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
    ],
)
def test_truths_join_as_kleene_says(left: Truth, right: Truth, both: Truth, either: Truth) -> None:
    assert all_of([left, right]) is both
    assert any_of([left, right]) is either


@pytest.mark.parametrize("truths", list(product(Truth, repeat=3)))
def test_all_of_is_the_least_and_any_of_the_most(truths: tuple[Truth, ...]) -> None:
    assert all_of(truths) is min(truths, key=RANK.__getitem__)
    assert any_of(truths) is max(truths, key=RANK.__getitem__)


def test_all_of_nothing_is_yes() -> None:
    assert all_of([]) is YES


def test_any_of_nothing_is_no() -> None:
    assert any_of([]) is NO


@pytest.mark.parametrize(("truth", "turned"), [(YES, NO), (NO, YES), (UNKNOWN, UNKNOWN)])
def test_negation_turns_yes_and_no_round(truth: Truth, turned: Truth) -> None:
    assert truth.negated() is turned
    assert truth.negated().negated() is truth


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_negation_obeys_de_morgan(left: Truth, right: Truth) -> None:
    assert all_of([left, right]).negated() is any_of([left.negated(), right.negated()])
    assert any_of([left, right]).negated() is all_of([left.negated(), right.negated()])


@pytest.mark.parametrize("truth", list(Truth))
def test_truth_refuses_to_be_a_boolean(truth: Truth) -> None:
    says = "a Truth has no boolean; compare it with YES, NO or UNKNOWN"
    with pytest.raises(TypeError, match=f"^{says}$"):
        bool(truth)
    with pytest.raises(TypeError, match="no boolean"):
        any([truth])
