"""A person's own page: see, correct, copy or erase what one has sent, without an account."""

import json
from collections.abc import Callable, Mapping

from makker.adapters.codec import record_values
from makker.app import App
from makker.domain.faults import Rejected
from makker.domain.private import YES
from makker.domain.questions import Form
from makker.domain.record import Record
from makker.handlers.answers import Routes, message, only
from makker.handlers.http import Request, Response
from makker.log import log, log_fault
from makker.ports import StoreError
from makker.rendering.own_page import (
    OWN_PAGE,
    OWN_URL,
    erase_view,
    erased_view,
    find_view,
    own_view,
)
from makker.services.own import TooManyVisitsError
from makker.services.read_contact import read_contact

_KEPT_TO_US = frozenset({"indsendelse", "mistaenkt"})
"""What a copy leaves out: a number of the system's own, and how we sort."""


def _open(app: App, request: Request, form: Form) -> Response:
    """Show the page a letter's link leads to, or ask for number and code."""
    del request
    return _or_say_so(app, lambda: _linked(app, only(form, "n")))


def _linked(app: App, link: str) -> Response:
    record = app.own.linked(link)
    if record:
        return _show(app, record)
    trouble = "link_gammelt" if link else ""
    return Response(200, app.pages.draw(find_view(app.catalogue, trouble=trouble)))


def _act(app: App, request: Request, form: Form) -> Response:
    act = _known if "noegle" in form else _find
    return _or_say_so(app, lambda: act(app, request, form))


def _or_say_so(app: App, act: Callable[[], Response]) -> Response:
    try:
        return act()
    except StoreError as error:
        log_fault("kunne_ikke_gemme", error)
        return message(app, 503, "kan_ikke_gemme")


def _find(app: App, request: Request, form: Form) -> Response:
    try:
        record = app.own.find(only(form, "nummer"), only(form, "kode"), request.source)
    except TooManyVisitsError:
        return message(app, 429, "for_mange")
    if record is None:
        # The same whatever was wrong: nobody learns whether a number exists.
        return Response(422, app.pages.draw(find_view(app.catalogue, form, "passer_ikke")))
    log("set_af_afsender", reference=record.reference)
    return _show(app, record)


def _known(app: App, request: Request, form: Form) -> Response:
    del request
    record = app.own.who(only(form, "noegle"))
    if record is None:
        return Response(200, app.pages.draw(find_view(app.catalogue, trouble="ikke_mere")))
    act = _ACTS.get(only(form, "handling"))
    return act(app, record, form) if act else _show(app, record)


def _show(app: App, record: Record) -> Response:
    return Response(200, app.pages.draw(own_view(record, app.own.let_in(record), app.catalogue)))


def _correct(app: App, record: Record, form: Form) -> Response:
    typed = {name: values for name, values in form.items() if name not in {"noegle", "handling"}}
    contact = read_contact({**typed, "samtykke": [YES]})
    token = app.own.let_in(record)
    if isinstance(contact, Rejected):
        if contact.tampered:
            return message(app, 400, "forkert")
        view = own_view(record, token, app.catalogue, typed, contact.faults)
        return Response(422, app.pages.draw(view))
    corrected = app.own.correct(record, contact, app.catalogue)
    if corrected is None:
        return Response(200, app.pages.draw(find_view(app.catalogue, trouble="ikke_mere")))
    log("rettet_af_afsender", reference=record.reference)
    view = own_view(corrected, token, app.catalogue, saved=True)
    return Response(200, app.pages.draw(view))


def _copy(app: App, record: Record, form: Form) -> Response:
    del form
    values = {
        name: one
        for name, one in record_values(app.own.copy(record)).items()
        if name not in _KEPT_TO_US
    }
    headers = {
        "content-type": "text/plain; charset=utf-8",
        # A neutral name: it lies in a folder that others may see.
        "content-disposition": 'attachment; filename="kopi.txt"',
    }
    text = json.dumps(values, ensure_ascii=False, indent=2)
    return Response(200, app.pages.message("kun_post"), headers, text)


def _ask(app: App, record: Record, form: Form) -> Response:
    del form
    return Response(200, app.pages.draw(erase_view(app.own.let_in(record), app.catalogue)))


def _erase(app: App, record: Record, form: Form) -> Response:
    del form
    app.own.take_back(record, app.catalogue)
    log("slettet_af_afsender", reference=record.reference)
    view = erased_view(record.reference, app.clock.now(), app.catalogue)
    return Response(200, app.pages.draw(view))


_ACTS: Mapping[str, Callable[[App, Record, Form], Response]] = {
    "ret": _correct,
    "kopi": _copy,
    "slet": _ask,
    "slet_ja": _erase,
}

ROUTES: Routes = {("GET", OWN_PAGE): _open, ("POST", OWN_URL): _act}
