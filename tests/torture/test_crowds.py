"""Many at once, and the very slow: one record for each, and the server still answers."""

import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from urllib.parse import urlsplit

import httpx
import pytest

from tests.serving import Served, serving
from tests.torture.figures import LONG, keep, memory
from tests.torture.test_kills import stored
from tests.torture.visitors import Visitors
from tests.visitor import CONTACT

SLOW, SECONDS = (400, 60) if LONG else (100, 2)
COPIES, ROUNDS = (100, 50) if LONG else (20, 3)
LIMIT = 100_000
"""Kilobytes that the server may need."""
PATIENCE = 5
"""Seconds for which a person with a good line may wait while others are slow."""

pytestmark = pytest.mark.torture


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("crowds")) as running:
        yield running


@pytest.fixture
def visitors(served: Served) -> Iterator[Visitors]:
    limits = httpx.Limits(max_connections=COPIES)
    with httpx.Client(timeout=60, limits=limits) as client:
        yield Visitors(client, served.url)


def test_copies_sent_at_the_same_time_are_one_record_and_one_letter(
    served: Served, visitors: Visitors
) -> None:
    with ThreadPoolExecutor(COPIES) as people:
        for _ in range(ROUNDS):
            token = visitors.begin()
            names = [f"Bodil {'i' * (number % 3)}" for number in range(COPIES)]
            seen = set(people.map(lambda name, token=token: visitors.send(token, name), names))
            assert len(seen) == 1
            visitors.receipts.extend(seen)
    for forged in (f"{token[:-9]}{token[-8:]}", f"x{token}", token[:-4], ""):
        fields = {"noegle": forged, **CONTACT}
        assert visitors.client.post(f"{served.url}/send/kontakt/", data=fields).status_code == 400
    letters = served.letters(ROUNDS)
    keep("copies", f"{ROUNDS} times {COPIES} at once: {ROUNDS} records, {len(letters)} letters")
    assert sorted(stored(served.data)) == sorted(visitors.receipts)
    assert len(letters) == ROUNDS


def slow_line(served: Served, number: int) -> socket.socket:
    """Begin to ask, in one of the ways in which one can be slow."""
    where = urlsplit(served.url)
    line = socket.create_connection((where.hostname or "", where.port or 0), timeout=20)
    begun = (
        b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ",
        b"POST /send/kontakt/ HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\nnavn=",
        b"GET /",
    )
    line.sendall(begun[number % len(begun)])
    return line


def test_who_has_a_good_line_is_answered_while_hundreds_are_slow(
    served: Served, visitors: Visitors
) -> None:
    longest = 0.0
    with ExitStack() as lines:
        slow = [lines.enter_context(slow_line(served, number)) for number in range(SLOW)]
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            for line in slow:
                with suppress(OSError):  # a server may hang up
                    line.sendall(b"x")
            begun = time.monotonic()
            assert visitors.client.get(served.url).status_code == 200
            visitors.apply()
            longest = max(longest, time.monotonic() - begun)
            time.sleep(0.5)
        held = memory(served.process.pid)
    keep(
        "slow connections",
        f"{SLOW} for {SECONDS} s: page and application took {longest:.2f} s "
        f"at most, {held / 1000:.0f} MB",
    )
    assert longest < PATIENCE
    assert held < LIMIT
