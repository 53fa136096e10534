from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from makker.adapters.folder import FolderMailer
from makker.ports import MailError
from tests.contracts.post import KINDS, SENDER, Post, opened
from tests.domain.examples import a_letter, a_record
from tests.mailbox import read

LETTER = a_letter(a_record())
OTHER = replace(a_letter(a_record(2)), recipient="andre@kanariefugl.dk")


CALENDAR = "BEGIN:VCALENDAR\nSUMMARY:Informationsmøde\nEND:VCALENDAR\n"


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
    assert read(mail).words == LETTER.body
    assert "<p>Første linje</p>" in read(mail).page
    assert mail["Message-ID"] == f"<{LETTER.id}@eksempel.dk>"


def test_calendar_arrives_beside_the_words(post: Post) -> None:
    post.mailer.send(replace(LETTER, calendar=CALENDAR))
    (mail,) = post.mails()
    assert read(mail).calendar == CALENDAR
    assert read(mail).words == LETTER.body


def test_letter_finds_a_domain_with_letters_of_its_own(post: Post) -> None:
    post.mailer.send(replace(LETTER, recipient="soren@blåbærgrød.dk"))
    (mail,) = post.mails()
    assert mail["To"] == "soren@xn--blbrgrd-fxak7p.dk"


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


def test_folder_holds_one_whole_file_when_the_letter_comes_twice(tmp_path: Path) -> None:
    mailer = FolderMailer(tmp_path / "data" / "mail", SENDER)
    mailer.send(LETTER)
    mailer.send(LETTER)
    names = [file.name for file in (tmp_path / "data" / "mail").iterdir()]
    assert names == ["KT4MB7X1-personale.eml"]


def test_folder_is_open_to_its_owner_alone(tmp_path: Path) -> None:
    FolderMailer(tmp_path / "mail", SENDER).send(LETTER)
    assert (tmp_path / "mail").stat().st_mode & 0o777 == 0o700
