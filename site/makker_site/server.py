"""One machine: the built pages and the functions behind one small front."""

import base64
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from makker.app import App
from makker.domain.errors import MakkerError
from makker.handlers import daily
from makker.handlers.http import LARGEST_BODY, SECURITY_HEADERS
from makker.handlers.log import log_fault
from makker.handlers.public import answer
from makker_site.caching import cache_control

_REVALIDATE = "no-cache"
_ROUND = 60.0
"""Seconds between two rounds of the work that is done by the clock."""
_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
_FOUND, _NOT_ALLOWED = 200, 405
_PATIENCE = 8 * 1024 * 1024
"""Bytes of a body that are heard out: a browser reads the answer only when it has sent all."""


class Courier(threading.Thread):
    """Sends letters as soon as they are written, and does the day's work in between."""

    def __init__(self, current: Callable[[], App]) -> None:
        """Work with the parts that *current* gives: the content may change while we serve."""
        super().__init__(name="courier", daemon=True)
        self._current = current
        self._wake = threading.Event()
        self._stopped = False

    def run(self) -> None:
        """Work until stopped; what cannot be done now is done in the next round."""
        while not self._stopped:
            self._wake.clear()
            daily.try_to_work(self._current())
            self._wake.wait(_ROUND)

    def wake(self) -> None:
        """Say that there may be something to send."""
        self._wake.set()

    def stop(self) -> None:
        """Finish the round under way, and no more."""
        self._stopped = True
        self._wake.set()
        self.join(timeout=10)


def make_front(current: Callable[[], App], pages: Path, after_post: Callable[[], None]) -> ASGIApp:
    """Give the front: what answers one person goes to the handler, the rest to the built pages.

    *current* gives the parts as the content is now: it may change while we serve.
    """

    async def send(request: Request) -> Response:
        try:
            event = await _event(request)
        except ClientDisconnect:
            return Response(status_code=400)  # nobody is left to read it
        reply = await run_in_threadpool(answer, current(), event)
        if request.method == "POST":
            after_post()
        return Response(reply["body"], reply["statusCode"], reply["headers"])

    routes: list[BaseRoute] = [
        Route("/send/{rest:path}", send, methods=_METHODS),
        Route("/min-henvendelse/{rest:path}", send, methods=_METHODS),
        # Only what is the same for everyone is compressed: an answer to one person holds a token,
        # and how well it compresses beside what was typed would tell of it.
        Mount("/", GZipMiddleware(_Pages(directory=pages, html=True))),
    ]
    return _Headers(Starlette(routes=routes, exception_handlers=_refusals(current)))


class _Pages(StaticFiles):
    """The built pages. A folder's address without its slash leads to the one with it, here."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Answer for a page; never name the host, which only whoever asks has said."""
        response = await super().get_response(path, scope)
        if "location" in response.headers:
            response.headers["location"] = urlsplit(response.headers["location"]).path
        return response


def _refusals(current: Callable[[], App]) -> dict[Any, Any]:
    """Answer in Danish where the web framework would answer in its own words."""

    async def refuse(request: Request, error: Exception) -> Response:
        del request
        status = error.status_code if isinstance(error, HTTPException) else 500
        name = "kun_post" if status == _NOT_ALLOWED else "findes_ikke"
        return HTMLResponse(current().pages.message(name).html, status)

    async def apologise(request: Request, error: Exception) -> Response:
        del request
        log_fault("fejl", error)
        return HTMLResponse(current().last_resort.html, 500)

    return {HTTPException: refuse, Exception: apologise}


class PortError(MakkerError):
    """The port is taken, or may not be used."""


def listen(port: int) -> socket.socket:
    """Take the port on loopback, before anything else is done.

    Raises:
        PortError: someone else has it.
    """
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))
    except (OSError, OverflowError) as error:
        listener.close()
        message = f"port {port} cannot be used: {error}"
        raise PortError(message) from error
    return listener


def serve(front: ASGIApp, listener: socket.socket) -> None:
    """Answer on the port until stopped."""
    # Its access log would hold addresses and pages side by side: ours holds neither.
    config = uvicorn.Config(
        front,
        access_log=False,
        log_level="warning",
        server_header=False,
        date_header=True,
        lifespan="off",
        timeout_graceful_shutdown=10,
    )
    uvicorn.Server(config).run(sockets=[listener])


async def _event(request: Request) -> dict[str, Any]:
    """Give the request as API Gateway would hand it over, version 2."""
    body = await _read(request)
    return {
        "version": "2.0",
        "rawPath": request.url.path,
        "rawQueryString": request.url.query,
        "headers": dict(request.headers),
        "requestContext": {
            "http": {
                "method": request.method,
                "path": request.url.path,
                "sourceIp": _source(request),
            }
        },
        "body": base64.b64encode(body).decode("ascii"),
        "isBase64Encoded": True,
    }


def _source(request: Request) -> str:
    """Give the visitor's address: what a proxy on this machine says, or where it came from.

    Nothing when it came from this machine and no proxy says more: then it is not known.
    """
    peer = request.client.host if request.client else ""
    if peer not in {"127.0.0.1", "::1"}:
        return peer
    forwarded = request.headers.get("x-forwarded-for", "")
    return forwarded.rpartition(",")[2].strip()


async def _read(request: Request) -> bytes:
    """Read the body; keep no more of it than is needed to see that it is too large."""
    body, heard = bytearray(), 0
    async for chunk in request.stream():
        heard += len(chunk)
        body += chunk[: LARGEST_BODY + 1 - len(body)]
        if heard > _PATIENCE:
            break
    return bytes(body)


class _Headers:
    """Gives every static answer the headers the functions' answers have."""

    def __init__(self, inner: ASGIApp) -> None:
        self._inner = inner

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY_HEADERS.items():
                    headers[name] = value
                found = message["status"] == _FOUND
                kept = cache_control(scope["path"]) if found else _REVALIDATE
                headers.setdefault("cache-control", kept)
            await send(message)

        await self._inner(scope, receive, with_headers)
