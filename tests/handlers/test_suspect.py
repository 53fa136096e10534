"""What a machine sends is kept apart, and a person is never lost for it (V11)."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from makker.services.accept import accept
from tests.handlers.machine import Machine, machine
from tests.handlers.test_plain import FORMS, both_steps
from tests.visitor import CONTACT, MENTOR, Reply, post_event


def apply(here: Machine, seconds: float, **fields: str) -> Reply:
    token = here.visitor.screen("mentor", MENTOR).token
    here.wait(seconds)
    return here.visitor.submit(token, {**CONTACT, **fields})


Send = Callable[[Machine], Reply]
MACHINES: dict[str, Send] = {
    "fills in the trap": lambda here: apply(here, 60, hjemmeside="http://køb.example"),
    "is too fast": lambda here: apply(here, 0.9),
    **{
        f"is too fast at {path}": partial(both_steps, path=path, fields=form, seconds=0.4)
        for path, form in FORMS.items()
    },
    **{
        f"fills in the trap at {path}": partial(
            both_steps, path=path, fields={**form, "hjemmeside": "x"}
        )
        for path, form in FORMS.items()
    },
}


@pytest.fixture
def here(tmp_path: Path) -> Machine:
    return machine(tmp_path)


@pytest.mark.parametrize("how", MACHINES)
def test_machine_gets_the_receipt_everyone_gets_and_nobody_is_told(here: Machine, how: str) -> None:
    reply = MACHINES[how](here)
    assert (reply.status, reply.heading) == (200, "Tak. Vi har modtaget det, du sendte")
    assert not list(here.app.records.newest_first())
    (record,) = here.app.records.newest_first(suspected=True)
    assert record.reference == reply.reference
    assert record.delete_after.isoformat() == "2016-05-01"
    assert not here.mail()


def test_person_is_not_suspected(here: Machine) -> None:
    apply(here, 1, hjemmeside="")
    assert len(list(here.app.records.newest_first())) == len(here.mail()) == 1


def test_person_is_not_suspected_when_the_clock_is_set_back_meanwhile(here: Machine) -> None:
    apply(here, -3 * 3600)
    assert len(list(here.app.records.newest_first())) == len(here.mail()) == 1


def test_trap_travels_from_the_first_step_to_the_second(here: Machine) -> None:
    first = here.visitor.post("/send/interesse/", {**FORMS["/send/interesse/"], "hjemmeside": "x"})
    assert '<input type="hidden" name="hjemmeside" value="x">' in first.page


def test_suspected_submission_becomes_real_when_someone_says_so(here: Machine) -> None:
    apply(here, 0)
    (record,) = here.app.records.newest_first(suspected=True)
    writer = here.app.writer(here.app.catalogue)
    assert accept(record, here.app.records, here.clock, writer)
    (real,) = here.app.records.newest_first()
    assert real.delete_after.isoformat() == "2016-10-01"
    assert not list(here.app.records.newest_first(suspected=True))
    (mail,) = here.mail()
    assert record.reference in mail


def sent_from(here: Machine, source: str) -> bool:
    """Apply from an address. Say whether it was taken for real."""
    token = here.visitor.screen("mentor", MENTOR).token
    here.wait(5)
    event = post_event("/send/kontakt/", _body(token), "application/x-www-form-urlencoded")
    event["requestContext"]["http"]["sourceIp"] = source
    reference = here.visitor.ask(event).reference
    record = here.app.records.get(reference)
    assert record is not None
    return not record.suspected


def _body(token: str) -> bytes:
    return f"noegle={token}&navn=Bo&telefon=20264577&samtykke=ja".encode()


def test_source_that_sends_more_than_people_do_is_suspected_for_the_hour(tmp_path: Path) -> None:
    here = machine(tmp_path, MAKKER_MOST_SENT="3")
    assert [sent_from(here, "203.0.113.7") for _ in range(5)] == [True] * 3 + [False] * 2
    assert sent_from(here, "203.0.113.8")
    here.wait(3600)
    assert sent_from(here, "203.0.113.7")


def test_source_that_is_not_known_is_not_counted(tmp_path: Path) -> None:
    here = machine(tmp_path, MAKKER_MOST_SENT="1")
    assert all(sent_from(here, "") for _ in range(4))


def test_copies_of_one_submission_count_once(tmp_path: Path) -> None:
    here = machine(tmp_path, MAKKER_MOST_SENT="1")
    token = here.visitor.screen("mentor", MENTOR).token
    here.wait(5)
    replies = [here.visitor.submit(token, CONTACT) for _ in range(10)]
    assert len({reply.reference for reply in replies}) == 1
    assert len(list(here.app.records.newest_first())) == 1
