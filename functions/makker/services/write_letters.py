"""Write the letters that go with a record. They never say who has written, or about what."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from makker.domain.catalogue import Catalogue
from makker.domain.danish import date_and_time, phone_pairs, sentence
from makker.domain.letter import Letter
from makker.domain.meeting import Meeting
from makker.domain.news import News
from makker.domain.record import Record
from makker.domain.subject import Application, Seat, SignUp, Subject


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where letters go, and where they lead."""

    staff: str
    """Who is told that something has come."""
    staff_by_programme: Mapping[str, str]
    desk: str
    """The address of the place where staff log in."""
    own_page: Callable[[str], str]
    """The address where a person sees and changes what they sent, by its submission."""
    yes_page: Callable[[str], str]
    """The address where a person who was suggested says yes, by its submission."""


def _no_calendar(meeting: Meeting) -> str:
    del meeting
    return ""


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes letters in the words of a catalogue."""

    addresses: Addresses
    catalogue: Catalogue
    calendar: Callable[[Meeting], str] = _no_calendar
    """Draws the file that puts a meeting into a person's calendar."""

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
        return self._letter(record, "personale", self.staff(record.subject))

    def receipt(self, record: Record) -> Letter:
        """Tell the person that it has come, in words that anyone may see."""
        name = f"kvittering_{_seat(record)}" if record.meeting else "kvittering"
        return self._with_calendar(self._to_sender(record, name), record)

    def moved_up(self, record: Record, at: datetime) -> Letter:
        """Tell a person who waited that there is a seat; or staff, where only they can ring."""
        if not record.contact.email:
            return self._letter(record, "ring_rykket_op", self.staff(record.subject), at)
        return self._with_calendar(self._to_sender(record, "rykket_op", at), record)

    def news(self, record: Record, news: News, at: datetime) -> Letter:
        """Tell a person what is new of their meeting; or staff, where only they can ring."""
        if not record.contact.email:
            letter = self._letter(record, "ring_nyt", self.staff(record.subject), at)
            return _of_moment(letter, at)
        letter = self._to_sender(record, f"{news}_{_seat(record)}", at)
        if news is not News.REMINDER:
            letter = self._with_calendar(letter, record)
        return _of_moment(letter, at)

    def corrected(self, record: Record, at: datetime) -> Letter:
        """Tell staff that a person has corrected how they can be reached."""
        return _of_moment(self._letter(record, "rettet", self.staff(record.subject), at), at)

    def erased(self, record: Record, at: datetime) -> Letter:
        """Tell the person that all of it is erased: their receipt of that."""
        return self._letter(record, "slettet", record.contact.email, at)

    def referral(self, record: Record, recipient: str) -> Letter:
        """Ask a person whether they want what a contact person has suggested."""
        link = self.addresses.yes_page(record.submission)
        return self._letter(record, "henvisning", recipient, link=link)

    def daily(self, day: date, recipient: str, counts: Mapping[str, int], at: datetime) -> Letter:
        """Tell staff what waits, in numbers; one letter a day and recipient."""
        texts, digest = self.catalogue.texts, hashlib.blake2b(recipient.encode(), digest_size=8)
        numbers = {name: str(count) for name, count in counts.items()}
        return Letter(
            id=f"dagens-{day.isoformat()}-{digest.hexdigest()}",
            reference="",
            recipient=recipient,
            subject=texts.get("breve.dagens.emne"),
            body=texts.get("breve.dagens.tekst", link=self.addresses.desk, **numbers),
            written_at=at,
        )

    def staff(self, subject: Subject) -> str:
        """Give who of the staff is told of something."""
        programmes = programmes_of(subject, self.catalogue)
        only = programmes[0] if len(programmes) == 1 else ""
        return self.addresses.staff_by_programme.get(only, self.addresses.staff)

    def _to_sender(self, record: Record, name: str, at: datetime | None = None) -> Letter:
        link = self.addresses.own_page(record.submission)
        return self._letter(record, name, record.contact.email, at, link=link)

    def _letter(
        self,
        record: Record,
        name: str,
        recipient: str,
        at: datetime | None = None,
        *,
        link: str = "",
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
                link=link or self.addresses.desk,
                moede=self._meeting(record.meeting),
            ),
            written_at=at or record.received_at,
        )

    def _with_calendar(self, letter: Letter, record: Record) -> Letter:
        """Add the meeting's file for whoever has a seat; those who wait would come in vain."""
        meeting = self.catalogue.meeting(record.meeting)
        if meeting is None or _seat(record) is not Seat.SEATED:
            return letter
        return replace(letter, calendar=self.calendar(meeting))

    def _meeting(self, id_: str) -> str:
        """Write when and where a meeting is. Its title would tell what it is about."""
        meeting = self.catalogue.meeting(id_)
        if meeting is None:
            return ""
        place = meeting.place
        return f"{sentence(meeting.when)}\n{place.name}, {place.address}, {place.town}"


MakeWriter = Callable[[Catalogue], Writer]
"""Gives the writer for the words there are now."""


def _seat(record: Record) -> Seat | None:
    return record.subject.seat if isinstance(record.subject, SignUp) else None


def _of_moment(letter: Letter, at: datetime) -> Letter:
    """Give a letter a name of its own: its like may be written again, at another moment."""
    return replace(letter, id=f"{letter.id}-{at:%Y%m%d%H%M%S%f}")


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
