"""What the guide asks: every open programme's questions, each once, the common ones first."""

from dataclasses import replace
from datetime import date

import pytest

from makker.domain.guide import Guide, make_guide
from makker.domain.programme import Programme, Role, Status
from makker.domain.questions import Option, Question
from makker.domain.screening import NextStep, TalkWhen
from tests.domain.examples import BOXES, GROUP, criterion, er, valgt
from tests.services.examples import CATALOGUE, PROGRAMME
from tests.services.guides import SHIPPED, TODAY, guide_of, shipped

SPARE = Question("ekstra", "Hvad har du lyst til?", (Option("ja", "Ja"), Option("nej", "Nej")))
ELSEWHERE = replace(GROUP, legend="Hvilken gruppe i den anden by?")


def role(*questions: Question) -> Role:
    """Give a role with a criterion for each question but the spare one."""
    rules = tuple(
        criterion(one.field.upper(), er(one.field, one.options[0].value))
        for one in questions
        if one is not SPARE
    )
    return Role("peer", "Vil du være peer?", "", questions, rules, ())


def asked(guide: Guide) -> list[list[str]]:
    return [[question.field for question in group.questions] for group in guide.groups]


def among(*programmes: Programme) -> Guide:
    everyone = {one.id: one for one in programmes}
    guide = make_guide(replace(CATALOGUE, programmes=everyone), "peer", TODAY)
    assert guide
    return guide


def programme(id_: str, *questions: Question, status: Status = Status.OPEN) -> Programme:
    return replace(PROGRAMME, id=id_, status=status, roles={"peer": role(*questions)})


def test_a_question_that_several_ask_alike_is_asked_once_and_first() -> None:
    guide = guide_of(role(BOXES, GROUP), role(GROUP))
    assert asked(guide) == [["gruppe"], ["kasser"]]
    assert guide.groups[0].offer is None
    assert guide.groups[1].offer
    assert guide.groups[1].offer.programme.id == "tilbud-0"


def test_one_field_that_means_two_things_has_a_name_for_each() -> None:
    guide = guide_of(role(GROUP), role(ELSEWHERE), role(GROUP))
    assert asked(guide) == [["gruppe-tilbud-0", "gruppe-tilbud-1"]]
    assert [question.legend for question in guide.questions] == [GROUP.legend, ELSEWHERE.legend]
    names = [part.names["gruppe"] for part in guide.parts]
    assert names == ["gruppe-tilbud-0", "gruppe-tilbud-1", "gruppe-tilbud-0"]


def test_the_same_words_with_other_answers_are_another_question() -> None:
    guide = guide_of(role(GROUP), role(replace(GROUP, options=GROUP.options[:2])))
    assert len(guide.questions) == 2


def test_what_no_criterion_looks_at_is_not_asked() -> None:
    assert asked(guide_of(role(GROUP, SPARE))) == [["gruppe"]]


def test_what_only_a_case_for_a_talk_or_a_next_step_looks_at_is_asked() -> None:
    looks = criterion("A", er("gruppe", "ja"))
    case = replace(looks, talk_when=(TalkWhen(valgt("ekstra", "ja"), "A"),))
    step = replace(looks, next_steps=(NextStep("Ring", when=valgt("ekstra", "ja")),))
    for one in (case, step):
        guide = guide_of(replace(role(GROUP, SPARE), criteria=(one,)))
        assert asked(guide) == [["gruppe", "ekstra"]]


def test_a_criterion_of_another_day_asks_nothing() -> None:
    past, rest = role(GROUP, BOXES).criteria
    past = replace(past, last_day=date(2026, 11, 21))
    guide = guide_of(replace(role(GROUP, BOXES), criteria=(past, rest)))
    assert asked(guide) == [["kasser"]]
    assert guide.parts[0].criteria == (rest,)


@pytest.mark.parametrize("status", [Status.PAUSED, Status.CLOSED])
def test_a_programme_that_takes_nobody_in_is_left_out_but_no_name_changes(status: Status) -> None:
    first, second = programme("a", GROUP), programme("b", ELSEWHERE)
    whole, rest = among(first, second), among(replace(first, status=status), second)
    assert [question.field for question in whole.questions] == ["gruppe-a", "gruppe-b"]
    assert [question.field for question in rest.questions] == ["gruppe-b"]
    assert [part.offer.programme.id for part in rest.parts] == ["b"]


def test_the_guide_is_empty_when_everyone_is_closed_and_none_when_nobody_has_the_role() -> None:
    closed = among(programme("a", GROUP, status=Status.CLOSED))
    assert (closed.parts, closed.groups, closed.questions) == ((), (), ())
    assert make_guide(CATALOGUE, "chef", TODAY) is None


@pytest.mark.parametrize("name", ["peer", "mentor"])
def test_the_shipped_guide_asks_what_the_programmes_ask_and_for_no_wish(name: str) -> None:
    guide = shipped(name)
    legends = {question.legend for question in guide.questions}
    offers = [SHIPPED.offer(id_, name) for id_ in SHIPPED.programmes]
    everything = {one.legend for offer in offers if offer for one in offer.role.questions}
    assert everything - legends == {"Hvad har du mest lyst til?"}
    assert len(legends) == len(guide.questions)
    assert [one.legend for one in guide.groups[0].questions] == [
        "Er du fyldt 18 år?",
        "Bor du i Vejle Kommune?",
        "Bor du i Odense Kommune?",
    ]
    assert [group.offer.programme.place for group in guide.groups if group.offer] == ["Vejle"] * 2


def test_what_two_of_three_ask_alike_is_common_and_what_one_asks_is_its_own() -> None:
    guide = guide_of(role(GROUP), role(GROUP), role(BOXES))
    assert guide.role == "peer"
    assert asked(guide) == [["gruppe"], ["kasser"]]
    assert [group.offer is None for group in guide.groups] == [True, False]
