"""How many records came: numbers that outlive them."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from makker.domain.change import Change
from makker.domain.record import Record
from makker.domain.statistics import Group
from makker.domain.subject import Interest, Kind, Referral, Seat, SignUp
from makker.domain.trail import Deed, What, Who
from makker.ports import Store, StoreError
from tests.domain.examples import NOON, a_letter, a_record, erasing

APPLICATIONS = Group("2026-11", Kind.APPLICATION, "peer-faellesskabet-vejle", "mentor", "samtale")
ACCEPTED = Deed("KT4MB7X1", What.ACCEPTED, Who.OPERATOR, NOON)
MEETING = "2026-12-01-vejle"


def signed_up(number: int) -> Record:
    return replace(a_record(number), subject=SignUp(MEETING, 0, "", Seat.SEATED))


def test_nothing_is_counted_at_first(records: Store) -> None:
    assert records.counts() == {}


def test_every_kind_of_record_counts_in_its_group(records: Store) -> None:
    for number in (1, 2):
        records.add(a_record(number), [])
    records.add(replace(a_record(3), subject=Interest("", ())), [])
    records.add(replace(a_record(4), subject=Referral("Odense")), [])
    change = Change(added=(signed_up(5), signed_up(6)))
    records.at_meeting(MEETING, lambda _: change)
    assert records.counts() == {
        APPLICATIONS: 2,
        Group("2026-11", Kind.INTEREST, "", "", ""): 1,
        Group("2026-11", Kind.REFERRAL, "Odense", "", ""): 1,
        Group("2026-11", Kind.SIGN_UP, MEETING, "", ""): 2,
    }


def test_month_is_that_of_copenhagen(records: Store) -> None:
    moment = datetime(2026, 10, 31, 23, 30, tzinfo=UTC)
    records.add(replace(a_record(), received_at=moment), [])
    assert [group.month for group in records.counts()] == ["2026-11"]


def test_record_that_comes_twice_counts_once(records: Store) -> None:
    records.add(a_record(), [])
    records.add(a_record(), [])
    assert records.counts() == {APPLICATIONS: 1}


@pytest.mark.transaction
def test_record_that_is_not_stored_does_not_count(records: Store) -> None:
    records.add(a_record(), [])
    again = replace(a_record(2), reference="KT4MB7X1")
    with pytest.raises(StoreError):
        records.add(again, [])
    assert records.counts() == {APPLICATIONS: 1}


def test_what_is_erased_still_counts(records: Store) -> None:
    records.add(a_record(), [a_letter(a_record())])
    records.erase(erasing("KT4MB7X1"))
    assert records.counts() == {APPLICATIONS: 1}


def test_what_is_corrected_does_not_count_again(records: Store) -> None:
    records.add(a_record(), [])
    records.replace(a_record(), [], replace(ACCEPTED, what=What.CORRECTED))
    records.at_meeting(MEETING, lambda _: Change(added=(signed_up(2),)))
    records.at_meeting(MEETING, lambda _: Change(replaced=(signed_up(2),)))
    assert sum(records.counts().values()) == 2


def test_what_a_machine_seems_to_have_sent_counts_only_when_it_is_taken_for_real(
    records: Store,
) -> None:
    suspected = replace(a_record(), suspected=True)
    records.add(suspected, [])
    records.at_meeting(MEETING, lambda _: Change(added=(replace(signed_up(2), suspected=True),)))
    records.replace(suspected, [], replace(ACCEPTED, what=What.CORRECTED))
    assert records.counts() == {}
    records.replace(a_record(), [], ACCEPTED)
    assert records.counts() == {APPLICATIONS: 1}


def test_what_is_taken_for_real_when_it_is_gone_does_not_count(records: Store) -> None:
    assert not records.replace(a_record(), [], ACCEPTED)
    assert records.counts() == {}
