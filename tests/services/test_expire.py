from dataclasses import replace
from datetime import date

import pytest

from makker.domain.trail import What
from makker.services.expire import expire
from tests.domain.examples import a_letter, a_record
from tests.fakes import FakeRecords, FixedClock


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
    assert expire(records, records, FixedClock(moment)) == erased
    assert len(records.records) == len(records.unsent()) == 1 - erased


def test_expire_erases_all_that_is_over_and_leaves_the_rest() -> None:
    records = FakeRecords()
    for number in range(1, 6):  # the last days are 23 to 27 May 2027
        records.add(a_record(number), [])
    assert expire(records, records, FixedClock("2027-05-26T10:00:00+00:00")) == 3
    assert [*records.records] == ["KT4MB7X4", "KT4MB7X5"]


def test_it_is_seen_for_two_years_that_a_record_expired() -> None:
    records = FakeRecords()
    records.add(a_record(), [])
    expire(records, records, FixedClock("2028-01-01T10:00:00+00:00"))
    assert [deed.what for deed in records.of("KT4MB7X1")] == [What.RECEIVED, What.EXPIRED]
    expire(records, records, FixedClock("2029-12-01T10:00:00+00:00"))
    assert [deed.what for deed in records.of("KT4MB7X1")] == [What.EXPIRED]
    expire(records, records, FixedClock("2030-01-02T10:00:00+00:00"))
    assert records.of("KT4MB7X1") == []
