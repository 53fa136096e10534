import re
from dataclasses import replace
from email.utils import parsedate_to_datetime

import pytest

from makker.adapters.mime import as_mail
from makker.domain.letter import Letter
from tests.contracts.post import SENDER, parsed
from tests.domain.examples import a_letter, a_record
from tests.mailbox import opened

LETTER = a_letter(a_record())
WITH_CALENDAR = replace(LETTER, calendar="BEGIN:VCALENDAR\r\nSUMMARY:Møde\r\nEND:VCALENDAR\r\n")


def page(body: str, subject: str = "Emne") -> str:
    return opened(as_mail(replace(LETTER, body=body, subject=subject), SENDER).as_bytes()).page


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
        "mime-version",
    }
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Content-Language"] == "da"
    assert mail.get_content_type() == "multipart/alternative"
    assert parsedate_to_datetime(mail["Date"]) == LETTER.written_at.replace(microsecond=0)


def test_text_comes_before_the_page_and_the_calendar_is_beside_both() -> None:
    mail = parsed(as_mail(WITH_CALENDAR, SENDER).as_bytes())
    kinds = [part.get_content_type() for part in mail.walk()]
    assert kinds == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
    ]
    assert {part.get_content_charset() for part in mail.walk() if not part.is_multipart()} == {
        "utf-8"
    }


def test_calendar_is_a_file_with_a_neutral_name_that_asks_for_no_answer() -> None:
    (calendar,) = parsed(as_mail(WITH_CALENDAR, SENDER).as_bytes()).iter_attachments()
    assert calendar.get_filename() == "moede.ics"
    assert calendar.get_content_disposition() == "attachment"
    assert calendar.get_param("method") == "PUBLISH"
    assert calendar.get_payload(decode=True) == WITH_CALENDAR.calendar.encode()


@pytest.mark.parametrize(
    "body",
    [
        "Kort\n",
        "æøå 🐦\n" * 50,
        "x" * 5000 + "\n",
        ".\n..\nFrom her\n",
        "\n\n\n",
        "--=_valg\n--=_valg--\n--=_brev\n",
    ],
)
@pytest.mark.parametrize("letter", [LETTER, WITH_CALENDAR], ids=["alone", "with calendar"])
def test_body_comes_through_any_mail_server(body: str, letter: Letter) -> None:
    mail = as_mail(replace(letter, body=body), SENDER).as_bytes()
    assert mail.isascii()
    assert max(len(line) for line in mail.split(b"\r\n")) <= 998
    assert b"\n" not in mail.replace(b"\r\n", b"")
    assert opened(mail).words == body


def test_same_letter_is_the_same_mail_to_the_byte() -> None:
    first, second = (as_mail(WITH_CALENDAR, SENDER).as_bytes() for _ in range(2))
    assert first == second


def test_page_is_danish_has_a_title_and_loads_nothing() -> None:
    drawn = page("Hej\n")
    assert '<html lang="da">' in drawn
    assert "<title>Emne</title>" in drawn
    assert "prefers-color-scheme: dark" in drawn
    assert not re.search(r"https?:|src=|url\(|@import|<script|<img|<link", drawn)


def test_page_has_a_paragraph_for_each_and_a_break_for_each_line() -> None:
    drawn = page("En\nto\n\n\nTre\n")
    assert re.findall(r"<p.*</p>", drawn) == ["<p>En<br>to</p>", "<p>Tre</p>"]


@pytest.mark.parametrize(
    ("paragraph", "drawn"),
    [
        ("Log ind: https://a.dk/", ["Log ind→https://a.dk/"]),
        ("Log ind:\nhttps://a.dk/?n=1&x=2", ["Log ind→https://a.dk/?n=1&amp;x=2"]),
        ("Først.\nSå:\nhttps://a.dk/", ["<p>Først.</p>", "Så→https://a.dk/"]),
        ("Sådan er det nu:", ["<p>Sådan er det nu:</p>"]),
        ("Kl. 13: javascript:alert(1)", ["<p>Kl. 13: javascript:alert(1)</p>"]),
        ("https://a.dk/", ["<p>https://a.dk/</p>"]),
    ],
)
def test_link_becomes_a_button_that_says_where_it_leads(paragraph: str, drawn: list[str]) -> None:
    found = re.sub(r'<p class="link"><a href="([^"]*)">(.*)</a></p>', r"\2→\1", page(paragraph))
    assert found.partition("<main>\n")[2].partition("\n</main>")[0].splitlines() == drawn


def test_page_shows_what_looks_like_html_as_it_is_typed() -> None:
    drawn = page('<b>"Hej" & $x ${y}</b>\n\n<i>: https://a.dk/"><script>\n', "<u>&")
    assert "<p>&lt;b&gt;&quot;Hej&quot; &amp; $x ${y}&lt;/b&gt;</p>" in drawn
    assert '<a href="https://a.dk/&quot;&gt;&lt;script&gt;">&lt;i&gt;</a>' in drawn
    assert "<title>&lt;u&gt;&amp;</title>" in drawn


@pytest.mark.parametrize("sender", ["besked@eksempel.dk", "Besked <besked@eksempel.dk>"])
def test_message_id_has_the_senders_domain(sender: str) -> None:
    assert as_mail(LETTER, sender)["Message-ID"] == f"<{LETTER.id}@eksempel.dk>"


def test_headers_cannot_be_smuggled_in() -> None:
    with pytest.raises(ValueError, match="linefeed"):
        as_mail(replace(LETTER, recipient="a@eksempel.dk\r\nBcc: b@eksempel.dk"), SENDER)
