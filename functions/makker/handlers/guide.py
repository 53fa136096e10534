"""The guide for a browser without JavaScript: the same questions, posted. Nothing is stored."""

from makker.app import App
from makker.domain.danish import in_copenhagen
from makker.domain.faults import Rejected
from makker.domain.guide import make_guide
from makker.domain.questions import Form
from makker.handlers.answers import Routes, message, only
from makker.handlers.http import Request, Response
from makker.rendering.guide import SEND_URL, guide_view, matches_view
from makker.services.guide import find_matches

MEND = "ret"
"""The button of the result that leads back to the questions."""


def _guide(app: App, request: Request, form: Form) -> Response:
    del request
    catalogue, today = app.catalogue, in_copenhagen(app.clock.now()).date()
    guide = make_guide(catalogue, only(form, "rolle"), today)
    if guide is None:
        return message(app, 400, "intet_tilbud")
    if not guide.questions:
        return message(app, 409, "lukket")
    given = {name: values for name, values in form.items() if name not in {"rolle", MEND}}
    found = find_matches(guide, given)
    if isinstance(found, Rejected):
        if found.tampered:
            return message(app, 400, "forkert")
        view = guide_view(guide, catalogue.texts, given, found.faults)
        return Response(422, app.pages.draw(view))
    if MEND in form:
        return Response(200, app.pages.draw(guide_view(guide, catalogue.texts, given)))
    return Response(200, app.pages.draw(matches_view(guide, found, given, catalogue)))


ROUTES: Routes = {("POST", SEND_URL): _guide}
