"""What must hold of every role there could be: any questions, any rules on them."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makker.domain.faults import Rejected
from makker.domain.programme import Role
from makker.domain.questions import Answers, read_answers
from makker.domain.screening import Outcome, Verdict, hold_against
from makker.domain.truth import Truth
from tests.domain.generated import FIELDS, ROLES, TODAY, VALUES, Chosen, chosen_by

pytestmark = pytest.mark.property

ANSWERED = ROLES.flatmap(lambda role: st.tuples(st.just(role), chosen_by(role.questions)))
"""A role, and valid answers to all its questions."""
ANY_FORM = st.dictionaries(
    st.sampled_from([*FIELDS, "andet"]) | st.text(max_size=5),
    st.lists(st.sampled_from([*VALUES, ""]) | st.text(max_size=5), max_size=4),
    max_size=5,
)


def judged(role: Role, chosen: Chosen) -> Verdict:
    return hold_against(role.criteria_on(TODAY), Answers(role.questions, chosen))


def weight(verdict: Verdict) -> tuple[Outcome, frozenset[str]]:
    return verdict.outcome, frozenset(verdict.reasons)


@given(ANSWERED)
def test_one_more_answer_never_turns_what_is_definite(answered: tuple[Role, Chosen]) -> None:
    role, chosen = answered
    so_far: Chosen = {}
    before = judged(role, so_far)
    for field, values in chosen.items():
        so_far[field] = values
        after = judged(role, dict(so_far))
        for old, new in zip(before.findings, after.findings, strict=True):
            assert old.truth in {Truth.UNKNOWN, new.truth}
        assert before.outcome in {Outcome.TALK, after.outcome}
        if before.outcome is Outcome.OUTSIDE:
            assert set(before.reasons) <= set(after.reasons)
        assert before.may_ask_for_contact or not after.may_ask_for_contact
        before = after


@given(ANSWERED, st.data())
def test_no_order_of_questions_or_criteria_matters(
    answered: tuple[Role, Chosen], data: st.DataObject
) -> None:
    role, chosen = answered
    asked = tuple(data.draw(st.permutations(role.questions)))
    criteria = tuple(data.draw(st.permutations(role.criteria)))
    turned = Role(role.id, role.title, role.teaser, asked, criteria, role.facts)
    given_ = {question.field: chosen[question.field] for question in asked}
    one, other = judged(role, chosen), judged(turned, given_)
    assert weight(one) == weight(other)
    assert one.may_ask_for_contact is other.may_ask_for_contact


@given(ANSWERED)
def test_any_valid_answers_have_a_verdict_with_a_reason_unless_within(
    answered: tuple[Role, Chosen],
) -> None:
    role, chosen = answered
    form = {field: sorted(values) for field, values in chosen.items()}
    assert read_answers(role.questions, form) == Answers(role.questions, chosen)
    verdict = judged(role, chosen)
    assert [one.criterion for one in verdict.findings] == [*role.criteria_on(TODAY)]
    assert bool(verdict.reasons) is (verdict.outcome is not Outcome.WITHIN)
    for finding in verdict.findings:
        assert finding.truth is not Truth.NO or not finding.criterion.ambition
        assert finding.truth is not Truth.YES or finding.next_step is None


@given(ROLES, ANY_FORM)
def test_any_form_is_answers_or_the_faults_of_every_field_that_has_one(
    role: Role, form: Mapping[str, list[str]]
) -> None:
    read = read_answers(role.questions, form)
    asked = {question.field for question in role.questions}
    wrong = {one.field for one in role.questions if one.fault_of(form.get(one.field, ()))}
    faulty = {fault.field for fault in read.faults} if isinstance(read, Rejected) else set()
    assert faulty == wrong | (set(form) - asked)
    if isinstance(read, Answers):
        assert read.chosen == {field: set(form[field]) for field in asked}
        assert judged(role, dict(read.chosen)).outcome in Outcome


@given(ANSWERED)
def test_the_order_in_which_a_form_is_sent_never_matters(answered: tuple[Role, Chosen]) -> None:
    role, chosen = answered
    form = {field: sorted(values) for field, values in chosen.items()}
    turned = {field: values[::-1] for field, values in reversed(form.items())}
    assert read_answers(role.questions, form) == read_answers(role.questions, turned)
