"""Apply to a programme: the questions, then contact and consent."""

from makker.bootstrap import App
from makker.domain.danish import in_copenhagen
from makker.domain.faults import Rejected
from makker.domain.programme import Status
from makker.domain.questions import Form
from makker.handlers.answers import Routes, message, not_stored, only
from makker.handlers.http import Request, Response
from makker.handlers.log import log, log_fault
from makker.ports import StoreError
from makker.rendering.application import SCREEN_URL, SUBMIT_URL, form_view, result_view
from makker.rendering.receipt import receipt_view
from makker.services.carry_verdict import Carried, carry, receive
from makker.services.read_contact import read_contact
from makker.services.screen import screen
from makker.services.submit import application
from makker.services.suspect import TRAP
from makker.services.ticket import issue

TOKEN = "noegle"  # noqa: S105
"""The field that carries the verdict."""


def _screen(app: App, request: Request, form: Form) -> Response:
    del request
    offer = app.catalogue.offer(only(form, "program"), only(form, "rolle"))
    if offer is None:
        return message(app, 400, "intet_tilbud")
    if offer.programme.status is not Status.OPEN:
        return message(app, 409, "lukket")
    typed = {name: values for name, values in form.items() if name not in {"program", "rolle"}}
    today = in_copenhagen(app.clock.now()).date()
    verdict = screen(offer.role, typed, today=today)
    if isinstance(verdict, Rejected):
        if verdict.tampered:
            return message(app, 400, "forkert")
        return Response(422, app.pages.draw(form_view(offer, app.catalogue, typed, verdict.faults)))
    carried = Carried(offer, verdict, issue(app.ids, app.clock))
    token = carry(carried, app.tokens) if verdict.may_ask_for_contact else ""
    return Response(200, app.pages.draw(result_view(carried, app.catalogue, token)))


def _submit(app: App, request: Request, form: Form) -> Response:
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
    arrival = application(carried, contact, consent, suspected=suspected)
    try:
        submitted = app.submit(arrival, app.catalogue)
    except StoreError as error:
        log_fault("kunne_ikke_gemme", error)
        view = result_view(carried, app.catalogue, token, typed, trouble=not_stored(app))
        return Response(503, app.pages.draw(view), {"retry-after": "30"})
    log("modtaget", reference=submitted.record.reference)
    code = app.tokens.code(arrival.submission)
    return Response(200, app.pages.draw(receipt_view(submitted, code, app.catalogue)))


ROUTES: Routes = {("POST", SCREEN_URL): _screen, ("POST", SUBMIT_URL): _submit}
