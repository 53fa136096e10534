"""The forms in two steps: hear more, sign up for a meeting, suggest someone."""

import re
from pathlib import Path

import pytest

from makker.domain.private import Way
from makker.domain.subject import Interest, Referral
from tests.handlers.machine import MEETING, Machine, machine
from tests.visitor import Fields, Reply

INTEREST = {"sted": "Vejle", "emne": ["infomoede", "andet"], "navn": "Anna", "samtykke": "ja"}
PHONE = {"telefon": "20 26 45 77"}
SIGN_UP = {"moede": MEETING, "navn": "Anna", **PHONE, "samtykke": "ja"}
REFERRAL = {"sted": "Odense", "person_email": "anna@eksempel.dk", "aftalt": "ja"}
FORMS: dict[str, Fields] = {
    "/send/interesse/": {**INTEREST, **PHONE},
    "/send/tilmelding/": SIGN_UP,
    "/send/henvisning/": REFERRAL,
}


@pytest.fixture
def here(tmp_path: Path) -> Machine:
    return machine(tmp_path)


def both_steps(here: Machine, path: str, fields: Fields, seconds: float = 60) -> Reply:
    token = here.visitor.post(path, fields).token
    here.wait(seconds)
    return here.visitor.post(path, {**fields, "noegle": token})


def leave(here: Machine, receipt: Reply) -> None:
    """Erase what was sent, with number and code."""
    own = {"nummer": receipt.reference, "kode": receipt.code}
    token = here.visitor.post("/send/min-henvendelse/", own).token
    fields = {"noegle": token, "handling": "slet_ja"}
    assert here.visitor.post("/send/min-henvendelse/", fields).heading == "Det er slettet"


def stored(here: Machine, *, suspected: bool = False) -> list[object]:
    return [record.subject for record in here.app.records.newest_first(suspected=suspected)]


@pytest.mark.parametrize("path", FORMS)
def test_first_step_shows_what_will_be_sent_and_stores_nothing(here: Machine, path: str) -> None:
    reply = here.visitor.post(path, FORMS[path])
    assert (reply.status, reply.heading) == (200, "Se det igennem, og send")
    assert reply.token
    assert "Anna" in reply.page or "anna@eksempel.dk" in reply.page
    assert not stored(here)
    assert not here.mail()


@pytest.mark.parametrize("path", FORMS)
def test_second_step_stores_once_however_often_it_is_sent(here: Machine, path: str) -> None:
    token = here.visitor.post(path, FORMS[path]).token
    here.wait()
    replies = [here.visitor.post(path, {**FORMS[path], "noegle": token}) for _ in range(3)]
    assert {reply.status for reply in replies} == {200}
    assert len({reply.reference for reply in replies}) == 1
    assert replies[0].heading == "Tak. Vi har modtaget det, du sendte"
    assert len(stored(here)) == len(here.mail()) == 1


@pytest.mark.parametrize("path", FORMS)
def test_button_ret_leads_back_to_the_form_with_everything_typed(here: Machine, path: str) -> None:
    token = here.visitor.post(path, FORMS[path]).token
    reply = here.visitor.post(path, {**FORMS[path], "noegle": token, "ret": "ja"})
    assert reply.status == 200
    assert "checked" in reply.page
    assert 'value="Anna"' in reply.page or 'value="anna@eksempel.dk"' in reply.page
    assert not stored(here)


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize("token", ["", "x", "ændret"])
def test_step_without_a_ticket_of_ours_is_the_first_step(
    here: Machine, path: str, token: str
) -> None:
    reply = here.visitor.post(path, {**FORMS[path], "noegle": token})
    assert reply.heading == "Se det igennem, og send"
    assert not stored(here)


def test_ticket_of_one_form_is_none_for_another(here: Machine) -> None:
    token = here.visitor.post("/send/tilmelding/", SIGN_UP).token
    here.wait()
    reply = here.visitor.post("/send/interesse/", {**INTEREST, **PHONE, "noegle": token})
    assert reply.heading == "Se det igennem, og send"
    assert not stored(here)


def test_interest_is_stored_with_place_and_topics_and_light_consent(here: Machine) -> None:
    both_steps(here, "/send/interesse/", {**INTEREST, "email": "anna@eksempel.dk"})
    (record,) = here.app.records.newest_first()
    assert record.subject == Interest("Vejle", ("infomoede", "andet"))
    assert record.contact.way is Way.EMAIL
    assert record.consent.version == "samtykke-uden-helbred-1"
    assert record.delete_after.isoformat() == "2016-10-01"


def test_somewhere_else_is_no_place(here: Machine) -> None:
    both_steps(here, "/send/interesse/", {**INTEREST, **PHONE, "sted": "andet_sted", "emne": []})
    assert stored(here) == [Interest("", ())]


