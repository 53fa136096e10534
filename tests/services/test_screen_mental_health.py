"""Peer-to-Peer and Odense, held against an oracle written from the tables of eligibility 2.3."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations, product

import pytest

from makker.content.load import load
from makker.domain.faults import Code, Fault, Rejected
from makker.domain.screening import Verdict
from makker.services.screen import screen
from tests.serving import PROJECT

TODAY = date(2026, 11, 22)
CATALOGUE = load(PROJECT / "content", TODAY).catalogue
VEJLE, ODENSE = "peer-to-peer-vejle", "peer-to-peer-odense"
UNKNOWN = ("ved_ikke", "vil_ikke_svare")
AGE = ("ja", "nej", "vil_ikke_svare")
HOME = ("ja", "nej", "flytter_snart", *UNKNOWN)
SUPPORT = ("paragraf_85", "botilbud", "paa_vej_egen_bolig")
Chosen = Mapping[str, Sequence[str]]
Effect = tuple[str, str]


def supports() -> Iterator[Sequence[str]]:
    """Every valid answer to the one question with boxes."""
    for number in (1, 2, 3):
        yield from combinations(SUPPORT, number)
    yield from (["ingen"], ["ved_ikke"], ["vil_ikke_svare"])


def age(chosen: Chosen) -> Iterator[Effect]:
    if chosen["fyldt_18"] == ["nej"]:
        yield "U", "ALDER"
    elif chosen["fyldt_18"] == ["vil_ikke_svare"]:
        yield "S", "ALDER"


def vejle_peer(chosen: Chosen) -> Iterator[Effect]:
    yield from age(chosen)
    support = set(chosen["stoette"])
    if chosen["bor_i_kommunen"] == ["nej"]:
        yield "S" if support & {"paragraf_85", "botilbud"} else "U", "BOPAEL"
    elif chosen["bor_i_kommunen"] != ["ja"]:
        yield "S", "BOPAEL"
    if support == {"ingen"}:
        yield "U", "STOETTE"
    elif support & set(UNKNOWN):
        yield "S", "STOETTE"


def vejle_mentor(chosen: Chosen) -> Iterator[Effect]:
    yield from age(chosen)
    for field, no, code in (
        ("bor_i_kommunen", "nej", "BOPAEL"),
        ("egen_erfaring", "nej", "ERFARING"),
        ("overskud", "ikke_endnu", "OVERSKUD"),
    ):
        if chosen[field] == [no]:
            yield "U", code
        elif chosen[field] != ["ja"]:
            yield "S", code


def odense(chosen: Chosen) -> Iterator[Effect]:
    yield from age(chosen)
    if chosen["bor_i_kommunen"] != ["ja"]:
        yield "S", "BOPAEL"
    yield "S", "INGEN_KRITERIER_I_KILDEN"


def one_each(values: Sequence[str]) -> list[Sequence[str]]:
    return [[value] for value in values]


FORMS: list[
    tuple[str, str, Mapping[str, list[Sequence[str]]], Callable[[Chosen], Iterator[Effect]]]
] = [
    (VEJLE, "peer", {"stoette": list(supports())}, vejle_peer),
    (
        VEJLE,
        "mentor",
        {
            "egen_erfaring": one_each(("ja", "nej", *UNKNOWN)),
            "overskud": one_each(("ja", "ikke_endnu", *UNKNOWN)),
        },
        vejle_mentor,
    ),
    (ODENSE, "peer", {"spor": one_each(("en_til_en", "gruppe", "ved_ikke"))}, odense),
    (ODENSE, "mentor", {"spor": one_each(("en_til_en", "gruppe", "ved_ikke"))}, odense),
]


def verdict_of(effects: Iterator[Effect]) -> tuple[str, tuple[str, ...]]:
    """Failures win over what is open, and only they are the reasons then (2.1)."""
    found = list(effects)
    for kind, outcome in (("U", "uden_for"), ("S", "samtale")):
        reasons = tuple(code for effect, code in found if effect == kind)
        if reasons:
            return outcome, reasons
    return "inden_for", ()


@pytest.mark.parametrize(("programme", "role", "own", "oracle"), FORMS)
def test_every_combination_of_valid_answers_gives_the_tables_verdict(
    programme: str,
    role: str,
    own: Mapping[str, list[Sequence[str]]],
    oracle: Callable[[Chosen], Iterator[Effect]],
) -> None:
    offer = CATALOGUE.offer(programme, role)
    assert offer
    fields = {"fyldt_18": one_each(AGE), "bor_i_kommunen": one_each(HOME), **own}
    for values in product(*fields.values()):
        chosen = dict(zip(fields, values, strict=True))
        verdict = screen(offer.role, chosen, today=TODAY)
        assert isinstance(verdict, Verdict)
        assert (verdict.outcome.value, verdict.reasons) == verdict_of(oracle(chosen)), chosen


@pytest.mark.parametrize("alone", ["ingen", "ved_ikke", "vil_ikke_svare"])
def test_a_box_that_stands_alone_cannot_be_combined(alone: str) -> None:
    offer = CATALOGUE.offer(VEJLE, "peer")
    assert offer
    form = {"fyldt_18": ["ja"], "bor_i_kommunen": ["ja"], "stoette": [alone, "paragraf_85"]}
    rejected = screen(offer.role, form, today=TODAY)
    assert rejected == Rejected((Fault("stoette", Code.CONTRADICTORY),))
