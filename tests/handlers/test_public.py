"""The path of an application, handler by handler, on one machine."""

import shutil
from pathlib import Path

import pytest

from makker.app import App
from makker.bootstrap import build_app
from makker.domain.subject import Application
from makker.handlers import daily
from makker.settings import Settings
from tests.visitor import CONTACT, MENTOR, PEER, PROGRAMME, Visitor


def stored(app: App) -> int:
    return len(list(app.records.newest_first()))


def test_screening_tells_a_mentor_within_the_target_group_so_and_asks_for_contact(
    visitor: Visitor,
) -> None:
    reply = visitor.screen("mentor", MENTOR)
    assert reply.status == 200
    assert reply.heading == "Det ser ud til, at du er i målgruppen"
    assert reply.page.count("Det passer</p>") == 5
    assert 'name="samtykke" value="ja">' in reply.page
    assert reply.token


def test_screening_stores_nothing(app: App, visitor: Visitor) -> None:
    visitor.screen("mentor", MENTOR)
    visitor.screen("peer", PEER | {"fri_i_dag": "nej"})
    assert stored(app) == 0
    assert not list(app.outbox.unsent())


@pytest.mark.parametrize(
    ("changed", "heading", "mark"),
    [
        ({"ude_af_misbrug": "ved_ikke"}, "Vi vil gerne tale med dig", "Det taler vi om"),
        (
            {"ude_af_misbrug": "under_1_aar"},
            "Det her tilbud passer nok ikke til dig lige nu",
            "Det passer ikke lige nu",
        ),
    ],
)
def test_screening_says_kindly_what_fits_and_what_does_not(
    visitor: Visitor, changed: dict[str, str], heading: str, mark: str
) -> None:
    reply = visitor.screen("mentor", MENTOR | changed)
    assert reply.heading == heading
    assert mark in reply.page
    for word in ("afvist", "ikke godkendt", "ugyldig", "opfylder ikke"):
        assert word not in reply.page.lower()


def test_screening_points_a_mentor_under_a_year_to_being_a_peer_first(visitor: Visitor) -> None:
    reply = visitor.screen("mentor", MENTOR | {"ude_af_misbrug": "under_1_aar"})
    assert f'href="/tilbud/{PROGRAMME}/peer/"' in reply.page


def test_screening_points_whoever_is_not_out_yet_to_treatment_and_not_to_being_a_peer(
    visitor: Visitor,
) -> None:
    reply = visitor.screen("mentor", MENTOR | {"ude_af_misbrug": "ikke_ude"})
    assert "RusmiddelCenter Vejle kan hjælpe dig på vej" in reply.page
    assert f'href="/tilbud/{PROGRAMME}/peer/"' not in reply.page
    assert 'href="tel:+4580200500"' in reply.page


def test_whoever_is_outside_can_still_ask_to_be_called(app: App, visitor: Visitor) -> None:
    reply = visitor.screen("peer", PEER | {"bor_i_kommunen": "nej"})
    assert "Du kan stadig bede om at blive ringet op" in reply.page
    assert visitor.submit(reply.token, CONTACT).reference
    assert stored(app) == 1


def test_whoever_is_under_18_is_neither_asked_for_contact_nor_stored(
    app: App, visitor: Visitor
) -> None:
    reply = visitor.screen("peer", PEER | {"fyldt_18": "nej"})
    assert reply.status == 200
    assert 'href="tel:116111"' in reply.page
    assert "noegle" not in reply.page
    assert 'name="navn"' not in reply.page
    assert visitor.submit(reply.token, CONTACT).status == 400
    assert stored(app) == 0


def test_missing_answers_give_the_form_again_with_all_that_was_chosen(visitor: Visitor) -> None:
    answers = {key: MENTOR[key] for key in ("fyldt_18", "egen_erfaring")}
    reply = visitor.screen("mentor", answers)
    assert reply.status == 422
    assert reply.title.startswith("Fejl: ")
    assert list(reply.errors) == ["bor_i_kommunen", "ude_af_misbrug", "substitution"]
    assert reply.errors["bor_i_kommunen"] == "Vælg, om du bor i Vejle Kommune"
    assert 'tabindex="-1" autofocus' in reply.page
    assert 'id="fyldt_18" name="fyldt_18" value="ja" checked' in reply.page
    assert reply.page.count(" checked") == 2


