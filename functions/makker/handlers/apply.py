"""Apply to a programme: contact and consent, with the verdict that was carried along."""

from makker.app import App
from makker.domain.faults import Rejected
from makker.domain.questions import Form
from makker.handlers.answers import Routes, message, not_stored, only
from makker.handlers.arriving import Arriving
from makker.handlers.http import Request, Response
from makker.rendering.application import SUBMIT_URL, result_view
from makker.rendering.pages import Page
from makker.services.carry_verdict import receive
from makker.services.read_contact import read_contact
from makker.services.submit import application
from makker.services.suspect import TRAP

TOKEN = "noegle"  # noqa: S105
"""The field that carries the verdict."""


def _submit(app: App, request: Request, form: Form) -> Response | Arriving:
    token = only(form, TOKEN)
    carried = receive(token, tokens=app.tokens, catalogue=app.catalogue)
    if carried is None or not carried.verdict.may_ask_for_contact:
        return message(app, 400, "udloebet")
    typed = {name: values for name, values in form.items() if name not in {TOKEN, TRAP}}
    contact = read_contact(typed)
    if isinstance(contact, Rejected):
        if contact.tampered:
            return message(app, 400, "forkert")
        view = result_view(carried, app.catalogue, token, typed, contact.faults)
        return Response(422, app.pages.draw(view))
    trap, consent = only(form, TRAP), app.catalogue.organisation.consent_version
    suspected = app.suspect(carried.ticket, trap=trap, source=request.source, typed=True)

    def trouble() -> Page:
        view = result_view(carried, app.catalogue, token, typed, trouble=not_stored(app))
        return app.pages.draw(view)

    arrival = application(carried, contact, consent, suspected=suspected)
    return Arriving(app, arrival, trouble)


ROUTES: Routes = {("POST", SUBMIT_URL): _submit}
