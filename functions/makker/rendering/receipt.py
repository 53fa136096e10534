"""What a person takes away when something was received."""

from dataclasses import dataclass, field, replace
from typing import ClassVar

from makker.domain.catalogue import Catalogue
from makker.domain.record import Record
from makker.domain.subject import Application, Interest, Referral, Seat, SignUp, Subject
from makker.rendering.fields import Field
from makker.rendering.pages import Page, Pages
from makker.rendering.stencil import place
from makker.services.submit import Submitted


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """The receipt."""

    template: ClassVar[str] = "receipt"
    title: str
    reference: str
    code: str = field(repr=False)
    """What opens the person's own page; empty where there is no such page."""
    steps: tuple[str, ...]
    """What happens now, in order."""
    changed: bool
    """It was sent before, with other words: those of the first time are kept."""
    again: str
    """Where one begins anew."""
    phone: str
    fields: tuple[Field, ...] = ()


def receipt_view(submitted: Submitted, code: str, catalogue: Catalogue) -> ReceiptView:
    """Give the receipt of what was received."""
    record, texts = submitted.record, catalogue.texts
    again, phone = _begin_again(record.subject, catalogue)
    wait = str(catalogue.organisation.retention.of(record.subject))
    return ReceiptView(
        title=texts.get("kvittering.titel"),
        reference=record.reference,
        code="" if isinstance(record.subject, Referral) else code,
        steps=tuple(texts.get(step, periode=wait) for step in _steps(record)),
        changed=submitted.changed,
        again=again,
        phone=phone,
    )


def receipt_page(submitted: Submitted, code: str, pages: Pages) -> Page:
    """Draw the receipt of what was received: one page but for its number and its code."""
    view = receipt_view(submitted, code, pages.catalogue)
    blank = replace(view, reference=place("number"), code=view.code and place("code"))
    return pages.fill(blank, lambda: blank, {"number": view.reference, "code": view.code})


def _steps(record: Record) -> tuple[str, ...]:
    """Name the texts that say what happens now."""
    way = f"kvittering.to.{record.contact.way}"
    match record.subject:
        case Application():
            return ("kvittering.et", way, "kvittering.tre")
        case Interest():
            return ("kvittering.et", way)
        case SignUp(seat=Seat.SEATED):
            return ("kvittering.plads.et", "kvittering.plads.to")
        case SignUp():
            return ("kvittering.venteliste.et", "kvittering.venteliste.to")
        case Referral():
            numbers = ("et", "to", "tre")
            return tuple(f"kvittering.henvisning.{number}" for number in numbers)


def _begin_again(subject: Subject, catalogue: Catalogue) -> tuple[str, str]:
    """Give where one begins anew, and the number to ring; empty for the organisation's."""
    match subject:
        case Application(programme=programme, role=role):
            offer = catalogue.offer(programme, role)
            return (offer.path, offer.programme.phone) if offer else ("/tilbud/", "")
        case SignUp(meeting=id_):
            meeting = catalogue.meeting(id_)
            return (meeting.path, meeting.phone) if meeting else ("/infomoeder/", "")
        case Interest():
            return "/interesse/", ""
        case Referral():
            return "/for-fagfolk/", ""
