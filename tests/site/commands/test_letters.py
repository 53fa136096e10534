from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest
from cryptography.fernet import Fernet

from makker.adapters.key_file import SEAL_FILE
from makker.domain.trail import Deed, What, Who
from tests.domain.examples import CANARIES, NOON, a_letter, a_record
from tests.site.commands.typed import Desk

WAITING, STUCK = a_letter(a_record()), a_letter(a_record(), "kvittering")


@pytest.fixture
def post(desk: Desk) -> Desk:
    """Give a data folder with a letter that waits, one that was given up, and one that is sent."""
    sent = a_letter(a_record(), "sendt")
    desk.add(a_record(), [WAITING, STUCK, sent])
    with closing(desk.store()) as store:
        store.put_off(WAITING, NOON + timedelta(hours=5))
        store.mark_sent(sent, NOON)
        store.give_up(STUCK, Deed("KT4MB7X1", What.LETTER_GIVEN_UP, Who.SYSTEM, NOON))
    return desk


def test_list_tells_how_each_letter_has_gone_and_nothing_of_what_it_says(post: Desk) -> None:
    day = "søndag den 22.\u00a0november 2026 kl.\u00a0"
    assert post.type("letters", "list").out.splitlines() == [
        f"KT4MB7X1-personale  venter, 1 forsøg, prøves {day}18",
        f"KT4MB7X1-kvittering  opgivet efter 1 forsøg, skrevet {day}14",
    ]


def test_list_gives_only_those_that_were_given_up(post: Desk) -> None:
    (row,) = post.type("letters", "list", "--dead", "--json").json
    assert row == {
        "id": "KT4MB7X1-kvittering",
        "reference": "KT4MB7X1",
        "skrevet": "2026-11-22T13:00:00.123456+00:00",
        "forsoeg": 1,
        "naeste": None,
        "opgivet": True,
    }
    both = post.type("letters", "list", "--json")
    assert [row["id"] for row in both.json] == ["KT4MB7X1-personale", "KT4MB7X1-kvittering"]
    assert not [canary for canary in CANARIES if canary in both.out]


def test_list_says_that_there_is_none(desk: Desk) -> None:
    assert desk.type("letters", "list").out == "Der er ingen breve, der venter.\n"
    assert desk.type("letters", "list", "--json").json == []


def test_show_gives_the_whole_letter_and_leaves_a_line(post: Desk) -> None:
    shown = post.type("letters", "show", "KT4MB7X1-kvittering").json
    assert shown["modtager"] == STUCK.recipient
    assert shown["tekst"] == STUCK.body
    with closing(post.store()) as store:
        last = store.of("KT4MB7X1")[-1]
    assert (last.what, last.who) == (What.LETTER_READ, Who.OPERATOR)


def test_retry_lets_the_letter_be_sent_again_and_leaves_a_line(post: Desk) -> None:
    printed = post.type("letters", "retry", "KT4MB7X1-kvittering")
    assert printed.out == "KT4MB7X1-kvittering bliver prøvet igen nu.\n"
    assert post.type("letters", "list", "--dead", "--json").json == []
    with closing(post.store()) as store:
        assert {letter.id for letter in store.unsent()} == {WAITING.id, STUCK.id}
        assert store.of("KT4MB7X1")[-1].what is What.LETTER_RETRIED


def test_letter_about_many_can_be_read_and_its_line_is_under_its_own_name(desk: Desk) -> None:
    daily = replace(WAITING, id="dagens-2026-11-24", reference="")
    with closing(desk.store()) as store:
        store.post(daily)
    assert desk.type("letters", "show", daily.id).status == 0
    with closing(desk.store()) as store:
        assert [deed.what for deed in store.of(daily.id)] == [What.LETTER_READ]


@pytest.mark.parametrize("action", ["show", "retry"])
def test_letter_that_is_sent_or_never_was_is_said_so(post: Desk, action: str) -> None:
    for id_ in ("KT4MB7X1-sendt", "KT4MB7X9-personale"):
        printed = post.type("letters", action, id_)
        assert printed.status == 1
        assert printed.err == f"Der er intet brev, der hedder {id_}. Måske er det sendt.\n"


def test_letter_that_cannot_be_opened_is_listed_and_says_so(post: Desk) -> None:
    (post.data / SEAL_FILE).write_text(Fernet.generate_key().decode(), "ascii")
    listed = post.type("letters", "list", "--json").json
    assert {WAITING.id, STUCK.id} <= {one["id"] for one in listed}
    shown = post.type("letters", "show", WAITING.id).json
    assert "cannot be opened" in shown["kan_ikke_aabnes"]
    assert not {"modtager", "emne", "tekst"} & shown.keys()
