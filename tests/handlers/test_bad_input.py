"""What no person using our forms can send, and what the public internet sends all day."""

from collections.abc import Sequence
from dataclasses import replace
from typing import cast
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from makker.app import App
from makker.domain.change import Added
from makker.domain.letter import Letter
from makker.domain.record import Record
from makker.handlers.http import LARGEST_BODY
from makker.ports import Store, StoreError
from tests.visitor import CONTACT, MENTOR, PROGRAMME, Reply, Visitor, post_event

PATHS = ["/send/svar/", "/send/kontakt/", "/send/guide/"]
FORM = "application/x-www-form-urlencoded"


def assert_clear_page(reply: Reply, status: int) -> None:
    """A whole Danish page with a way on, and nothing of the machinery."""
    assert reply.status == status
    assert '<html lang="da">' in reply.page
    assert 'href="tel:' in reply.page
    assert 'href="/faa-hjaelp-nu/"' in reply.page
    assert "Traceback" not in reply.page
    assert reply.headers["cache-control"] == "no-store"
    assert "unsafe-inline" not in reply.headers["content-security-policy"]


def assert_nothing_stored(app: App) -> None:
    assert not list(app.records.newest_first())
    assert not list(app.outbox.unsent())


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b"navn=" + b"x" * LARGEST_BODY, FORM, 413),
        (b"navn=\xff\xfe", FORM, 400),
        (b"navn=%ff%fe", FORM, 400),
        (b"navn=%ED%A0%80", FORM, 400),
        (b"&".join(b"f%d=1" % number for number in range(200)), FORM, 400),
        (b'{"navn": "x"}', "application/json", 415),
        (b"--x\r\n\r\n--x--", "multipart/form-data; boundary=x", 415),
        (b"--x", "multipart/form-data", 415),
        (b"navn=x", "text/plain", 415),
        (b"navn=x", "", 415),
        (b"navn=x", FORM + "; charset=iso-8859-1", 415),
        (b"", FORM, 400),
        (b"navn", FORM, 400),
    ],
)
def test_a_body_that_is_no_form_of_ours_gets_a_clear_page(
    visitor: Visitor, body: bytes, content_type: str, status: int
) -> None:
    for path in PATHS:
        assert_clear_page(visitor.send(path, body, content_type), status)
    assert_nothing_stored(visitor.app)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"program": PROGRAMME},
        {"rolle": "mentor"},
        {"program": "findes-ikke", "rolle": "mentor"},
        {"program": PROGRAMME, "rolle": "chef"},
        {"program": [PROGRAMME, PROGRAMME], "rolle": "mentor"},
        {"program": PROGRAMME, "rolle": "mentor", **MENTOR, "fyldt_18": "måske"},
        {"program": PROGRAMME, "rolle": "mentor", **MENTOR, "fyldt_18": ["ja", "nej"]},
        {"program": PROGRAMME, "rolle": "mentor", **MENTOR, "postnummer": "7100"},
        {"program": PROGRAMME, "rolle": "mentor", **MENTOR, "fri_i_dag": "ja"},
    ],
)
def test_answers_that_no_form_of_ours_sends_are_refused(
    app: App, visitor: Visitor, fields: dict[str, str]
) -> None:
    assert_clear_page(visitor.post("/send/svar/", fields), 400)
    assert_nothing_stored(app)


@pytest.mark.parametrize(
    "changed",
    [
        {"kontakt_via": "brevdue"},
        {"samtykke": "nej"},
        {"navn": ["Bodil", "Bodil"]},
        {"cpr": "010190-1234"},
    ],
)
def test_contact_that_no_form_of_ours_sends_is_refused(
    app: App, visitor: Visitor, changed: dict[str, str]
) -> None:
    token = visitor.screen("mentor", MENTOR).token
    assert_clear_page(visitor.submit(token, CONTACT | changed), 400)
    assert_nothing_stored(app)


def test_a_token_that_is_forged_changed_or_missing_is_refused(app: App, visitor: Visitor) -> None:
    token = visitor.screen("mentor", MENTOR).token
    other = "A" if token[10] != "A" else "B"
    for forged in ("", "x", token[:-1], token[:10] + other + token[11:], "æ" * 40):
        assert_clear_page(visitor.submit(forged, CONTACT), 400)
    assert_nothing_stored(app)


def test_invisible_and_reversing_characters_are_cleaned_away(app: App, visitor: Visitor) -> None:
    reply = visitor.apply(navn="Bo\x00dil\u202e\u200b Ærø", besked="Hej\r\nmed\x07 dig")
    record = app.records.get(reply.reference)
    assert record is not None
    assert record.contact.name == "Bodil Ærø"
    assert record.contact.message == "Hej\nmed dig"


