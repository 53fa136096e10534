from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from makker.domain.letter import Letter, Waiting
from makker.domain.trail import What
from makker.ports import StoreError
from makker.services.deliver import KEY_PATIENCE, PATIENCE, Deliver, Delivered
from tests.domain.examples import a_letter, a_record
from tests.fakes import FakeMailer, FakeRecords, FixedClock

CLOCK = FixedClock("2026-11-23T12:00:00+00:00")
NOT_TAKEN, NEVER_TAKEN = "the fake did not take the letter", "the fake will never take the letter"


def deliver(records: FakeRecords, mailer: FakeMailer, minutes: float = 0) -> Delivered:
    clock = FixedClock((CLOCK.now() + timedelta(minutes=minutes)).isoformat())
    return Deliver(records, mailer, clock, lambda: 0.5)()


def stored_letters(*recipients: str) -> FakeRecords:
    records = FakeRecords()
    for number, recipient in enumerate(recipients, start=1):
        letter = replace(a_letter(a_record(number)), recipient=recipient)
        records.add(a_record(number), [letter])
    return records


def test_deliver_sends_every_letter_the_oldest_first() -> None:
    records, mailer = stored_letters("a@x.dk", "b@x.dk"), FakeMailer()
    assert deliver(records, mailer) == Delivered(2, 0, ())
    assert [letter.recipient for letter in mailer.sent] == ["a@x.dk", "b@x.dk"]
    assert not records.unsent()


def test_deliver_sends_nothing_twice() -> None:
    records, mailer = stored_letters("a@x.dk"), FakeMailer()
    deliver(records, mailer)
    assert deliver(records, mailer) == Delivered(0, 0, ())
    assert len(mailer.sent) == 1


def test_deliver_goes_on_when_one_letter_is_not_taken() -> None:
    records, mailer = stored_letters("a@x.dk", "b@x.dk", "c@x.dk"), FakeMailer("b@x.dk")
    assert deliver(records, mailer) == Delivered(2, 1, (), (NOT_TAKEN,))
    assert [letter.recipient for letter in records.unsent()] == ["b@x.dk"]


def test_letter_that_cannot_be_opened_holds_up_no_other_and_waits_a_month_for_its_key() -> None:
    records, mailer = stored_letters("a@x.dk", "b@x.dk", "c@x.dk"), FakeMailer()
    locked = replace(records.waiting[1].letter, sealed="no key", recipient="", body="")
    records.waiting[1] = replace(records.waiting[1], letter=locked)
    told = Delivered(2, 1, (), ("no key",), (locked.about,))
    assert deliver(records, mailer) == told
    assert [letter.recipient for letter in mailer.sent] == ["a@x.dk", "c@x.dk"]
    hours = int(PATIENCE / timedelta(hours=1)) + 1
    assert deliver(records, mailer, minutes=60 * hours) == replace(told, sent=0)
    assert not list(records.given_up())
    month = int(KEY_PATIENCE / timedelta(minutes=1))
    assert deliver(records, mailer, minutes=month).given_up == (locked.about,)


def test_letter_whose_key_comes_back_is_sent() -> None:
    records, mailer = stored_letters("a@x.dk"), FakeMailer()
    (waiting,) = records.waiting
    records.waiting = [replace(waiting, letter=replace(waiting.letter, sealed="no key"))]
    assert deliver(records, mailer) == Delivered(0, 1, (), ("no key",), (waiting.letter.about,))
    records.waiting = [replace(records.waiting[0], letter=waiting.letter)]
    assert deliver(records, mailer, minutes=2) == Delivered(1, 0, ())


def test_what_was_given_up_is_told_though_the_next_letter_cannot_be_read() -> None:
    error = StoreError("no store")

    class Torn(FakeRecords):
        def due(self, now: datetime) -> Iterator[Waiting]:  # type: ignore[override]
            yield from super().due(now)
            raise error

    records, letter = Torn(), a_letter(a_record())
    records.add(a_record(), [letter])
    mailer = FakeMailer(for_ever=letter.recipient)
    reasons = tuple(sorted((NEVER_TAKEN, str(error))))
    assert deliver(records, mailer) == Delivered(0, 1, (letter.reference,), reasons)


def test_deliver_tries_again_what_was_not_taken_after_a_pause() -> None:
    records, mailer = stored_letters("a@x.dk"), FakeMailer("a@x.dk")
    deliver(records, mailer)
    mailer.refused.clear()
    assert deliver(records, mailer) == Delivered(0, 0, ())
    assert deliver(records, mailer, minutes=1) == Delivered(1, 0, ())
    assert [letter.recipient for letter in mailer.sent] == ["a@x.dk"]


def test_pauses_double_up_to_four_hours_and_differ_by_chance() -> None:
    def pause(attempts: int, chance: float) -> timedelta:
        return Deliver(FakeRecords(), FakeMailer(), CLOCK, lambda: chance).pause(attempts)

    whole = [pause(attempts, 0.5).total_seconds() / 60 for attempts in range(12)]
    assert whole == [1, 2, 4, 8, 16, 32, 64, 128, 240, 240, 240, 240]
    assert pause(1000, 0.5) == timedelta(hours=4)
    assert pause(0, 0) == timedelta(seconds=45)
    assert pause(0, 1) == timedelta(seconds=75)


