"""Canary values go in everywhere; they must come out only where they belong."""

import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from makker.app import App
from makker.domain.change import Added
from makker.handlers import daily
from makker.handlers.http import read_request
from makker.ports import Store
from tests.mailbox import Mail, opened
from tests.visitor import CONTACT, MENTOR, PROGRAMME, Reply, Visitor, post_event

CANARY = CONTACT | {
    "navn": "Kanarie Fuglesang",
    "telefon": "31 41 59 26",
    "email": "kanarie@fuglebur.example",
    "besked": "Kvidder om mit helbred",
}
TRACES = (
    "Kanarie",
    "Fuglesang",
    "31415926",
    "31 41 59 26",
    "fuglebur",
    "Kvidder",
    "kvidder",
    "203.0.113.77",
    "kanariefugl",
)
TOLD = (PROGRAMME, "Peer-fællesskabet", "mentor", "inden_for", "mindst_1_aar", "egen_erfaring")
"""What the answers, the programme and the outcome would look like."""


@pytest.fixture
def logged(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str], app: App
) -> Callable[[], str]:
    """Give what we have logged, and what the libraries would."""
    del app
    caplog.set_level(logging.DEBUG)
    return lambda: capfd.readouterr().err + caplog.text


def the_mail(app: App, folder: Path) -> Mail:
    """Send what waits; give the one mail."""
    daily.work(app)
    (file,) = (folder / "mail").iterdir()
    return opened(file.read_bytes())


def test_the_mail_to_staff_has_reference_time_and_link_and_nothing_else(
    app: App, visitor: Visitor, tmp_path: Path
) -> None:
    reference = visitor.apply(**CANARY).reference
    mail = the_mail(app, tmp_path)
    assert mail.subject == "Der er kommet en ny henvendelse"
    first, number, received, link = [line for line in mail.words.splitlines() if line]
    assert first == "Der er kommet en ny henvendelse."
    assert number == f"Nummer: {reference}"
    assert received.startswith("Modtaget: ")
    assert link == "Log ind og læs den her: http://127.0.0.1:8000/personale/"
    assert mail.link == "http://127.0.0.1:8000/personale/"
    for trace in TRACES + TOLD:
        assert trace not in mail.shown + mail.raw.decode()


def test_the_log_names_the_reference_and_how_it_went_and_nobody(
    visitor: Visitor, app: App, logged: Callable[[], str]
) -> None:
    reference = visitor.apply(**CANARY).reference
    visitor.apply(**CANARY | {"telefon": "31 41"})
    visitor.screen("mentor", MENTOR | {"fyldt_18": "Kvidder"})
    visitor.send("/send/Kvidder/", b"")
    daily.work(app)
    text = logged()
    assert reference in text
    for trace in TRACES + TOLD:
        assert trace not in text


def test_a_fault_of_ours_is_logged_without_what_was_typed(
    app: App, visitor: Visitor, logged: Callable[[], str]
) -> None:
    class Broken:
        def add(self, *values: object) -> Added:
            raise ValueError(*values)

    token = visitor.screen("mentor", MENTOR).token
    broken_app = replace(app, store=cast("Store", Broken()))
    reply = Visitor(broken_app).submit(token, CANARY)
    assert reply.status == 500
    text = logged()
    assert "ValueError" in text
    assert "public.py" in text
    for trace in TRACES:
        assert trace not in text + reply.page


def test_no_repr_shows_what_was_typed(app: App, visitor: Visitor) -> None:
    reference = visitor.apply(**CANARY).reference
    event = post_event("/send/kontakt/", b"navn=Kanarie", "text/plain")
    shown = repr([app.records.get(reference), list(app.outbox.unsent()), read_request(event)])
    for trace in TRACES:
        assert trace not in shown


def every_answer(visitor: Visitor) -> list[Reply]:
    token = visitor.screen("mentor", MENTOR).token
    return [
        visitor.screen("mentor", MENTOR),
        visitor.screen("mentor", {}),
        visitor.submit(token, CANARY | {"samtykke": ""}),
        visitor.submit(token, CANARY),
        visitor.submit("x", CANARY),
    ]


def test_no_answer_may_be_kept_or_read_by_another_page(visitor: Visitor) -> None:
    for reply in every_answer(visitor):
        assert reply.headers["cache-control"] == "no-store"
        assert reply.headers["referrer-policy"] == "no-referrer"
        policy = reply.headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "form-action 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy


def test_no_answer_loads_or_links_anything_of_a_third_party(visitor: Visitor) -> None:
    for reply in every_answer(visitor):
        assert "http://" not in reply.page
        assert "https://" not in reply.page
        for script in reply.page.split("<script")[1:]:
            assert script.startswith(' src="/assets/formular.'), script[:60]
        assert "style=" not in reply.page


def test_no_address_on_an_answer_carries_what_was_told(visitor: Visitor) -> None:
    for reply in every_answer(visitor):
        addresses = [part.split('"')[0] for part in reply.page.split('="/')[1:]]
        for trace in (*TRACES, "inden_for", *filter(None, [reply.reference])):
            assert not [address for address in addresses if trace in address]
