"""The functions behind the local front: a request goes to the handler, its answer comes back."""

import asyncio
import base64
import threading
from collections.abc import Callable, Mapping
from queue import SimpleQueue
from typing import Any

from starlette.types import Receive, Scope, Send

from makker.app import App
from makker.handlers.http import LARGEST_BODY
from makker.handlers.public import FROM_MEMORY, answer
from makker_site.courier import Traffic

_AT_ONCE = 64
"""Requests that are answered side by side: enough to share a sync of the disk."""
_PATIENCE = 8 * 1024 * 1024
"""Bytes of a body that are heard out: a browser reads the answer only when it has sent all."""

Reply = Mapping[str, Any]
"""An answer as API Gateway would take it, version 2."""


class Functions:
    """Answers what one person asks."""

    def __init__(
        self, current: Callable[[], App], traffic: Traffic, after_store: Callable[[], None]
    ) -> None:
        """Answer with the parts that *current* gives; call *after_store* when letters may wait."""
        self._current = current
        self._traffic = traffic
        self._after_store = after_store
        self._waiting: SimpleQueue[_Visit] = SimpleQueue()
        for _ in range(_AT_ONCE):
            threading.Thread(target=self._work, name="functions", daemon=True).start()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        body = await _read(receive)
        if body is None:
            return  # nobody is left to read an answer
        event = _event(scope, body)
        with self._traffic.visitor():
            if scope["path"] in FROM_MEMORY:
                reply: Reply = answer(self._current(), event)
            else:
                visit = _Visit(event, asyncio.get_running_loop())
                self._waiting.put(visit)
                reply = await visit.reply
                self._after_store()
        await _send(send, reply)

    def _work(self) -> None:
        while True:
            visit = self._waiting.get()
            reply = answer(self._current(), visit.event)
            visit.loop.call_soon_threadsafe(visit.answered, reply)


def _event(scope: Scope, body: bytes) -> dict[str, Any]:
    """Give the request as API Gateway would hand it over, version 2."""
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    http = {
        "method": scope["method"],
        "path": scope["path"],
        "sourceIp": _source(scope["client"], headers.get("x-forwarded-for", "")),
    }
    return {
        "version": "2.0",
        "rawPath": scope["path"],
        "rawQueryString": scope["query_string"].decode("latin-1"),
        "headers": headers,
        "requestContext": {"http": http},
        "body": base64.b64encode(body).decode("ascii"),
        "isBase64Encoded": True,
    }


def _source(client: tuple[str, int] | None, forwarded: str) -> str:
    """Give the visitor's address: what a proxy on this machine says, or where it came from.

    Nothing when it came from this machine and no proxy says more: then it is not known.
    """
    peer = client[0] if client else ""
    if peer not in {"127.0.0.1", "::1"}:
        return peer
    return forwarded.rpartition(",")[2].strip()


class _Visit:
    """A request that waits for a thread, and the place for its answer."""

    def __init__(self, event: Mapping[str, Any], loop: asyncio.AbstractEventLoop) -> None:
        self.event, self.loop = event, loop
        self.reply: asyncio.Future[Reply] = loop.create_future()

    def answered(self, reply: Reply) -> None:
        """Let the answer go out, unless the server has stopped meanwhile."""
        if not self.reply.done():
            self.reply.set_result(reply)


async def _send(send: Send, reply: Reply) -> None:
    body = reply["body"].encode()
    headers = {**reply["headers"], "content-length": str(len(body))}
    raw = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": reply["statusCode"], "headers": raw})
    await send({"type": "http.response.body", "body": body})


async def _read(receive: Receive) -> bytes | None:
    """Read the body; keep no more of it than is needed to see that it is too large.

    Give None when whoever sends it has gone.
    """
    body, heard, more = bytearray(), 0, True
    while more and heard <= _PATIENCE:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        chunk = message.get("body", b"")
        heard += len(chunk)
        body += chunk[: LARGEST_BODY + 1 - len(body)]
        more = message.get("more_body", False)
    return bytes(body)
