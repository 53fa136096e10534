"""Every mail there is about a meeting: none tells who it is about, or what."""

import shutil
from pathlib import Path

import pytest

from tests.content.copies import CONTENT
from tests.handlers.machine import Machine, machine
from tests.handlers.test_meeting_mail import (
    ADDRESS,
    FILE,
    OFF,
    ON,
    RAISED,
    SEATS,
    TOLD,
    TRACES,
    sign_up,
    subjects,
    to,
)
from tests.handlers.test_plain import leave
from tests.mailbox import Mail


@pytest.fixture
def here(tmp_path: Path) -> Machine:
    content = tmp_path / "content"
    shutil.copytree(CONTENT, content)
    return machine(tmp_path / "data", content=content)


def every_mail(here: Machine) -> list[Mail]:
    """Bring about every mail that a person signed up, or staff for them, can get."""
    here.edit(FILE, SEATS)
    first = sign_up(here, kvittering="ja")
    for email in (ADDRESS, ADDRESS, ""):
        sign_up(here, email=email, kvittering="ja" if email else "")
    mails = here.fresh_mail()
    for change in (RAISED, OFF, ON):
        here.edit(FILE, change)
        here.wait()
        mails += here.fresh_mail()
    leave(here, first)
    mails += here.fresh_mail()
    for moment in ("2016-04-02T08:00:00+02:00", "2016-04-17T09:00:00+02:00"):
        here.at(moment)
        mails += here.fresh_mail()
    return mails


def test_no_mail_tells_who_it_is_about_or_what(here: Machine) -> None:
    mails = every_mail(here)
    assert set(subjects(mails)) == {
        "Der er kommet en ny henvendelse",
        "Du er meldt til",
        "Du står på venteliste",
        "Der er nyt om mødet",
        "Mødet er aflyst",
        "Mødet bliver til noget alligevel",
        "Der er blevet plads til dig",
        "En person skal ringes op om et møde",
        "Det, du sendte, er slettet",
        "Det, der venter på jer i dag",
        "Husk mødet",
    }
    for mail in mails:
        said = mail.shown.replace("https://peer", "")
        assert not [trace for trace in (*TRACES, *TOLD) if trace in said + mail.id], mail.subject


def test_link_of_every_mail_opens_the_persons_own_page(here: Machine) -> None:
    sign_up(here)
    here.edit(FILE, OFF)
    (mail,) = to(ADDRESS, here.fresh_mail())
    reply = here.visitor.get("/min-henvendelse/", mail.link.partition("?")[2])
    assert 'value="Kanarie Fuglesang"' in reply.page
