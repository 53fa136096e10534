"""Mail servers that are down, moody or silent: all arrives, and nothing holds up the rest."""

import asyncio
import random
import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from makker.adapters import smtp
from makker.adapters.smtp import SmtpMailer, SmtpServer
from makker.bootstrap import assemble
from makker.handlers import daily
from tests.contracts.post import Letterbox
from tests.contracts.test_sqlite import full_disk
from tests.handlers.machine import Machine, machine
from tests.serving import free_port
from tests.torture.figures import LONG, keep

PEOPLE, STEP = (100, timedelta(minutes=1)) if LONG else (4, timedelta(minutes=20))
"""How many apply, and how long it is between two rounds of the day's work."""
SILENCE, GOOD = "", "250 OK"
BUSY = "optaget@eksempel.dk"
Mood = Callable[[str, str], str]
"""Command and recipient → what the server answers, or SILENCE."""

pytestmark = pytest.mark.torture


class Moody(Letterbox):
    """A server whose mood can change."""

    def __init__(self, mood: Mood = lambda *_: GOOD) -> None:
        super().__init__()
        self.mood = mood

    async def handle_RCPT(self, *heard: Any) -> str:  # noqa: ANN401, N802 - as it is called
        _, _, envelope, address, _ = heard
        said = await self._say("RCPT", address)
        if said == GOOD:
            envelope.rcpt_tos.append(address)
        return said

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.answer = await self._say("DATA", envelope.rcpt_tos[0])
        return await super().handle_DATA(server, session, envelope)

    async def handle_QUIT(self, *heard: object) -> str:  # noqa: N802
        del heard
        return await self._say("QUIT", "")

    async def _say(self, command: str, recipient: str) -> str:
        said = self.mood(command, recipient)
        if said == SILENCE:
            await asyncio.sleep(3600)
        return said


@contextmanager
def listening(server: SmtpServer, letterbox: Letterbox) -> Iterator[None]:
    controller = Controller(letterbox, hostname=server.host, port=server.port)
    controller.start()
    try:
        yield
    finally:
        controller.stop()


@pytest.fixture
def server() -> SmtpServer:
    return SmtpServer("127.0.0.1", free_port())


@pytest.fixture
def here(tmp_path: Path, server: SmtpServer) -> Machine:
    made = machine(tmp_path, MAKKER_FASTEST="0", MAKKER_MOST_SENT="100000")
    mailer = SmtpMailer(server, made.settings.mail_from)
    made.parts = replace(made.parts, mailer=mailer)
    made.app = assemble(made.settings, made.app.catalogue, made.parts)
    return made


def apply(here: Machine, people: int = PEOPLE, first: str = BUSY) -> list[str]:
    """Let people apply who all want a receipt; the first has an address of their own."""
    addresses = [first, *(f"nr{number}@eksempel.dk" for number in range(1, people))]
    replies = [here.visitor.apply(email=address, kvittering="ja") for address in addresses]
    assert {reply.status for reply in replies} == {200}
    return addresses


def work(here: Machine, lasting: timedelta) -> None:
    """Do the day's work as often as it is done while so much time passes."""
    end = here.clock.now() + lasting
    while here.clock.now() < end:
        here.wait(STEP.total_seconds())
        daily.work(here.app)


def waiting(here: Machine) -> int:
    """Count the letters about people that are still to be sent, or were given up."""
    outbox = here.app.outbox
    letters = [*outbox.unsent(), *(one.letter for one in outbox.given_up())]
    return sum(bool(letter.reference) for letter in letters)


def test_everything_arrives_when_the_mail_server_was_down_for_71_hours(
    here: Machine, server: SmtpServer
) -> None:
    addresses, letterbox = apply(here), Letterbox()
    work(here, timedelta(hours=71))
    assert waiting(here) >= 2 * PEOPLE
    with listening(server, letterbox):
        before = here.clock.now()
        while waiting(here) and here.clock.now() - before < timedelta(hours=6):
            work(here, STEP)
    took = (here.clock.now() - before).total_seconds() / 3600
    keep("mail_down", f"{2 * PEOPLE} letters, down for 71 h: all arrived {took:.1f} h after")
    assert waiting(here) == 0
    assert sorted(set(letterbox.recipients) - {here.settings.staff_mail}) == sorted(addresses)
    assert len(letterbox.mails) == len(set(letterbox.mails))


