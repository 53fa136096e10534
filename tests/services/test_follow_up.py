from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import partial

import pytest

from makker.domain.change import Change
from makker.domain.letter import Letter
from makker.domain.meeting import Meeting, Plan
from makker.domain.news import News
from makker.domain.record import Record
from makker.domain.subject import Seat, SignUp, Told
from makker.domain.trail import What
from makker.ports import StoreError
from makker.services.follow_up import FollowUp
from makker.services.move_up import MoveUp
from makker.services.own import Own
from makker.services.write_letters import Writer
from tests.domain.examples import CANARIES, CANARY, NOON, a_meeting, a_record, erasing
from tests.fakes import CountedVisits, FakeRecords, FixedClock, PlainTokens
from tests.services.examples import CATALOGUE, PROGRAMME
from tests.services.test_submit import ADDRESSES

PLANNED = replace(a_meeting(), programmes=(PROGRAMME,))
TOLD = Told(version=1, on=date(2026, 11, 2))
ADDRESS = "bo@eksempel.dk"


def drawn(meeting: Meeting) -> str:
    return f"kalender {meeting.id} {meeting.version} {meeting.plan}"


@dataclass
class Round:
    """A store, and a round of work on it with a meeting as we like."""

    records: FakeRecords = field(default_factory=FakeRecords)
    clock: FixedClock = field(default_factory=lambda: FixedClock("2026-11-10T12:00:00+00:00"))

    def sign_up(self, number: int = 1, seat: Seat = Seat.SEATED, email: str = ADDRESS) -> Record:
        record = replace(
            a_record(number),
            reference=f"R{number:03}",
            submission=f"indsendelse-{number}",
            received_at=NOON - timedelta(days=20, seconds=-number),
            subject=SignUp(PLANNED.id, 0, "", seat, TOLD),
            contact=replace(CANARY, email=email),
        )
        self.records.add(record, [])
        return record

    def work(self, meeting: Meeting = PLANNED) -> Mapping[News, int]:
        writer = partial(Writer, ADDRESSES, calendar=drawn)
        follow_up = FollowUp(self.records, self.clock, writer)
        return follow_up(replace(CATALOGUE, meetings=(meeting,)))

    @property
    def letters(self) -> Sequence[Letter]:
        return self.records.unsent()

    def told(self, reference: str = "R001") -> Told:
        subject = self.records.records[reference].subject
        assert isinstance(subject, SignUp)
        return subject.told


@pytest.fixture
def here() -> Round:
    return Round()


@pytest.mark.parametrize(
    ("meeting", "news", "subject"),
    [
        (replace(PLANNED, version=2), News.CHANGED, "Nyt"),
        (replace(PLANNED, plan=Plan.CANCELLED), News.CANCELLED, "Aflyst"),
    ],
)
def test_seated_and_waiting_alike_are_told_once(
    here: Round, meeting: Meeting, news: News, subject: str
) -> None:
    here.sign_up(1)
    here.sign_up(2, Seat.WAITING)
    assert here.work(meeting) == {news: 2}
    assert [letter.subject for letter in here.letters] == [subject, f"{subject}, og du venter"]
    assert {letter.recipient for letter in here.letters} == {ADDRESS}
    for _ in range(3):
        here.clock.moment += timedelta(hours=7)
        assert here.work(meeting) == {}
    assert len(here.letters) == 2


def test_what_was_told_is_kept_with_the_sign_up_and_noted(here: Round) -> None:
    here.sign_up()
    here.work(replace(PLANNED, version=4, plan=Plan.CANCELLED))
    assert here.told() == Told(4, cancelled=True, on=date(2026, 11, 10))
    assert [deed.what for deed in here.records.of("R001")] == [What.RECEIVED, What.TOLD]


def test_nobody_is_told_when_nothing_is_new(here: Round) -> None:
    here.sign_up()
    assert here.work() == {}
    assert not here.letters


def test_cancelled_revived_and_cancelled_again_is_told_each_time(here: Round) -> None:
    here.sign_up()
    off = replace(PLANNED, plan=Plan.CANCELLED)
    for meeting in (off, PLANNED, off, replace(PLANNED, version=2), replace(off, version=3)):
        here.clock.moment += timedelta(minutes=1)
        here.work(meeting)
        here.work(meeting)
    subjects = [letter.subject for letter in here.letters]
    assert subjects == ["Aflyst", "Alligevel", "Aflyst", "Alligevel", "Aflyst"]
    assert len({letter.id for letter in here.letters}) == 5


def test_staff_ring_whoever_left_no_address_one_letter_for_each(here: Round) -> None:
    here.sign_up(1, email="")
    here.sign_up(2, Seat.WAITING, email="")
    here.work(replace(PLANNED, version=2))
    assert [letter.subject for letter in here.letters] == ["Ring om nyt"] * 2
    assert {letter.recipient for letter in here.letters} == {"vejle@eksempel.dk"}
    assert [letter.body for letter in here.letters] == [
        f"Nummer {reference} https://eksempel.dk/personale/" for reference in ("R001", "R002")
    ]


def test_no_more_are_told_at_once_than_one_transaction_holds(here: Round) -> None:
    for number in range(40):
        here.sign_up(number)
    meeting = replace(PLANNED, version=2)
    assert [here.work(meeting).get(News.CHANGED, 0) for _ in range(4)] == [15, 15, 10, 0]
    assert len({letter.reference for letter in here.letters}) == len(here.letters) == 40


