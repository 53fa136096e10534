"""Apply to a programme: contact and consent, with the verdict that was carried along."""

from dataclasses import dataclass

from makker.app import App
from makker.domain.faults import Fault, Rejected
from makker.domain.private import Contact
from makker.domain.questions import Form
from makker.handlers.answers import Routes, Step, message, not_stored, only
from makker.handlers.arriving import Arriving
from makker.handlers.http import Request, Response
from makker.rendering.application import SUBMIT_URL, result_view
from makker.rendering.pages import Page
from makker.services.carry_verdict import Carried, receive
from makker.services.read_contact import read_contact
from makker.services.submit import application
from makker.services.suspect import TRAP

TOKEN = "noegle"  # noqa: S105
"""The field that carries the verdict."""


def _submit(app: App, request: Request, form: Form) -> Response | Step:
    carried = receive(only(form, TOKEN), tokens=app.tokens, catalogue=app.catalogue)
    if carried is None or not carried.verdict.may_ask_for_contact:
        return message(app, 400, "udloebet")
    return _Sending(app, request, form, carried).read


@dataclass(frozen=True, slots=True, repr=False)
class _Sending:
    """An application with the verdict that was carried along."""

    app: App
    request: Request
    form: Form
    carried: Carried

    def read(self) -> Response | Step:
        """Read the contact, or show what is to be mended."""
        contact = read_contact(self._typed)
        if not isinstance(contact, Rejected):
            return lambda: self._arriving(contact)
        if contact.tampered:
            return message(self.app, 400, "forkert")
        return Response(422, self._draw(faults=contact.faults))

    def _arriving(self, contact: Contact) -> Arriving:
        app, carried = self.app, self.carried
        trap, consent = only(self.form, TRAP), app.catalogue.organisation.consent_version
        suspected = app.suspect(carried.ticket, trap=trap, source=self.request.source, typed=True)
        arrival = application(carried, contact, consent, suspected=suspected)
        return Arriving(app, arrival, lambda: self._draw(trouble=not_stored(app)))

    @property
    def _typed(self) -> Form:
        return {name: values for name, values in self.form.items() if name not in {TOKEN, TRAP}}

    def _draw(self, faults: tuple[Fault, ...] = (), trouble: str = "") -> Page:
        token, app = only(self.form, TOKEN), self.app
        view = result_view(self.carried, app.catalogue, token, self._typed, faults, trouble=trouble)
        return app.pages.draw(view)


ROUTES: Routes = {("POST", SUBMIT_URL): _submit}
