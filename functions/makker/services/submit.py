"""Take in what someone sends: the record and its letters, in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from makker.domain.catalogue import Catalogue
from makker.domain.change import Added, Change
from makker.domain.danish import in_copenhagen
from makker.domain.news import told_now
from makker.domain.private import Contact
from makker.domain.record import Consent, Record
from makker.domain.seating import seat_for
from makker.domain.subject import Application, SignUp, Subject
from makker.ports import Clock, Ids, Records
from makker.services.carry_verdict import Carried
from makker.services.write_letters import MakeWriter, Writer


@dataclass(frozen=True, slots=True)
class Arrival:
    """What someone sends, read and found whole."""

    submission: str = field(repr=False)
    subject: Subject
    contact: Contact
    consent_version: str
    suspected: bool = False
    invited: str = field(default="", repr=False)
    """The address of a person who is suggested; a letter goes there, and it is not stored."""


def application(carried: Carried, contact: Contact, consent: str, *, suspected: bool) -> Arrival:
    """Give an application whose verdict was carried through the browser."""
    offer = carried.offer
    subject = Application.of(offer.programme.id, offer.role.id, carried.verdict)
    return Arrival(carried.ticket.submission, subject, contact, consent, suspected)


@dataclass(frozen=True, slots=True)
class Submitted:
    """What became of a submission."""

    record: Record
    changed: bool
    """It was sent before, and something else is typed this time: that is not stored."""


@dataclass(frozen=True, slots=True)
class Submit:
    """Stores what arrives."""

    records: Records
    clock: Clock
    ids: Ids
    writer: MakeWriter

    def __call__(self, arrival: Arrival, catalogue: Catalogue) -> Submitted:
        """Store what arrives with its letters, once however often it is sent.

        Raises:
            StoreError: the store cannot take it now; nothing is stored.
        """
        writer = self.writer(catalogue)
        record = self._record(arrival, catalogue)
        if record.meeting:
            added = self._take_seat(record, writer)
        else:
            added = self.records.add(record, writer.letters_for(record, arrival.invited))
        return _submitted(record, added)

    def all(self, arrivals: Sequence[Arrival], catalogue: Catalogue) -> list[Submitted]:
        """Store what arrives at the same time, as if it came one by one.

        Raises:
            StoreError: the store cannot take all of it now; on one machine nothing is stored.
        """
        if not arrivals:
            return []
        writer = self.writer(catalogue)
        records = [self._record(one, catalogue) for one in arrivals]
        adding = [
            (record, writer.letters_for(record, one.invited))
            for record, one in zip(records, arrivals, strict=True)
            if not record.meeting
        ]

        def store() -> list[Added]:
            added = iter(self.records.add_all(adding))
            return [self._take_seat(one, writer) if one.meeting else next(added) for one in records]

        added = self.records.together(store)
        return [_submitted(*both) for both in zip(records, added, strict=True)]

    def _record(self, arrival: Arrival, catalogue: Catalogue) -> Record:
        now = self.clock.now()
        today = in_copenhagen(now).date()
        last_day = keep_until(arrival.subject, today, catalogue)
        if arrival.suspected:
            last_day = catalogue.organisation.retention.suspected.after(today)
        return Record(
            reference=self.ids.reference(),
            submission=arrival.submission,
            received_at=now,
            subject=arrival.subject,
            contact=arrival.contact,
            consent=Consent(arrival.consent_version, now),
            delete_after=last_day,
            suspected=arrival.suspected,
        )

    def _take_seat(self, record: Record, writer: Writer) -> Added:
        """Add a sign-up, with a seat or on the waiting list as it is at this moment."""
        meeting = writer.catalogue.meeting(record.meeting)
        record = told_now(record, meeting, record.received_at) if meeting else record
        stored = Added(record, fresh=True)

        def decide(signed_up: Sequence[Record]) -> Change:
            nonlocal stored
            same = [one for one in signed_up if one.submission == record.submission]
            if same:
                stored = Added(same[0], fresh=False)
                return Change()
            seated = _seated(record, signed_up, meeting.seats if meeting else None)
            stored = Added(seated, fresh=True)
            return Change(added=(seated,), letters=tuple(writer.letters_for(seated)))

        self.records.at_meeting(record.meeting, decide)
        return stored


def _submitted(record: Record, added: Added) -> Submitted:
    changed = not added.fresh and added.record.contact != record.contact
    return Submitted(added.record, changed)


def _seated(record: Record, signed_up: Sequence[Record], seats: int | None) -> Record:
    """Give the record with the seat it gets. What a machine seems to have sent gets none."""
    among = [
        one.subject for one in signed_up if isinstance(one.subject, SignUp) and not one.suspected
    ]
    subject = record.subject
    if not isinstance(subject, SignUp) or record.suspected:
        return record
    return replace(record, subject=replace(subject, seat=seat_for(subject, among, seats)))


def keep_until(subject: Subject, today: date, catalogue: Catalogue) -> date:
    """Give the last day something received *today* is kept (data protection, retention)."""
    meeting = catalogue.meeting(subject.meeting) if isinstance(subject, SignUp) else None
    first_day = in_copenhagen(meeting.start).date() if meeting else today
    return catalogue.organisation.retention.of(subject).after(first_day)