def test_letter_that_is_never_taken_is_given_up_after_three_days_and_someone_is_told() -> None:
    records, mailer = stored_letters("a@x.dk"), FakeMailer("a@x.dk")
    written = records.unsent()[0].written_at
    clock = FixedClock(written.isoformat())
    work = Deliver(records, mailer, clock, lambda: 0.5)
    rounds = []
    while records.waiting:
        clock.moment = records.waiting[0].due_at
        rounds.append(work())
    assert rounds[-1] == Delivered(0, 0, ("KT4MB7X1",), (NOT_TAKEN,))
    assert timedelta(hours=72) <= clock.moment - written <= timedelta(hours=76)
    assert 20 < len(rounds) < 40
    assert [deed.what for deed in records.of("KT4MB7X1")][-1] is What.LETTER_GIVEN_UP


def test_everything_arrives_when_the_server_comes_back_after_71_hours() -> None:
    records, mailer = stored_letters("a@x.dk", "b@x.dk"), FakeMailer("a@x.dk", "b@x.dk")
    clock = FixedClock(records.unsent()[0].written_at.isoformat())
    back = clock.moment + timedelta(hours=71)
    work = Deliver(records, mailer, clock, lambda: 0.5)
    while records.waiting:
        clock.moment = min(one.due_at for one in records.waiting)
        if clock.moment >= back:
            mailer.refused.clear()
        work()
    assert sorted(letter.recipient for letter in mailer.sent) == ["a@x.dk", "b@x.dk"]
    assert not records.stuck


def test_letter_whose_recipient_is_refused_for_ever_is_given_up_at_once() -> None:
    records = stored_letters("a@x.dk", "b@x.dk")
    mailer = FakeMailer(for_ever="a@x.dk")
    assert deliver(records, mailer) == Delivered(1, 0, ("KT4MB7X1",), (NEVER_TAKEN,))
    assert [one.letter.recipient for one in records.given_up()] == ["a@x.dk"]


def test_letter_without_a_record_that_is_given_up_goes_by_its_own_name() -> None:
    records, mailer = FakeRecords(), FakeMailer(for_ever="personale@kanariefugl.dk")
    records.post(replace(a_letter(a_record()), id="dagens-2026-11-22-0a1b", reference=""))
    assert deliver(records, mailer) == Delivered(0, 0, ("dagens-2026-11-22-0a1b",), (NEVER_TAKEN,))
    assert [deed.what for deed in records.of("dagens-2026-11-22-0a1b")] == [What.LETTER_GIVEN_UP]


class SlowMailer(FakeMailer):
    """Needs twenty seconds for each letter."""

    def __init__(self, clock: FixedClock, *refused: str) -> None:
        super().__init__(*refused)
        self.clock = clock

    def send(self, letter: Letter) -> None:
        self.clock.moment += timedelta(seconds=20)
        super().send(letter)


def test_round_in_which_a_server_hangs_ends_and_the_next_begins_with_the_letters_left() -> None:
    addresses = [f"{number}@x.dk" for number in range(10)]
    records, clock = stored_letters(*addresses), FixedClock(CLOCK.now().isoformat())
    mailer = SlowMailer(clock, *addresses)
    work = Deliver(records, mailer, clock, lambda: 0.5)
    assert work() == Delivered(0, 4, (), (NOT_TAKEN,))
    mailer.refused.clear()
    clock.moment += timedelta(minutes=5)
    assert work() == Delivered(10, 0, ())
    assert [letter.recipient for letter in mailer.sent] == [*addresses[4:], *addresses[:4]]


def test_round_goes_on_for_as_long_as_letters_are_taken() -> None:
    records, clock = stored_letters(*"abcdefghij"), FixedClock(CLOCK.now().isoformat())
    assert Deliver(records, SlowMailer(clock), clock)() == Delivered(10, 0, ())


class FullStore(FakeRecords):
    """Cannot note anything while it is broken."""

    def mark_sent(self, letter: Letter, at: datetime) -> None:
        if self.broken:
            message = "the disk is full"
            raise StoreError(message)
        super().mark_sent(letter, at)


def test_letter_is_sent_once_however_long_the_store_cannot_note_it() -> None:
    records, mailer = FullStore(), FakeMailer()
    for number in range(3):
        records.add(a_record(number), [a_letter(a_record(number))])
    work = Deliver(records, mailer, CLOCK)
    records.broken = True
    assert [work() for _ in range(5)] == [Delivered(0, 3, (), ("the disk is full",))] * 5
    assert len(mailer.sent) == 3
    records.broken = False
    assert work() == Delivered(3, 0, ())
    assert len(mailer.sent) == 3
    assert not records.unsent()
