from dataclasses import replace
from datetime import date

import pytest

from makker.domain.screening import Outcome
from makker.domain.subject import Kind
from makker.domain.trail import Deed, What
from makker.ports import StoreError
from makker.services.expire import Expire, Over
from tests.domain.examples import a_letter, a_record
from tests.fakes import FakeRecords, FixedClock
from tests.services.examples import RETENTION


def expire(records: FakeRecords, moment: str) -> Over:
    return Expire(records, FixedClock(moment))(RETENTION)


@pytest.mark.parametrize(
    ("moment", "erased"),
    [
        ("2027-05-22T12:00:00+00:00", 0),
        ("2027-05-22T21:59:59+00:00", 0),  # still the last day in Copenhagen
        ("2027-05-22T22:00:00+00:00", 1),
        ("2027-05-23T12:00:00+00:00", 1),
        ("2030-01-01T00:00:00+00:00", 1),
    ],
)
def test_record_is_erased_when_its_last_day_has_passed_in_copenhagen(
    moment: str, erased: int
) -> None:
    records = FakeRecords()
    record = replace(a_record(), delete_after=date(2027, 5, 22))
    records.add(record, [a_letter(record)])
    assert len(expire(records, moment).records) == erased
    assert len(records.records) == len(records.unsent()) == 1 - erased


def test_expire_erases_all_that_is_over_and_leaves_the_rest() -> None:
    records = FakeRecords()
    for number in range(1, 6):  # the last days are 23 to 27 May 2027
        records.add(a_record(number), [])
    over = expire(records, "2027-05-26T10:00:00+00:00")
    assert [one.reference for one in over.records] == ["KT4MB7X1", "KT4MB7X2", "KT4MB7X3"]
    assert [*records.records] == ["KT4MB7X4", "KT4MB7X5"]


def test_what_is_over_can_be_looked_at_and_nothing_is_erased() -> None:
    records = FakeRecords()
    records.add(a_record(), [])
    looking = Expire(records, FixedClock("2027-06-01T10:00:00+00:00"))
    (one,) = looking.over(RETENTION).records
    assert (one.kind, one.outcome, one.suspected) == (Kind.APPLICATION, Outcome.TALK, False)
    assert one.last_day == a_record().delete_after
    assert [*records.records] == ["KT4MB7X1"]
    assert looking(RETENTION).records == (one,)
    assert looking.over(RETENTION).records == ()


def test_it_is_seen_as_long_as_the_content_says_that_a_record_expired() -> None:
    records = FakeRecords()
    records.add(a_record(), [])
    expire(records, "2028-01-01T10:00:00+00:00")
    assert [deed.what for deed in records.of("KT4MB7X1")] == [What.RECEIVED, What.EXPIRED]
    assert expire(records, "2029-12-01T10:00:00+00:00").lines == 1
    assert [deed.what for deed in records.of("KT4MB7X1")] == [What.EXPIRED]
    assert expire(records, "2030-01-01T22:59:59+00:00").lines == 0  # two years to the day
    assert expire(records, "2030-01-01T23:00:00+00:00").lines == 1
    assert records.of("KT4MB7X1") == []


class Stubborn(FakeRecords):
    """Does not let go of one record."""

    def erase(self, deed: Deed, letters: object = ()) -> bool:
        del letters
        if deed.reference == "KT4MB7X1":
            raise StoreError
        return super().erase(deed)


def test_record_that_cannot_be_erased_is_named_and_holds_up_no_other() -> None:
    records = Stubborn()
    for number in (1, 2):
        records.add(a_record(number), [])
    over = expire(records, "2028-01-01T10:00:00+00:00")
    assert [one.reference for one in over.records] == ["KT4MB7X2"]
    assert over.left == ("KT4MB7X1",)
    assert [*records.records] == ["KT4MB7X1"]
