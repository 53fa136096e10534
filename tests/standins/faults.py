"""A stand-in for DynamoDB's bad days: it hands on to another server what it does not spoil."""

import http.client
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum, auto
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from tests.standins.processes import PATIENT


class Fault(Enum):
    """What goes wrong with one request."""

    NONE = auto()
    THROTTLED = auto()
    OVER_CAPACITY = auto()
    CONFLICT = auto()
    BROKEN = auto()
    CUT_BEFORE = auto()
    """The line is cut before the server has heard anything."""
    CUT_AFTER = auto()
    """The server has done it; the line is cut before it can say so."""
    LATE = auto()
    """The server has done it, and its answer comes when nobody waits for it any more."""


_ANSWERS: dict[Fault, tuple[int, dict[str, object]]] = {
    Fault.THROTTLED: (400, {"__type": "com.amazon.coral.availability#ThrottlingException"}),
    Fault.OVER_CAPACITY: (
        400,
        {"__type": "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException"},
    ),
    Fault.CONFLICT: (
        400,
        {
            "__type": "com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
            "CancellationReasons": [{"Code": "None"}, {"Code": "TransactionConflict"}],
        },
    ),
    Fault.BROKEN: (500, {"__type": "com.amazonaws.dynamodb.v20120810#InternalServerError"}),
}
Choose = Callable[[str], Fault]
"""The name of an operation → what goes wrong with it."""


class _Server(ThreadingHTTPServer):
    """Knows where it hands on to, and what it spoils."""

    def __init__(self, target: str, choose: Choose, late: float) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.target = urlsplit(target).netloc
        self.choose = choose
        self.late = late


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        fault = self.server.choose(self.headers.get("x-amz-target", "").rpartition(".")[2])
        if fault in _ANSWERS:
            status, answer = _ANSWERS[fault]
            self._answer(status, json.dumps(answer).encode())
            return
        heard = fault is not Fault.CUT_BEFORE
        status, content = self._hand_on(body) if heard else (0, b"")
        if fault is Fault.LATE:
            time.sleep(self.server.late)
        if fault is Fault.NONE:
            self._answer(status, content)
        self.close_connection = fault is not Fault.NONE

    def _hand_on(self, body: bytes) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection(self.server.target, timeout=PATIENT)
        try:
            connection.request("POST", self.path, body, dict(self.headers))
            reply = connection.getresponse()
            return reply.status, reply.read()
        finally:
            connection.close()

    def _answer(self, status: int, content: bytes) -> None:
        self.send_response(status)
        self.send_header("content-type", "application/x-amz-json-1.0")
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def faulty(target: str, choose: Choose, late: float) -> Iterator[str]:
    """Run one in front of *target*; give its address. Late answers come after *late* seconds."""
    with _Server(target, choose, late) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
