import json
from dataclasses import replace
from pathlib import Path

import pytest

from makker_site.cli import main
from makker_site.rules.changes import changes
from tests.content.copies import PROGRAMME, Copy, copy_to
from tests.site.rules.rulebook import TODAY, real, repository

LEGEND, GONE = "Hvor længe har du været ude af dit misbrug?", "kan man ikke svare det"
OUTSIDE = "uden for (ET_AAR_MISBRUG)"
MENTOR, PEER = "peer-faellesskabet-vejle mentor", "peer-faellesskabet-vejle peer"


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return copy_to(tmp_path)


def told(copy: Copy) -> list[str]:
    found = changes(real(), copy.loaded().catalogue, TODAY)
    return [line.replace("\u00a0", " ") for line in found]


def test_content_that_is_the_same_has_no_changes(copy: Copy) -> None:
    assert told(copy) == []


def test_words_and_the_order_of_criteria_are_no_change_of_the_rules(copy: Copy) -> None:
    copy.change(PROGRAMME, "tekst: Du bor i {kommune}", "tekst: Dit hjem er i {kommune}")
    copy.change(PROGRAMME, "      - *alder\n      - *bopael\n", "      - *bopael\n      - *alder\n")
    assert told(copy) == []


def test_a_case_that_is_judged_otherwise_is_told_with_before_and_now(copy: Copy) -> None:
    rule = "{er: {ude_af_misbrug: mindst_1_aar}}"
    copy.change(PROGRAMME, rule, "{er: {ude_af_misbrug: [mindst_1_aar, under_1_aar]}}")
    assert told(copy) == [
        f"Regel ændret: {MENTOR}: {LEGEND} Under et år: før {OUTSIDE} → nu inden for"
    ]


def test_another_reason_is_a_change_though_the_outcome_is_the_same(copy: Copy) -> None:
    copy.change(PROGRAMME, "kode: ET_AAR_MISBRUG", "kode: AARET")
    assert len(told(copy)) == 4
    assert "før uden for (ET_AAR_MISBRUG) → nu uden for (AARET)" in told(copy)[0]


def test_a_case_of_two_answers_is_told_with_both(copy: Copy) -> None:
    file = "tilbud/peer-to-peer-vejle.md"
    copy.change(file, "stoette: [paragraf_85, botilbud]}}", "stoette: [paragraf_85]}}")
    lines = told(copy)
    assert lines[0] == (
        "Regel ændret: peer-to-peer-vejle peer: Bor du i Vejle Kommune? Nej + Hvad passer på dig? "
        "Jeg bor på et botilbud: før samtale (BOPAEL) → nu uden for (BOPAEL)"
    )
    assert all("botilbud" in line for line in lines)


def test_what_holds_before_any_answer_is_changed_is_told_of_the_best_answers(copy: Copy) -> None:
    copy.change(
        PROGRAMME, "krav: {er: {fri_i_dag: [ja, substitution_stabil]}}", "krav: {altid: uafklaret}"
    )
    first, *others = told(copy)
    assert first == (
        f"Regel ændret: {PEER}: de svar, der passer bedst: før inden for → nu samtale (FRI)"
    )
    assert len(others) > 8


def test_an_answer_that_comes_or_goes_is_told(copy: Copy) -> None:
    copy.change("spoergsmaal.yml", "      ikke_ude: Jeg er ikke ude af det endnu", "      ny: Ny")
    copy.change(PROGRAMME, "{valgt: {ude_af_misbrug: ikke_ude}}", "{valgt: {ude_af_misbrug: ny}}")
    assert told(copy) == [
        f"Regel ændret: {MENTOR}: {LEGEND} Ny: før kunne man ikke svare det → nu {OUTSIDE}",
        f"Regel ændret: {MENTOR}: {LEGEND} Jeg er ikke ude af det endnu: før {OUTSIDE} → nu {GONE}",
    ]


def test_a_new_question_changes_nothing_but_its_own_answers(copy: Copy) -> None:
    copy.change(PROGRAMME, "    titel: Jeg", "    max_alder: 40\n    titel: Jeg")
    assert told(copy) == [
        f"Regel ændret: {PEER}: Er du over 40 år? {answer}: før inden for → "
        "nu samtale (ALDER_AMBITION)"
        for answer in ("Ja", "Det vil jeg helst ikke svare på")
    ]


