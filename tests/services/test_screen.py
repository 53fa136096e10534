"""The real content, held against an oracle written from the tables of eligibility 2.2 and 2.3."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from makker.content.load import load
from makker.domain.faults import Code, Fault, Rejected
from makker.domain.programme import Role
from makker.domain.screening import Verdict
from makker.domain.truth import Truth
from makker.services.screen import screen

CONTENT = Path(__file__).parents[2] / "content"
TODAY = date(2026, 11, 22)
PROGRAMME = "peer-faellesskabet-vejle"
Chosen = Mapping[str, str]

UNKNOWN = ("ved_ikke", "vil_ikke_svare")
EVERYONE = {
    "fyldt_18": ("ja", "nej", "vil_ikke_svare"),
    "bor_i_kommunen": ("ja", "nej", "flytter_snart", *UNKNOWN),
}
ALLOWED: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "peer": {
        **EVERYONE,
        "misbrug_baggrund": ("ja", "nej", *UNKNOWN),
        "fri_i_dag": ("ja", "substitution_stabil", "substitution_ikke_stabil", "nej", *UNKNOWN),
    },
    "mentor": {
        **EVERYONE,
        "egen_erfaring": ("ja", "nej", *UNKNOWN),
        "ude_af_misbrug": ("mindst_1_aar", "under_1_aar", "ikke_ude", *UNKNOWN),
        "substitution": (
            "aldrig_eller_sluttet_mindst_1_aar",
            "sluttet_under_1_aar",
            "i_behandling",
            *UNKNOWN,
        ),
    },
}


def effects_of_everyone(chosen: Chosen) -> Iterator[tuple[str, str]]:
    if chosen["fyldt_18"] == "nej":
        yield "U", "ALDER"
    if chosen["fyldt_18"] == "vil_ikke_svare":
        yield "S", "ALDER"
    if chosen["bor_i_kommunen"] == "nej":
        yield "U", "BOPAEL"
    if chosen["bor_i_kommunen"] in {"flytter_snart", "ved_ikke", "vil_ikke_svare"}:
        yield "S", "BOPAEL"


def effects_of_a_peer(chosen: Chosen) -> Iterator[tuple[str, str]]:
    yield from effects_of_everyone(chosen)
    if chosen["misbrug_baggrund"] == "nej":
        yield "U", "ERFARING"
    if chosen["misbrug_baggrund"] in UNKNOWN:
        yield "S", "ERFARING"
    if chosen["fri_i_dag"] == "substitution_ikke_stabil":
        yield "S", "SUBSTITUTION"
    if chosen["fri_i_dag"] == "nej":
        yield "U", "FRI"
    if chosen["fri_i_dag"] in UNKNOWN:
        yield "S", "FRI"


def effects_of_a_mentor(chosen: Chosen) -> Iterator[tuple[str, str]]:
    yield from effects_of_everyone(chosen)
    if chosen["egen_erfaring"] == "nej":
        yield "U", "ERFARING"
    if chosen["egen_erfaring"] in UNKNOWN:
        yield "S", "ERFARING"
    if chosen["ude_af_misbrug"] in {"under_1_aar", "ikke_ude"}:
        yield "U", "ET_AAR_MISBRUG"
    if chosen["ude_af_misbrug"] in UNKNOWN:
        yield "S", "ET_AAR_MISBRUG"
    if chosen["substitution"] in {"sluttet_under_1_aar", "i_behandling"}:
        yield "U", "ET_AAR_SUBSTITUTION"
    if chosen["substitution"] in UNKNOWN:
        yield "S", "ET_AAR_SUBSTITUTION"


EFFECTS: Mapping[str, Callable[[Chosen], Iterator[tuple[str, str]]]] = {
    "peer": effects_of_a_peer,
    "mentor": effects_of_a_mentor,
}
ROLES = pytest.mark.parametrize("name", ["peer", "mentor"])


def oracle(name: str, chosen: Chosen) -> tuple[str, tuple[str, ...]]:
    effects = list(EFFECTS[name](chosen))
    failures = tuple(code for effect, code in effects if effect == "U")
    if failures:
        return "uden_for", failures
    return "samtale" if effects else "inden_for", tuple(code for _, code in effects)


def combinations(name: str) -> Iterator[dict[str, str]]:
    allowed = ALLOWED[name]
    for values in product(*allowed.values()):
        yield dict(zip(allowed, values, strict=True))


def role_of(name: str) -> Role:
    offer = load(CONTENT, TODAY).catalogue.offer(PROGRAMME, name)
    assert offer is not None
    return offer.role


def verdict_on(role: Role, chosen: Chosen) -> Verdict:
    verdict = screen(role, {field: [value] for field, value in chosen.items()}, today=TODAY)
    assert isinstance(verdict, Verdict)
    return verdict


@ROLES
def test_questions_and_answers_are_those_of_the_table(name: str) -> None:
    asked = {
        question.field: tuple(option.value for option in question.options)
        for question in role_of(name).questions
    }
    assert asked == ALLOWED[name]
    assert [*asked] == [*ALLOWED[name]]


@ROLES
def test_every_combination_of_answers_has_the_verdict_of_the_table(name: str) -> None:
    role = role_of(name)
    wrong = []
    for chosen in combinations(name):
        verdict = verdict_on(role, chosen)
        found = (verdict.outcome.value, verdict.reasons)
        if found != oracle(name, chosen):
            wrong.append((chosen, found, oracle(name, chosen)))
    assert not wrong
    assert len(list(combinations(name))) == {"peer": 360, "mentor": 1500}[name]


@ROLES
def test_contact_is_asked_for_unless_the_person_is_under_18(name: str) -> None:
    role = role_of(name)
    for chosen in combinations(name):
        grown = chosen["fyldt_18"] != "nej"
        assert verdict_on(role, chosen).may_ask_for_contact is grown


@ROLES
def test_every_open_or_failed_point_says_what_to_do(name: str) -> None:
    role = role_of(name)
    for chosen in combinations(name):
        for finding in verdict_on(role, chosen).findings:
            step = finding.next_step
            assert (step is None) is (finding.truth is Truth.YES)
            assert step is None or step.text


PEER_FORM = f"/tilbud/{PROGRAMME}/peer/"


@pytest.mark.parametrize(
    ("name", "field", "value", "words", "url"),
    [
        ("peer", "fyldt_18", "nej", "din læge", "tel:116111"),
        ("peer", "bor_i_kommunen", "nej", "din egen kommune", ""),
        ("peer", "misbrug_baggrund", "nej", "pårørende", "tel:+4570232750"),
        ("peer", "fri_i_dag", "nej", "RusmiddelCenter Vejle", "tel:+4580200500"),
        ("peer", "fri_i_dag", "substitution_ikke_stabil", "længere periode", ""),
        ("mentor", "egen_erfaring", "nej", "egne erfaringer", "tel:+4580200500"),
        ("mentor", "ude_af_misbrug", "under_1_aar", "1 år", PEER_FORM),
        ("mentor", "ude_af_misbrug", "ikke_ude", "RusmiddelCenter Vejle", "tel:+4580200500"),
        ("mentor", "substitution", "sluttet_under_1_aar", "1 år", PEER_FORM),
        ("mentor", "substitution", "i_behandling", "1 år", PEER_FORM),
    ],
)
def test_suggestion_is_the_one_of_the_table(
    name: str, field: str, value: str, words: str, url: str
) -> None:
    best = {asked: values[0] for asked, values in ALLOWED[name].items()}
    findings = verdict_on(role_of(name), {**best, field: value}).findings
    (step,) = [finding.next_step for finding in findings if finding.next_step]
    assert words in step.text
    assert [link.url for link in step.links].count(url) == bool(url)


@pytest.mark.parametrize(("name", "field"), [(name, f) for name in ALLOWED for f in ALLOWED[name]])
def test_fault_is_found_when_one_answer_is_wrong(name: str, field: str) -> None:
    role = role_of(name)
    best = {asked: [values[0]] for asked, values in ALLOWED[name].items()}
    without = {asked: values for asked, values in best.items() if asked != field}
    cases = {
        Code.MISSING: [without, {**best, field: [""]}, {**best, field: []}],
        Code.UNKNOWN_VALUE: [{**best, field: ["måske"]}, {**best, field: ["JA"]}],
        Code.REPEATED: [{**best, field: [*ALLOWED[name][field][:2]]}, {**best, field: ["ja"] * 2}],
    }
    if "ja" not in ALLOWED[name][field]:
        cases[Code.REPEATED].pop()
    for code, forms in cases.items():
        for form in forms:
            assert screen(role, form, today=TODAY) == Rejected((Fault(field, code),))


@ROLES
def test_every_missing_answer_is_named_and_so_is_an_unknown_field(name: str) -> None:
    missing = [Fault(field, Code.MISSING) for field in ALLOWED[name]]
    assert screen(role_of(name), {}, today=TODAY) == Rejected(tuple(missing))
    unknown = Fault("postnummer", Code.UNKNOWN_FIELD)
    assert screen(role_of(name), {"postnummer": ["7100"]}, today=TODAY) == Rejected(
        (*missing, unknown)
    )
