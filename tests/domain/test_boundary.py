import dataclasses
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given

from makker.domain.boundary import Case, boundary_cases, possible_answers
from makker.domain.conditions import AllOf, Always, AnyOf, Condition, Not
from makker.domain.programme import Role
from makker.domain.questions import Answers, Option, Question
from makker.domain.screening import Criterion, NextStep, Outcome, TalkWhen, hold_against
from makker.domain.truth import Truth
from tests.domain.examples import BOXES, GROUP, criterion, er, valgt
from tests.domain.generated import ROLES, TODAY

YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN
Told = tuple[dict[str, str], str, tuple[str, ...]]


def role(*criteria: Criterion, asked: tuple[Question, ...] = (GROUP, BOXES)) -> Role:
    return Role("peer", "Vil du være peer?", "", asked, criteria, ())


def told(case: Case) -> Told:
    """Give what is changed, and what comes of it."""
    changed = {field: " ".join(sorted(case.chosen[field])) for field in case.changed}
    return changed, case.verdict.outcome.value, case.verdict.reasons


def base_of(*criteria: Criterion, day: date = TODAY) -> dict[str, str]:
    base = boundary_cases(role(*criteria), day)[0]
    assert base.changed == ()
    return {field: " ".join(sorted(values)) for field, values in base.chosen.items()}


def test_boxes_are_answered_alone_in_pairs_and_all_together() -> None:
    options = [Option(value, value) for value in "abc"]
    question = Question("k", "K?", (*options, Option("x", "x", exclusive=True)), several=True)
    given_ = [" ".join(sorted(values)) for values in possible_answers(question)]
    assert given_ == ["a", "b", "c", "x", "a b", "a c", "b c", "a b c"]
    assert [*possible_answers(GROUP)] == [{"ja"}, {"nej"}, {"ved_ikke"}]
    two = [" ".join(sorted(values)) for values in possible_answers(BOXES)]
    assert two == ["a", "b", "ingen", "ved_ikke", "a b"]


def test_every_answer_is_changed_once_in_the_order_of_the_questions() -> None:
    rules = role(criterion("GRUPPE", er("gruppe", "ja")), criterion("KASSER", er("kasser", "b")))
    assert [told(case) for case in boundary_cases(rules, TODAY)] == [
        ({}, "inden_for", ()),
        ({"gruppe": "nej"}, "uden_for", ("GRUPPE",)),
        ({"gruppe": "ved_ikke"}, "samtale", ("GRUPPE",)),
        ({"kasser": "a"}, "uden_for", ("KASSER",)),
        ({"kasser": "ingen"}, "uden_for", ("KASSER",)),
        ({"kasser": "ved_ikke"}, "samtale", ("KASSER",)),
        ({"kasser": "a b"}, "inden_for", ()),
    ]


def test_a_case_holds_every_answer() -> None:
    base, first, *_ = boundary_cases(role(criterion("GRUPPE", er("gruppe", "ja"))), TODAY)
    assert base.chosen == {"gruppe": {"ja"}, "kasser": {"a"}}
    assert first.chosen == {"gruppe": {"nej"}, "kasser": {"a"}}


TALK = dataclasses.replace(
    criterion("GRUPPE", er("gruppe", "ja")),
    talk_when=(TalkWhen(valgt("kasser", "b"), "SAERLIG"),),
)


def test_two_answers_are_changed_where_a_case_for_a_talk_names_another_question() -> None:
    pairs = [told(case) for case in boundary_cases(role(TALK), TODAY) if len(case.changed) == 2]
    assert pairs == [
        ({"gruppe": "nej", "kasser": "b"}, "samtale", ("SAERLIG",)),
        ({"gruppe": "nej", "kasser": "ingen"}, "uden_for", ("GRUPPE",)),
        ({"gruppe": "nej", "kasser": "ved_ikke"}, "uden_for", ("GRUPPE",)),
        ({"gruppe": "nej", "kasser": "a b"}, "samtale", ("SAERLIG",)),
    ]


def test_two_answers_are_changed_where_a_requirement_names_two_questions() -> None:
    either = criterion("EN", AnyOf((er("gruppe", "ja"), er("kasser", "a"))))
    changed = [case.changed for case in boundary_cases(role(either), TODAY)]
    assert changed.count(("gruppe", "kasser")) == 2 * 4
    assert told(boundary_cases(role(either), TODAY)[7]) == (
        {"gruppe": "nej", "kasser": "b"},
        "uden_for",
        ("EN",),
    )


