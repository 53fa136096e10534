"""What comes at once may be stored at once."""

from dataclasses import replace

import pytest

from makker.domain.change import Added
from makker.domain.record import Record
from makker.domain.trail import What
from makker.ports import Store, StoreError
from tests.domain.examples import a_letter, a_record


def test_what_is_added_together_is_there_afterwards(records: Store) -> None:
    three = [a_record(number) for number in (1, 2, 3)]

    def add() -> list[bool]:
        return [records.add(record, [a_letter(record)]).fresh for record in three]

    assert records.together(add) == [True, True, True]
    assert {record.reference for record in records.newest_first()} == {
        record.reference for record in three
    }
    assert len(list(records.unsent())) == len(three)


def test_the_same_that_comes_twice_at_once_is_stored_once(records: Store) -> None:
    first = a_record()
    again = replace(a_record(2), submission=first.submission)

    def add() -> list[Added]:
        return [records.add(one, [a_letter(one)]) for one in (first, again)]

    assert records.together(add) == [Added(first, fresh=True), Added(first, fresh=False)]
    assert list(records.newest_first()) == [first]


def test_several_are_added_as_if_they_came_one_by_one(records: Store) -> None:
    before, first, third = a_record(1), a_record(2), a_record(6)
    other = replace(a_record(4), suspected=True)
    again = replace(a_record(3), submission=first.submission)
    known = replace(a_record(5), submission=before.submission)
    records.add(before, [])
    added = records.add_all([(one, [a_letter(one)]) for one in (first, again, third, other, known)])
    assert list(added) == [
        Added(first, fresh=True),
        Added(first, fresh=False),
        Added(third, fresh=True),
        Added(other, fresh=True),
        Added(before, fresh=False),
    ]
    fresh = (first, third, other)
    assert {one.reference for one in records.unsent()} == {one.reference for one in fresh}
    assert sum(records.counts().values()) == 3  # the suspected one not yet
    for one in fresh:
        assert [deed.what for deed in records.of(one.reference)] == [What.RECEIVED]


def test_none_is_added_where_none_comes(records: Store) -> None:
    assert list(records.add_all([])) == []
    assert not list(records.newest_first())


@pytest.mark.transaction
def test_one_that_cannot_be_added_takes_no_other_with_it(records: Store) -> None:
    first, last = a_record(1), a_record(3)
    taken = replace(a_record(2), reference=first.reference)

    def add(record: Record) -> bool:
        try:
            return records.add(record, [a_letter(record)]).fresh
        except StoreError:
            return False

    added = records.together(lambda: [add(record) for record in (first, taken, last)])
    assert added == [True, False, True]
    assert {one.reference for one in records.newest_first()} == {first.reference, last.reference}
    assert len(list(records.unsent())) == 2


def test_a_fault_of_the_work_comes_out(records: Store) -> None:
    def fail() -> None:
        message = "not this one"
        raise LookupError(message)

    with pytest.raises(LookupError):
        records.together(fail)
    assert records.together(lambda: records.add(a_record(), []).fresh)
