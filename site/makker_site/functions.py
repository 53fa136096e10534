"""The functions behind the local front: a request goes to the handler, its answer comes back."""

import asyncio
import base64
import threading
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Any

from starlette.types import Receive, Scope, Send

from makker.app import App
from makker.handlers.http import LARGEST_BODY
from makker.handlers.public import FROM_MEMORY, ONLY_ADDS, answer, answer_all
from makker.log import holding_log, log_fault, write_log
from makker_site.courier import Traffic

_AT_A_TURN = 8
"""Visitors answered between two looks at the network. What answers one is still in the processor's
own memory for the next: one at a turn takes half as much time again."""
_TOGETHER = 32
"""Visitors whose forms share a sync of the disk, at most: more would wait for each other."""
_THREADS = 32
"""Visitors who are answered side by side, each alone: as many as could not be stored together."""
_PATIENCE = 8 * 1024 * 1024
"""Bytes of a body that are heard out: a browser reads the answer only when it has sent all."""

Reply = Mapping[str, Any]
"""An answer as API Gateway would take it, version 2."""


class _Visit:
    """A request that waits for its turn, and the place for its answer."""

    def __init__(self, event: Mapping[str, Any], loop: asyncio.AbstractEventLoop) -> None:
        self.event, self.loop = event, loop
        self.reply: asyncio.Future[Reply] = loop.create_future()

    def answered(self, reply: Reply) -> None:
        """Let the answer go out, unless the server has stopped meanwhile."""
        if not self.reply.done():
            self.reply.set_result(reply)


class Functions:
    """Answers what one person asks; who came first is answered first."""

    def __init__(
        self, current: Callable[[], App], traffic: Traffic, after_store: Callable[[], None]
    ) -> None:
        """Answer with the parts that *current* gives; call *after_store* when letters may wait."""
        self._current = current
        self._traffic = traffic
        self._after_store = after_store
        self._at_once: deque[_Visit] = deque()
        self._adding: SimpleQueue[_Visit] = SimpleQueue()
        self._others: SimpleQueue[_Visit] = SimpleQueue()
        for work in (self._add, *[self._work] * _THREADS):
            threading.Thread(target=work, name="functions", daemon=True).start()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        body = await _read(receive)
        if body is None:
            return  # nobody is left to read an answer
        path, visit = scope["path"], _Visit(_event(scope, body), asyncio.get_running_loop())
        with self._traffic.visitor():
            if path in FROM_MEMORY:
                self._line_up(visit)
                reply = await visit.reply
            else:
                (self._adding if path in ONLY_ADDS else self._others).put(visit)
                reply = await visit.reply
                self._after_store()
        await _send(send, reply)

    def _line_up(self, visit: _Visit) -> None:
        self._at_once.append(visit)
        if len(self._at_once) == 1:
            visit.loop.call_soon(self._answer_next)

    def _answer_next(self) -> None:
        """Answer some. Then the loop looks who else has come, before the next are answered.

        Whoever came just too late for one look would else wait for everyone there is, twice.
        """
        app = self._current()
        try:
            with holding_log() as lines:
                for _ in range(min(_AT_A_TURN, len(self._at_once))):
                    visit = self._at_once.popleft()
                    visit.answered(answer(app, visit.event))
            write_log(lines)
        finally:
            if self._at_once:
                self._at_once[0].loop.call_soon(self._answer_next)

    def _work(self) -> None:
        while True:
            visit = self._others.get()
            reply = answer(self._current(), visit.event)
            visit.loop.call_soon_threadsafe(visit.answered, reply)

    def _add(self) -> None:
        while True:
            visits = _some_of(self._adding)
            try:
                replies = _answer_together(self._current(), visits)
            except Exception as error:  # noqa: BLE001 - the thread must live on
                log_fault("ikke_gemt_sammen", error)
                for visit in visits:
                    self._others.put(visit)
            else:
                visits[0].loop.call_soon_threadsafe(_hand_out, visits, replies)


def _some_of(waiting: "SimpleQueue[_Visit]") -> list[_Visit]:
    """Wait for a visit; give it, and those that wait behind it."""
    visits = [waiting.get()]
    with suppress(Empty):
        while len(visits) < _TOGETHER:
            visits.append(waiting.get_nowait())
    return visits


def _answer_together(app: App, visits: Sequence[_Visit]) -> Sequence[Reply]:
    """Answer visitors with one sync of the disk; nobody is told before it is done.

    Raises:
        StoreError: it could not be done. Each has to be answered alone, and told how it went.
    """
    with holding_log() as lines:
        replies = answer_all(app, [visit.event for visit in visits])
    write_log(lines)  # where it was not stored, each will be logged alone
    return replies


def _hand_out(visits: Sequence[_Visit], replies: Sequence[Reply]) -> None:
    for visit, reply in zip(visits, replies, strict=True):
        visit.answered(reply)


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