def test_two_answers_are_not_changed_where_each_has_its_own_rule() -> None:
    both = criterion("A", er("gruppe", "ja")), criterion("B", er("kasser", "a"))
    assert {len(case.changed) for case in boundary_cases(role(*both), TODAY)} == {0, 1}


def test_two_answers_are_changed_where_only_the_next_step_hangs_on_both() -> None:
    steps = (NextStep("begge", when=AllOf((valgt("gruppe", "nej"), valgt("kasser", "b")))),)
    rules = role(dataclasses.replace(TALK, talk_when=(), next_steps=steps), TALK)
    assert {"gruppe": "nej", "kasser": "b"} in [
        told(one)[0] for one in boundary_cases(rules, TODAY)
    ]


@pytest.mark.parametrize(
    ("requirements", "base"),
    [
        ((), {"gruppe": "ja", "kasser": "a"}),
        ((er("gruppe", "nej"), er("kasser", "ingen")), {"gruppe": "nej", "kasser": "ingen"}),
        ((AllOf((er("kasser", "a"), er("kasser", "b"))),), {"gruppe": "ja", "kasser": "a b"}),
        ((Always(UNKNOWN), er("gruppe", "nej")), {"gruppe": "nej", "kasser": "a"}),
        ((er("gruppe", "nej"), er("gruppe", "ja")), {"gruppe": "nej", "kasser": "a"}),
        ((valgt("gruppe", "nej"), valgt("gruppe", "ja")), {"gruppe": "nej", "kasser": "a"}),
        ((Always(NO), er("kasser", "b")), {"gruppe": "ja", "kasser": "b"}),
        ((Not(Always(YES)), Not(er("gruppe", "ja"))), {"gruppe": "nej", "kasser": "a"}),
    ],
)
def test_the_base_meets_as_many_criteria_as_can_be_met_together(
    requirements: tuple[Condition, ...], base: dict[str, str]
) -> None:
    criteria = [criterion(f"K{n}", requirement) for n, requirement in enumerate(requirements)]
    assert base_of(*criteria) == base


def test_the_rules_are_those_of_the_day() -> None:
    old = dataclasses.replace(criterion("GAMMEL", er("gruppe", "nej")), last_day=TODAY)
    new = dataclasses.replace(
        criterion("NY", er("gruppe", "ja")), first_day=TODAY + timedelta(days=1)
    )
    assert base_of(old, new)["gruppe"] == "nej"
    assert base_of(old, new, day=TODAY + timedelta(days=1))["gruppe"] == "ja"


def test_there_is_no_case_when_a_question_has_no_answer() -> None:
    assert boundary_cases(role(asked=(GROUP, Question("tom", "Tom?", ()))), TODAY) == ()


def test_there_is_one_case_when_nothing_is_asked() -> None:
    (case,) = boundary_cases(role(criterion("K", Always(NO)), asked=()), TODAY)
    assert told(case) == ({}, "uden_for", ("K",))


@pytest.mark.property
@given(ROLES)
def test_the_base_is_within_whenever_any_answers_are(any_role: Role) -> None:
    base = boundary_cases(any_role, TODAY)[0]
    criteria = any_role.criteria_on(TODAY)
    outcomes = set()
    for values in product(*(possible_answers(question) for question in any_role.questions)):
        fields = [question.field for question in any_role.questions]
        chosen = dict(zip(fields, values, strict=True))
        outcomes.add(hold_against(criteria, Answers(any_role.questions, chosen)).outcome)
    assert (base.verdict.outcome is Outcome.WITHIN) is (Outcome.WITHIN in outcomes)


@pytest.mark.property
@given(ROLES)
def test_any_rules_have_cases_that_can_be_answered_each_of_them_once(any_role: Role) -> None:
    cases = boundary_cases(any_role, TODAY)
    base = cases[0].chosen
    for case in cases:
        for question in any_role.questions:
            assert question.fault_of(sorted(case.chosen[question.field])) is None
        changed = [q.field for q in any_role.questions if case.chosen[q.field] != base[q.field]]
        assert [*case.changed] == changed
        expected = hold_against(
            any_role.criteria_on(TODAY), Answers(any_role.questions, case.chosen)
        )
        assert case.verdict == expected
    assert len({frozenset(case.chosen.items()) for case in cases}) == len(cases)
    singles = sum(len([*possible_answers(q)]) - 1 for q in any_role.questions)
    assert sum(len(case.changed) == 1 for case in cases) == singles
