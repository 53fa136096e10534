"""What is promised of mail servers, beyond the port."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from makker.adapters import smtp
from makker.adapters.smtp import SmtpMailer, SmtpServer
from makker.ports import MailError, MailRefusedError
from tests.contracts.post import SENDER, Letterbox, smtp_server
from tests.domain.examples import a_letter, a_record
from tests.serving import free_port

LETTER = a_letter(a_record())
ELSEWHERE = "127.1"
"""This machine, under a name that does not say so."""


def test_smtp_hands_the_letter_to_its_recipient_alone() -> None:
    letterbox = Letterbox()
    with smtp_server(letterbox) as server:
        SmtpMailer(server, SENDER).send(LETTER)
    assert letterbox.recipients == [LETTER.recipient]


def test_smtp_goes_on_when_the_server_takes_letters_again() -> None:
    letterbox = Letterbox()
    with smtp_server(letterbox) as server:
        mailer = SmtpMailer(server, SENDER)
        letterbox.answer = "554 Aldrig"
        with pytest.raises(MailError):
            mailer.send(LETTER)
        letterbox.answer = "250 OK"
        mailer.send(LETTER)
    assert len(letterbox.mails) == 1


def test_smtp_says_that_no_server_answers() -> None:
    mailer = SmtpMailer(SmtpServer("127.0.0.1", free_port()), SENDER)
    with pytest.raises(MailError, match="ConnectionRefusedError"):
        mailer.send(LETTER)


def test_smtp_says_that_it_may_not_log_in() -> None:
    letterbox = Letterbox()
    with smtp_server(letterbox) as server:
        stranger = replace(server, user="makker", password="hemmeligt_svar")
        with pytest.raises(MailError, match="SMTP"):
            SmtpMailer(stranger, SENDER).send(LETTER)
    assert not letterbox.mails
    assert "hemmeligt_svar" not in repr(stranger)


def test_smtp_gives_a_server_elsewhere_nothing_without_encryption() -> None:
    letterbox = Letterbox()
    with smtp_server(letterbox) as server:
        elsewhere = replace(server, host=ELSEWHERE)
        with pytest.raises(MailError, match="SMTPNotSupportedError"):
            SmtpMailer(elsewhere, SENDER).send(LETTER)
    assert not letterbox.mails


@contextmanager
def encrypting_server(letterbox: Letterbox, folder: Path, name: str) -> Iterator[SmtpServer]:
    """Run a server that takes nothing unencrypted, with a certificate of its own for *name*."""
    certificate = folder / "certificate.pem"
    certificate.write_bytes(_certificate(name))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    controller = Controller(
        letterbox,
        hostname="127.0.0.1",
        port=free_port(),
        tls_context=context,
        require_starttls=True,
    )
    controller.start()
    try:
        yield SmtpServer(ELSEWHERE, controller.port)
    finally:
        controller.stop()


def _certificate(name: str) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(who, who, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    pem, pkcs8 = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    return key.private_bytes(pem, pkcs8, plain) + certificate.public_bytes(pem)


def test_smtp_encrypts_what_goes_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    letterbox = Letterbox()
    with encrypting_server(letterbox, tmp_path, ELSEWHERE) as server:
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
        SmtpMailer(server, SENDER).send(LETTER)
    assert len(letterbox.mails) == 1


@pytest.mark.parametrize("name", [ELSEWHERE, "en-anden.example"], ids=["unknown", "another's"])
def test_smtp_gives_a_server_nothing_whose_certificate_is_not_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    letterbox = Letterbox()
    with encrypting_server(letterbox, tmp_path, name) as server:
        if name != ELSEWHERE:
            monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
        with pytest.raises(MailError, match="SSLCertVerificationError"):
            SmtpMailer(server, SENDER).send(LETTER)
    assert not letterbox.mails


class Doorkeeper(Letterbox):
    """Answers as it is told when it hears whom a letter is for."""

    def __init__(self, answer: str) -> None:
        super().__init__()
        self.at_door = answer

    async def handle_RCPT(self, *heard: object) -> str:  # noqa: N802
        del heard
        return self.at_door


@pytest.mark.parametrize(
    ("answer", "for_ever"),
    [("550 5.1.1 Findes ikke", True), ("553 Nej", True), ("450 4.2.1 Senere", False)],
)
def test_smtp_tells_a_recipient_that_is_refused_for_ever_from_one_that_is_busy(
    answer: str, *, for_ever: bool
) -> None:
    with smtp_server(Doorkeeper(answer)) as server, pytest.raises(MailError) as caught:
        SmtpMailer(server, SENDER).send(LETTER)
    assert isinstance(caught.value, MailRefusedError) is for_ever
    assert LETTER.recipient not in str(caught.value)
    assert answer[:3] in str(caught.value)


@pytest.mark.parametrize("able", [True, False])
def test_smtp_writes_to_an_address_beyond_ascii_where_the_server_can(*, able: bool) -> None:
    letterbox = Letterbox()
    danish = replace(LETTER, recipient="søren@eksempel.dk")
    port = free_port()
    controller = Controller(letterbox, hostname="127.0.0.1", port=port, enable_SMTPUTF8=able)
    controller.start()
    try:
        mailer = SmtpMailer(SmtpServer("127.0.0.1", port), SENDER)
        with nullcontext() if able else pytest.raises(MailRefusedError):
            mailer.send(danish)
    finally:
        controller.stop()
    assert letterbox.recipients == [danish.recipient] * able


def test_smtp_waits_for_no_server_that_is_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smtp, "_PATIENCE", 0.2)  # seconds, instead of twenty
    with socket.create_server(("127.0.0.1", 0)) as silent:
        mailer = SmtpMailer(SmtpServer("127.0.0.1", silent.getsockname()[1]), SENDER)
        with pytest.raises(MailError, match="Disconnected"):
            mailer.send(LETTER)


def test_smtp_says_that_a_server_hung_up_halfway() -> None:
    def hang_up() -> None:
        caller, _ = server.accept()
        caller.sendall(b"220 Hej\r\n")
        caller.recv(1024)
        caller.close()

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=hang_up)
        thread.start()
        mailer = SmtpMailer(SmtpServer("127.0.0.1", server.getsockname()[1]), SENDER)
        with pytest.raises(MailError):
            mailer.send(LETTER)
        thread.join()