def test_a_change_that_is_still_to_come_is_told_under_its_day(copy: Copy) -> None:
    copy.change(PROGRAMME, "uden_kontakt: ja", "gaelder_til: 2026-12-31")
    lines = told(copy)
    assert lines[0] == "Fra fredag den 1. januar 2027:"
    assert (
        lines[1]
        == f"Regel ændret: {PEER}: Er du fyldt 18 år? Nej: før uden for (ALDER) → nu inden for"
    )
    assert lines.count(lines[0]) == 2
    assert sum(line.startswith("Regel") for line in lines) == 4


def test_a_change_of_today_is_not_told_again_for_a_later_day(copy: Copy) -> None:
    copy.change(PROGRAMME, "uden_kontakt: ja", "gaelder_til: 2026-11-21")
    fri = "      - kode: FRI"
    copy.change(PROGRAMME, fri, "      - gaelder_til: 2026-12-23\n        kode: FRI")
    lines = told(copy)
    later = lines.index("Fra torsdag den 24. december 2026:")
    assert [line for line in lines[:later] if f"{PEER}: Er du fyldt 18 år? Nej" in line]
    assert [line for line in lines[:later] if "alkoholfri" in line] == []
    for line in lines[later + 1 : later + 5]:
        assert line.startswith(f"Regel ændret: {PEER}: Er du stoffri eller alkoholfri i dag?")
    assert not [line for line in lines[later:] if f"{PEER}: Er du fyldt" in line]


def test_a_criterion_that_starts_later_is_a_change_until_it_starts(copy: Copy) -> None:
    fri = "      - kode: FRI"
    copy.change(PROGRAMME, fri, "      - gaelder_fra: 2026-12-24\n        kode: FRI")
    lines = told(copy)
    assert len(lines) == 4
    assert not [line for line in lines if line.startswith("Fra ")]


def test_a_role_that_comes_or_goes_is_named() -> None:
    catalogue = real()
    programmes = dict(catalogue.programmes)
    del programmes["peer-to-peer-odense"]
    fewer = replace(catalogue, programmes=programmes)
    places = [f"peer-to-peer-odense {role}" for role in ("peer", "mentor")]
    assert [*changes(fewer, catalogue, TODAY)] == [f"Nye regler: {place}" for place in places]
    assert [*changes(catalogue, fewer, TODAY)] == [f"Reglerne er væk: {place}" for place in places]


def test_rules_without_any_case_are_passed_over() -> None:
    catalogue = real()
    programme = catalogue.programmes["peer-to-peer-odense"]
    role = programme.roles["peer"]
    nothing = replace(role, questions=(replace(role.questions[0], options=()),))
    broken = replace(programme, roles={**programme.roles, "peer": nothing})
    other = replace(catalogue, programmes={**catalogue.programmes, programme.id: broken})
    assert [*changes(catalogue, other, TODAY)] == []


def checked(capsys: pytest.CaptureFixture[str], content: Path, *options: str) -> tuple[int, str]:
    status = main(["check", "--content", str(content), *options])
    return status, capsys.readouterr().out


def test_check_tells_changes_since_the_last_commit_and_does_not_fail(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = repository(tmp_path)
    assert "Regel ændret" not in checked(capsys, made.copy.root)[1]
    made.copy.change(PROGRAMME, "kode: ET_AAR_MISBRUG", "kode: AARET")
    status, said = checked(capsys, made.copy.root)
    assert status == 0
    assert said.count(f"Regel ændret: {MENTOR}: ") == 4
    assert "Regel" not in json.dumps(json.loads(checked(capsys, made.copy.root, "--json")[1]))
    made.commit()
    assert "Regel ændret" not in checked(capsys, made.copy.root)[1]


def test_check_is_quiet_of_changes_where_one_side_cannot_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = repository(tmp_path, committed=False)
    made.copy.change(PROGRAMME, "kode: ET_AAR_MISBRUG", "kode: AARET")
    assert checked(capsys, made.copy.root)[0] == 0
    line = "kode: FRI"
    made.copy.change(PROGRAMME, line, "kode: AARET_FRI\n        ukendt: ja")
    made.commit()
    assert checked(capsys, made.copy.root)[0] == 1
    made.copy.change(PROGRAMME, "kode: AARET_FRI\n        ukendt: ja", line)
    status, said = checked(capsys, made.copy.root)
    assert status == 0
    assert "Regel" not in said
