from dataclasses import replace

from makker.services.deliver import Delivered, deliver
from tests.domain.examples import a_letter, a_record
from tests.fakes import FakeMailer, FakeRecords, FixedClock

CLOCK = FixedClock("2026-11-22T12:00:00+00:00")


def stored_letters(*recipients: str) -> FakeRecords:
    records = FakeRecords()
    for number, recipient in enumerate(recipients, start=1):
        letter = replace(a_letter(a_record(number)), recipient=recipient)
        records.add(a_record(number), [letter])
    return records


def test_deliver_sends_every_letter_the_oldest_first() -> None:
    records, mailer = stored_letters("a@x.dk", "b@x.dk"), FakeMailer()
    assert deliver(records, mailer, CLOCK) == Delivered(sent=2, failed=0)
    assert [letter.recipient for letter in mailer.sent] == ["a@x.dk", "b@x.dk"]
    assert not records.unsent()


def test_deliver_sends_nothing_twice() -> None:
    records, mailer = stored_letters("a@x.dk"), FakeMailer()
    deliver(records, mailer, CLOCK)
    assert deliver(records, mailer, CLOCK) == Delivered(sent=0, failed=0)
    assert len(mailer.sent) == 1


def test_deliver_goes_on_when_one_letter_is_not_taken() -> None:
    records, mailer = stored_letters("a@x.dk", "b@x.dk", "c@x.dk"), FakeMailer("b@x.dk")
    assert deliver(records, mailer, CLOCK) == Delivered(sent=2, failed=1)
    assert [letter.recipient for letter in records.unsent()] == ["b@x.dk"]


def test_deliver_tries_again_what_was_not_taken() -> None:
    records, mailer = stored_letters("a@x.dk"), FakeMailer("a@x.dk")
    deliver(records, mailer, CLOCK)
    mailer.refused.clear()
    assert deliver(records, mailer, CLOCK) == Delivered(sent=1, failed=0)
    assert [letter.recipient for letter in mailer.sent] == ["a@x.dk"]
