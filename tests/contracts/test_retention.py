"""What is over, and the trail: the part of the contract of Store that retention rests on."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from makker.domain.retention import Overdue
from makker.domain.screening import Outcome
from makker.domain.subject import Application, Interest, Referral, Seat, SignUp, Subject
from makker.domain.trail import Deed, What, Who
from makker.ports import Store
from tests.domain.examples import NOON, a_letter, a_record, erasing

LATER = date(2030, 1, 1)
SUBJECTS: list[Subject] = [
    Application("p", "peer", Outcome.OUTSIDE, {}),
    Interest("Vejle", ()),
    SignUp("2026-12-01-vejle", 0, "", Seat.SEATED),
    Referral("Odense"),
]


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda subject: str(subject.kind))
def test_what_is_over_is_told_without_saying_who_it_is(records: Store, subject: Subject) -> None:
    record = replace(a_record(), subject=subject)
    records.add(record, [])
    outcome = subject.outcome if isinstance(subject, Application) else None
    assert list(records.expired(LATER)) == [
        Overdue(
            record.reference,
            subject.kind,
            outcome,
            suspected=False,
            received_at=record.received_at,
            last_day=record.delete_after,
        )
    ]


def deed(number: int, what: What = What.READ) -> Deed:
    """Give a deed of an hour."""
    return Deed("KT4MB7X1", what, Who.OPERATOR, NOON + timedelta(hours=number))


def test_trail_gives_the_lines_of_a_record_in_their_order(records: Store) -> None:
    for number in (3, 1, 2):
        records.note(deed(number))
    records.note(replace(deed(1), reference="KT4MB7X2"))
    assert records.of("KT4MB7X1") == [deed(1), deed(2), deed(3)]
    assert records.of("KT4MB7X3") == []


def test_trail_outlives_its_record(records: Store) -> None:
    records.add(a_record(), [])
    records.erase(erasing("KT4MB7X1"))
    assert {one.what for one in records.of("KT4MB7X1")} == {What.RECEIVED, What.ERASED}


def test_lines_that_are_too_old_are_counted_and_forgotten(records: Store) -> None:
    for number in range(4):
        records.note(deed(number))
    moment = deed(2).at
    assert records.older_than(moment) == 2
    records.forget_before(moment)
    assert records.of("KT4MB7X1") == [deed(2), deed(3)]
    assert records.older_than(moment) == 0


def test_last_word_of_an_erased_record_is_not_kept_when_it_cannot_be_sent(records: Store) -> None:
    records.add(a_record(), [])
    last_word = a_letter(a_record(), "slettet")
    records.erase(erasing("KT4MB7X1"), [last_word])
    assert list(records.unsent()) == [last_word]
    records.give_up(last_word, replace(deed(1), what=What.LETTER_GIVEN_UP))
    assert not [*records.unsent(), *records.given_up()]
    assert not records.retry(last_word.id, NOON)
    assert What.LETTER_GIVEN_UP in {one.what for one in records.of("KT4MB7X1")}


def test_letters_of_records_and_those_about_many_are_kept_when_they_are_given_up(
    records: Store,
) -> None:
    letter, daily = a_letter(a_record()), replace(a_letter(a_record(), "dag"), reference="")
    records.add(a_record(), [letter])
    records.post(daily)
    for one in (letter, daily):
        records.give_up(one, deed(1))
    assert {one.letter.id for one in records.given_up()} == {letter.id, daily.id}
