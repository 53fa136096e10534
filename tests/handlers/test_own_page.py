"""A person's own page: found by number and code, or by the link of a letter; then gone for good."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from makker.domain.private import Hour, Way
from tests.handlers.machine import Machine, machine
from tests.visitor import CONTACT, MENTOR, Reply

OWN = "/send/min-henvendelse/"


@pytest.fixture
def here(tmp_path: Path) -> Machine:
    return machine(tmp_path)


def apply(here: Machine, **contact: str) -> Reply:
    token = here.visitor.screen("mentor", MENTOR).token
    here.wait()
    return here.visitor.submit(token, {**CONTACT, **contact})


def find(here: Machine, number: str, code: str) -> Reply:
    return here.visitor.post(OWN, {"nummer": number, "kode": code})


def act(here: Machine, token: str, name: str, **fields: str) -> Reply:
    return here.visitor.post(OWN, {"noegle": token, "handling": name, **fields})


def test_page_asks_for_number_and_code(here: Machine) -> None:
    reply = here.visitor.get("/min-henvendelse/")
    assert (reply.status, reply.heading) == (200, "Det, du har sendt")
    assert 'name="nummer"' in reply.page
    assert 'name="kode"' in reply.page


def test_number_and_code_of_the_receipt_open_the_page_however_they_are_typed(
    here: Machine,
) -> None:
    receipt = apply(here, besked="Hej med jer")
    number, code = receipt.reference, receipt.code
    for typed in ((number, code), (f" {number.lower()} ", f"{code[:4]}-{code[4:].lower()}")):
        reply = find(here, *typed)
        assert reply.status == 200
        assert "Et menneske læser det og kontakter dig" in reply.page
        assert 'value="Bodil Ærø"' in reply.page
        assert "Hej med jer" in reply.page
        assert "mandag den 3. oktober 2016" not in reply.page  # it is kept six months
        assert "lørdag den 1.\u00a0oktober 2016" in reply.page


def test_answer_is_the_same_whatever_was_wrong(here: Machine) -> None:
    one, other = apply(here), apply(here, navn="En anden")
    tried = [(one.reference, other.code), ("XX9XX9XX", one.code), ("", ""), (one.reference, "")]
    replies = [find(here, *numbers) for numbers in tried]
    assert {reply.status for reply in replies} == {422}
    said = {
        reply.page.replace(f'value="{number}"', "").replace(f'value="{code}"', "")
        for reply, (number, code) in zip(replies, tried, strict=True)
    }
    assert len({page.replace(' value=""', "") for page in said}) == 1


def test_guessing_is_stopped_for_the_hour(tmp_path: Path) -> None:
    here = machine(tmp_path, MAKKER_MOST_FOUND="5")
    receipt = apply(here)
    for number in range(5):
        assert find(here, receipt.reference, f"GAET{number}").status == 422
    assert find(here, receipt.reference, receipt.code).status == 429
    here.wait(3600)
    assert find(here, receipt.reference, receipt.code).status == 200


def test_corrected_contact_is_stored_and_staff_are_told(here: Machine) -> None:
    token = find_token(here, apply(here))
    before = len(here.mail())
    fields = {"navn": "Bodil", "email": "bodil@eksempel.dk", "kontakt_via": "email"}
    reply = act(here, token, "ret", **fields, hvornaar="aften")
    assert reply.status == 200
    assert "Det er gemt." in reply.page
    (record,) = here.app.records.newest_first()
    contact = record.contact
    assert (contact.name, contact.phone, contact.email) == ("Bodil", "", "bodil@eksempel.dk")
    assert (contact.way, contact.hours) == (Way.EMAIL, (Hour.EVENING,))
    mails = here.mail()
    assert len(mails) == before + 1
    assert not [mail for mail in mails if "odil" in mail]


def find_token(here: Machine, receipt: Reply) -> str:
    return find(here, receipt.reference, receipt.code).token


def test_contact_that_cannot_be_used_is_not_stored_and_comes_back(here: Machine) -> None:
    token = find_token(here, apply(here))
    reply = act(here, token, "ret", navn="", telefon="123")
    assert reply.status == 422
    assert set(reply.errors) == {"navn", "telefon"}
    assert 'value="123"' in reply.page
    (record,) = here.app.records.newest_first()
    assert record.contact.name == "Bodil Ærø"


def test_nothing_is_written_when_nothing_was_changed(here: Machine) -> None:
    token = find_token(here, apply(here))
    before = len(here.mail())
    fields = {"navn": "Bodil Ærø", "telefon": "20264577", "kontakt_via": "opkald"}
    assert act(here, token, "ret", **fields).status == 200
    assert len(here.mail()) == before


def test_copy_is_a_file_with_a_neutral_name_and_everything_that_was_told(here: Machine) -> None:
    token = find_token(here, apply(here, besked="Kvidder"))
    reply = act(here, token, "kopi")
    assert reply.headers["content-disposition"] == 'attachment; filename="kopi.txt"'
    assert reply.headers["content-type"].startswith("text/plain")
    assert reply.headers["cache-control"] == "no-store"
    copy = json.loads(reply.page)
    assert copy["kontakt"]["navn"] == "Bodil Ærø"
    assert copy["kontakt"]["besked"] == "Kvidder"
    assert copy["kriterier"]["ALDER"] == "ja"
    assert "indsendelse" not in copy


def test_erasing_asks_once_and_then_nothing_is_left(here: Machine, tmp_path: Path) -> None:
    receipt = apply(here, email="bodil@eksempel.dk", besked="Kvidder om det hele")
    token = find_token(here, receipt)
    asked = act(here, token, "slet")
    assert asked.heading == "Vil du slette det, du har sendt?"
    assert list(here.app.records.newest_first())
    done = act(here, asked.token, "slet_ja")
    assert done.heading == "Det er slettet"
    assert receipt.reference in done.page
    assert not list(here.app.records.newest_first())
    assert not list(here.app.outbox.unsent())
    assert find(here, receipt.reference, receipt.code).status == 422
    for file in tmp_path.glob("makker.db*"):
        assert b"Bodil" not in file.read_bytes()
        assert b"Kvidder" not in file.read_bytes()
    with closing(sqlite3.connect(tmp_path / "makker.db")) as database:
        assert database.execute("select count(*) from letters").fetchone() == (0,)


def test_erased_twice_says_that_it_is_gone_and_not_that_something_went_wrong(
    here: Machine,
) -> None:
    token = find_token(here, apply(here))
    act(here, token, "slet_ja")
    reply = act(here, token, "slet_ja")
    assert reply.status == 200
    assert "slettet" in reply.page


def test_person_is_let_in_for_half_an_hour(here: Machine) -> None:
    token = find_token(here, apply(here))
    here.wait(29 * 60)
    assert "Bodil" in act(here, token, "vis").page
    here.wait(2 * 60)
    late = act(here, token, "slet_ja")
    assert "Skriv nummeret og koden igen" in late.page
    assert list(here.app.records.newest_first())


@pytest.mark.parametrize("token", ["", "x", "a.b"])
def test_token_that_was_not_made_here_opens_nothing(here: Machine, token: str) -> None:
    apply(here)
    reply = act(here, token, "slet_ja")
    assert "Bodil" not in reply.page
    assert list(here.app.records.newest_first())


def test_link_of_the_receipt_opens_the_page_and_names_nobody(here: Machine) -> None:
    receipt = apply(here, email="bodil@eksempel.dk", kvittering="ja")
    (mail,) = [mail for mail in here.mail() if "bodil@eksempel.dk" in mail]
    link = mail.partition("/min-henvendelse/?")[2].split()[0]
    assert receipt.reference not in link
    reply = here.visitor.get("/min-henvendelse/", link)
    assert 'value="Bodil Ærø"' in reply.page
    done = act(here, reply.token, "slet_ja")
    assert done.heading == "Det er slettet"
    assert "Linket fører ikke til noget mere" in here.visitor.get("/min-henvendelse/", link).page


def test_what_stands_readable_in_the_store_opens_nothing(here: Machine) -> None:
    apply(here)
    (record,) = here.app.records.newest_first()
    for known in (record.submission, record.reference):
        reply = here.visitor.get("/min-henvendelse/", f"n={known}")
        assert "Linket fører ikke til noget mere" in reply.page
        assert "Bodil" not in reply.page


def test_receipt_by_mail_tells_nothing_of_the_person_or_the_programme(here: Machine) -> None:
    apply(here, email="bodil@eksempel.dk", kvittering="ja", besked="Kvidder")
    (mail,) = [mail for mail in here.mail() if "bodil@eksempel.dk" in mail]
    said = mail.replace("bodil@eksempel.dk", "")
    for trace in ("Bodil", "Kvidder", "Peer", "peer-", "mentor", "misbrug", "2026"):
        assert trace not in said
    assert "Subject: Vi har modtaget din henvendelse" in mail


def test_whoever_asked_for_a_receipt_gets_the_word_that_it_is_erased_and_then_no_trace_is_left(
    here: Machine, tmp_path: Path
) -> None:
    receipt = apply(here, email="bodil@eksempel.dk", kvittering="ja")
    act(here, find_token(here, receipt), "slet_ja")
    (word,) = [mail for mail in here.mail() if "Det, du sendte, er slettet" in mail]
    assert "To: bodil@eksempel.dk" in word
    with closing(sqlite3.connect(tmp_path / "makker.db")) as database:
        assert database.execute("select count(*) from letters").fetchone() == (0,)
    whats = [deed.what for deed in here.app.trail.of(receipt.reference)]
    assert whats == ["modtaget", "laest", "slettet"]


def test_whoever_opens_or_copies_it_is_seen_in_the_trail(here: Machine) -> None:
    receipt = apply(here, email="bodil@eksempel.dk", kvittering="ja")
    (mail,) = [mail for mail in here.mail() if "bodil@eksempel.dk" in mail]
    link = mail.partition("/min-henvendelse/?")[2].split()[0]
    token = here.visitor.get("/min-henvendelse/", link).token
    act(here, token, "kopi")
    here.visitor.get("/min-henvendelse/", "n=forkert")
    trail = [(deed.what, deed.who) for deed in here.app.trail.of(receipt.reference)]
    assert trail == [("modtaget", "afsender"), ("laest", "afsender"), ("kopieret", "afsender")]


def test_what_people_tell_cannot_be_read_in_the_file(here: Machine, tmp_path: Path) -> None:
    apply(here, email="bodil@eksempel.dk", besked="Kvidder", kvittering="ja")
    stored = b"".join(file.read_bytes() for file in tmp_path.glob("makker.db*"))
    for told in ("Bodil", "Ærø", "20264577", "eksempel.dk", "Kvidder", "personale@example"):
        assert told.encode() not in stored
    assert (tmp_path / "seal.key").stat().st_mode & 0o777 == 0o600
