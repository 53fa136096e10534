import json
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import pytest

from makker.domain.boundary import boundary_cases
from makker.domain.screening import Verdict
from makker.services.screen import screen
from makker_site.cli import main
from makker_site.rules.table import lines_of, values_of
from tests.content.copies import PROGRAMME, copy_to
from tests.site.rules.rulebook import ROLES, TODAY, offer_of, real

VEJLE, FAELLESSKABET, ODENSE = (ROLES[place][0] for place in (0, 2, 4))


def table(programme: str, role: str) -> list[str]:
    return list(lines_of(offer_of(programme, role), TODAY, real().texts))


def test_a_reviewer_reads_what_each_other_answer_leads_to() -> None:
    text = "\n".join(table(FAELLESSKABET, "mentor")).replace("\u00a0", " ")
    assert text.startswith(
        "Peer-fællesskabet: Jeg vil gerne være peer-mentor\n"
        "Reglerne, som de er søndag den 22. november 2026.\n"
    )
    assert "passer bedst. De giver: inden for\n  Er du fyldt 18 år?" in text
    expected = """\
Hvor længe har du været ude af dit misbrug?
  Under et år                                 uden for   ET_AAR_MISBRUG       Du kan blive mentor, når der er gået 1 …
  Jeg er ikke ude af det endnu                uden for   ET_AAR_MISBRUG       Du kan være med, når du er stoffri …
  Det ved jeg ikke                            samtale    ET_AAR_MISBRUG       Vi regner på det sammen. Er der ikke …
"""  # noqa: E501 - as wide as the table
    assert expected in text


def test_what_two_answers_do_together_stands_last_with_a_plus() -> None:
    text = "\n".join(table(VEJLE, "peer"))
    _, _, pairs = text.partition("Når to svar er andre på samme tid\n")
    rows = pairs.splitlines()
    assert rows[0].split() == ["Svar", "Udfald", "Grund", "Næste", "skridt"]
    assert rows[1] == "Bor du i Vejle Kommune? + Hvad passer på dig?"
    assert rows[2].split()[:1] == ["Nej"]
    assert rows[3] == "  + Jeg bor på et botilbud"
    assert text.count("Bor du i Vejle Kommune? + ") == 1


def test_every_reason_has_a_line_with_its_own_next_step() -> None:
    lines = table(VEJLE, "peer")
    (at,) = [n for n, line in enumerate(lines) if line.startswith("  + Ingen af delene")]
    assert "BOPAEL   Tilbuddet er for dig, der bor i Vejle" in lines[at - 1]
    assert "STOETTE  Tilbuddet er for dig, der får støtte" in lines[at]


@pytest.mark.parametrize("role", ["peer", "mentor"])
def test_a_role_that_always_leads_to_a_talk_has_its_table_too(role: str) -> None:
    lines = table(ODENSE, role)
    assert any("De giver: samtale (INGEN_KRITERIER_I_KILDEN)" in line for line in lines)
    assert sum("uden for" in line for line in lines) == 1
    assert not any("inden for" in line for line in lines)


@pytest.mark.parametrize(("programme", "role"), ROLES)
def test_columns_stand_below_each_other(programme: str, role: str) -> None:
    lines = table(programme, role)
    header = next(line for line in lines if line.lstrip().startswith("Svar "))
    starts = [header.index(word) for word in ("Udfald", "Grund", "Næste")]
    body = lines[lines.index(header) + 1 :]
    rows = [line for line in body if line.startswith("  ")]
    assert len(rows) > 8
    for row in rows:
        assert all(len(row) <= start or row[start - 2 : start] == "  " for start in starts), row
    assert max(map(len, lines)) <= 125
    assert [line.rstrip() for line in lines] == lines


@pytest.mark.parametrize(("programme", "role"), ROLES)
def test_every_case_stands_in_the_table_once(programme: str, role: str) -> None:
    cases = boundary_cases(offer_of(programme, role).role, TODAY)[1:]
    lines = table(programme, role)
    column = next(line for line in lines if line.lstrip().startswith("Svar ")).index("Udfald")
    names = ("inden for", "samtale", "uden for")
    assert sum(line[column:].startswith(names) for line in lines) == len(cases)
    groups = [fields for fields, _ in groupby(case.changed for case in cases)]
    assert sum(not line.startswith(" ") and line.endswith("?") for line in lines) == len(groups)


@pytest.mark.parametrize(("programme", "role"), ROLES)
def test_values_for_a_program_are_what_the_screening_says(programme: str, role: str) -> None:
    offer = offer_of(programme, role)
    values = json.loads(json.dumps(values_of(offer, TODAY)))
    assert values[0]["aendret"] == []
    for row in values:
        verdict = screen(offer.role, row["svar"], today=TODAY)
        assert isinstance(verdict, Verdict)
        assert (row["udfald"], row["grunde"]) == (verdict.outcome.value, [*verdict.reasons])
        assert len(row["naeste_skridt"]) == len(row["grunde"])
        assert all(row["naeste_skridt"])


def test_a_role_with_a_question_that_has_no_answers_has_no_cases() -> None:
    offer = offer_of(ODENSE, "peer")
    unanswerable = replace(offer.role.questions[0], options=())
    broken = replace(offer, role=replace(offer.role, questions=(unanswerable,)))
    assert [*lines_of(broken, TODAY, real().texts)][2:] == [
        "Et spørgsmål har ingen svar, så der er ikke noget at vise."
    ]
    assert values_of(broken, TODAY) == []


def test_the_command_prints_the_table_of_any_day(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = copy_to(tmp_path)
    copy.change(PROGRAMME, "uden_kontakt: ja", "gaelder_til: 2026-12-31")
    command = ["screen", FAELLESSKABET, "peer", "--explain", "--content", str(copy.root)]
    assert main([*command, "--today", "2026-12-31"]) == 0
    assert "ALDER" in capsys.readouterr().out
    assert main([*command, "--today", "2027-01-01"]) == 0
    after = capsys.readouterr().out
    assert "fredag den 1.\u00a0januar 2027" in after
    assert "ALDER" not in after


def test_the_command_prints_the_values_as_one_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["screen", ODENSE, "peer", "--explain", "--json", "--today", "2026-11-22"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert rows == json.loads(json.dumps(values_of(offer_of(ODENSE, "peer"), TODAY)))