def test_calendar_goes_to_whoever_has_a_seat_and_not_with_the_reminder(here: Round) -> None:
    here.sign_up(1)
    here.sign_up(2, Seat.WAITING)
    meeting = replace(PLANNED, version=2)
    here.work(meeting)
    assert [letter.calendar for letter in here.letters] == [drawn(meeting), ""]
    here.clock.moment = datetime.fromisoformat("2026-11-30T12:00:00+00:00")
    here.work(meeting)
    assert [letter.calendar for letter in here.letters][2:] == [""]


def test_reminder_is_written_once_the_day_before(here: Round) -> None:
    here.sign_up()
    written = []
    while here.clock.moment < PLANNED.end + timedelta(days=1):
        here.work()
        written.append(len(here.letters))
        here.clock.moment += timedelta(minutes=30)
    assert written[-1] == 1
    (letter,) = here.letters
    assert letter.subject == "Husk"
    assert letter.written_at == datetime.fromisoformat("2026-11-30T09:00:00+01:00")
    assert letter.body == "Nummer R001 https://eksempel.dk/min-henvendelse/?n=indsendelse-1"


def test_meeting_that_is_moved_is_told_and_reminded_of_anew(here: Round) -> None:
    here.sign_up()
    here.clock.moment = datetime.fromisoformat("2026-11-30T12:00:00+00:00")
    here.work()
    moved = replace(
        PLANNED, version=2, start=PLANNED.start + timedelta(days=9), end=PLANNED.end + timedelta(9)
    )
    here.clock.moment += timedelta(hours=1)
    here.work(moved)
    here.clock.moment = datetime.fromisoformat("2026-12-09T12:00:00+00:00")
    here.work(moved)
    assert [letter.subject for letter in here.letters] == ["Husk", "Nyt", "Husk"]


def test_sign_up_is_kept_as_long_after_the_meeting_when_it_is_moved(here: Round) -> None:
    here.sign_up()
    moved = PLANNED.start + timedelta(days=365)
    here.work(replace(PLANNED, version=2, start=moved, end=moved + timedelta(hours=2)))
    assert here.records.records["R001"].delete_after == date(2027, 12, 31)


def test_letter_and_what_was_told_are_written_together_or_not_at_all(here: Round) -> None:
    here.sign_up()
    here.records.broken = True
    with pytest.raises(StoreError):
        here.work(replace(PLANNED, version=2))
    assert here.told() == TOLD
    assert not here.letters
    here.records.broken = False
    assert here.work(replace(PLANNED, version=2)) == {News.CHANGED: 1}


def test_nobody_is_told_who_has_left(here: Round) -> None:
    here.sign_up()
    here.records.erase(erasing("R001"))
    assert here.work(replace(PLANNED, version=2)) == {}


def test_letters_say_nothing_of_the_person_or_of_what_the_meeting_is_about(here: Round) -> None:
    for number, seat in enumerate(Seat):
        here.sign_up(number, seat)
    here.sign_up(3, email="")
    for version, plan in enumerate((Plan.PLANNED, Plan.CANCELLED, Plan.PLANNED), start=2):
        here.work(replace(PLANNED, version=version, plan=plan))
        here.clock.moment += timedelta(minutes=1)
    assert len(here.letters) == 9
    for letter in here.letters:
        said = letter.subject + letter.body + letter.id + letter.calendar
        private = {*CANARIES, "Klatring", "klatring", PLANNED.title, "Hemmelig"}
        assert not [word for word in private if word in said]


def test_whoever_moves_up_is_told_of_the_meeting_as_it_is_then(here: Round) -> None:
    here.sign_up(1, Seat.WAITING)
    meeting = replace(PLANNED, version=3)
    move_up = MoveUp(here.records, here.clock, partial(Writer, ADDRESSES, calendar=drawn))
    assert move_up(replace(CATALOGUE, meetings=(meeting,))) == 1
    assert here.told() == Told(3, on=date(2026, 11, 10))
    assert here.work(meeting) == {}
    (letter,) = here.letters
    assert (letter.subject, letter.calendar) == ("Nu er der plads", drawn(meeting))


def test_what_was_told_meanwhile_is_not_lost_when_a_person_corrects_their_contact(
    here: Round,
) -> None:
    seen = here.sign_up()  # as their page was shown
    meeting = replace(PLANNED, version=2)
    here.work(meeting)
    move_up = MoveUp(here.records, here.clock, partial(Writer, ADDRESSES))
    own = Own(here.records, here.records, here.clock, PlainTokens(), CountedVisits(), move_up, 9)
    stored = own.correct(seen, replace(CANARY, name="Ny", email=ADDRESS), CATALOGUE)
    assert stored == here.records.records["R001"]
    assert stored is not None
    assert stored.contact.name == "Ny"
    assert here.told().version == 2
    assert here.work(meeting) == {}


def test_sign_up_that_is_gone_cannot_be_corrected(here: Round) -> None:
    seen = here.sign_up()
    here.records.at_meeting(PLANNED.id, lambda _: Change(erased=("R001",)))
    move_up = MoveUp(here.records, here.clock, partial(Writer, ADDRESSES))
    own = Own(here.records, here.records, here.clock, PlainTokens(), CountedVisits(), move_up, 9)
    assert own.correct(seen, replace(CANARY, name="Ny"), CATALOGUE) is None
    assert not here.records.records
    assert not here.letters
