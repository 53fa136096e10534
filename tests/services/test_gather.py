from collections.abc import Sequence
from dataclasses import replace

import pytest

from makker.domain.letter import Letter
from makker.domain.private import Contact, Way
from makker.domain.record import Record
from makker.domain.subject import Interest, Referral, Subject
from makker.domain.trail import Deed, What, Who
from makker.ports import SealError
from makker.services.gather import Gather, Gathered, Person
from tests.domain.examples import CANARIES, NOON, a_letter, a_record, erasing
from tests.fakes import FakeRecords, FixedClock

BODIL = Contact("Bodil", "+4520264577", "Bodil@Eksempel.dk", Way.CALL, "")
NOBODY = Contact("", "", "", Way.EMAIL, "")


def record(number: int, contact: Contact, subject: Subject | None = None) -> Record:
    whole = replace(a_record(number), contact=contact)
    return replace(whole, subject=subject) if subject else whole


def stored(*records: Record, letters: Sequence[Letter] = ()) -> FakeRecords:
    store = FakeRecords()
    for one in records:
        store.add(one, [each for each in letters if each.reference == one.reference])
    return store


def gather(store: FakeRecords, person: Person | None, reference: str = "") -> Gathered:
    assert person is not None
    return Gather(store, FixedClock("2026-11-24T12:00:00+00:00"))(person, reference)


def references(gathered: Gathered) -> list[str]:
    return [held.record.reference for held in gathered.held]


@pytest.mark.parametrize(
    "typed", ["20264577", "20 26 45 77", "+45 20 26 45 77", "0045 20264577", "(+45) 20-26-45-77"]
)
def test_everything_with_a_number_is_found_however_it_is_typed(typed: str) -> None:
    one, other = record(1, BODIL), record(2, replace(BODIL, phone="+4512345678"))
    suspected = replace(record(3, BODIL), suspected=True)
    store = stored(one, other, suspected, record(4, NOBODY))
    assert references(gather(store, Person.of_phone(typed))) == ["KT4MB7X1", "KT4MB7X3"]


@pytest.mark.parametrize("typed", ["bodil@eksempel.dk", " BODIL@EKSEMPEL.DK ", "Bodil@eksempel.DK"])
def test_everything_with_an_address_is_found_however_it_is_typed(typed: str) -> None:
    store = stored(record(1, BODIL), record(2, replace(BODIL, phone="")), record(3, NOBODY))
    assert references(gather(store, Person.of_email(typed))) == ["KT4MB7X2", "KT4MB7X1"]


@pytest.mark.parametrize("typed", ["", "bodil", "@", "12", "KT4MB7X1"])
def test_what_is_no_number_and_no_address_is_nobody(typed: str) -> None:
    assert Person.of_phone(typed) is None
    assert Person.of_email(typed) is None


def test_record_leads_to_everything_else_of_the_person() -> None:
    one = record(1, BODIL)
    by_phone = record(2, replace(BODIL, email=""), Interest("Vejle", ()))
    by_email = record(3, replace(BODIL, phone=""))
    store = stored(one, by_phone, by_email, record(4, NOBODY))
    assert references(gather(store, Person.of_record(one), "KT4MB7X1")) == [
        "KT4MB7X3",
        "KT4MB7X2",
        "KT4MB7X1",
    ]


def test_nobody_is_found_by_what_they_did_not_tell() -> None:
    store = stored(record(1, NOBODY), record(2, NOBODY))
    assert references(gather(store, Person.of_record(record(1, NOBODY)), "KT4MB7X1")) == [
        "KT4MB7X1"
    ]


def test_letters_still_held_come_with_their_record() -> None:
    waiting, stuck = a_letter(record(1, BODIL)), a_letter(record(1, BODIL), "kvittering")
    sent = a_letter(record(1, BODIL), "sendt")
    store = stored(record(1, BODIL), letters=[waiting, stuck, sent])
    store.give_up(stuck, Deed("KT4MB7X1", What.LETTER_GIVEN_UP, Who.SYSTEM, NOON))
    store.mark_sent(sent, NOON)
    (held,) = gather(store, Person.of_phone("20264577")).held
    assert [one.letter for one in held.letters] == [waiting, stuck]


def test_letter_to_the_person_is_found_also_when_its_record_is_erased() -> None:
    last_word = replace(a_letter(record(1, BODIL), "slettet"), recipient="bodil@eksempel.dk")
    store = stored(record(1, BODIL))
    store.erase(erasing("KT4MB7X1"), [last_word])
    gathered = gather(store, Person.of_email("bodil@eksempel.dk"))
    assert gathered.held == ()
    assert [one.letter for one in gathered.letters] == [last_word]


def test_someone_who_was_suggested_is_found_by_the_letter_to_them() -> None:
    suggested = record(1, NOBODY, Referral("Vejle"))
    letter = replace(a_letter(suggested), recipient="bodil@eksempel.dk")
    store = stored(suggested, record(2, NOBODY, Referral("Vejle")), letters=[letter])
    gathered = gather(store, Person.of_email("bodil@eksempel.dk"))
    assert references(gathered) == ["KT4MB7X1"]
    assert gathered.letters == ()


def test_records_of_others_are_not_found_by_the_address_their_letters_go_to() -> None:
    letter = a_letter(record(1, BODIL))
    store = stored(record(1, BODIL), letters=[letter])
    assert gather(store, Person.of_email(letter.recipient)).held == ()


def test_each_copied_record_has_a_line_in_its_trail_that_is_copied_too() -> None:
    store = stored(record(1, BODIL), record(2, NOBODY))
    (held,) = gather(store, Person.of_phone("20264577")).held
    assert [deed.what for deed in held.trail] == [What.RECEIVED, What.COPIED]
    assert held.trail[-1].who is Who.OPERATOR
    assert [deed.what for deed in store.of("KT4MB7X2")] == [What.RECEIVED]


def test_person_shows_nothing_of_how_they_are_reached() -> None:
    shown = repr([Person.of_record(a_record()), Person.of_phone("20264577")])
    assert not [canary for canary in CANARIES if canary in shown]


def test_nobody_is_told_that_this_is_all_while_a_letter_cannot_be_opened() -> None:
    one = record(1, BODIL)
    locked = replace(a_letter(one), sealed="no key", recipient="", body="")
    with pytest.raises(SealError, match="no key"):
        gather(stored(one, letters=[locked]), Person.of_email("bodil@eksempel.dk"))
