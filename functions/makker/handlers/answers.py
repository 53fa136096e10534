"""What the handlers of all forms share: the shape of an act, and pages that say one thing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from makker.app import App
from makker.domain.questions import Form
from makker.handlers.http import Request, Response

if TYPE_CHECKING:
    from makker.handlers.arriving import Arriving

Step = Callable[[], "Response | Arriving | Step"]
"""What is still to be done before something can be said. Those who come at once go step by step."""

Act = Callable[[App, Request, Form], "Response | Arriving | Step"]
"""Answers a request whose form, or whose query where it is a GET, could be read; or gives what is
to be stored before it can be answered, or the next step."""

Routes = Mapping[tuple[str, str], Act]
"""Method and path → what answers it."""


def message(app: App, status: int, name: str) -> Response:
    """Answer with the page `beskeder.<name>`."""
    return Response(status, app.pages.message(name))


def only(form: Form, name: str) -> str:
    """Give the one value of a field; nothing when it has none or several."""
    values = form.get(name, ())
    return values[0] if len(values) == 1 else ""


def not_stored(app: App) -> str:
    """Say that it could not be stored now, and that nothing that was typed is lost."""
    return app.catalogue.texts.get("beskeder.kan_ikke_gemme.tekst")
