"""What visitors ask of the functions: one place that reads, finds who answers, and answers."""

import functools
import os
import time
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

from makker.adapters.late import loading

with loading():
    from makker.app import App
    from makker.bootstrap import build_app
    from makker.handlers.answers import Act, Step, message
    from makker.handlers.at_start import at_start
    from makker.handlers.cloudfront import from_cloudfront
    from makker.handlers.http import (
        Request,
        Response,
        Unreadable,
        read_form,
        read_query,
        read_request,
    )
    from makker.log import log, log_fault
    from makker.settings import SettingError, Settings

if TYPE_CHECKING:  # who screens stores nothing
    from makker.handlers.arriving import Arriving

T = TypeVar("T")

ROUTES = {
    ("POST", "/send/svar/"): "screen",
    ("POST", "/send/kontakt/"): "apply",
    ("POST", "/send/guide/"): "guide",
    ("POST", "/send/interesse/"): "plain",
    ("POST", "/send/tilmelding/"): "plain",
    ("POST", "/send/henvisning/"): "plain",
    ("GET", "/min-henvendelse/"): "own_page",
    ("POST", "/send/min-henvendelse/"): "own_page",
    ("GET", "/min-henvendelse/ja/"): "say_yes",
    ("POST", "/send/ja/"): "say_yes",
}
"""Method and path → the module beside this one whose own routes say what answers it.

It is loaded by the first who asks: a function that starts anew loads one of six.
"""
_PATHS = {path for _, path in ROUTES}
FROM_MEMORY = frozenset({"/send/svar/", "/send/guide/"})
"""What is answered without the store: nobody has to wait for a disk."""
ONLY_ADDS = frozenset(
    {"/send/kontakt/", "/send/interesse/", "/send/tilmelding/", "/send/henvisning/"}
)
"""What adds to the store and does nothing else with it: those who come at once can share a disk."""


@at_start
def _parts() -> tuple[App, list[str]]:
    settings = Settings.read(os.environ)
    if not settings.origin_secret:
        missing = "MAKKER_ORIGIN_SECRET is needed: without it anyone could go round CloudFront"
        raise SettingError(missing)
    return build_app(settings), settings.origin_secret.split()


def handler(event: Mapping[str, Any], context: object) -> dict[str, Any]:
    """Answer an API Gateway event, version 2, if it came by way of CloudFront."""
    del context
    return respond(*_parts(), event)


def respond(app: App, secrets: list[str], event: Mapping[str, Any]) -> dict[str, Any]:
    """Answer an event that says one of *secrets*, with the parts of *app*."""
    asked = from_cloudfront(event, secrets)
    if asked is None:
        log("uden_om")
        return message(app, 404, "findes_ikke").as_event()
    return answer(app, asked)


def answer(app: App, event: Mapping[str, Any]) -> dict[str, Any]:
    """Answer an event with the parts of *app*. A fault of ours gives a page, never a trace."""
    asked = _Asked(app, event)
    while asked.goes_on():
        pass
    said = asked.said
    return asked.answered(said if isinstance(said, Response) else _safely(app, said.store))


def answer_all(app: App, events: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Answer events that only add something, one step at a time for all; store it all at once.

    Step by step takes a third less: what one needs, the processor has at hand for the next.

    Raises:
        StoreError: it cannot be stored at once. Each has to be answered alone: what is stored
            already, in a table that takes one after the other, is known by its submission.
    """
    asked = [_Asked(app, event) for event in events]
    going = asked
    while going:
        going = [one for one in going if one.goes_on()]
    said = [one.said for one in asked]
    arriving = [one for one in said if not isinstance(one, Response)]
    submitted = app.submit.all([one.arrival for one in arriving], app.catalogue)
    stored = zip(arriving, submitted, strict=True)
    receipts = iter([_safely(app, partial(one.stored, each)) for one, each in stored])
    return [
        one.answered(each if isinstance(each, Response) else next(receipts))
        for one, each in zip(asked, said, strict=True)
    ]


class _Asked:
    """A request, on its way to its answer."""

    def __init__(self, app: App, event: Mapping[str, Any]) -> None:
        self._app, self._started = app, time.perf_counter()
        self._route, self._as_json = "?", False
        self._said: Response | Arriving | Step = lambda: self._read(event)

    def _read(self, event: Mapping[str, Any]) -> "Response | Step":
        request = read_request(event)
        self._route = request.path if request.path in _PATHS else "?"
        self._as_json = request.wants_json
        return _find(self._app, request)

    def goes_on(self) -> bool:
        """Go the next step, if there is one that needs no store. Say whether there was."""
        if not callable(self._said):
            return False
        self._said = _safely(self._app, self._said)
        return True

    @property
    def said(self) -> "Response | Arriving":
        """What is said to it, once it goes on no more, as far as that goes without the store."""
        if callable(self._said):
            message = "there is a step left"
            raise TypeError(message)
        return self._said

    def answered(self, response: Response) -> dict[str, Any]:
        """Give the answer as API Gateway wants it, and log how it went."""
        duration = round((time.perf_counter() - self._started) * 1000, 1)
        log("svar", rute=self._route, status=response.status, ms=duration)
        return response.as_event(as_json=self._as_json)


def _safely(app: App, work: Callable[[], T]) -> T | Response:
    """Do *work*; a fault of ours is answered with a page: this is the last place that can."""
    try:
        return work()
    except Exception as error:  # noqa: BLE001
        log_fault("fejl", error)
        return Response(500, app.last_resort)


def _find(app: App, request: Request) -> "Response | Step":
    """Find who answers, and give what they are asked; or say why nobody does."""
    if request.path not in _PATHS:
        return message(app, 404, "findes_ikke")
    method = "GET" if request.method == "HEAD" else request.method
    if (method, request.path) not in ROUTES:
        allowed = ", ".join(sorted(method for method, path in ROUTES if path == request.path))
        page = app.pages.message("kun_post")
        return Response(405, page, {"allow": allowed})
    form = read_query(request) if method == "GET" else read_form(request)
    if isinstance(form, Unreadable):
        return message(app, *form.value)
    act = _act(method, request.path)
    return lambda: act(app, request, form)  # unlike a partial, it shows nothing of what was typed


@functools.cache
def _act(method: str, path: str) -> Act:
    with loading():
        module = import_module(f"makker.handlers.{ROUTES[method, path]}")
    act: Act = module.ROUTES[method, path]
    return act
