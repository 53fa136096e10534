from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial

import pytest

from makker.domain.private import Contact, Way
from makker.domain.record import Consent
from makker.domain.screening import Outcome
from makker.domain.subject import Application
from makker.domain.truth import Truth
from makker.ports import StoreError
from makker.services.submit import Arrival, Submit, Submitted, application
from makker.services.write_letters import Addresses, Writer
from tests.domain.examples import CANARIES, CANARY
from tests.fakes import CountingIds, FakeRecords, FixedClock
from tests.services.examples import CATALOGUE, PROGRAMME, carried

ADDRESSES = Addresses(
    staff="alle@eksempel.dk",
    staff_by_programme={PROGRAMME.id: "vejle@eksempel.dk"},
    desk="https://eksempel.dk/personale/",
    own_page=lambda submission: f"https://eksempel.dk/min-henvendelse/?n={submission}",
    yes_page=lambda submission: f"https://eksempel.dk/min-henvendelse/ja/?n={submission}",
)


def arrival(submission: str = "indsendelse-1", contact: Contact = CANARY) -> Arrival:
    return application(carried(submission), contact, "samtykke-7", suspected=False)


def submit_to(records: FakeRecords, moment: str = "2026-11-22T12:00:00+00:00") -> Submit:
    return Submit(records, FixedClock(moment), CountingIds(), partial(Writer, ADDRESSES))


def test_submit_stores_what_was_carried_and_told() -> None:
    records = FakeRecords()
    submitted = submit_to(records)(arrival(), CATALOGUE)
    record = records.records["AA2AA2AB"]
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    assert submitted == Submitted(record, changed=False)
    assert record.submission == "indsendelse-1"
    assert record.received_at == now
    assert record.contact == CANARY
    assert record.consent == Consent("samtykke-7", now)
    findings = {"GRUPPE": Truth.UNKNOWN, "KASSER": Truth.YES}
    assert record.subject == Application(PROGRAMME.id, "peer", Outcome.TALK, findings)
    assert not record.suspected


@pytest.mark.parametrize(
    ("moment", "last_day"),
    [
        ("2026-11-22T12:00:00+00:00", date(2027, 5, 22)),
        ("2026-05-31T21:59:59+00:00", date(2026, 11, 30)),
        ("2026-05-31T22:00:00+00:00", date(2026, 12, 1)),  # it is June in Copenhagen
        ("2026-08-30T22:30:00+00:00", date(2027, 2, 28)),
    ],
)
def test_submit_counts_the_months_from_the_day_in_copenhagen(moment: str, last_day: date) -> None:
    submitted = submit_to(FakeRecords(), moment)(arrival(), CATALOGUE)
    assert submitted.record.delete_after == last_day


def test_submit_writes_a_letter_with_number_time_and_link_alone() -> None:
    records = FakeRecords()
    submit_to(records)(arrival(), CATALOGUE)
    (letter,) = records.unsent()
    assert letter.id == "AA2AA2AB-personale"
    assert letter.reference == "AA2AA2AB"
    assert letter.recipient == "vejle@eksempel.dk"
    assert letter.subject == "Der er kommet en ny henvendelse"
    assert letter.body == (
        "Nummer: AA2AA2AB\n"
        "Modtaget: søndag den 22.\u00a0november 2026 kl.\u00a013\n"
        "Link: https://eksempel.dk/personale/"
    )


def test_letter_tells_nothing_of_the_person_or_the_programme() -> None:
    records = FakeRecords()
    submit_to(records)(arrival(), CATALOGUE)
    (letter,) = records.unsent()
    private = {*CANARIES, "Klatring", "klatring", "samtale", "GRUPPE"}
    said = letter.subject + letter.body + letter.id
    assert not [word for word in private if word in said]


def test_submit_stores_once_when_sent_twice() -> None:
    records = FakeRecords()
    submit = submit_to(records)
    first = submit(arrival(), CATALOGUE)
    second = submit(arrival(), CATALOGUE)
    assert second == Submitted(first.record, changed=False)
    assert len(records.records) == len(records.unsent()) == 1


def test_submit_says_that_something_changed_when_it_is_not_stored() -> None:
    records = FakeRecords()
    submit = submit_to(records)
    first = submit(arrival(), CATALOGUE)
    second = submit(arrival(contact=replace(CANARY, way=Way.CALL)), CATALOGUE)
    assert second == Submitted(first.record, changed=True)
    assert records.records["AA2AA2AB"].contact == CANARY


def test_submit_stores_both_when_they_are_two_submissions() -> None:
    records = FakeRecords()
    submit = submit_to(records)
    submit(arrival("en"), CATALOGUE)
    submit(arrival("to"), CATALOGUE)
    assert [*records.records] == ["AA2AA2AB", "AA2AA2AC"]
    assert len(records.unsent()) == 2


def test_submit_lets_the_stores_refusal_through() -> None:
    records = FakeRecords()
    records.broken = True
    with pytest.raises(StoreError):
        submit_to(records)(arrival(), CATALOGUE)
    assert not records.records
    assert not records.unsent()


def test_submitted_shows_nothing_of_what_was_told() -> None:
    shown = repr(submit_to(FakeRecords())(arrival(), CATALOGUE))
    assert "AA2AA2AB" in shown
    assert not [canary for canary in CANARIES if canary in shown]


def test_suspected_submission_is_kept_as_long_as_the_content_says_and_nobody_is_told() -> None:
    records = FakeRecords()
    submitted = submit_to(records)(replace(arrival(), suspected=True), CATALOGUE)
    assert submitted.record.suspected
    assert submitted.record.delete_after == date(2026, 12, 12)
    assert not records.unsent()
    assert list(records.newest_first(suspected=True)) == [submitted.record]
    assert not records.newest_first()


def test_receipt_goes_by_mail_only_to_whoever_asked_for_it() -> None:
    records = FakeRecords()
    asked = replace(CANARY, receipt=True)
    submit = submit_to(records)
    submit(arrival("en"), CATALOGUE)
    submit(arrival("to", asked), CATALOGUE)
    submit(arrival("tre", replace(asked, email="")), CATALOGUE)
    (letter,) = [one for one in records.unsent() if one.recipient == CANARY.email]
    assert (letter.id, letter.subject) == ("AA2AA2AC-kvittering", "Modtaget")
    assert letter.body == "Nummer AA2AA2AC https://eksempel.dk/min-henvendelse/?n=to"
