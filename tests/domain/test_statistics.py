from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makker.domain.statistics import SMALLEST, Group, Sum, shown
from makker.domain.subject import Kind


def group(month: int, kind: Kind = Kind.INTEREST) -> Group:
    return Group(f"2026-{month:02}", kind, "Vejle", "", "")


def test_small_numbers_are_hidden_and_large_ones_shown() -> None:
    counts = {group(3): 5, group(1): 4, group(2): 1, group(4): 120}
    assert shown(counts).rows == (
        (group(1), None),
        (group(2), None),
        (group(3), 5),
        (group(4), 120),
    )


def test_sum_of_shown_numbers_is_exact_and_hidden_ones_make_it_a_range() -> None:
    counts = {
        group(1): 7,
        group(2): 8,
        group(1, Kind.SIGN_UP): 4,
        group(2, Kind.SIGN_UP): 1,
        group(3, Kind.SIGN_UP): 10,
    }
    result = shown(counts)
    assert result.sums == {Kind.INTEREST: Sum(15, 15), Kind.SIGN_UP: Sum(12, 18)}
    assert result.whole == Sum(27, 33)


def test_nothing_is_shown_of_nothing() -> None:
    assert shown({}).rows == ()
    assert shown({}).whole == Sum(0, 0)
    assert shown({group(1): 0}).rows == ()


groups = st.builds(
    Group,
    st.sampled_from(["2026-01", "2026-02", "2027-01"]),
    st.sampled_from(Kind),
    st.sampled_from(["Vejle", "Odense"]),
    st.sampled_from(["", "peer"]),
    st.just(""),
)
tables = st.dictionaries(groups, st.integers(1, 12), max_size=12)


@pytest.mark.property
@given(tables, st.data())
def test_nothing_can_be_calculated_of_a_hidden_number(
    counts: Mapping[Group, int], data: st.DataObject
) -> None:
    other = {
        group: number if number >= SMALLEST else data.draw(st.integers(1, SMALLEST - 1))
        for group, number in counts.items()
    }
    assert shown(other) == shown(counts)


@pytest.mark.property
@given(tables)
def test_sums_are_true(counts: Mapping[Group, int]) -> None:
    result = shown(counts)
    assert result.whole.least <= sum(counts.values()) <= result.whole.most
    for kind, found in result.sums.items():
        real = sum(number for group, number in counts.items() if group.kind is kind)
        assert found.least <= real <= found.most
