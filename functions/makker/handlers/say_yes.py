"""Someone who was suggested by a contact person says yes, by the link of a letter."""

from dataclasses import replace

from makker.app import App
from makker.domain.faults import Rejected
from makker.domain.questions import Form
from makker.domain.subject import Interest, Referral
from makker.domain.trail import Deed, What, Who
from makker.handlers.answers import Routes, message, not_stored, only
from makker.handlers.http import Request, Response
from makker.log import log, log_fault
from makker.ports import StoreError
from makker.rendering.own_page import YES_PAGE, YES_URL, yes_view
from makker.rendering.receipt import receipt_page
from makker.services.link import read_link
from makker.services.read_contact import read_contact
from makker.services.submit import Arrival, Submitted
from makker.services.suspect import TRAP


def _open(app: App, request: Request, form: Form) -> Response:
    del request
    link = only(form, "n")
    if _referral(app, read_link(link, app.tokens)) is None:
        return message(app, 404, "link_gammelt")
    return Response(200, app.pages.draw(yes_view(link, app.catalogue)))


def _say_yes(app: App, request: Request, form: Form) -> Response:
    del request
    link = only(form, "n")
    try:
        return _answer(app, link, form)
    except StoreError as error:
        log_fault("kunne_ikke_gemme", error)
        view = yes_view(link, app.catalogue, _typed(form))
        page = app.pages.draw(replace(view, trouble=not_stored(app)))
        return Response(503, page, {"retry-after": "30"})


def _answer(app: App, link: str, form: Form) -> Response:
    submission = read_link(link, app.tokens)
    again = app.records.of_submission(f"{submission}-ja")
    if again:
        return _receipt(app, Submitted(again, changed=False))
    referral = _referral(app, submission)
    if referral is None:
        return message(app, 404, "link_gammelt")
    contact = read_contact(_typed(form))
    if isinstance(contact, Rejected):
        if contact.tampered:
            return message(app, 400, "forkert")
        view = yes_view(link, app.catalogue, _typed(form), contact.faults)
        return Response(422, app.pages.draw(view))
    subject = Interest(referral.place, (), referred=True)
    consent = app.catalogue.organisation.light_consent.version
    suspected = bool(only(form, TRAP))
    arrival = Arrival(f"{submission}-ja", subject, contact, consent, suspected)
    submitted = app.submit(arrival, app.catalogue)
    log("modtaget", reference=submitted.record.reference)
    # What was kept until the person said yes is not needed any more.
    suggested = app.records.of_submission(submission)
    if suggested:
        app.records.erase(Deed(suggested.reference, What.ERASED, Who.SENDER, app.clock.now()))
    return _receipt(app, submitted)


def _receipt(app: App, submitted: Submitted) -> Response:
    code = app.tokens.code(submitted.record.submission)
    return Response(200, receipt_page(submitted, code, app.pages))


def _referral(app: App, submission: str) -> Referral | None:
    record = app.records.of_submission(submission) if submission else None
    subject = record.subject if record else None
    return subject if isinstance(subject, Referral) else None


def _typed(form: Form) -> Form:
    return {name: values for name, values in form.items() if name not in {"n", TRAP}}


ROUTES: Routes = {("GET", YES_PAGE): _open, ("POST", YES_URL): _say_yes}
