"""What someone sends, on its way to the store, and what they are told of it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from makker.app import App
from makker.handlers.http import Response
from makker.log import log, log_fault
from makker.ports import StoreError
from makker.rendering.pages import Page
from makker.rendering.receipt import receipt_page
from makker.services.submit import Arrival, Submitted


@dataclass(frozen=True, slots=True)
class Arriving:
    """Something that was read and found whole, and is not stored yet."""

    app: App
    arrival: Arrival = field(repr=False)
    trouble: Callable[[], Page]
    """Draws the page that says it cannot be stored now, and keeps what was typed."""

    def store(self) -> Response:
        """Store it, and say so; or say that it cannot be stored now."""
        try:
            return self.stored(self.app.submit(self.arrival, self.app.catalogue))
        except StoreError as error:
            log_fault("kunne_ikke_gemme", error)
            return Response(503, self.trouble(), {"retry-after": "30"})

    def stored(self, submitted: Submitted) -> Response:
        """Say that it is stored: the receipt."""
        log("modtaget", reference=submitted.record.reference)
        code = self.app.tokens.code(self.arrival.submission)
        return Response(200, receipt_page(submitted, code, self.app.pages))
