"""The browser's own screening says what the server says, of everything anyone can answer."""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makker.domain.guide import Guide, Part
from makker.domain.programme import Role
from makker.services.compile_rules import compile_rules
from makker.services.guide import find_matches
from tests.domain import generated
from tests.services.guides import (
    Browser,
    Given,
    as_the_script_says,
    at_random,
    guide_of,
    script,
    shipped,
    ways_to_answer,
)

WRONG = [
    ('"er"', '"valgt"'),
    ('"nej"', '"ja"'),
    ('"uafklarede": ["ved_ikke", "vil_ikke_svare"]', '"uafklarede": []'),
    ('"uden_kontakt": true', '"uden_kontakt": false'),
    ('"ambition": false', '"ambition": true'),
    ('"samtale": [{', '"samtale": [], "x": [{'),
]
"""Places of the rules, and how a compiler or a script could get each of them wrong."""

ROLES = pytest.mark.parametrize("role", ["peer", "mentor"])


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with script() as browser:
        yield browser


def server_finds(guide: Guide, given: Given) -> list[object]:
    matches = find_matches(guide, given)
    assert isinstance(matches, tuple), matches
    return as_the_script_says(matches)


def differences(browser: Browser, guide: Guide, answers: Sequence[Given]) -> list[object]:
    """Give the answers on which the two do not agree, with what each says."""
    differing: list[object] = []
    found = browser.judges(compile_rules(guide), answers)
    for one, matches in zip(answers, found, strict=True):
        expected = server_finds(guide, one)
        if without_rank(matches) != expected:
            differing.append((one, matches, expected))
    return differing


def without_rank(matches: Sequence[Mapping[str, object]]) -> list[object]:
    """Leave out by what the script sorts: the order itself is compared."""
    return [{name: one[name] for name in one if name != "rang"} for one in matches]


def every_answer_to(guide: Guide, part: Part) -> list[Given]:
    """Give every combination of answers, and of none, to what one programme asks."""
    asked = [one for one in guide.questions if one.field in part.names.values()]
    combined = product(*(ways_to_answer(question) for question in asked))
    return [
        {one.field: values for one, values in zip(asked, chosen, strict=True) if values}
        for chosen in combined
        if any(chosen)
    ]


@ROLES
def test_browser_and_server_agree_on_every_answer_to_what_each_programme_asks(
    browser: Browser, role: str
) -> None:
    guide = shipped(role)
    tried = [every_answer_to(guide, part) for part in guide.parts]
    assert sorted(map(len, tried)) == {"peer": [23, 263, 839], "mentor": [23, 599, 4319]}[role]
    for answers in tried:
        assert differences(browser, guide, answers) == []


@ROLES
def test_browser_and_server_agree_on_answers_to_all_programmes_at_once(
    browser: Browser, role: str
) -> None:
    guide = shipped(role)
    assert differences(browser, guide, list(at_random(guide, 4000, role))) == []


@pytest.mark.property
@given(roles=st.lists(generated.ROLES, min_size=1, max_size=3), seed=st.text(max_size=3))
def test_browser_and_server_agree_on_roles_nobody_wrote(
    browser: Browser, roles: list[Role], seed: str
) -> None:
    guide = guide_of(*roles)
    if guide.questions:
        assert differences(browser, guide, list(at_random(guide, 20, seed))) == []


@ROLES
def test_rules_hold_nothing_but_what_is_needed_to_screen(role: str) -> None:
    written = json.dumps(compile_rules(shipped(role)))
    for offer in (part.offer for part in shipped(role).parts):
        for criterion in offer.role.criteria:
            assert criterion.text not in written
    assert len(written) < 8_000


def test_a_script_that_reads_a_rule_wrongly_is_found_out(browser: Browser) -> None:
    guide = shipped("mentor")
    rules = json.dumps(compile_rules(guide))
    answers = list(at_random(guide, 200, "forkert"))
    expected = [server_finds(guide, one) for one in answers]
    for right, wrong in WRONG:
        assert right in rules
        found = browser.judges(json.loads(rules.replace(right, wrong)), answers)
        assert [without_rank(one) for one in found] != expected, right
