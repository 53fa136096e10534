"""What visitors send: the questions of a form, then contact and consent."""

import functools
import os
import time
from collections.abc import Callable, Mapping
from typing import Any

from makker.bootstrap import App, build_app
from makker.domain.faults import Rejected
from makker.domain.programme import Status
from makker.domain.questions import Form
from makker.handlers.http import Request, Response, Unreadable, read_form, read_request
from makker.handlers.log import log, log_fault, start_logging
from makker.ports import StoreError
from makker.rendering.pages import SCREEN_URL, SUBMIT_URL
from makker.services.carry_verdict import Carried, carry, receive
from makker.services.read_contact import read_contact
from makker.services.screen import screen
from makker.settings import Settings

TOKEN = "noegle"  # noqa: S105
"""The field that carries the verdict."""


@functools.cache
def _app() -> App:
    start_logging()
    return build_app(Settings.read(os.environ))


def handler(event: Mapping[str, Any], context: object) -> dict[str, Any]:
    """Answer an API Gateway event, version 2."""
    del context
    return answer(_app(), event)


def answer(app: App, event: Mapping[str, Any]) -> dict[str, Any]:
    """Answer an event with the parts of *app*. A fault of ours gives a page, never a trace."""
    started = time.perf_counter()
    route = "?"
    try:
        request = read_request(event)
        route = request.path if request.path in ROUTES else "?"
        response = _route(app, request)
    except Exception as error:  # noqa: BLE001 - the last place that can answer a person
        log_fault("fejl", error)
        response = Response(500, app.last_resort)
    duration = round((time.perf_counter() - started) * 1000, 1)
    log("svar", rute=route, status=response.status, ms=duration)
    return response.as_event()


def _route(app: App, request: Request) -> Response:
    act = ROUTES.get(request.path)
    if act is None:
        return _message(app, 404, "findes_ikke")
    if request.method != "POST":
        return Response(405, app.pages.message("kun_post"), {"allow": "POST"})
    form = read_form(request)
    if isinstance(form, Unreadable):
        return _message(app, *form.value)
    return act(app, form)


def _message(app: App, status: int, name: str) -> Response:
    return Response(status, app.pages.message(name))


def _screen(app: App, form: Form) -> Response:
    offer = app.catalogue.offer(_only(form, "program"), _only(form, "rolle"))
    if offer is None:
        return _message(app, 400, "intet_tilbud")
    if offer.programme.status is not Status.OPEN:
        return _message(app, 409, "lukket")
    typed = {name: values for name, values in form.items() if name not in {"program", "rolle"}}
    verdict = screen(offer.role, typed)
    if isinstance(verdict, Rejected):
        if verdict.tampered:
            return _message(app, 400, "forkert")
        return Response(422, app.pages.form(offer, typed, verdict.faults))
    carried = Carried(offer, verdict, app.ids.submission())
    token = carry(carried, app.tokens) if verdict.may_ask_for_contact else ""
    return Response(200, app.pages.result(carried, token))


def _submit(app: App, form: Form) -> Response:
    token = _only(form, TOKEN)
    carried = receive(token, tokens=app.tokens, catalogue=app.catalogue)
    if carried is None or not carried.verdict.may_ask_for_contact:
        return _message(app, 400, "udloebet")
    typed = {name: values for name, values in form.items() if name != TOKEN}
    contact = read_contact(typed)
    if isinstance(contact, Rejected):
        if contact.tampered:
            return _message(app, 400, "forkert")
        return Response(422, app.pages.result(carried, token, typed, contact.faults))
    try:
        submitted = app.submit(carried, contact, app.catalogue)
    except StoreError as error:
        log_fault("kunne_ikke_gemme", error)
        page = app.pages.result(carried, token, typed, trouble="kan_ikke_gemme")
        return Response(503, page, {"retry-after": "30"})
    log("modtaget", reference=submitted.record.reference)
    return Response(200, app.pages.receipt(submitted))


def _only(form: Form, name: str) -> str:
    values = form.get(name, ())
    return values[0] if len(values) == 1 else ""


ROUTES: Mapping[str, Callable[[App, Form], Response]] = {
    SCREEN_URL: _screen,
    SUBMIT_URL: _submit,
}
