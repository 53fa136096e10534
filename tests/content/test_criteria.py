"""Criteria as staff write them: when they hold, and what is only hoped for."""

from datetime import date
from pathlib import Path

import pytest

from makker.content.problems import Kind
from makker.domain.conditions import Is
from makker.domain.programme import Role
from tests.content.copies import CONTENT, PROGRAMME, Copy, copy_to

AGE = "uden_kontakt: ja"
"""A line of the first criterion, beside which others can be written."""


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return copy_to(tmp_path)


def role_of(copy: Copy, name: str = "peer") -> Role:
    offer = copy.loaded().catalogue.offer("peer-faellesskabet-vejle", name)
    assert offer is not None
    return offer.role


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("gaelder_fra: 2027-01-01", date(2027, 1, 1), None),
        ("gaelder_til: 2027-01-01", None, date(2027, 1, 1)),
        ("gaelder_fra: 2027-01-01\n        gaelder_til: 2027-01-01", *[date(2027, 1, 1)] * 2),
        ("gaelder_fra: null", None, None),
    ],
)
def test_criterion_holds_between_the_days_that_are_written(
    copy: Copy, written: str, first: date | None, last: date | None
) -> None:
    copy.change(PROGRAMME, AGE, written)
    criterion = role_of(copy).criteria[0]
    assert (criterion.first_day, criterion.last_day) == (first, last)


@pytest.mark.parametrize("name", ["peer", "mentor"])
def test_no_criterion_as_shipped_has_a_day_or_is_an_ambition(name: str) -> None:
    for criterion in role_of(Copy(CONTENT), name).criteria:
        assert not criterion.ambition
        assert (criterion.first_day, criterion.last_day) == (None, None)


@pytest.mark.parametrize(("written", "ambition"), [("ja", True), ("nej", False)])
def test_any_criterion_can_lead_to_a_talk_and_no_further(
    copy: Copy, written: str, *, ambition: bool
) -> None:
    copy.change(PROGRAMME, AGE, f"kun_samtale: {written}")
    assert role_of(copy).criteria[0].ambition is ambition


def test_upper_age_brings_its_question_and_its_criterion_last(copy: Copy) -> None:
    before = role_of(copy)
    copy.change(PROGRAMME, "    titel: Jeg", "    max_alder: 40\n    titel: Jeg")
    role = role_of(copy)
    assert role.questions[:-1] == before.questions
    assert role.criteria[:-1] == before.criteria
    question, criterion = role.questions[-1], role.criteria[-1]
    assert (question.field, question.legend) == ("over_max_alder", "Er du over 40 år?")
    assert question.missing == "Vælg, om du er over 40 år"
    options = {option.value: option.undecided for option in question.options}
    assert options == {"ja": False, "nej": False, "vil_ikke_svare": True}
    assert criterion.code == "ALDER_AMBITION"
    assert criterion.requirement == Is("over_max_alder", frozenset({"nej"}))
    assert criterion.ambition
    for text in (criterion.text, *(step.text for step in criterion.next_steps)):
        assert "højst 40 år" in text
        assert "{" not in text


def test_upper_age_of_one_role_is_none_of_the_other(copy: Copy) -> None:
    copy.change(PROGRAMME, "    titel: Jeg", "    max_alder: 40\n    titel: Jeg")
    assert role_of(copy, "mentor") == role_of(Copy(CONTENT), "mentor")


def test_code_of_the_upper_age_is_taken(copy: Copy) -> None:
    copy.change(PROGRAMME, "    titel: Jeg", "    max_alder: 40\n    titel: Jeg")
    line = copy.change(PROGRAMME, "kode: ALDER\n", "kode: ALDER_AMBITION\n")
    assert copy.found() == [(PROGRAMME, line - 1, Kind.REPEATED_CODE)]


def test_upper_age_that_is_no_number_is_named(copy: Copy) -> None:
    line = copy.change(PROGRAMME, "    titel: Jeg", "    max_alder: 0\n    titel: Jeg")
    assert copy.found() == [(PROGRAMME, line, Kind.NOT_A_NUMBER)]


def test_upper_age_without_its_words_is_said_once_where_they_should_stand(copy: Copy) -> None:
    copy.change(PROGRAMME, "    titel: Jeg", "    max_alder: 40\n    titel: Jeg")
    text = (copy.root / "spoergsmaal.yml").read_text("utf-8")
    (copy.root / "spoergsmaal.yml").write_text(text.partition("\nover_max_alder:")[0], "utf-8")
    assert [(file, kind) for file, _, kind in copy.found()] == [
        ("spoergsmaal.yml", Kind.MISSING_KEY)
    ]
