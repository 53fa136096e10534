"""Signing up for a meeting: its deadline, its seats, and those who wait."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from makker.domain.subject import Seat, SignUp, Told
from tests.content.copies import CONTENT
from tests.handlers.machine import MEETING, Machine, machine
from tests.handlers.test_plain import SIGN_UP, both_steps, leave, stored


@pytest.fixture
def here(tmp_path: Path) -> Machine:
    return machine(tmp_path)


def meeting_with(folder: Path, *changes: tuple[str, str]) -> Path:
    content = folder / "content"
    shutil.copytree(CONTENT, content)
    file = content / "moeder" / f"{MEETING}.yml"
    text = file.read_text("utf-8")
    for old, new in changes:
        text, changed = re.subn(old, new, text)
        assert changed
    file.write_text(text, "utf-8")
    return content


@pytest.mark.parametrize(
    ("moment", "status"),
    [("2016-04-14T21:59:59+00:00", 200), ("2016-04-14T22:00:00+00:00", 409)],
)
def test_sign_up_closes_at_midnight_in_copenhagen(here: Machine, moment: str, status: int) -> None:
    token = here.visitor.post("/send/tilmelding/", SIGN_UP).token
    here.at(moment)
    reply = here.visitor.post("/send/tilmelding/", {**SIGN_UP, "noegle": token})
    assert reply.status == status
    assert len(stored(here)) == (status == 200)
    assert 'href="tel:' in reply.page
    assert ("Fristen for tilmelding er gået" in reply.page) == (status == 409)


@pytest.mark.parametrize(
    ("plan", "moment", "heading"),
    [
        ("aflyst", "2016-04-01T10:00:00+00:00", "Mødet er aflyst"),
        ("fuldt", "2016-04-01T10:00:00+00:00", "Mødet er fuldt"),
        ("planlagt", "2016-04-18T13:00:00+00:00", "Mødet er holdt"),
    ],
)
def test_meeting_that_takes_nobody_says_so_and_whom_to_ring(
    tmp_path: Path, plan: str, moment: str, heading: str
) -> None:
    content = meeting_with(tmp_path, ("(?m)^status: planlagt", f"status: {plan}"))
    here = machine(tmp_path / "data", content=content)
    here.at(moment)
    reply = here.visitor.post("/send/tilmelding/", SIGN_UP)
    assert (reply.status, reply.heading) == (409, heading)
    assert 'href="tel:' in reply.page


def test_meeting_that_does_not_exist_gets_a_clear_page(here: Machine) -> None:
    reply = here.visitor.post("/send/tilmelding/", {**SIGN_UP, "moede": "2099-01-01"})
    assert reply.status == 400
    assert "hvilket møde" in reply.heading


def test_sign_up_is_kept_thirty_days_after_the_meeting(here: Machine) -> None:
    both_steps(here, "/send/tilmelding/", {**SIGN_UP, "antal": "2", "hensyn": "Elevator"})
    (record,) = here.app.records.newest_first()
    told = Told(version=1, on=date(2016, 4, 1))
    assert record.subject == SignUp(MEETING, 2, "Elevator", Seat.SEATED, told)
    assert record.delete_after.isoformat() == "2016-05-18"


def test_seats_run_out_and_the_next_wait_and_move_up_when_someone_leaves(tmp_path: Path) -> None:
    content = meeting_with(tmp_path, ("(?m)^version: 1", "pladser: 3\nversion: 1"))
    here = machine(tmp_path / "data", content=content)
    people = [("Anna", "2"), ("Bo", ""), ("Carl", "")]
    replies = []
    for name, companions in people:
        fields = {**SIGN_UP, "navn": name, "antal": companions, "kvittering": "ja"}
        fields["email"] = f"{name.lower()}@eksempel.dk"
        replies.append(both_steps(here, "/send/tilmelding/", fields))
    seats = [getattr(subject, "seat", None) for subject in reversed(stored(here))]
    assert seats == [Seat.SEATED, Seat.WAITING, Seat.WAITING]
    assert "du har en plads" in replies[0].page
    assert "venteliste" in replies[1].page
    before = len(here.mail())
    assert before == 6  # for each one to staff and one receipt
    leave(here, replies[0])
    seats = [getattr(subject, "seat", None) for subject in reversed(stored(here))]
    assert seats == [Seat.SEATED, Seat.SEATED]
    fresh = [mail for mail in here.mail() if "rykket-op" in mail]
    assert len(fresh) == 2
    assert {address for mail in fresh for address in re.findall(r"(?m)^To: (.*)$", mail)} == {
        "bo@eksempel.dk",
        "carl@eksempel.dk",
    }


def test_seats_that_staff_add_go_to_those_who_wait(tmp_path: Path) -> None:
    content = meeting_with(tmp_path, ("(?m)^version: 1", "pladser: 1\nversion: 1"))
    here = machine(tmp_path / "data", content=content)
    for name in ("Anna", "Bo"):
        both_steps(here, "/send/tilmelding/", {**SIGN_UP, "navn": name})
    file = content / "moeder" / f"{MEETING}.yml"
    file.write_text(file.read_text("utf-8").replace("pladser: 1", "pladser: 2"), "utf-8")
    more = machine(tmp_path / "data", content=content)
    mails = more.mail()
    assert [getattr(subject, "seat", None) for subject in stored(more)] == [Seat.SEATED] * 2
    # Bo left no address: staff are told to ring.
    assert len([mail for mail in mails if "ring-rykket-op" in mail]) == 1
