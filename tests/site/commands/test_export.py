from contextlib import closing
from dataclasses import replace

import pytest

from makker.adapters.codec import record_values
from makker.domain.trail import What
from tests.domain.examples import CANARY, a_letter, a_record
from tests.site.commands.typed import Desk


@pytest.fixture
def full(desk: Desk) -> Desk:
    """Give a folder with two records of one person, and one of another."""
    desk.add(a_record(1), [a_letter(a_record(1))])
    desk.add(replace(a_record(2), contact=replace(CANARY, phone="")))
    desk.add(replace(a_record(3), contact=replace(CANARY, phone="+4512345678", email="")))
    return desk


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("kt4mb7x1",), ["KT4MB7X2", "KT4MB7X1"]),
        (("--phone", "20 26 45 77"), ["KT4MB7X1"]),
        (("--email", "KANARIE@kanariefugl.dk"), ["KT4MB7X2", "KT4MB7X1"]),
        (("KT4MB7X3",), ["KT4MB7X3"]),
    ],
)
def test_export_gives_everything_of_one_person(
    full: Desk, words: tuple[str, ...], found: list[str]
) -> None:
    exported = full.type("records", "export", *words).json
    assert [one["reference"] for one in exported["henvendelser"]] == found
    assert exported["breve"] == []


def test_export_gives_records_letters_and_trail_whole(full: Desk) -> None:
    (one,) = full.type("records", "export", "--phone", "20264577").json["henvendelser"]
    assert one["kontakt"] == record_values(a_record(1))["kontakt"]
    assert [letter["tekst"] for letter in one["breve"]] == [a_letter(a_record(1)).body]
    assert [line["hvad"] for line in one["spor"]] == ["modtaget", "kopieret"]


def test_export_leaves_a_line_with_those_alone_that_were_copied(full: Desk) -> None:
    full.type("records", "export", "--phone", "20264577")
    with closing(full.store()) as store:
        copied = [
            number
            for number in (1, 2, 3)
            if What.COPIED in {deed.what for deed in store.of(f"KT4MB7X{number}")}
        ]
    assert copied == [1]


@pytest.mark.parametrize("words", [("--phone", "87654321"), ("--email", "ingen@eksempel.dk")])
def test_export_says_that_there_is_nothing(full: Desk, words: tuple[str, ...]) -> None:
    printed = full.type("records", "export", *words)
    assert printed.status == 1
    assert printed.err == "Der er ikke gemt noget om den person.\n"


@pytest.mark.parametrize("words", [("--phone", "12"), ("--email", "x"), ("KT4MB7X9",)])
def test_export_says_that_it_cannot_look_for_that(full: Desk, words: tuple[str, ...]) -> None:
    printed = full.type("records", "export", *words)
    assert printed.status == 1
    assert printed.err.startswith("Det er ikke et nummer, et telefonnummer eller en mailadresse")


@pytest.mark.parametrize("words", [(), ("KT4MB7X1", "--phone", "20264577")])
def test_export_wants_one_way_to_find_a_person(full: Desk, words: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit, match="2"):
        full.type("records", "export", *words)
