"""The letters that wait: the other half of the contract of Store."""

from dataclasses import replace

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
