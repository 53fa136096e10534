from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from makker.domain.change import Added
from makker.domain.private import Contact, Hour, Way
from makker.domain.record import Record
from makker.domain.screening import Outcome
from makker.domain.subject import Application, Interest, Referral, Seat, SignUp, Subject, Told
from makker.domain.truth import Truth
from makker.ports import Store, StoreError
from tests.domain.examples import CANARY, NOON, a_letter, a_record, erasing


def test_add_stores_the_record_and_its_letters(records: Store) -> None:
    record = a_record()
    letters = [a_letter(record), a_letter(record, "kvittering", minutes=1)]
    assert records.add(record, letters) == Added(record, fresh=True)
    assert records.get(record.reference) == record
    assert list(records.unsent()) == letters


def test_add_needs_no_letters(records: Store) -> None:
    assert records.add(a_record(), []).fresh
    assert list(records.unsent()) == []


def test_add_gives_the_first_record_when_the_submission_is_stored(records: Store) -> None:
    first = a_record()
    records.add(first, [a_letter(first)])
    again = replace(
        a_record(2), submission=first.submission, contact=replace(CANARY, name="En anden")
    )
    assert records.add(again, [a_letter(again)]) == Added(first, fresh=False)
    assert records.get(again.reference) is None
    assert list(records.newest_first()) == [first]
    assert list(records.unsent()) == [a_letter(first)]


def test_add_changes_nothing_when_the_very_same_comes_twice(records: Store) -> None:
    record = a_record()
    records.add(record, [a_letter(record)])
    records.mark_sent(a_letter(record), NOON)
    assert records.add(record, [a_letter(record)]) == Added(record, fresh=False)
    assert list(records.newest_first()) == [record]
    assert list(records.unsent()) == []


@pytest.mark.transaction
def test_add_refuses_a_reference_that_is_taken(records: Store) -> None:
    first = a_record()
    records.add(first, [])
    other = replace(a_record(2), reference=first.reference)
    with pytest.raises(StoreError):
        records.add(other, [a_letter(other, "andet")])
    assert list(records.newest_first()) == [first]
    assert list(records.unsent()) == []


@pytest.mark.transaction
def test_add_stores_nothing_when_one_letter_cannot_be_stored(records: Store) -> None:
    record = a_record()
    with pytest.raises(StoreError):
        records.add(record, [a_letter(record), a_letter(record)])
    assert records.get(record.reference) is None
    assert list(records.newest_first()) == []
    assert list(records.unsent()) == []
    assert records.add(record, [a_letter(record)]).fresh


def test_get_gives_none_when_there_is_no_such_record(records: Store) -> None:
    records.add(a_record(), [])
    assert records.get("KT4MB7X2") is None
    assert records.get("kt4mb7x1") is None


CONTACTS = [
    CANARY,
    replace(CANARY, phone="", way=Way.EMAIL, name=" A  B ", message="\n  æ \n\n"),
    replace(CANARY, email="", message="", way=Way.CALL),
    replace(CANARY, name="'; drop table records; --", message="\x00\u2028\\n\t\"'`{}[]"),
    replace(CANARY, name="李 Ørn-Åse 🏴‍☠️", message="🐦" * 500),
    replace(CANARY, email="søren@blåbær.dk", message="é e\u0301"),
    replace(CANARY, hours=(Hour.EVENING, Hour.MORNING), voicemail=True, receipt=True),
]


@pytest.mark.parametrize("contact", CONTACTS, ids=range(len(CONTACTS)))
def test_record_comes_back_exactly_as_it_was_stored(records: Store, contact: Contact) -> None:
    record = replace(a_record(), contact=contact)
    records.add(record, [])
    assert records.get(record.reference) == record
    assert list(records.newest_first()) == [record]


@pytest.mark.parametrize("outcome", list(Outcome))
def test_verdict_comes_back_in_its_order(records: Store, outcome: Outcome) -> None:
    findings = dict(zip("CABDÆ", [*Truth, Truth.NO, Truth.YES], strict=True))
    subject = Application("peer-faellesskabet-vejle", "mentor", outcome, findings)
    records.add(replace(a_record(), subject=subject), [])
    stored = records.get("KT4MB7X1")
    assert stored is not None
    assert stored.subject == subject
    assert isinstance(stored.subject, Application)
    assert [*stored.subject.findings] == [*"CABDÆ"]


