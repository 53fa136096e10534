from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from makker.adapters.folder import FolderMailer
from makker.adapters.smtp import SmtpMailer, SmtpServer
from makker.ports import MailError
from tests.contracts.post import KINDS, SENDER, Letterbox, Post, free_port, opened, smtp_server
from tests.domain.examples import a_letter, a_record

LETTER = a_letter(a_record())
OTHER = replace(a_letter(a_record(2)), recipient="andre@kanariefugl.dk")


@pytest.fixture(params=KINDS)
def post(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Post]:
    with opened(request.param, tmp_path, monkeypatch) as opened_post:
        yield opened_post


def test_letter_arrives_as_it_was_written(post: Post) -> None:
    post.mailer.send(LETTER)
    (mail,) = post.mails()
    assert mail["To"] == LETTER.recipient
    assert mail["From"] == SENDER
    assert mail["Subject"] == LETTER.subject
    assert mail.get_content().replace("\r\n", "\n") == LETTER.body
    assert mail["Message-ID"] == f"<{LETTER.id}@eksempel.dk>"


def test_letters_arrive_in_the_order_they_are_sent(post: Post) -> None:
    post.mailer.send(LETTER)
    post.mailer.send(OTHER)
    assert [mail["To"] for mail in post.mails()] == [LETTER.recipient, OTHER.recipient]


def test_same_letter_carries_the_same_message_id_when_it_comes_twice(post: Post) -> None:
    post.mailer.send(LETTER)
    post.mailer.send(LETTER)
    assert {mail["Message-ID"] for mail in post.mails()} == {"<KT4MB7X1-personale@eksempel.dk>"}
    post.mailer.send(OTHER)
    assert len({mail["Message-ID"] for mail in post.mails()}) == 2


def test_mailer_says_that_it_did_not_take_the_letter(post: Post) -> None:
    post.mailer.send(OTHER)
    before = list(post.arrived())
    post.refuse()
    with pytest.raises(MailError) as caught:
        post.mailer.send(LETTER)
    assert not [private for private in (LETTER.recipient, "Første") if private in str(caught.value)]
    assert [mail for mail in post.arrived() if mail not in before] == []


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
        # The same server under a name that does not say that it is this machine.
        elsewhere = replace(server, host="127.1")
        with pytest.raises(MailError, match="SMTPNotSupportedError"):
            SmtpMailer(elsewhere, SENDER).send(LETTER)
    assert not letterbox.mails


def test_folder_holds_one_whole_file_when_the_letter_comes_twice(tmp_path: Path) -> None:
    mailer = FolderMailer(tmp_path / "data" / "mail", SENDER)
    mailer.send(LETTER)
    mailer.send(LETTER)
    names = [file.name for file in (tmp_path / "data" / "mail").iterdir()]
    assert names == ["KT4MB7X1-personale.eml"]


def test_folder_is_open_to_its_owner_alone(tmp_path: Path) -> None:
    FolderMailer(tmp_path / "mail", SENDER).send(LETTER)
    assert (tmp_path / "mail").stat().st_mode & 0o777 == 0o700
