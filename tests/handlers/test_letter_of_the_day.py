"""Once a day staff hear what waits, in numbers; a restart changes nothing."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from makker.domain.trail import Deed, What, Who
from tests.handlers.machine import Machine, machine
from tests.mailbox import Mail
from tests.visitor import CONTACT, MENTOR, PROGRAMME, Reply

CANARY = CONTACT | {"navn": "Kanarie Fuglesang", "besked": "Kvidder"}


@pytest.fixture
def here(tmp_path: Path) -> Machine:
    return machine(tmp_path)


def apply(here: Machine, seconds: float = 60) -> Reply:
    token = here.visitor.screen("mentor", MENTOR).token
    here.wait(seconds)
    return here.visitor.submit(token, CANARY)


def of_the_day(mails: list[Mail]) -> list[Mail]:
    return [mail for mail in mails if mail.subject == "Det, der venter på jer i dag"]


def numbers(mail: Mail) -> list[int]:
    return [
        int(line.rpartition(": ")[2]) for line in mail.words.splitlines() if line[-1:].isdigit()
    ]


def test_staff_hear_at_eight_what_came_yesterday_and_is_not_read(here: Machine) -> None:
    reference = apply(here).reference
    apply(here)
    apply(here, seconds=0)  # as only a machine does
    assert not of_the_day(here.fresh_mail())
    here.at("2016-04-02T07:59:00+02:00")
    assert not here.fresh_mail()
    here.at("2016-04-02T08:00:00+02:00")
    (mail,) = here.fresh_mail()
    assert numbers(mail) == [2, 2, 1, 1, 0]
    at = datetime(2016, 4, 2, 10, tzinfo=UTC)
    here.app.trail.note(Deed(reference, What.READ, Who.OPERATOR, at))
    here.at("2016-04-03T08:00:00+02:00")
    (mail,) = here.fresh_mail()
    assert numbers(mail) == [0, 1, 2, 1, 0]


def test_there_is_one_a_day_though_the_machine_starts_again_and_again(
    here: Machine, tmp_path: Path
) -> None:
    apply(here)
    here.fresh_mail()
    days = []
    for hour in range(60):
        again = machine(tmp_path)
        again.at("2016-04-01T13:00:00+02:00")
        again.wait(hour * 3600)
        days += [mail.id[:18] for mail in of_the_day(again.fresh_mail())]
    assert days == ["<dagens-2016-04-02", "<dagens-2016-04-03"]


def test_letter_goes_to_whom_the_programme_belongs(tmp_path: Path) -> None:
    here = machine(tmp_path, MAKKER_STAFF_MAIL_PEER_FAELLESSKABET_VEJLE="vejle@example.org")
    apply(here)
    here.at("2016-04-02T08:00:00+02:00")
    (mail,) = of_the_day(here.fresh_mail())
    assert mail.to == "vejle@example.org"


def test_letter_has_numbers_and_a_link_and_nothing_else(here: Machine) -> None:
    reference = apply(here).reference
    here.fresh_mail()
    here.at("2016-04-02T08:00:00+02:00")
    (mail,) = here.fresh_mail()
    assert mail.link.endswith("/personale/")
    for trace in ("Kanarie", "Kvidder", "20 26", reference, PROGRAMME, "Vejle", "mentor", "Peer"):
        assert trace not in mail.shown + mail.id
