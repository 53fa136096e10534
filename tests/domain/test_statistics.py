from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makker.domain.screening import Outcome
from makker.domain.statistics import SMALLEST, Group, Sum, group_of, shown
from makker.domain.subject import (
    Application,
    Interest,
    Kind,
    Referral,
    Seat,
    SignUp,
    Subject,
)
from makker.domain.truth import Truth
from tests.domain.examples import a_record


def group(month: int, kind: Kind = Kind.INTEREST) -> Group:
    return Group(f"2026-{month:02}", kind, "Vejle", "", "")


COUNTED = [
    (
        Application("svoemning-vejle", "mentor", Outcome.TALK, {"ALDER": Truth.YES}),
        Group("2026-12", Kind.APPLICATION, "svoemning-vejle", "mentor", "samtale"),
    ),
    (
        SignUp("2026-12-01-vejle", 2, "Kørestol", Seat.WAITING),
        Group("2026-12", Kind.SIGN_UP, "2026-12-01-vejle", "", ""),
    ),
    (Interest("Odense", ("tilbud",)), Group("2026-12", Kind.INTEREST, "Odense", "", "")),
    (Referral("Vejle"), Group("2026-12", Kind.REFERRAL, "Vejle", "", "")),
]


@pytest.mark.parametrize(("subject", "group"), COUNTED)
def test_record_counts_in_the_month_it_came_in_copenhagen(subject: Subject, group: Group) -> None:
    received = datetime.fromisoformat("2026-11-30T23:30:00+00:00")
    assert group_of(replace(a_record(), subject=subject, received_at=received)) == group


def test_groups_are_listed_by_month_kind_and_what_they_are_about() -> None:
    counts = {
        Group("2026-02", Kind.APPLICATION, "a", "peer", "samtale"): 9,
        Group("2026-01", Kind.SIGN_UP, "a", "", ""): 9,
        Group("2026-01", Kind.APPLICATION, "b", "", ""): 9,
        Group("2026-01", Kind.APPLICATION, "a", "peer", ""): 9,
        Group("2026-01", Kind.APPLICATION, "a", "mentor", ""): 9,
    }
    assert [group for group, _ in shown(counts).rows] == list(counts)[::-1]


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
