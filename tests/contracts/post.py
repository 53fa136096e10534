"""Every kind of Mailer, with a way to see what arrived and a way to make it refuse."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import boto3
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.ses.models import ses_backends

from makker.adapters.folder import FolderMailer
from makker.adapters.mime import as_mail
from makker.adapters.ses import SesMailer
from makker.adapters.smtp import SmtpMailer, SmtpServer
from makker.ports import Mailer
from tests.contracts.stores import REGION, pretended_aws
from tests.fakes import FakeMailer
from tests.serving import free_port

SENDER = "Besked <besked@eksempel.dk>"
KINDS = ("fake", "folder", "smtp", "ses")


@dataclass(frozen=True)
class Post:
    """A mailer, what it has delivered, and how to make it refuse what comes next."""

    mailer: Mailer
    arrived: Callable[[], Sequence[bytes]]
    refuse: Callable[[], object]

    def mails(self) -> list[EmailMessage]:
        return [parsed(mail) for mail in self.arrived()]


def parsed(mail: bytes) -> EmailMessage:
    message = message_from_bytes(mail, policy=default)
    assert isinstance(message, EmailMessage)
    return message


class Letterbox:
    """What an SMTP server does with the mails it gets."""

    def __init__(self) -> None:
        self.mails: list[bytes] = []
        self.recipients: list[str] = []
        self.answer = "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        del server, session
        if self.answer.startswith("250"):
            assert isinstance(envelope.content, bytes)
            self.mails.append(envelope.content)
            self.recipients.extend(envelope.rcpt_tos)
        return self.answer


@contextmanager
def smtp_server(letterbox: Letterbox) -> Iterator[SmtpServer]:
    """Run a server on this machine."""
    controller = Controller(letterbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        yield SmtpServer(controller.hostname, controller.port)
    finally:
        controller.stop()


def _fake() -> Post:
    mailer = FakeMailer()
    return Post(
        mailer,
        lambda: [as_mail(letter, SENDER).as_bytes() for letter in mailer.sent],
        lambda: mailer.refused.add("personale@kanariefugl.dk"),
    )


def _folder(folder: Path) -> Post:
    mail = folder / "mail"

    def refuse() -> None:
        for file in mail.glob("*"):
            file.unlink()
        mail.rmdir()
        mail.touch()  # a file stands where the folder should be

    return Post(
        FolderMailer(mail, SENDER),
        lambda: [file.read_bytes() for file in sorted(mail.glob("*.eml"))],
        refuse,
    )


@contextmanager
def _smtp() -> Iterator[Post]:
    letterbox = Letterbox()
    with smtp_server(letterbox) as server:
        yield Post(
            SmtpMailer(server, SENDER),
            lambda: letterbox.mails,
            lambda: setattr(letterbox, "answer", "451 Ikke nu"),
        )


@contextmanager
def _ses(monkeypatch: pytest.MonkeyPatch) -> Iterator[Post]:
    with pretended_aws(monkeypatch):
        client = boto3.client("sesv2", region_name=REGION)
        client.create_email_identity(EmailIdentity="besked@eksempel.dk")
        backend = ses_backends[DEFAULT_ACCOUNT_ID][REGION]
        yield Post(
            SesMailer(client, SENDER),
            lambda: [mail.raw_data.encode() for mail in backend.sent_messages],
            lambda: client.delete_email_identity(EmailIdentity="besked@eksempel.dk"),
        )


@contextmanager
def opened(kind: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Post]:
    """Open a way for letters of a kind."""
    if kind == "smtp":
        with _smtp() as post:
            yield post
    elif kind == "ses":
        with _ses(monkeypatch) as post:
            yield post
    else:
        yield _fake() if kind == "fake" else _folder(folder)
