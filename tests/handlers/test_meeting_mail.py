"""What those signed up for a meeting hear of it: a file for their calendar, news, a reminder."""

import shutil
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from icalendar import Calendar

from makker.adapters.late import Late
from makker.ports import Store
from tests.content.copies import CONTENT
from tests.handlers.machine import MEETING, Machine, machine
from tests.handlers.test_plain import SIGN_UP, both_steps, leave
from tests.mailbox import Mail
from tests.visitor import Reply

FILE = f"moeder/{MEETING}.yml"
ADDRESS = "kanarie@fuglebur.example"
CANARY = {
    **SIGN_UP,
    "navn": "Kanarie Fuglesang",
    "telefon": "31 41 59 26",
    "email": ADDRESS,
    "hensyn": "Kvidder om mit helbred",
}
TRACES = ("Kanarie", "Fuglesang", "31415926", "31 41 59", "fuglebur", "Kvidder", "helbred")
TOLD = ("Peer-to-Peer", "peer-to-peer", "mentor", "psykisk", "misbrug", "sygdom", "interesserede")
MOVED = (("dato: 2016-04-18", "dato: 2016-04-20"), ("ugedag: mandag", "ugedag: onsdag"))
RAISED = ("version: 1 ", "version: 2 ")
OFF = ("status: planlagt", "status: aflyst")
ON = OFF[::-1]
SEATS = ("\nversion: 1 ", "\npladser: 1\nversion: 1 ")


@pytest.fixture
def here(tmp_path: Path) -> Machine:
    content = tmp_path / "content"
    shutil.copytree(CONTENT, content)
    return machine(tmp_path / "data", content=content)


def sign_up(here: Machine, **fields: str) -> Reply:
    return both_steps(here, "/send/tilmelding/", {**CANARY, **fields})


def to(address: str, mails: list[Mail]) -> list[Mail]:
    return [mail for mail in mails if mail.to == address]


def subjects(mails: list[Mail]) -> list[str]:
    return [mail.subject for mail in mails]


def test_receipt_of_a_seat_brings_a_neutral_file_for_the_calendar(here: Machine) -> None:
    sign_up(here, kvittering="ja")
    (mail,) = to(ADDRESS, here.fresh_mail())
    assert len(Calendar.from_ical(mail.calendar).walk("VEVENT")) == 1
    for line in (
        "METHOD:PUBLISH",
        "SUMMARY:Informationsmøde",
        "DTSTART;TZID=Europe/Copenhagen:20160418T130000",
        f"UID:{MEETING}@127.0.0.1",
    ):
        assert line in mail.calendar.splitlines()
    for absent in ("ATTENDEE", "ORGANIZER", "VALARM", ADDRESS, *TRACES, *TOLD):
        assert absent not in mail.calendar


def test_receipt_of_a_place_in_the_queue_brings_none(here: Machine) -> None:
    here.edit(FILE, SEATS)
    sign_up(here)
    sign_up(here, email="to@fuglebur.example", kvittering="ja")
    (mail,) = to("to@fuglebur.example", here.fresh_mail())
    assert (mail.subject, mail.calendar) == ("Du står på venteliste", "")


def test_who_moves_up_gets_the_file_and_no_further_letter(here: Machine) -> None:
    here.edit(FILE, SEATS)
    first = sign_up(here)
    sign_up(here, email="to@fuglebur.example")
    here.edit(FILE, RAISED)
    leave(here, first)
    (mail,) = to("to@fuglebur.example", here.fresh_mail())
    assert mail.subject == "Der er blevet plads til dig"
    assert "SEQUENCE:1" in mail.calendar
    assert not to("to@fuglebur.example", here.fresh_mail())


def test_meeting_that_is_moved_in_its_file_is_told_to_all_once(here: Machine) -> None:
    here.edit(FILE, SEATS)
    sign_up(here)
    sign_up(here, email="to@fuglebur.example")
    sign_up(here, email="", navn="Tre")
    here.fresh_mail()
    here.edit(FILE, *MOVED, RAISED)
    mails = here.fresh_mail()
    (seated,), (waiting,) = to(ADDRESS, mails), to("to@fuglebur.example", mails)
    assert subjects(mails).count("Der er nyt om mødet") == 2
    for mail in (seated, waiting):
        assert "Onsdag den 20.\u00a0april 2016 kl.\u00a013-15\nForeningernes Hus, " in mail.words
    assert "Du har stadig din plads." in seated.words
    assert "Du står stadig på venteliste." in waiting.words
    assert "DTSTART;TZID=Europe/Copenhagen:20160420T130000" in seated.calendar
    assert "SEQUENCE:1" in seated.calendar
    assert waiting.calendar == ""
    (ring,) = to("personale@example.org", mails)
    assert ring.subject == "En person skal ringes op om et møde"
    here.wait(3600)
    assert not here.fresh_mail()


