"""What a person takes away when something was received."""

from dataclasses import dataclass
from typing import ClassVar

from makker.domain.catalogue import Catalogue
from makker.domain.programme import Offer
from makker.rendering.fields import Field
from makker.services.submit import Submitted


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """The receipt."""

    template: ClassVar[str] = "receipt"
    submitted: Submitted
    offer: Offer | None
    title: str
    phone: str
    fields: tuple[Field, ...] = ()


def receipt_view(submitted: Submitted, catalogue: Catalogue) -> ReceiptView:
    """Give the receipt of what was received."""
    screening = submitted.record.screening
    offer = catalogue.offer(screening.programme, screening.role)
    phone = offer.programme.phone if offer else ""
    return ReceiptView(submitted, offer, catalogue.texts.get("kvittering.titel"), phone)
