from dataclasses import replace

import pytest

from makker.content.load import load
from makker.domain.trail import What, Who
from tests.content.copies import CONTENT
from tests.content.copies import TODAY as LOADED
from tests.domain.examples import CANARIES, a_letter, a_record
from tests.site.commands.typed import Desk


def test_show_tells_who_has_read_or_changed_the_record(desk: Desk) -> None:
    desk.add(a_record())
    assert desk.type("records", "show", "KT4MB7X1").status == 0
    shown = desk.type("records", "show", "kt4mb7x1").out
    _, _, trail = shown.partition("Hvem har læst eller rettet den:\n")
    received, *read = trail.splitlines()
    assert received.endswith(": modtaget (den, der skrev)")
    assert len(read) == 2
    assert all(line.endswith(": læst (driften)") for line in read)


def test_show_gives_the_trail_as_json_too(desk: Desk) -> None:
    desk.add(a_record())
    trail = desk.type("records", "show", "KT4MB7X1", "--json").json["spor"]
    assert [(line["hvad"], line["hvem"]) for line in trail] == [
        ("modtaget", "afsender"),
        ("laest", "driften"),
    ]


def test_looking_at_the_list_leaves_no_line_and_shows_no_names(desk: Desk) -> None:
    desk.add(a_record())
    listed = desk.type("records", "list").out + desk.type("records", "list", "--json").out
    assert "KT4MB7X1" in listed
    assert not [canary for canary in CANARIES if canary in listed]
    assert len(desk.type("records", "show", "KT4MB7X1", "--json").json["spor"]) == 2


def test_what_a_machine_seems_to_have_sent_is_listed_apart_and_taken_for_real(desk: Desk) -> None:
    desk.add(replace(a_record(), suspected=True))
    assert desk.type("records", "list").out == "Der er ingen henvendelser.\n"
    assert "KT4MB7X1" in desk.type("records", "list", "--suspect").out
    assert desk.type("records", "accept", "KT4MB7X1").status == 0
    assert "KT4MB7X1" in desk.type("records", "list").out
    assert desk.type("records", "accept", "KT4MB7X1").status == 1


@pytest.mark.parametrize("action", ["show", "accept", "erase"])
def test_a_number_that_does_not_exist_is_said_so(desk: Desk, action: str) -> None:
    printed = desk.type("records", action, "KT4MB7X9")
    assert printed.status == 1
    assert printed.err == "Der er ingen henvendelse med nummer KT4MB7X9.\n"
    assert printed.out == ""


def test_erase_takes_the_letters_too_and_keeps_the_trail(desk: Desk) -> None:
    desk.add(a_record(), [a_letter(a_record())])
    assert desk.type("records", "erase", "KT4MB7X1").out == "KT4MB7X1 er slettet.\n"
    store = desk.store()
    assert list(store.unsent()) == []
    assert [deed.what for deed in store.of("KT4MB7X1")] == [What.RECEIVED, What.ERASED]


def test_every_line_of_the_trail_can_be_said() -> None:
    sentences = load(CONTENT, LOADED).catalogue.texts.sentences
    said = {name for name in sentences if name.startswith("kommandoer.spor.hv")}
    assert said == {
        *(f"kommandoer.spor.hvad.{what}" for what in What),
        *(f"kommandoer.spor.hvem.{who}" for who in Who),
    }
