"""One machine: the built pages and the functions behind one small front."""

import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from makker.app import App
from makker.domain.errors import MakkerError
from makker.handlers.http import SECURITY_HEADERS
from makker.log import log_fault
from makker_site.page_headers import cache_control, content_type
from makker_site.protocol import BoundedProtocol

_FOUND, _NOT_ALLOWED = 200, 405
_FUNCTIONS = ("/send/", "/min-henvendelse/")
"""What is answered to one person; all else is the same for everyone."""
_DOORS = 16
"""New connections let in at a time: uvloop lets in one at each door, then answers all there are."""


def make_front(current: Callable[[], App], pages: Path, functions: ASGIApp) -> ASGIApp:
    """Give the front: what answers one person goes to *functions*, the rest to the built pages.

    *current* gives the parts as the content is now: it may change while we serve.
    """
    # Only what is the same for everyone is compressed: an answer to one person holds a token,
    # and how well it compresses beside what was typed would tell of it.
    routes = [Mount("/", GZipMiddleware(_Pages(directory=pages, html=True)))]
    built = _Headers(Starlette(routes=routes, exception_handlers=_refusals(current)))

    async def front(scope: Scope, receive: Receive, send: Send) -> None:
        answers = functions if scope["path"].startswith(_FUNCTIONS) else built
        await answers(scope, receive, send)

    return front


class _Pages(StaticFiles):
    """The built pages. A folder's address without its slash leads to the one with it, here."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Answer for a page by its name; never name the host, which only whoever asks has said."""
        response = await super().get_response(path, scope)
        if isinstance(response, FileResponse):
            response.headers["content-type"] = content_type(str(response.path))
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
        proxy_headers=False,
        date_header=True,
        http=BoundedProtocol,
        lifespan="off",
        ws="none",
        timeout_graceful_shutdown=10,
    )
    doors = [listener, *(listener.dup() for _ in range(_DOORS - 1))]
    uvicorn.Server(config).run(sockets=doors)


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
                kept = cache_control(scope["path"], found=message["status"] == _FOUND)
                headers.setdefault("cache-control", kept)
            await send(message)

        await self._inner(scope, receive, with_headers)
