import json
from dataclasses import replace

import pytest

from makker.adapters.signing import SignedTokens
from makker.domain.catalogue import Catalogue
from makker.domain.screening import Criterion, NextStep, Verdict, hold_against
from makker.domain.truth import Truth
from makker.ports import Tokens
from makker.services.carry_verdict import Carried, carry, receive
from makker.services.screen import screen
from tests.domain.examples import NOON, answers
from tests.fakes import PlainTokens
from tests.services.examples import (
    CATALOGUE,
    CRITERIA,
    OFFER,
    PROGRAMME,
    ROLE,
    STEP,
    carried,
    ticket,
)

BOTH_TOKENS = pytest.mark.parametrize(
    "tokens", [PlainTokens(), SignedTokens(["hemmelighed"])], ids=["plain", "signed"]
)


def catalogue_with(*, criteria: tuple[Criterion, ...] = CRITERIA, role: str = "peer") -> Catalogue:
    changed = replace(ROLE, id=role, criteria=criteria)
    return replace(CATALOGUE, programmes={PROGRAMME.id: replace(PROGRAMME, roles={role: changed})})


@BOTH_TOKENS
def test_verdict_comes_back_as_it_was_sealed(tokens: Tokens) -> None:
    token = carry(carried("navn-1"), tokens)
    assert receive(token, tokens=tokens, catalogue=CATALOGUE) == carried("navn-1")


@BOTH_TOKENS
def test_verdict_comes_back_with_its_next_step(tokens: Tokens) -> None:
    criteria = tuple(replace(each, next_steps=(NextStep("x"), STEP)) for each in CRITERIA)
    verdict = hold_against(criteria, answers(gruppe="nej", kasser="a"))
    step_two = replace(verdict, findings=(replace(verdict.findings[0], step=1),))
    catalogue = catalogue_with(criteria=criteria)
    token = carry(Carried(OFFER, step_two, ticket("navn-1")), tokens)
    received = receive(token, tokens=tokens, catalogue=catalogue)
    assert received is not None
    assert received.verdict == step_two
    assert received.verdict.findings[0].next_step == STEP


def test_token_holds_the_verdict_and_never_the_answers() -> None:
    verdict = screen(ROLE, {"gruppe": ["ved_ikke"], "kasser": ["a", "b"]}, today=NOON.date())
    assert isinstance(verdict, Verdict)
    token = carry(Carried(OFFER, verdict, ticket("navn-1")), PlainTokens())
    assert json.loads(token) == {
        "program": "klatring-vejle",
        "rolle": "peer",
        "indsendelse": "navn-1",
        "tid": NOON.timestamp(),
        "fund": [["GRUPPE", "uafklaret", "GRUPPE", None], ["KASSER", "ja", "KASSER", None]],
    }


def test_nothing_is_received_when_the_token_was_not_made_here() -> None:
    token = carry(carried(), PlainTokens())
    for strange in (token, "", "x"):
        assert receive(strange, tokens=PlainTokens(), catalogue=CATALOGUE) is None


@pytest.mark.parametrize(
    "catalogue",
    [replace(CATALOGUE, programmes={}), catalogue_with(role="mentor")],
    ids=["no programme", "no role"],
)
def test_nothing_is_received_when_the_offer_is_gone(catalogue: Catalogue) -> None:
    tokens = PlainTokens()
    token = carry(carried(), tokens)
    assert receive(token, tokens=tokens, catalogue=catalogue) is None


def test_criterion_is_left_out_when_the_content_lost_it() -> None:
    tokens = PlainTokens()
    token = carry(carried(), tokens)
    received = receive(token, tokens=tokens, catalogue=catalogue_with(criteria=CRITERIA[1:]))
    assert received is not None
    assert [finding.criterion for finding in received.verdict.findings] == [CRITERIA[1]]
    assert received.verdict.findings[0].truth is Truth.YES


def test_carried_shows_nothing_of_the_answers() -> None:
    verdict = hold_against(CRITERIA, answers(gruppe="hemmeligt_svar"))
    assert "hemmeligt_svar" not in repr(Carried(OFFER, verdict, ticket("navn-1")))