def test_markup_in_what_is_typed_comes_back_as_text(visitor: Visitor) -> None:
    token = visitor.screen("mentor", MENTOR).token
    for text in ("<script>alert(1)</script>", '"><img src=x>', "{{ 7 * 7 }}", "{navn}"):
        reply = visitor.submit(token, CONTACT | {"navn": text, "telefon": ""})
        assert reply.status == 422
        assert "<script>alert" not in reply.page
        assert "<img src=x" not in reply.page
        assert "49" not in reply.page.partition('id="navn"')[2][:80]


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS"])
@pytest.mark.parametrize("path", PATHS)
def test_asking_in_another_way_gets_a_page_that_points_on(
    visitor: Visitor, path: str, method: str
) -> None:
    event = post_event(path, b"", FORM)
    event["requestContext"]["http"]["method"] = method
    reply = visitor.ask(event)
    assert_clear_page(reply, 405)
    assert reply.headers["allow"] == "POST"
    assert 'href="/tilbud/"' in reply.page


def test_an_address_that_does_not_exist_gets_a_page_that_points_on(visitor: Visitor) -> None:
    assert_clear_page(visitor.send("/send/andet/", b"", FORM), 404)


def test_an_address_without_its_last_slash_is_the_same(visitor: Visitor) -> None:
    fields = {"program": PROGRAMME, "rolle": "mentor", **MENTOR}
    assert visitor.post("/send/svar", fields).status == 200


@pytest.mark.parametrize("body", ["%%%", "aGVq=", "æ", "\udcff"])
def test_a_body_that_claims_base64_and_is_not_gets_a_clear_page(
    visitor: Visitor, body: str
) -> None:
    event = post_event("/send/svar/", b"", FORM) | {"body": body}
    assert_clear_page(visitor.ask(event), 400)


def test_an_event_of_another_kind_gets_the_page_of_last_resort(visitor: Visitor) -> None:
    assert_clear_page(visitor.ask({"Records": []}), 500)


class FullDisk:
    """A store that cannot take anything."""

    def add(self, record: Record, letters: Sequence[Letter]) -> Added:
        del record, letters
        message = "the disk is full"
        raise StoreError(message)


def test_a_store_that_cannot_write_keeps_what_was_typed_and_says_whom_to_ring(app: App) -> None:
    visitor = Visitor(replace(app, store=cast("Store", FullDisk())))
    token = visitor.screen("mentor", MENTOR).token
    reply = visitor.submit(token, CONTACT)
    assert_clear_page(reply, 503)
    assert reply.title.startswith("Fejl: ")
    assert "Det er vores fejl, ikke din" in reply.page
    assert f'value="{CONTACT["navn"]}"' in reply.page
    assert reply.token == token


typed = st.text(max_size=200)
names = st.sampled_from([*MENTOR, *CONTACT, "program", "rolle", "noegle"]) | st.text(max_size=10)


@pytest.mark.property
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(fields=st.lists(st.tuples(names, typed), max_size=20), path=st.sampled_from(PATHS))
def test_whatever_is_sent_never_breaks_and_never_stores(
    app: App, visitor: Visitor, fields: list[tuple[str, str]], path: str
) -> None:
    body = "&".join(
        f"{quote(name, errors='replace')}={quote(value, errors='replace')}"
        for name, value in fields
    )
    reply = visitor.send(path, body.encode())
    assert 400 <= reply.status < 500
    assert_nothing_stored(app)


@pytest.mark.property
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.binary(max_size=500), path=st.sampled_from(PATHS))
def test_whatever_bytes_are_sent_never_break_and_never_store(
    app: App, visitor: Visitor, body: bytes, path: str
) -> None:
    reply = visitor.send(path, body)
    assert 400 <= reply.status < 500
    assert_nothing_stored(app)


@pytest.mark.property
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=typed, message=typed)
def test_whatever_a_person_types_is_stored_or_comes_back(
    app: App, visitor: Visitor, name: str, message: str
) -> None:
    token = visitor.screen("mentor", MENTOR).token
    before = len(list(app.records.newest_first()))
    contact = {**CONTACT, "navn": name, "besked": message}
    clean = {key: value.encode("utf-8", "replace").decode() for key, value in contact.items()}
    reply = visitor.submit(token, clean)
    after = len(list(app.records.newest_first()))
    assert (reply.status, after - before) in {(200, 1), (422, 0)}
