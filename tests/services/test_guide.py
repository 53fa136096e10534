"""The guide's answers held against every programme: what is left out is not known."""

import pytest

from makker.domain.faults import Code, Fault, Rejected
from makker.domain.guide import Guide, Part
from makker.domain.screening import Outcome, Verdict
from makker.services.guide import RANKS, Match, find_matches
from makker.services.screen import screen
from tests.services.guides import TODAY, Given, at_random, shipped

ROLES = pytest.mark.parametrize("role", ["peer", "mentor"])


def found(guide: Guide, given: Given) -> tuple[Match, ...]:
    matches = find_matches(guide, given)
    assert isinstance(matches, tuple), matches
    return matches


def whole(guide: Guide, given: Given) -> Given:
    """Answer every question: "ved ikke", or what is last, where nothing is given."""
    last = {one.field: [one.options[-1].value] for one in guide.questions}
    return {**last, **given}


def on_its_own_form(part: Part, given: Given) -> Verdict:
    """Give the verdict of a programme's own form on the same answers."""
    form = {field: given[name] for field, name in part.names.items()}
    extra = {one.field: [one.options[0].value] for one in part.offer.role.questions}
    verdict = screen(part.offer.role, {**extra, **form}, today=TODAY)
    assert isinstance(verdict, Verdict)
    return verdict


@ROLES
def test_the_guide_says_of_each_programme_what_its_own_form_says(role: str) -> None:
    guide = shipped(role)
    for given in at_random(guide, 500, "egen"):
        answers = whole(guide, given)
        verdicts = {match.offer.programme.id: match.verdict for match in found(guide, answers)}
        own = {part.offer.programme.id: on_its_own_form(part, answers) for part in guide.parts}
        assert verdicts == own


@ROLES
def test_what_fits_stands_first_and_every_programme_once(role: str) -> None:
    guide = shipped(role)
    for given in at_random(guide, 300, "orden"):
        matches = found(guide, given)
        ranks = [RANKS.index(match.verdict.outcome) for match in matches]
        assert ranks == sorted(ranks)
        assert {match.offer.programme.id for match in matches} == {
            part.offer.programme.id for part in guide.parts
        }


@ROLES
def test_one_answer_leaves_the_rest_to_be_talked_about(role: str) -> None:
    matches = found(shipped(role), {"fyldt_18": ["ja"]})
    assert {match.verdict.outcome for match in matches} == {Outcome.TALK}


@ROLES
@pytest.mark.parametrize("form", [{}, {"fyldt_18": [""]}, {"fyldt_18": []}])
def test_nothing_answered_asks_for_one_answer(role: str, form: Given) -> None:
    guide = shipped(role)
    assert find_matches(guide, form) == Rejected((Fault("fyldt_18", Code.MISSING),))


@pytest.mark.parametrize(
    ("form", "fault"),
    [
        ({"stoette": ["ingen", "botilbud"]}, Fault("stoette", Code.CONTRADICTORY)),
        ({"fyldt_18": ["måske"]}, Fault("fyldt_18", Code.UNKNOWN_VALUE)),
        ({"fyldt_18": ["ja", "nej"]}, Fault("fyldt_18", Code.REPEATED)),
        ({"fyldt_18": ["ja"], "spor": ["gruppe"]}, Fault("spor", Code.UNKNOWN_FIELD)),
        ({"bor_i_kommunen": ["ja"]}, Fault("bor_i_kommunen", Code.UNKNOWN_FIELD)),
    ],
)
def test_a_wrong_answer_is_named(form: Given, fault: Fault) -> None:
    assert find_matches(shipped("peer"), form) == Rejected((fault,))
