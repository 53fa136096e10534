"""The letters that wait: the other half of the contract of Store."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from makker.domain.letter import Letter
from makker.domain.trail import Deed, What, Who
from makker.ports import Store
from tests.domain.examples import NOON, a_letter, a_record, erasing


def test_unsent_gives_the_oldest_letter_first(records: Store) -> None:
    for number, minutes in ((3, 0), (1, 90), (2, 0)):
        record = a_record(number)
        records.add(record, [a_letter(record, minutes=minutes)])
    assert [letter.reference[-1] for letter in records.unsent()] == ["2", "1", "3"]


def test_letter_comes_back_exactly_as_it_was_stored(records: Store) -> None:
    record = a_record()
    letter = replace(
        a_letter(record), subject="Æøå 🐦", body="\n'--\t{navn}\n\n", recipient="ø@å.dk"
    )
    records.add(record, [letter])
    assert list(records.unsent()) == [letter]


def test_mark_sent_takes_out_that_letter_alone(records: Store) -> None:
    record = a_record()
    letters = [a_letter(record, name) for name in ("en", "to", "tre")]
    records.add(record, letters)
    records.mark_sent(letters[1], NOON)
    assert {letter.id for letter in records.unsent()} == {letters[0].id, letters[2].id}


def test_mark_sent_is_harmless_when_the_letter_is_sent(records: Store) -> None:
    record = a_record()
    records.add(record, [a_letter(record)])
    for _ in range(2):
        records.mark_sent(a_letter(record), NOON)
        assert list(records.unsent()) == []
    assert records.get(record.reference) == record


def test_mark_sent_is_harmless_when_the_letter_is_erased(records: Store) -> None:
    record = a_record()
    records.add(record, [a_letter(record)])
    records.erase(erasing(record.reference))
    records.mark_sent(a_letter(record), NOON)
    assert list(records.unsent()) == []
    assert records.get(record.reference) is None
    assert records.add(record, [a_letter(record)]).fresh
    assert list(records.unsent()) == [a_letter(record)]


def test_letters_can_be_marked_while_they_are_gone_through(records: Store) -> None:
    for number in range(1, 6):
        records.add(a_record(number), [a_letter(a_record(number))])
    seen = []
    for letter in records.unsent():
        records.mark_sent(letter, NOON)
        seen.append(letter.reference[-1])
    assert seen == ["1", "2", "3", "4", "5"]
    assert list(records.unsent()) == []


def test_letters_are_given_in_order_however_many_wait_and_while_they_go_out(
    records: Store,
) -> None:
    written = [NOON + timedelta(seconds=number // 3) for number in range(120)]
    letters = [
        replace(LOOSE, id=f"{number:03}", written_at=at) for number, at in enumerate(written)
    ]
    for letter in reversed(letters):
        records.post(letter)
    seen = []
    for waiting in records.due(NOON + timedelta(seconds=36)):
        seen.append(waiting.letter)
        if len(seen) % 2:
            records.mark_sent(waiting.letter, NOON)
        else:
            records.put_off(waiting.letter, NOON + timedelta(hours=1))
    assert seen == letters[:111]
    assert len(list(records.unsent())) == 55 + 9


LOOSE = replace(a_letter(a_record()), id="dagens-2026-11-22-0a1b", reference="")
GIVEN_UP = Deed(LOOSE.about, What.LETTER_GIVEN_UP, Who.SYSTEM, NOON)
FATES: dict[str, Callable[[Store], object]] = {
    "waits": lambda _: None,
    "is sent": lambda records: records.mark_sent(LOOSE, NOON),
    "is put off": lambda records: records.put_off(LOOSE, NOON + timedelta(hours=1)),
    "is given up": lambda records: records.give_up(LOOSE, GIVEN_UP),
}


def test_post_writes_a_letter_without_a_record(records: Store) -> None:
    assert records.post(LOOSE)
    (waiting,) = records.due(LOOSE.written_at)
    assert (waiting.letter, waiting.attempts) == (LOOSE, 0)
    records.mark_sent(LOOSE, NOON)
    assert list(records.unsent()) == []
    assert list(records.newest_first()) == []


def test_what_waits_is_told_from_what_is_given_up(records: Store) -> None:
    records.post(LOOSE)
    (waiting,) = records.due(LOOSE.written_at)
    assert not waiting.given_up
    records.give_up(LOOSE, GIVEN_UP)
    (stuck,) = records.given_up()
    assert stuck.given_up
    records.retry(LOOSE.id, NOON)
    (again,) = records.due(NOON)
    assert not again.given_up


@pytest.mark.parametrize("fate", FATES)
def test_post_writes_once_whatever_became_of_the_letter(records: Store, fate: str) -> None:
    records.post(LOOSE)
    FATES[fate](records)
    waiting, stuck = list(records.unsent()), list(records.given_up())
    assert not records.post(replace(LOOSE, written_at=LOOSE.written_at + timedelta(days=29)))
    assert (list(records.unsent()), list(records.given_up())) == (waiting, stuck)


def test_post_tells_letters_apart_by_their_id(records: Store) -> None:
    other: Letter = replace(LOOSE, id="dagens-2026-11-23-0a1b")
    assert records.post(LOOSE)
    assert records.post(other)
    assert list(records.unsent()) == [LOOSE, other]


def test_letter_without_a_record_can_be_tried_anew(records: Store) -> None:
    records.post(LOOSE)
    records.give_up(LOOSE, GIVEN_UP)
    assert records.retry(LOOSE.id, NOON)
    assert list(records.unsent()) == [LOOSE]
    assert records.of(LOOSE.about) == [GIVEN_UP]


def test_letters_of_records_and_without_are_left_alone_by_each_other(records: Store) -> None:
    record = a_record()
    records.add(record, [a_letter(record)])
    records.post(LOOSE)
    records.erase(erasing(record.reference))
    assert list(records.unsent()) == [LOOSE]
    assert not records.post(LOOSE)
