from dataclasses import replace

import pytest

from makker.domain.conditions import Always, AnyOf
from makker.domain.programme import Role
from makker.domain.screening import Criterion, TalkWhen
from makker.domain.truth import Truth
from makker_site.rules.effects import Effect, effects_of, reached
from tests.domain.examples import BOXES, GROUP, criterion, er, valgt
from tests.site.rules.rulebook import TODAY, offer_of

YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN


def role(*criteria: Criterion) -> Role:
    return Role("peer", "Vil du være peer?", "", (GROUP, BOXES), criteria, ())


def answers(effect: Effect) -> dict[Truth, str]:
    return {
        truth: " ".join(option.value for option in options)
        for truth, options in effect.answers.items()
    }


def test_every_answer_leads_to_what_it_makes_of_its_criterion() -> None:
    (effect,) = effects_of(role(criterion("K", er("kasser", "a", "b"))), TODAY)
    assert (effect.question, effect.others) == (BOXES, ())
    assert answers(effect) == {YES: "a b", UNKNOWN: "ved_ikke", NO: "ingen"}
    assert [*effect.answers] == [YES, UNKNOWN, NO]


def test_an_answer_that_hangs_on_another_question_leads_to_both() -> None:
    effects = effects_of(offer_of("peer-to-peer-vejle", "peer").role, TODAY)
    home = next(effect for effect in effects if effect.criterion.code == "BOPAEL")
    assert answers(home) == {
        YES: "ja",
        UNKNOWN: "nej flytter_snart ved_ikke vil_ikke_svare",
        NO: "nej",
    }
    assert [question.field for question in home.others] == ["stoette"]


def test_a_criterion_is_about_what_its_requirement_asks() -> None:
    boxes = replace(
        criterion("K", er("kasser", "a")), talk_when=(TalkWhen(valgt("gruppe", "ja"), "K"),)
    )
    (effect,) = effects_of(role(boxes), TODAY)
    assert (effect.question, effect.others) == (BOXES, (GROUP,))


def test_a_criterion_that_looks_at_nothing_has_one_thing_that_comes_of_it() -> None:
    (effect,) = effects_of(role(criterion("K", Always(NO))), TODAY)
    assert (effect.question, answers(effect)) == (None, {NO: ""})


def test_what_cannot_come_of_a_criterion_is_not_there() -> None:
    hoped = replace(criterion("K", er("gruppe", "ja")), ambition=True)
    (effect,) = effects_of(role(hoped), TODAY)
    assert answers(effect) == {YES: "ja", UNKNOWN: "nej ved_ikke"}


def test_criteria_of_other_days_are_not_there() -> None:
    assert effects_of(role(replace(criterion("K", er("gruppe", "ja")), last_day=TODAY)), TODAY)
    gone = replace(criterion("K", er("gruppe", "ja")), last_day=TODAY.replace(day=1))
    assert effects_of(role(gone), TODAY) == ()


@pytest.mark.parametrize(
    ("criteria", "truths"),
    [
        ((), {YES}),
        ((criterion("K", er("gruppe", "ja")),), {YES, UNKNOWN, NO}),
        ((criterion("K", Always(UNKNOWN)), criterion("L", er("gruppe", "ja"))), {UNKNOWN, NO}),
        ((criterion("K", AnyOf(())),), {NO}),
        (
            (criterion("K", valgt("gruppe", "ja")), criterion("L", valgt("gruppe", "nej"))),
            {NO},
        ),
    ],
)
def test_all_criteria_are_met_only_where_one_set_of_answers_meets_them(
    criteria: tuple[Criterion, ...], truths: set[Truth]
) -> None:
    assert reached(role(*criteria), TODAY) == truths