def test_status_alone_is_enough_to_cancel_and_to_revive(here: Machine) -> None:
    sign_up(here)
    here.fresh_mail()
    for change, subject, status in (
        (OFF, "Mødet er aflyst", "CANCELLED"),
        (ON, "Mødet bliver til noget alligevel", "CONFIRMED"),
        (OFF, "Mødet er aflyst", "CANCELLED"),
    ):
        here.edit(FILE, change)
        here.wait()
        (mail,) = here.fresh_mail()
        assert mail.subject == subject
        assert f"STATUS:{status}" in mail.calendar
        here.wait()
        assert not here.fresh_mail()


def test_everyone_is_told_when_they_are_many_a_round_at_a_time(here: Machine) -> None:
    for number in range(32):
        sign_up(here, email=f"nr{number}@fuglebur.example")
    here.fresh_mail()
    here.edit(FILE, OFF)
    rounds = [here.fresh_mail() for _ in range(4)]
    assert [len(mails) for mails in rounds] == [15, 15, 2, 0]
    assert len({mail.to for mails in rounds for mail in mails}) == 32


def test_meeting_that_is_past_tells_nobody(here: Machine) -> None:
    sign_up(here)
    here.fresh_mail()
    here.at("2016-04-18T13:00:00+02:00")  # it begins
    here.edit(FILE, *MOVED, OFF, RAISED, ("2016-04-20", "2016-04-13"), ("2016-04-14", "2016-04-11"))
    assert not to(ADDRESS, here.fresh_mail())


def test_edit_that_raises_nothing_tells_nobody(here: Machine) -> None:
    sign_up(here)
    here.fresh_mail()
    here.edit(FILE, ("titel: Infomøde", "titel: Stort infomøde"))
    assert not here.fresh_mail()


def test_whoever_signs_up_after_the_change_is_not_told_of_it(here: Machine) -> None:
    here.edit(FILE, RAISED)
    sign_up(here)
    assert subjects(here.fresh_mail()) == ["Der er kommet en ny henvendelse"]
    here.wait()
    assert not here.fresh_mail()


def test_reminder_comes_once_the_day_before_from_nine(here: Machine) -> None:
    sign_up(here)
    here.fresh_mail()
    here.at("2016-04-17T08:59:00+02:00")
    assert not to(ADDRESS, here.fresh_mail())
    here.at("2016-04-17T09:00:00+02:00")
    (mail,) = to(ADDRESS, here.fresh_mail())
    assert (mail.subject, mail.calendar) == ("Husk mødet", "")
    assert "Mandag den 18.\u00a0april 2016 kl.\u00a013-15" in mail.words
    for moment in ("2016-04-17T12:00", "2016-04-18T09:00", "2016-04-19T09:00"):
        here.at(f"{moment}:00+02:00")
        assert not to(ADDRESS, here.fresh_mail())


def test_nobody_is_reminded_who_signed_up_the_same_day(here: Machine) -> None:
    here.edit(FILE, ("sidste_tilmelding: 2016-04-14", "sidste_tilmelding: 2016-04-18"))
    here.at("2016-04-17T00:30:00+02:00")
    sign_up(here)
    here.fresh_mail()
    here.at("2016-04-17T12:00:00+02:00")
    assert not to(ADDRESS, here.fresh_mail())


def test_whoever_has_left_hears_no_more(here: Machine) -> None:
    leave(here, sign_up(here))
    here.fresh_mail()
    here.edit(FILE, OFF)
    here.at("2016-04-17T12:00:00+02:00")
    assert not to(ADDRESS, here.fresh_mail())


def test_what_a_machine_sent_hears_nothing(here: Machine) -> None:
    both_steps(here, "/send/tilmelding/", CANARY, seconds=0)
    assert list(here.app.records.newest_first(suspected=True))
    here.edit(FILE, *MOVED, RAISED)
    assert not here.fresh_mail()


def test_what_waits_is_sent_and_erased_when_nothing_new_can_be_written(here: Machine) -> None:
    class Broken(Late):
        def at_meeting(self, *_: object) -> None:
            raise ZeroDivisionError

        def newest_first(self, **_: object) -> None:
            raise ZeroDivisionError

    sign_up(here)
    here.app = replace(here.app, store=cast("Store", Broken(lambda: here.parts.store)))
    with pytest.raises(ZeroDivisionError):
        here.fresh_mail()
    assert not list(here.app.outbox.unsent())
    here.at("2016-06-01T12:00:00+02:00")
    with pytest.raises(ZeroDivisionError):
        here.fresh_mail()
    assert not list(here.parts.store.newest_first())
