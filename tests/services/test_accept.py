from dataclasses import replace
from datetime import date

from makker.domain.subject import Seat, SignUp, Told
from makker.services.accept import accept
from makker.services.write_letters import Writer
from tests.domain.examples import a_meeting, a_record
from tests.fakes import FakeRecords, FixedClock
from tests.services.examples import CATALOGUE
from tests.services.test_submit import ADDRESSES


def test_sign_up_that_is_taken_for_real_is_told_of_the_meeting_as_it_is_now() -> None:
    meeting = replace(a_meeting(), version=4)
    sign_up = SignUp(meeting.id, 0, "", Seat.WAITING, Told(version=2))
    records = FakeRecords()
    record = replace(a_record(), subject=sign_up, suspected=True)
    records.add(record, [])
    writer = Writer(ADDRESSES, replace(CATALOGUE, meetings=(meeting,)))
    assert accept(record, records, FixedClock("2026-11-25T12:00:00+00:00"), writer)
    (real,) = records.newest_first()
    assert real.subject == replace(sign_up, told=Told(4, on=date(2026, 11, 25)))
    assert not real.suspected
