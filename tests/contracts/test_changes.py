"""Changing what is stored: the third part of the contract of Store."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from makker.domain.change import Change
from makker.domain.record import Record
from makker.domain.subject import Seat, SignUp
from makker.domain.trail import Deed, What, Who
from makker.ports import Store, StoreError
from tests.domain.examples import CANARY, NOON, a_letter, a_record, erasing

MEETING = "2026-12-01-vejle"
CHANGED = Deed("KT4MB7X1", What.CORRECTED, Who.SENDER, NOON)


def signed_up(number: int, seat: Seat = Seat.SEATED, meeting: str = MEETING) -> Record:
    return replace(a_record(number), subject=SignUp(meeting, 0, "", seat))


def at(records: Store, meeting: str) -> list[Record]:
    """Look at a meeting's sign-ups."""
    seen: list[Record] = []

    def look(those: Sequence[Record]) -> Change:
        seen[:] = those
        return Change()

    records.at_meeting(meeting, look)
    return seen


def test_of_submission_gives_the_record_or_none(records: Store) -> None:
    records.add(a_record(1), [])
    assert records.of_submission("indsendelse-1") == a_record(1)
    assert records.of_submission("indsendelse-2") is None
    records.erase(erasing(a_record(1).reference))
    assert records.of_submission("indsendelse-1") is None


def test_suspected_records_are_kept_apart(records: Store) -> None:
    suspected = replace(a_record(2), suspected=True)
    records.add(a_record(1), [])
    records.add(suspected, [])
    assert list(records.newest_first()) == [a_record(1)]
    assert list(records.newest_first(suspected=True)) == [suspected]
    assert records.get(suspected.reference) == suspected


def test_suspected_records_expire_too(records: Store) -> None:
    suspected = replace(a_record(2), suspected=True)
    records.add(suspected, [])
    (over,) = records.expired(suspected.delete_after.replace(year=2030))
    assert (over.reference, over.suspected) == ("KT4MB7X2", True)


def test_replace_changes_the_record_and_adds_letters(records: Store) -> None:
    records.add(a_record(1), [a_letter(a_record(1))])
    records.add(a_record(2), [])
    changed = replace(a_record(1), contact=replace(CANARY, name="En anden"))
    assert records.replace(changed, [a_letter(changed, "rettet", minutes=1)], CHANGED)
    assert records.get(changed.reference) == changed
    assert records.of_submission(changed.submission) == changed
    assert list(records.newest_first()) == [a_record(2), changed]
    assert [letter.id for letter in records.unsent()] == ["KT4MB7X1-personale", "KT4MB7X1-rettet"]


def test_replace_moves_a_record_out_of_the_suspected(records: Store) -> None:
    records.add(replace(a_record(1), suspected=True), [])
    assert records.replace(a_record(1), [], CHANGED)
    assert list(records.newest_first()) == [a_record(1)]
    assert list(records.newest_first(suspected=True)) == []


def test_replace_says_that_there_is_nothing_and_writes_nothing(records: Store) -> None:
    assert not records.replace(a_record(1), [a_letter(a_record(1))], CHANGED)
    assert list(records.newest_first()) == []
    assert list(records.unsent()) == []


def test_at_meeting_shows_its_sign_ups_the_first_first(records: Store) -> None:
    for number in (3, 1, 2):
        records.add(signed_up(number), [])
    records.add(signed_up(4, meeting="et andet"), [])
    records.add(a_record(5), [])
    assert at(records, MEETING) == [signed_up(1), signed_up(2), signed_up(3)]
    assert len(list(records.newest_first())) == 5


def test_at_meeting_writes_what_is_decided_in_one_go(records: Store) -> None:
    for number in (1, 2):
        records.add(signed_up(number, Seat.WAITING), [a_letter(signed_up(number))])
    moved, new = signed_up(2), signed_up(3, Seat.WAITING)
    letters = (a_letter(moved, "rykket-op", minutes=300), a_letter(new))
    change = Change(added=(new,), replaced=(moved,), erased=("KT4MB7X1",), letters=letters)
    records.at_meeting(MEETING, lambda those: change if len(those) == 2 else Change())
    assert list(records.newest_first()) == [new, moved]
    assert records.get("KT4MB7X1") is records.of_submission("indsendelse-1") is None
    assert records.of_submission("indsendelse-3") == new
    waiting = [letter.id for letter in records.unsent()]
    assert sorted(waiting) == ["KT4MB7X2-personale", "KT4MB7X2-rykket-op", "KT4MB7X3-personale"]
    for letter in letters:
        records.mark_sent(letter, NOON)
    assert len(list(records.unsent())) == 1


def test_as_many_as_are_told_at_once_of_a_meeting_that_is_moved_fit_into_one_go(
    records: Store,
) -> None:
    everyone = [replace(signed_up(number), reference=f"R{number:02}") for number in range(15)]
    for record in everyone:
        records.add(record, [])
    moved = [replace(one, delete_after=one.delete_after + timedelta(days=9)) for one in everyone]
    letters = tuple(a_letter(record, "aendret-plads") for record in moved)
    deeds = tuple(Deed(one.reference, What.TOLD, Who.SYSTEM, NOON) for one in moved)
    change = Change(replaced=tuple(moved), letters=letters, deeds=deeds)
    records.at_meeting(MEETING, lambda _: change)
    assert at(records, MEETING) == moved
    assert len(list(records.unsent())) == 15


def test_sign_up_that_is_erased_is_not_seen_at_its_meeting(records: Store) -> None:
    records.add(signed_up(1), [])
    records.add(signed_up(2), [])
    records.erase(erasing("KT4MB7X1"))
    assert at(records, MEETING) == [signed_up(2)]


def test_nothing_is_written_when_deciding_fails(records: Store) -> None:
    records.add(signed_up(1), [])

    def fail(those: object) -> Change:
        raise ZeroDivisionError(those)

    with pytest.raises(ZeroDivisionError):
        records.at_meeting(MEETING, fail)
    records.at_meeting(MEETING, lambda _: Change(erased=("KT4MB7X1",)))
    assert list(records.newest_first()) == []


def test_at_meeting_lets_the_stores_refusal_through(records: Store) -> None:
    records.add(a_record(1), [])
    taken = replace(signed_up(2), reference="KT4MB7X1")
    with pytest.raises(StoreError):
        records.at_meeting(MEETING, lambda _: Change(added=(taken,)))
    assert list(records.newest_first()) == [a_record(1)]