SUBJECTS = [
    Interest("", ()),
    Interest("Vejle", ("infomoede", "andet"), referred=True),
    SignUp("2026-12-01-vejle", 0, "", Seat.SEATED),
    SignUp("2026-12-01-vejle", 5, "En rolig plads\nog æøå", Seat.WAITING),
    SignUp(
        "2026-12-01-vejle",
        0,
        "",
        Seat.SEATED,
        Told(version=7, cancelled=True, on=date(2026, 11, 30)),
    ),
    Referral("Odense"),
]


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda subject: str(subject.kind))
def test_every_kind_of_record_comes_back_as_it_was(records: Store, subject: Subject) -> None:
    record = replace(a_record(), subject=subject, suspected=True)
    records.add(record, [])
    assert records.get(record.reference) == record
    assert records.of_submission(record.submission) == record


@pytest.mark.parametrize("microseconds", [0, 1, 999_999])
def test_moments_come_back_to_the_microsecond(records: Store, microseconds: int) -> None:
    moment = datetime(2026, 11, 22, 23, 59, 59, microseconds, tzinfo=UTC)
    record = replace(a_record(), received_at=moment)
    records.add(record, [a_letter(record)])
    (stored,) = records.newest_first()
    (letter,) = records.unsent()
    assert stored.received_at == letter.written_at == moment
    assert stored.received_at.utcoffset() == timedelta(0)


def test_newest_first_gives_the_last_received_first(records: Store) -> None:
    for number in (2, 4, 1, 3):
        records.add(a_record(number), [])
    given = [record.reference[-1] for record in records.newest_first()]
    assert given == ["4", "3", "2", "1"]


def test_newest_first_sorts_moments_with_and_without_fractions(records: Store) -> None:
    whole = NOON.replace(microsecond=0)
    moments = [whole, whole + timedelta(microseconds=1), whole + timedelta(seconds=1)]
    for number, moment in enumerate(moments, start=1):
        records.add(replace(a_record(number), received_at=moment), [])
    assert [record.received_at for record in records.newest_first()] == moments[::-1]


def test_newest_first_gives_all_of_many_large_records(records: Store) -> None:
    large = replace(CANARY, message="🐦" * 10_000)
    for number in range(30):  # over a megabyte, where DynamoDB turns the page
        records.add(replace(a_record(number), reference=f"R{number}", contact=large), [])
    numbers = [int(record.reference[1:]) for record in records.newest_first()]
    assert numbers == list(range(30))[::-1]


def test_newest_first_of_an_empty_store_is_empty(records: Store) -> None:
    assert list(records.newest_first()) == []
    assert list(records.unsent()) == []
    assert list(records.expired(date(2999, 1, 1))) == []


def both(records: Store) -> tuple[Record, Record]:
    """Store two records with two letters each; the first letter of each is sent."""
    for record in (a_record(1), a_record(2)):
        sent = a_letter(record, "sendt")
        records.add(record, [sent, a_letter(record, "venter", minutes=5)])
        records.mark_sent(sent, NOON)
    return a_record(1), a_record(2)


def test_erase_removes_the_record_and_its_letters(records: Store) -> None:
    one, two = both(records)
    assert records.erase(erasing(one.reference))
    assert records.get(one.reference) is None
    assert list(records.newest_first()) == [two]
    assert [letter.reference for letter in records.unsent()] == [two.reference]
    assert records.erase(erasing(two.reference))
    assert list(records.unsent()) == []


def test_erase_says_that_there_was_nothing(records: Store) -> None:
    one, _ = both(records)
    assert records.erase(erasing(one.reference))
    assert not records.erase(erasing(one.reference))
    assert not records.erase(erasing("KT4MB7X9"))


def test_submission_can_be_added_again_when_its_record_is_erased(records: Store) -> None:
    one, _ = both(records)
    letters = [a_letter(one, "sendt"), a_letter(one, "venter", minutes=5)]
    records.erase(erasing(one.reference))
    assert records.add(one, letters) == Added(one, fresh=True)
    assert [each for each in records.unsent() if each.reference == one.reference] == letters


@pytest.mark.parametrize(
    ("today", "expired"),
    [
        (date(2027, 5, 22), []),
        (date(2027, 5, 23), []),  # the last day of the first
        (date(2027, 5, 24), ["KT4MB7X1"]),
        (date(2027, 5, 25), ["KT4MB7X1", "KT4MB7X2"]),
        (date(2030, 1, 1), ["KT4MB7X1", "KT4MB7X2"]),
    ],
)
def test_record_is_expired_after_its_last_day_only(
    records: Store, today: date, expired: list[str]
) -> None:
    both(records)
    assert sorted(one.reference for one in records.expired(today)) == expired
