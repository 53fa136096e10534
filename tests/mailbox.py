"""A mail as its recipient sees it: as text, as a page, and with what is enclosed."""

import email
import email.policy
import html
import re
from dataclasses import dataclass
from email.message import EmailMessage


@dataclass(frozen=True)
class Mail:
    """What there is to see of a mail, and the whole of it as it is sent."""

    id: str
    to: str
    subject: str
    words: str
    page: str
    calendar: str
    raw: bytes

    @property
    def shown(self) -> str:
        """Everything a person could see over somebody's shoulder, but for their own address."""
        return f"{self.subject}\n{self.words}\n{self.page}\n{self.calendar}"

    @property
    def link(self) -> str:
        """Where the page's button leads."""
        (link,) = re.findall(r'<a href="([^"]*)">', self.page)
        return html.unescape(link)


def opened(raw: bytes) -> Mail:
    """Open a mail, and hold it to be made of text, a page, and a calendar at most."""
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return read(message, raw)


def read(message: EmailMessage, raw: bytes = b"") -> Mail:
    parts = {part.get_content_type(): part for part in message.walk() if not part.is_multipart()}
    assert set(parts) - {"text/calendar"} == {"text/plain", "text/html"}
    said = {kind: str(part.get_content()).replace("\r\n", "\n") for kind, part in parts.items()}
    return Mail(
        id=str(message["message-id"]),
        to=str(message["to"]),
        subject=str(message["subject"]),
        words=said["text/plain"],
        page=said["text/html"],
        calendar=said.get("text/calendar", ""),
        raw=raw,
    )