def test_everything_arrives_once_when_the_mail_server_changes_its_mind_all_the_time(
    here: Machine, server: SmtpServer
) -> None:
    chance = random.Random(2)  # noqa: S311 - the same moods each time
    refusals = ("421 Luk nu", "450 Senere", "451 Senere", "452 Fuldt", "554 Nej")

    def mood(command: str, recipient: str) -> str:
        del recipient
        good = command == "RCPT" or chance.random() < 0.5
        return GOOD if good else chance.choice(refusals)

    letterbox = Moody(mood)
    addresses = apply(here)
    with listening(server, letterbox):
        work(here, timedelta(hours=60))
    mine = [one for one in letterbox.recipients if one != here.settings.staff_mail]
    keep("mail_flapping", f"{2 * PEOPLE} letters, every other answer a refusal: each arrived once")
    assert waiting(here) == 0
    assert sorted(mine) == sorted(addresses)


@pytest.mark.parametrize("refusal", ["450 Senere", "550 Findes ikke", "421 Luk nu"])
def test_a_recipient_who_is_refused_holds_up_nobody(
    here: Machine, server: SmtpServer, refusal: str
) -> None:
    def mood(command: str, recipient: str) -> str:
        return refusal if (command, recipient) == ("RCPT", BUSY) else GOOD

    letterbox = Moody(mood)
    addresses = apply(here)
    with listening(server, letterbox):
        daily.work(here.app)
        assert len(letterbox.mails) == 2 * PEOPLE - 1
        letterbox.mood = lambda *_: GOOD
        for one in here.app.outbox.given_up():  # as an operator does who looks
            assert here.app.outbox.retry(one.letter.id, here.clock.now())
        work(here, timedelta(hours=1))
    assert waiting(here) == 0
    assert set(addresses) <= set(letterbox.recipients)


@pytest.mark.parametrize("command", ["RCPT", "DATA", "QUIT"])
def test_a_server_that_falls_silent_with_one_letter_holds_up_no_other(
    here: Machine, server: SmtpServer, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    if not LONG:
        monkeypatch.setattr(smtp, "_PATIENCE", 0.5)  # seconds, instead of twenty
    silent = iter([SILENCE])

    def mood(said: str, recipient: str) -> str:
        hangs = said == command and recipient in {BUSY, ""}
        return next(silent, GOOD) if hangs else GOOD

    letterbox = Moody(mood)
    apply(here)
    with listening(server, letterbox):
        begun = time.monotonic()
        daily.work(here.app)
        took = time.monotonic() - begun
        keep(f"mail_silent_{command}", f"{2 * PEOPLE} letters, one hangs: a round of {took:.0f} s")
        assert len(letterbox.mails) == 2 * PEOPLE - (command != "QUIT")
        work(here, timedelta(hours=1))
    assert waiting(here) == 0
    assert len(letterbox.mails) == 2 * PEOPLE


def test_a_letter_that_was_taken_while_the_disk_is_full_is_not_sent_every_minute(
    here: Machine, server: SmtpServer
) -> None:
    letterbox = Letterbox()
    apply(here, 1)
    with listening(server, letterbox):
        with full_disk():
            for _ in range(5):
                here.wait()
                daily.try_to_work(here.app)
            assert len(letterbox.mails) == waiting(here) == 2
        work(here, timedelta(hours=1))
    assert waiting(here) == 0
    assert len(letterbox.mails) == 2


class Tarpit(socketserver.BaseRequestHandler):
    """Says one letter now and then, and never comes to an end."""

    def handle(self) -> None:
        with suppress(OSError):
            while True:
                self.request.sendall(b"2")
                time.sleep(0.05)


def test_a_server_that_says_one_letter_now_and_then_is_not_listened_to_for_ever(
    here: Machine, server: SmtpServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smtp, "_PATIENCE", 0.3)
    apply(here, 1)
    with socketserver.ThreadingTCPServer((server.host, server.port), Tarpit) as slow:
        thread = threading.Thread(target=slow.serve_forever, args=(0.05,))
        thread.start()
        begun = time.monotonic()
        daily.work(here.app)
        took = time.monotonic() - begun
        slow.shutdown()
        thread.join()
    assert waiting(here) == 2
    assert took < 10
