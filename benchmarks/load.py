"""Many visitors at once: each sends a form over its own connection, waits, and sends the next.

It runs in a process of its own, so that what is measured is the server and not whoever asks.
"""

import asyncio
import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from statistics import quantiles
from typing import Any
from urllib.parse import urlencode

_END = b"\r\n\r\n"
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_PATIENCE = 120
"""Seconds after which a run is over, whatever came of it."""


@dataclass(frozen=True, slots=True)
class Post:
    """One form that is sent."""

    path: str
    fields: Mapping[str, str]
    cookie: str = ""

    def written(self) -> bytes:
        """Give it as it goes over the wire."""
        body = urlencode(self.fields).encode()
        cookie = f"Cookie: {self.cookie}\r\n" if self.cookie else ""
        head = (
            f"POST {self.path} HTTP/1.1\r\nHost: localhost\r\n{cookie}"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}"
        )
        return head.encode() + _END + body


@dataclass(frozen=True, slots=True)
class Load:
    """What is sent, where, and by how many at once."""

    port: int
    posts: Sequence[Post]
    find: str
    """A pattern that every good answer holds; its group comes back."""
    visitors: int = 50
    pause: float = 0
    """Seconds each looks at an answer before they send again."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What came back, the first first."""

    seconds: float
    """From the first request to the last answer."""
    waits: Sequence[float] = field(repr=False)
    """Seconds each visitor waited."""
    found: Sequence[str] = field(repr=False)

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.waits) / self.seconds

    @property
    def p99(self) -> float:
        """Milliseconds that 99 of 100 did not wait longer than."""
        return quantiles(self.waits, n=100)[98] * 1000


def send(load: Load) -> Answers:
    """Send the load from another process.

    Raises:
        CalledProcessError: an answer was not a good one.
    """
    run = subprocess.run(
        [sys.executable, "-m", "benchmarks.load"],
        input=json.dumps(asdict(load)).encode(),
        stdout=subprocess.PIPE,
        check=True,
        timeout=_PATIENCE,
    )
    return Answers(**json.loads(run.stdout))


class _Visitor(asyncio.Protocol):
    """One connection that sends the next request as soon as it has the answer."""

    def __init__(self, requests: Iterator[bytes], gone: asyncio.Future[None], pause: float) -> None:
        self.answers: list[bytes] = []
        self.waits: list[float] = []
        self._requests, self._gone, self._pause = requests, gone, pause
        self._heard, self._missing = bytearray(), 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if isinstance(transport, asyncio.Transport):
            self._transport = transport

    def _then(self, pause: float) -> None:
        if pause:
            asyncio.get_running_loop().call_later(pause, self.ask)
        else:
            self.ask()

    def ask(self) -> None:
        """Send the next request; leave when there is none."""
        request = next(self._requests, None)
        if request is None:
            self._transport.close()
            return
        self._asked = time.perf_counter()
        self._transport.write(request)

    def data_received(self, data: bytes) -> None:
        self._heard += data
        if not self._missing:
            head, end, _ = self._heard.partition(_END)
            length = _LENGTH.search(head) if end else None
            self._missing = len(head) + len(_END) + int(length[1]) if length else 0
        if self._missing and len(self._heard) >= self._missing:
            self.waits.append(time.perf_counter() - self._asked)
            self.answers.append(bytes(self._heard))
            self._heard, self._missing = bytearray(), 0
            self._then(self._pause)

    def connection_lost(self, _: Exception | None) -> None:
        self._gone.set_result(None)


async def _run(load: Load) -> Answers:
    loop = asyncio.get_running_loop()
    requests = iter([post.written() for post in load.posts])
    gone = [loop.create_future() for _ in range(load.visitors)]
    visitors = [_Visitor(requests, one, load.pause) for one in gone]
    for visitor in visitors:
        await loop.create_connection(partial(_same, visitor), "127.0.0.1", load.port)
    start = time.perf_counter()
    for number, visitor in enumerate(visitors):
        loop.call_later(load.pause * number / load.visitors, visitor.ask)
    await asyncio.gather(*gone)
    seconds = time.perf_counter() - start
    answers = [answer for visitor in visitors for answer in visitor.answers]
    if len(answers) < len(load.posts):
        message = f"{len(load.posts) - len(answers)} were not answered"
        raise ConnectionError(message)
    found = [_found(load.find, answer) for answer in answers]
    return Answers(seconds, [wait for visitor in visitors for wait in visitor.waits], found)


def _same(visitor: _Visitor) -> _Visitor:
    return visitor


def _found(pattern: str, answer: bytes) -> str:
    text = answer.decode()
    match = re.search(pattern, text)
    if match is None or not text.startswith("HTTP/1.1 200"):
        raise ValueError(text[:1000])
    return match[1]


def main() -> None:
    """Send what standard input says."""
    values: dict[str, Any] = json.load(sys.stdin)
    posts = [Post(**post) for post in values.pop("posts")]
    print(json.dumps(asdict(asyncio.run(_run(Load(posts=posts, **values))))))


if __name__ == "__main__":
    main()
