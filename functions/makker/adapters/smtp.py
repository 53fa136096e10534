"""Mail through an SMTP server, encrypted unless the server is on this machine."""

import smtplib
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from makker.adapters.mime import as_mail
from makker.domain.letter import Letter
from makker.ports import MailError, MailRefusedError

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_FOR_EVER = 500
"""From this code on, a refusal is not for now but for ever (RFC 5321, 4.2.1)."""
_PATIENCE = 20
"""Seconds to wait for each answer of the server before the letter is left for another round."""


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """Which server, and how to log in; an empty user does not log in."""

    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)


class SmtpMailer:
    """Sends each letter over a connection of its own."""

    def __init__(self, server: SmtpServer, sender: str) -> None:
        """Send through *server*, as *sender*."""
        self._server = server
        self._sender = sender

    def send(self, letter: Letter) -> None:
        """Hand the letter to the server."""
        mail = as_mail(letter, self._sender)
        try:
            with self._connected() as smtp:
                if not (mail["To"].isascii() or smtp.has_extn("smtputf8")):
                    message = "the mail server cannot write to such an address"
                    raise MailRefusedError(message)
                smtp.send_message(mail)
        except smtplib.SMTPRecipientsRefused as error:
            codes = {code for code, _ in error.recipients.values()}
            message = f"the mail server refuses the recipient: {codes}"
            if min(codes) >= _FOR_EVER:
                raise MailRefusedError(message) from error
            raise MailError(message) from error
        except (smtplib.SMTPException, OSError) as error:
            code = getattr(error, "smtp_code", "")
            message = (
                f"the mail server did not take the letter: {type(error).__name__} {code}".strip()
            )
            raise MailError(message) from error

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        """Greet the server, encrypted and logged in as it is needed."""
        server = self._server
        smtp = _Smtp(server.host, server.port, timeout=_PATIENCE)
        try:
            if server.host not in _LOOPBACK:
                smtp.starttls(context=ssl.create_default_context())
            if server.user:
                smtp.login(server.user, server.password)
            smtp.ehlo_or_helo_if_needed()
            yield smtp
            # What was taken is taken, however the server says goodbye.
            with suppress(smtplib.SMTPException, OSError):
                smtp.quit()
        finally:
            smtp.close()


class _Smtp(smtplib.SMTP):
    """Waits for the whole of an answer no longer than for its first letter.

    Some servers that want to be rid of a caller say one letter every few seconds.
    """

    def getreply(self) -> tuple[int, bytes]:
        """Give what the server says next."""
        limit = threading.Timer(_PATIENCE, self._hang_up)
        limit.start()
        try:
            return super().getreply()
        finally:
            limit.cancel()

    def _hang_up(self) -> None:
        if self.sock:
            with suppress(OSError):  # it is over already
                self.sock.shutdown(socket.SHUT_RDWR)
