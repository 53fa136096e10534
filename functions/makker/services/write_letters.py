"""Write the letters that go with a record. They never say who has written, or about what."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from makker.domain.catalogue import Catalogue
from makker.domain.danish import date_and_time, phone_pairs, sentence
from makker.domain.letter import Letter
from makker.domain.record import Record
from makker.domain.subject import Application, SignUp, Subject


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where letters go, and where they lead."""

    staff: str
    """Who is told that something has come."""
    staff_by_programme: Mapping[str, str]
    desk: str
    """The address of the place where staff log in."""
    own_page: str
    """The address where a person sees and changes what they sent."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes letters in the words of a catalogue."""

    addresses: Addresses
    catalogue: Catalogue

    def letters_for(self, record: Record, invited: str = "") -> list[Letter]:
        """Give the letters of something new; none for what a machine seems to have sent.

        *invited* is the address of a person who was suggested: nobody else is told of them.
        """
        if record.suspected:
            return []
        if invited:
            return [self.referral(record, invited)]
        letters = [self.to_staff(record)]
        if record.contact.receipt and record.contact.email:
            letters.append(self.receipt(record))
        return letters

    def to_staff(self, record: Record) -> Letter:
        """Tell staff that something has come: number, time and link, nothing else."""
        link = self.addresses.desk
        return self._letter(record, "personale", self._staff(record.subject), link)

    def receipt(self, record: Record) -> Letter:
        """Tell the person that it has come, in words that anyone may see."""
        seat = record.subject.seat if isinstance(record.subject, SignUp) else ""
        name = f"kvittering_{seat}" if seat else "kvittering"
        return self._letter(record, name, record.contact.email, self._own_page(record))

    def moved_up(self, record: Record, at: datetime) -> Letter:
        """Tell a person who waited that there is a seat; or staff, where only they can ring."""
        if record.contact.email:
            link = self._own_page(record)
            return self._letter(record, "rykket_op", record.contact.email, link, at)
        recipient = self._staff(record.subject)
        return self._letter(record, "ring_rykket_op", recipient, self.addresses.desk, at)

    def corrected(self, record: Record, at: datetime) -> Letter:
        """Tell staff that a person has corrected how they can be reached."""
        recipient = self._staff(record.subject)
        letter = self._letter(record, "rettet", recipient, self.addresses.desk, at)
        return replace(letter, id=f"{letter.id}-{at.timestamp():.6f}")

    def erased(self, record: Record, at: datetime) -> Letter:
        """Tell the person that all of it is erased: their receipt of that."""
        return self._letter(record, "slettet", record.contact.email, "", at)

    def referral(self, record: Record, recipient: str) -> Letter:
        """Ask a person whether they want what a contact person has suggested."""
        link = f"{self.addresses.own_page}ja/?n={record.submission}"
        return self._letter(record, "henvisning", recipient, link)

    def _letter(
        self, record: Record, name: str, recipient: str, link: str, at: datetime | None = None
    ) -> Letter:
        texts = self.catalogue.texts
        return Letter(
            id=f"{record.reference}-{name.replace('_', '-')}",
            reference=record.reference,
            recipient=recipient,
            subject=texts.get(f"breve.{name}.emne"),
            body=texts.get(
                f"breve.{name}.tekst",
                reference=record.reference,
                tid=date_and_time(record.received_at),
                telefon=phone_pairs(self.catalogue.organisation.phone),
                link=link,
                moede=self._meeting(record.meeting),
            ),
            written_at=at or record.received_at,
        )

    def _own_page(self, record: Record) -> str:
        return f"{self.addresses.own_page}?n={record.submission}"

    def _meeting(self, id_: str) -> str:
        """Write when and where a meeting is. Its title would tell what it is about."""
        meeting = self.catalogue.meeting(id_)
        if meeting is None:
            return ""
        place = meeting.place
        return f"{sentence(meeting.when)}, {place.name}, {place.address}, {place.town}"

    def _staff(self, subject: Subject) -> str:
        programmes = programmes_of(subject, self.catalogue)
        only = programmes[0] if len(programmes) == 1 else ""
        return self.addresses.staff_by_programme.get(only, self.addresses.staff)


def programmes_of(subject: Subject, catalogue: Catalogue) -> list[str]:
    """Give the ids of the programmes that something concerns."""
    match subject:
        case Application(programme=programme):
            return [programme]
        case SignUp(meeting=id_):
            meeting = catalogue.meeting(id_)
            return [programme.id for programme in meeting.programmes] if meeting else []
        case _:
            return [one.id for one in catalogue.programmes.values() if one.place == subject.place]
