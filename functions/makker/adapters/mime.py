"""A letter as an internet mail."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from typing import Literal

from makker.adapters.letter_page import as_page
from makker.domain.letter import Letter

Encoding = Literal["quoted-printable", "8bit"]
"""How letters that are not ASCII are written: for any mail server, or for a person's eyes."""


def as_mail(letter: Letter, sender: str, encoding: Encoding = "quoted-printable") -> EmailMessage:
    """Give the mail: as text and as a page, and the calendar where there is one.

    The same letter is the same mail to the byte, with a stable Message-ID and no sign of the
    machine it comes from.
    """
    mail = EmailMessage(policy=SMTP)
    _, address = parseaddr(sender)
    mail["From"] = sender
    mail["To"] = wire_address(letter.recipient)
    mail["Subject"] = letter.subject
    mail["Date"] = format_datetime(letter.written_at)
    mail["Message-ID"] = f"<{letter.id}@{Address(addr_spec=address).domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(letter.body, cte=encoding)
    page = as_page(letter.subject, letter.body)
    mail.add_alternative(page, subtype="html", cte=encoding)
    # Boundaries are drawn by lot otherwise, and no two mails would be the same.
    mail.set_boundary("=_valg")
    if letter.calendar:
        _enclose(mail, letter.calendar, encoding)
    mail["Content-Language"] = "da"  # after the content, which clears what describes it
    return mail


def _enclose(mail: EmailMessage, calendar: str, encoding: Encoding) -> None:
    """Put the calendar beside the words, as a file that nobody is asked to answer."""
    mail.add_attachment(
        calendar,
        subtype="calendar",
        filename="moede.ics",
        params={"method": "PUBLISH"},
        cte=encoding,
    )
    mail.set_boundary("=_brev")


def wire_address(address: str) -> str:
    """Give an address as mail servers know it: a domain such as "blåbær.dk" in its ASCII form."""
    name, _, domain = address.rpartition("@")
    return f"{name}@{domain if domain.isascii() else domain.encode('idna').decode('ascii')}"
