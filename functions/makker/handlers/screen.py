"""Answer the questions of a programme: the verdict, and the way on. Nothing is stored."""

from makker.app import App
from makker.domain.danish import in_copenhagen
from makker.domain.faults import Rejected
from makker.domain.programme import Status
from makker.domain.questions import Form
from makker.handlers.answers import Routes, message, only
from makker.handlers.http import Request, Response
from makker.rendering.application import SCREEN_URL, form_view, result_page
from makker.services.carry_verdict import Carried, carry
from makker.services.screen import screen
from makker.services.ticket import issue


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
    return Response(200, result_page(carried, token, app.pages))


ROUTES: Routes = {("POST", SCREEN_URL): _screen}
