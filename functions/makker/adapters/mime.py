"""A letter as an internet mail."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from makker.domain.letter import Letter


def as_mail(letter: Letter, sender: str) -> EmailMessage:
    """Give the mail: UTF-8, a stable Message-ID, and no sign of the machine it comes from."""
    mail = EmailMessage(policy=SMTP)
    _, address = parseaddr(sender)
    mail["From"] = sender
    mail["To"] = letter.recipient
    mail["Subject"] = letter.subject
    mail["Date"] = format_datetime(letter.written_at)
    mail["Message-ID"] = f"<{letter.id}@{Address(addr_spec=address).domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(letter.body)
    mail["Content-Language"] = "da"  # after the content, which clears what describes it
    return mail
