from dataclasses import replace
from email.utils import parsedate_to_datetime

import pytest

from makker.adapters.mime import as_mail
from tests.contracts.post import SENDER, parsed
from tests.domain.examples import a_letter, a_record

LETTER = a_letter(a_record())


def test_mail_has_these_headers_and_no_others() -> None:
    mail = parsed(as_mail(LETTER, SENDER).as_bytes())
    assert {name.lower() for name in mail} == {
        "from",
        "to",
        "subject",
        "date",
        "message-id",
        "auto-submitted",
        "content-language",
        "content-type",
        "content-transfer-encoding",
        "mime-version",
    }
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Content-Language"] == "da"
    assert mail.get_content_type() == "text/plain"
    assert mail.get_content_charset() == "utf-8"
    assert parsedate_to_datetime(mail["Date"]) == LETTER.written_at.replace(microsecond=0)


@pytest.mark.parametrize(
    "body", ["Kort\n", "æøå 🐦\n" * 50, "x" * 5000 + "\n", ".\n..\nFrom her\n", "\n\n\n"]
)
def test_body_comes_through_and_every_line_fits_into_a_mail(body: str) -> None:
    mail = as_mail(replace(LETTER, body=body), SENDER).as_bytes()
    assert max(len(line) for line in mail.split(b"\r\n")) <= 998
    assert b"\n" not in mail.replace(b"\r\n", b"")
    assert parsed(mail).get_content().replace("\r\n", "\n") == body


@pytest.mark.parametrize("sender", ["besked@eksempel.dk", "Besked <besked@eksempel.dk>"])
def test_message_id_has_the_senders_domain(sender: str) -> None:
    assert as_mail(LETTER, sender)["Message-ID"] == f"<{LETTER.id}@eksempel.dk>"


def test_headers_cannot_be_smuggled_in() -> None:
    with pytest.raises(ValueError, match="linefeed"):
        as_mail(replace(LETTER, recipient="a@eksempel.dk\r\nBcc: b@eksempel.dk"), SENDER)
