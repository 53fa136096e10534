from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial

import pytest

from makker.domain.letter import Letter
from makker.domain.programme import Programme
from makker.domain.record import Record
from makker.domain.screening import Outcome
from makker.domain.subject import Application, Interest, Referral, Seat, SignUp, Subject
from makker.domain.trail import Deed, What, Who
from makker.ports import StoreError
from makker.services.digest import Digest
from makker.services.write_letters import Writer
from tests.domain.examples import CANARIES, a_letter, a_meeting, a_record
from tests.fakes import FakeRecords, FixedClock
from tests.services.examples import CATALOGUE, PROGRAMME
from tests.services.test_submit import ADDRESSES

OTHER: Programme = replace(PROGRAMME, id="svoemning-odense", place="Odense")
MEETING = replace(a_meeting(), programmes=(PROGRAMME,))
HERE = replace(
    CATALOGUE,
    programmes={PROGRAMME.id: PROGRAMME, OTHER.id: OTHER},
    meetings=(MEETING,),
)
APPLICATION = Application(PROGRAMME.id, "peer", Outcome.TALK, {})
EIGHT = "2026-11-23T08:00:00+01:00"


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment)


@dataclass
class Morning:
    """A store, and the letter of the day."""

    records: FakeRecords = field(default_factory=FakeRecords)
    clock: FixedClock = field(default_factory=lambda: FixedClock(EIGHT))

    def receive(
        self,
        moment: str,
        subject: Subject = APPLICATION,
        *,
        suspected: bool = False,
    ) -> Record:
        number = len(self.records.records) + 1
        record = replace(
            a_record(),
            reference=f"R{number:03}",
            submission=f"indsendelse-{number}",
            received_at=at(moment),
            subject=subject,
            suspected=suspected,
        )
        self.records.add(record, [])
        return record

    def work(self) -> int:
        """Do a round as after a restart: nothing is remembered but in the store."""
        return Digest(self.records, self.clock, partial(Writer, ADDRESSES))(HERE)

    @property
    def letters(self) -> Sequence[Letter]:
        return self.records.unsent()

    def numbers(self, recipient: str = "vejle@eksempel.dk") -> list[int]:
        """Give the new, the unread, the days waited, the suspected and the given up."""
        (letter,) = [one for one in self.letters if one.recipient == recipient]
        return [int(number) for number in letter.body.split()[:5]]


@pytest.fixture
def here() -> Morning:
    return Morning()


def test_nothing_is_written_when_nothing_waits(here: Morning) -> None:
    assert here.work() == 0
    assert not here.letters


@pytest.mark.parametrize(
    ("moment", "written"),
    [
        ("2026-11-23T07:59:59+01:00", 0),
        ("2026-11-23T08:00:00+01:00", 1),
        ("2026-11-23T23:59:59+01:00", 1),
        ("2027-03-28T08:00:00+02:00", 1),  # the clock was changed in the night
    ],
)
def test_letter_is_written_from_eight_in_copenhagen(
    here: Morning, moment: str, written: int
) -> None:
    here.receive("2026-11-22T12:00:00+01:00")
    here.clock.moment = at(moment)
    assert here.work() == written


def test_there_is_one_a_day_even_after_a_restart_and_when_it_is_sent(here: Morning) -> None:
    here.receive("2026-11-22T12:00:00+01:00")
    days = []
    for _ in range(3 * 24 * 4):
        here.work()
        for letter in here.letters:
            days.append(letter.written_at.date().isoformat())
            here.records.mark_sent(letter, here.clock.now())
        here.clock.moment += timedelta(minutes=15)
    assert days == ["2026-11-23", "2026-11-24", "2026-11-25"]


def test_records_are_looked_at_once_a_day(here: Morning) -> None:
    here.receive("2026-11-22T12:00:00+01:00")
    digest = Digest(here.records, here.clock, partial(Writer, ADDRESSES))
    assert [digest(HERE), digest(HERE)] == [1, 0]
    here.records.posted.clear()  # nobody asks the store a second time
    assert digest(HERE) == 0
    here.clock.moment += timedelta(days=1)
    assert digest(HERE) == 1


def test_letter_counts_what_is_new_and_what_nobody_has_read(here: Morning) -> None:
    here.receive("2026-11-17T07:00:00+01:00")
    here.receive("2026-11-22T07:59:59+01:00")
    here.receive("2026-11-22T08:00:00+01:00", Interest("Vejle", ()))
    here.receive("2026-11-23T07:59:59+01:00")
    here.work()
    assert here.numbers() == [2, 4, 6, 0, 0]


