"""Forms in two steps, nothing stored by the first: fill it in, look at it once more and send it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from makker.app import App
from makker.domain.faults import Rejected
from makker.domain.meeting import State
from makker.domain.questions import Form
from makker.handlers.answers import Routes, message, not_stored, only
from makker.handlers.arriving import Arriving
from makker.handlers.http import Request, Response
from makker.rendering.plain_forms import (
    INTEREST_URL,
    REFERRAL_URL,
    SIGN_UP_URL,
    PlainFormView,
    check_view,
    interest_view,
    referral_view,
    sign_up_view,
)
from makker.services.read_plain import Read, read_interest, read_referral, read_sign_up
from makker.services.submit import Arrival
from makker.services.suspect import TRAP
from makker.services.ticket import check_in, issue

TOKEN = "noegle"  # noqa: S105
"""The field that carries the ticket of the second step."""
BACK = "ret"
"""The button that leads from the second step back to the first."""


@dataclass(frozen=True, slots=True)
class _Step:
    """One posting of a form, whichever step it is."""

    app: App
    request: Request
    form: Form
    typed: Form
    """What the form itself asks for."""
    draw: Callable[[Form, Rejected], PlainFormView]

    def answer(self, read: Read | Rejected) -> Response | Arriving:
        """Show what is to be mended, or what will be sent; or give what is to be stored."""
        app, pages = self.app, self.app.pages
        if isinstance(read, Rejected):
            if read.tampered:
                return message(app, 400, "forkert")
            return Response(422, pages.draw(self.draw(self.typed, read)))
        view = self.draw(self.typed, Rejected(()))
        if BACK in self.form:
            return Response(200, pages.draw(view))
        ticket = check_in(view.name, only(self.form, TOKEN), app.tokens)
        if ticket is None:
            token = app.tokens.seal(view.name, issue(app.ids, app.clock).values)
            typed = {**self.typed, TRAP: self.form.get(TRAP, ())}
            check = check_view(view, typed, token, app.catalogue.texts)
            return Response(200, pages.draw(check))
        suspected = app.suspect(
            ticket, trap=only(self.form, TRAP), source=self.request.source, typed=False
        )
        consent = app.catalogue.organisation.light_consent.version
        arrival = Arrival(
            ticket.submission, read.subject, read.contact, consent, suspected, read.invited
        )
        return Arriving(app, arrival, lambda: pages.draw(replace(view, trouble=not_stored(app))))


def _interest(app: App, request: Request, form: Form) -> Response | Arriving:
    typed = _without(form)

    def draw(typed: Form, rejected: Rejected) -> PlainFormView:
        return interest_view(app.catalogue, typed, rejected.faults)

    read = read_interest(typed, app.catalogue.places)
    return _Step(app, request, form, typed, draw).answer(read)


def _referral(app: App, request: Request, form: Form) -> Response | Arriving:
    typed = _without(form)

    def draw(typed: Form, rejected: Rejected) -> PlainFormView:
        return referral_view(app.catalogue, typed, rejected.faults)

    read = read_referral(typed, app.catalogue.places)
    return _Step(app, request, form, typed, draw).answer(read)


def _sign_up(app: App, request: Request, form: Form) -> Response | Arriving:
    meeting = app.catalogue.meeting(only(form, "moede"))
    if meeting is None:
        return message(app, 400, "intet_moede")
    state = meeting.state(app.clock.now())
    if state is not State.OPEN:
        return message(app, 409, f"moede_{state}")
    typed = _without(form, "moede")

    def draw(typed: Form, rejected: Rejected) -> PlainFormView:
        return sign_up_view(meeting, app.catalogue, typed, rejected.faults)

    return _Step(app, request, form, typed, draw).answer(read_sign_up(typed, meeting.id))


def _without(form: Form, *names: str) -> Form:
    ours = {TOKEN, BACK, TRAP, *names}
    return {name: values for name, values in form.items() if name not in ours}


ROUTES: Routes = {
    ("POST", INTEREST_URL): _interest,
    ("POST", SIGN_UP_URL): _sign_up,
    ("POST", REFERRAL_URL): _referral,
}