def test_submitting_stores_the_verdict_and_not_the_answers(app: App, visitor: Visitor) -> None:
    reference = visitor.apply(navn="Bodil Ærø").reference
    record = app.records.get(reference)
    assert record is not None
    assert record.contact.name == "Bodil Ærø"
    assert record.contact.phone == "+4520264577"
    assert isinstance(record.subject, Application)
    assert record.subject.outcome == "inden_for"
    assert {truth.value for truth in record.subject.findings.values()} == {"ja"}
    assert record.consent.version == "samtykke-1"


def test_a_receipt_says_what_happens_next_and_how_to_take_it_back(visitor: Visitor) -> None:
    reply = visitor.apply()
    assert reply.status == 200
    assert len(reply.reference) == 8
    assert "Vi ringer til dig" in reply.page
    assert "Vil du se, rette eller slette det?" in reply.page
    assert 'href="tel:+4520264577"' in reply.page


def test_the_same_submission_twice_is_one_record_one_letter_and_the_same_receipt(
    app: App, visitor: Visitor, tmp_path: Path
) -> None:
    token = visitor.screen("mentor", MENTOR).token
    first, second = visitor.submit(token, CONTACT), visitor.submit(token, CONTACT)
    daily.work(app)
    assert first.page == second.page
    assert stored(app) == 1
    assert len(list((tmp_path / "mail").iterdir())) == 1


def test_a_correction_after_sending_is_not_lost_in_silence(app: App, visitor: Visitor) -> None:
    token = visitor.screen("mentor", MENTOR).token
    visitor.submit(token, CONTACT)
    reply = visitor.submit(token, CONTACT | {"telefon": "40 40 40 40"})
    assert "Du har sendt det her før" in reply.page
    assert stored(app) == 1


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"navn": " "}, "navn", "Skriv dit navn"),
        ({"navn": "a" * 101}, "navn", "Navnet må højst være på 100 tegn"),
        ({"telefon": "2026 457"}, "telefon", "Skriv et telefonnummer med 8 cifre"),
        ({"telefon": ""}, "telefon", "Skriv et telefonnummer eller en e-mailadresse, så vi"),
        ({"email": "bodil"}, "email", "Skriv en e-mailadresse, fx navn@eksempel.dk"),
        ({"besked": "Mit nr. er 010190-1234"}, "besked", "Du må ikke skrive dit cpr-nummer her"),
        ({"navn": "Bodil 0101901234"}, "navn", "Du må ikke skrive dit cpr-nummer her"),
        ({"besked": "x" * 501}, "besked", "Beskeden må højst være på 500 tegn"),
        ({"samtykke": ""}, "samtykke", "Sæt kryds, hvis vi må bruge dine svar"),
        ({"kontakt_via": "email"}, "email", "Skriv din e-mailadresse, hvis vi"),
    ],
)
def test_a_contact_that_cannot_be_used_comes_back_with_everything_typed(
    app: App, visitor: Visitor, changed: dict[str, str], field: str, sentence: str
) -> None:
    token = visitor.screen("mentor", MENTOR).token
    typed = CONTACT | {"besked": "Jeg kan bedst om <aftenen> & i weekenden"} | changed
    reply = visitor.submit(token, typed)
    assert reply.status == 422
    assert reply.title.startswith("Fejl: ")
    assert list(reply.errors) == [field]
    assert reply.errors[field].startswith(sentence)
    assert stored(app) == 0
    assert not list(app.outbox.unsent())
    assert reply.token == token
    for value in (typed["navn"], typed["telefon"], typed["email"]):
        assert f'value="{value}"' in reply.page
    assert (
        typed["besked"].replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        in reply.page
    )


def test_a_closed_programme_takes_no_answers_and_says_whom_to_ring(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree("content", content)
    file = content / "tilbud" / f"{PROGRAMME}.md"
    file.write_text(file.read_text("utf-8").replace("status: aaben", "status: pause"), "utf-8")
    settings = Settings.read({"DATA": str(tmp_path), "MAKKER_CONTENT": str(content)})
    reply = Visitor(build_app(settings)).screen("mentor", MENTOR)
    assert reply.status == 409
    assert "Ring til os" in reply.page