def test_what_someone_has_read_does_not_wait(here: Morning) -> None:
    for day in (10, 20, 22):
        here.receive(f"2026-11-{day}T12:00:00+01:00")
    for reference in ("R001", "R003"):
        here.records.note(Deed(reference, What.READ, Who.OPERATOR, here.clock.now()))
    here.work()
    assert here.numbers() == [1, 1, 3, 0, 0]


def test_what_came_after_eight_is_of_the_next_day(here: Morning) -> None:
    here.receive("2026-11-23T08:00:00+01:00")
    here.receive("2026-11-23T09:00:00+01:00", suspected=True)
    here.clock.moment = at("2026-11-23T14:00:00+01:00")
    assert here.work() == 0
    here.clock.moment = at("2026-11-24T08:00:00+01:00")
    assert here.work() == 1
    assert here.numbers() == [1, 1, 1, 1, 0]


def test_sign_up_is_new_but_waits_for_nobody_to_read_it(here: Morning) -> None:
    here.receive("2026-11-22T12:00:00+01:00", SignUp(MEETING.id, 0, "", Seat.SEATED))
    here.work()
    assert here.numbers() == [1, 0, 0, 0, 0]
    here.clock.moment += timedelta(days=1)
    assert here.work() == 0


def test_nobody_hears_of_someone_who_was_suggested(here: Morning) -> None:
    here.receive("2026-11-22T12:00:00+01:00", Referral("Vejle"))
    assert here.work() == 0


def test_letter_counts_what_a_machine_seems_to_have_sent_apart(here: Morning) -> None:
    for _ in range(3):
        here.receive("2026-11-01T12:00:00+01:00", suspected=True)
    here.work()
    assert here.numbers() == [0, 0, 0, 3, 0]


def give_up(here: Morning, letter: Letter) -> None:
    here.records.give_up(
        letter, Deed(letter.about, What.LETTER_GIVEN_UP, Who.SYSTEM, letter.written_at)
    )


def test_letter_counts_the_letters_that_were_given_up(here: Morning) -> None:
    record = here.receive("2026-11-02T12:00:00+01:00", SignUp(MEETING.id, 0, "", Seat.SEATED))
    here.records.post(a_letter(record))
    give_up(here, a_letter(record))
    here.work()
    assert here.numbers() == [0, 0, 0, 0, 1]


def test_letter_given_up_that_belongs_to_no_record_is_told_to_all(here: Morning) -> None:
    here.receive("2026-11-22T12:00:00+01:00")
    here.work()
    give_up(here, here.letters[0])
    here.clock.moment += timedelta(days=1)
    assert here.work() == 2
    assert here.numbers("alle@eksempel.dk") == [0, 0, 0, 0, 1]


def test_each_address_hears_of_what_is_its_own(here: Morning) -> None:
    here.receive("2026-11-22T12:00:00+01:00")
    here.receive("2026-11-22T12:00:00+01:00", replace(APPLICATION, programme=OTHER.id))
    here.receive("2026-11-22T12:00:00+01:00", Interest("Odense", ()), suspected=True)
    assert here.work() == 2
    assert here.numbers("vejle@eksempel.dk") == [1, 1, 1, 0, 0]
    assert here.numbers("alle@eksempel.dk") == [1, 1, 1, 1, 0]
    assert len({letter.id for letter in here.letters}) == 2


def test_letter_has_numbers_and_a_link_and_nothing_else(here: Morning) -> None:
    record = here.receive("2026-11-22T12:00:00+01:00")
    here.work()
    (letter,) = here.letters
    assert letter.subject == "Det, der venter"
    assert letter.body == "1 1 1 0 0 https://eksempel.dk/personale/"
    assert (letter.reference, letter.calendar) == ("", "")
    said = f"{letter.subject} {letter.body} {letter.id}"
    for private in (*CANARIES, record.reference, "Klatring", "klatring", "Vejle", "eksempel.dk@"):
        assert private not in said
    assert letter.recipient not in letter.id


def test_what_could_not_be_written_is_written_in_the_next_round(here: Morning) -> None:
    class Refusing(FakeRecords):
        def post(self, letter: Letter) -> bool:
            del letter
            message = "the fake could not do it"
            raise StoreError(message)

    here.receive("2026-11-22T12:00:00+01:00")
    refusing = Refusing()
    refusing.records = here.records.records
    digest = Digest(refusing, here.clock, partial(Writer, ADDRESSES))
    with pytest.raises(StoreError):
        digest(HERE)
    digest.store = here.records
    assert digest(HERE) == 1