@pytest.mark.parametrize(
    ("path", "change", "errors"),
    [
        ("/send/interesse/", {"sted": []}, {"sted": "Vælg, hvor du gerne vil være med"}),
        ("/send/interesse/", {"navn": "", "telefon": ""}, {"navn", "telefon"}),
        ("/send/interesse/", {"samtykke": []}, {"samtykke"}),
        ("/send/tilmelding/", {"antal": "6"}, {"antal": "Skriv et tal fra 1 til 5"}),
        ("/send/tilmelding/", {"antal": "to"}, {"antal"}),
        ("/send/tilmelding/", {"antal": "-1"}, {"antal"}),
        ("/send/tilmelding/", {"antal": "٣"}, {"antal"}),
        ("/send/tilmelding/", {"hensyn": "x" * 301}, {"hensyn"}),
        (
            "/send/tilmelding/",
            {"hensyn": "150685-1234"},
            {"hensyn": "Du må ikke skrive dit cpr-nummer her. Slet det, og send igen."},
        ),
        ("/send/tilmelding/", {"navn": "", "antal": "9"}, {"navn", "antal"}),
        ("/send/henvisning/", {"person_email": ""}, {"person_email"}),
        ("/send/henvisning/", {"person_email": "anna"}, {"person_email"}),
        ("/send/henvisning/", {"aftalt": []}, {"aftalt"}),
        ("/send/henvisning/", {"sted": [], "aftalt": []}, {"sted", "aftalt"}),
    ],
)
def test_what_cannot_be_used_comes_back_with_a_sentence_and_all_that_was_typed(
    here: Machine, path: str, change: Fields, errors: set[str] | dict[str, str]
) -> None:
    reply = here.visitor.post(path, {**FORMS[path], **change})
    assert reply.status == 422
    assert reply.title.startswith("Fejl: ")
    assert set(reply.errors) == set(errors)
    if isinstance(errors, dict):
        assert reply.errors == errors
    for name, value in change.items():
        if isinstance(value, str) and value and name != "hensyn":
            assert f'value="{value}"' in reply.page
    assert not stored(here)


@pytest.mark.parametrize(
    ("path", "change"),
    [
        ("/send/interesse/", {"sted": "Aarhus"}),
        ("/send/interesse/", {"sted": ["Vejle", "Odense"]}),
        ("/send/interesse/", {"emne": ["andet", "andet"]}),
        ("/send/interesse/", {"emne": "alt"}),
        ("/send/interesse/", {"program": "peer-to-peer-vejle"}),
        ("/send/tilmelding/", {"antal": ["1", "2"]}),
        ("/send/tilmelding/", {"diagnose": "x"}),
        ("/send/henvisning/", {"navn": "Anna"}),
        ("/send/henvisning/", {"aftalt": "nej"}),
        ("/send/henvisning/", {"person_email": ["a@b.dk", "c@d.dk"]}),
    ],
)
def test_what_no_form_of_ours_sends_gets_a_clear_page(
    here: Machine, path: str, change: Fields
) -> None:
    reply = here.visitor.post(path, {**FORMS[path], **change})
    assert (reply.status, reply.heading) == (400, "Vi kunne ikke læse det, du sendte")
    assert not stored(here)


def test_referral_stores_nothing_of_the_person_before_they_say_yes(here: Machine) -> None:
    both_steps(here, "/send/henvisning/", REFERRAL)
    (record,) = here.app.records.newest_first()
    assert record.subject == Referral("Odense")
    assert (record.contact.name, record.contact.phone, record.contact.email) == ("", "", "")
    assert record.delete_after.isoformat() == "2016-04-15"
    (mail,) = here.mail()
    assert "To: anna@eksempel.dk" in mail
    assert not re.search("Peer-|peer-|misbrug|psykisk|Odense", mail.replace("peer.example", ""))


def test_person_who_was_suggested_says_yes_by_the_link(here: Machine) -> None:
    both_steps(here, "/send/henvisning/", REFERRAL)
    link = re.search(r"/min-henvendelse/ja/\?n=(\S+)", here.mail()[0])
    assert link
    page = here.visitor.get("/min-henvendelse/ja/", f"n={link[1]}")
    assert (page.status, page.heading) == (200, "Vil du høre fra os?")
    contact = {"n": link[1], "navn": "Anna", **PHONE, "samtykke": "ja"}
    assert here.visitor.post("/send/ja/", {**contact, "samtykke": []}).status == 422
    replies = [here.visitor.post("/send/ja/", contact) for _ in range(2)]
    assert [reply.status for reply in replies] == [200, 200]
    assert replies[0].reference == replies[1].reference
    assert stored(here) == [Interest("Odense", (), referred=True)]
    assert len(here.mail()) == 2  # the link, and one to staff
    assert here.visitor.get("/min-henvendelse/ja/", f"n={link[1]}").status == 404


def test_what_stands_readable_in_the_store_says_yes_for_nobody(here: Machine) -> None:
    both_steps(here, "/send/henvisning/", REFERRAL)
    (record,) = here.app.records.newest_first()
    assert here.visitor.get("/min-henvendelse/ja/", f"n={record.submission}").status == 404
    contact = {"n": record.submission, "navn": "Anna", **PHONE, "samtykke": "ja"}
    assert here.visitor.post("/send/ja/", contact).status == 404
    assert [one.reference for one in here.app.records.newest_first()] == [record.reference]


@pytest.mark.parametrize("link", ["", "n=", "n=ukendt", "n=x&n=y"])
def test_link_that_leads_nowhere_says_so_and_points_on(here: Machine, link: str) -> None:
    reply = here.visitor.get("/min-henvendelse/ja/", link)
    assert (reply.status, reply.heading) == (404, "Linket virker ikke mere")
    assert 'href="/interesse/"' in reply.page
