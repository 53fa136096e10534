from datetime import date
from pathlib import Path

import pytest

from makker.content.problems import Kind
from tests.content.copies import CONTENT, TODAY, Copy, copy_to


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return copy_to(tmp_path)


@pytest.mark.parametrize(
    ("checked", "today", "kinds"),
    [
        ("null", TODAY, {Kind.UNCHECKED}),
        ("2026-11-22", TODAY, set()),
        ("2025-11-22", TODAY, set()),  # 365 days
        ("2025-11-21", TODAY, {Kind.TOO_OLD}),
        ("2026-11-22", date(2028, 1, 1), {Kind.TOO_OLD}),
    ],
)
@pytest.mark.parametrize("file", ["kontakter.yml", "hjaelpelinjer.yml"])
def test_number_is_warned_of_when_nobody_checked_it_lately(
    copy: Copy, file: str, checked: str, today: date, kinds: set[Kind]
) -> None:
    line = copy.change(file, "    kontrolleret: null", f"    kontrolleret: {checked}")
    warnings = copy.loaded(today).warnings
    assert {each.kind for each in warnings if (each.file, each.line) == (file, line)} == kinds


def test_people_are_read_with_all_that_is_said_of_them(copy: Copy) -> None:
    copy.change("kontakter.yml", "    kontrolleret: null", "    kontrolleret: 2026-11-01")
    person = copy.loaded().catalogue.people["lene-hoffensetz"]
    assert (person.id, person.name) == ("lene-hoffensetz", "Lene Hoffensetz")
    assert (person.phone, person.email) == ("29131460", "lerho@vejle.dk")
    assert (person.source, person.checked) == ("S2", date(2026, 11, 1))


def test_person_may_have_no_phone_or_no_mail(copy: Copy) -> None:
    copy.change("kontakter.yml", "    telefon: 20 26 45 77\n", "")
    copy.change("kontakter.yml", "    email: mny@psykiatrifonden.dk\n", "")
    catalogue = copy.loaded().catalogue
    assert catalogue.people["jytte-larsen"].phone == ""
    assert catalogue.people["marie-nybo"].email == ""
    # The first number there is, is the one to ring about the programme.
    assert catalogue.programmes["peer-faellesskabet-vejle"].phone == "20318759"


def test_programme_without_a_phone_of_its_own_has_the_organisations(copy: Copy) -> None:
    for number in ("20 26 45 77", "20 31 87 59"):
        copy.change("kontakter.yml", f"    telefon: {number}\n", "")
    programme = copy.loaded().catalogue.programmes["peer-faellesskabet-vejle"]
    assert programme.phone == "39293909"


def test_help_lines_keep_their_order_and_their_own_way_of_writing_numbers() -> None:
    lines = Copy(CONTENT).loaded().catalogue.help_lines
    assert [(line.id, line.number) for line in lines[:3]] == [
        ("alarm", "112"),
        ("laegevagten", "70 11 07 07"),
        ("livslinien", "70 201 201"),
    ]
    assert [line.id for line in lines if line.urgent] == ["alarm", "laegevagten", "livslinien"]
