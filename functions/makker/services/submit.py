"""Take an application in: the record and its letter to staff, in one transaction."""

from dataclasses import dataclass

from makker.domain.catalogue import Catalogue
from makker.domain.danish import date_and_time, in_copenhagen
from makker.domain.letter import Letter
from makker.domain.private import Contact
from makker.domain.programme import Offer
from makker.domain.record import Consent, Record, Screening, months_later
from makker.ports import Clock, Ids, Records
from makker.services.carry_verdict import Carried


@dataclass(frozen=True, slots=True)
class StaffMail:
    """Where staff are told that something has come, and where they go to read it."""

    default: str
    by_programme: dict[str, str]
    desk: str
    """The address of the place where staff log in."""

    def recipient(self, programme: str) -> str:
        """Give the address for a programme."""
        return self.by_programme.get(programme, self.default)


@dataclass(frozen=True, slots=True)
class Submitted:
    """What became of a submission."""

    record: Record
    changed: bool
    """It was sent before, and something else is typed this time: that is not stored."""


@dataclass(frozen=True, slots=True)
class Submit:
    """Stores applications."""

    records: Records
    clock: Clock
    ids: Ids
    staff: StaffMail

    def __call__(self, carried: Carried, contact: Contact, catalogue: Catalogue) -> Submitted:
        """Store the application and its letter, once however often it is sent.

        Raises:
            StoreError: the store cannot take it now; nothing is stored.
        """
        now = self.clock.now()
        organisation = catalogue.organisation
        record = Record(
            reference=self.ids.reference(),
            submission=carried.submission,
            received_at=now,
            screening=_screening(carried),
            contact=contact,
            consent=Consent(organisation.consent_version, now),
            delete_after=months_later(in_copenhagen(now).date(), organisation.retention_months),
        )
        letter = self._letter(record, carried.offer, catalogue)
        added = self.records.add(record, [letter])
        changed = not added.fresh and added.record.contact != contact
        return Submitted(added.record, changed)

    def _letter(self, record: Record, offer: Offer, catalogue: Catalogue) -> Letter:
        return Letter(
            id=f"{record.reference}-personale",
            reference=record.reference,
            recipient=self.staff.recipient(offer.programme.id),
            subject=catalogue.texts.get("breve.personale.emne"),
            body=catalogue.texts.get(
                "breve.personale.tekst",
                reference=record.reference,
                tid=date_and_time(record.received_at),
                link=self.staff.desk,
            ),
            written_at=record.received_at,
        )


def _screening(carried: Carried) -> Screening:
    offer = carried.offer
    return Screening.of(offer.programme.id, offer.role.id, carried.verdict)
