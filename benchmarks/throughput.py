"""One machine under load: fifty visitors at once, who are screened and then send.

`makker serve` runs as it would anywhere, in a process and with a data folder of its own. The
peers run beside it, are asked by the same fifty visitors, and take turns with it.
"""

import os
import socket
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.load import Answers, Load, Post, send
from tests.serving import free_port, serving, wait_for
from tests.visitor import CONTACT, MENTOR, PROGRAMME

_SENT = 1500
"""Forms in one round."""
_ROUNDS = 5
_SCREENING = {"program": PROGRAMME, "rolle": "mentor", **MENTOR}
_OURS = ("/send/svar/", "/send/kontakt/")
_BARE = ("/screen", "/send")
"""Where answers and contact are posted."""
_TOKEN = 'name="noegle" value="([^"]*)"'  # noqa: S105 - a pattern
_REFERENCE = 'class="(?:mk-)?reference">([^<]*)<'


@dataclass(frozen=True)
class Server:
    """A server that is asked, and the process it runs in."""

    port: int
    process: subprocess.Popen[bytes]

    def post(self, posts: Sequence[Post], find: str) -> Answers:
        """Let the visitors send *posts*, and find something in each answer."""
        return send(Load(self.port, posts, find))

    def listens(self) -> bool:
        """Whether it can be asked yet."""
        with socket.socket() as line:
            return line.connect_ex(("127.0.0.1", self.port)) == 0

    @property
    def megabytes(self) -> float:
        """The most memory it has held so far."""
        status = Path(f"/proc/{self.process.pid}/status").read_text("ascii")
        return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def measure(folder: Path) -> Iterator[str]:
    """Give the lines to print."""
    yield f"this disk syncs {_syncs(folder):.0f} times a second"
    with _ours(folder / "ours") as ours, _bare(folder) as bare:
        rounds = [(_visit(ours, *_OURS), _visit(bare, *_BARE)) for _ in range(_ROUNDS + 1)]
        memory = ours.megabytes
    measured = rounds[1:]  # the first warms up
    for step, what, peer in (
        (0, "screening", "bare Starlette form page"),
        (1, "submission", "bare Starlette + SQLite FULL, inline"),
    ):
        yield _line(what, peer, [(one[step], other[step]) for one, other in measured])
    stored = _stored(folder / "ours" / "data" / "makker.db")
    told = {reference for ours_, _ in rounds for reference in ours_[1].found}
    lost = len(told - stored)
    yield f"{len(told)} receipts, {lost} of them not stored; at most {memory:.0f} MB (target 100)"


def _visit(server: Server, screening: str, sending: str) -> tuple[Answers, Answers]:
    """Let everyone be screened, and then send."""
    screened = server.post([Post(screening, _SCREENING)] * _SENT, _TOKEN)
    forms = [
        {**CONTACT, "noegle": token, "navn": f"Bodil {number} Ærø", "email": "bodil@example.dk"}
        for number, token in enumerate(screened.found)
    ]
    return screened, server.post([Post(sending, form) for form in forms], _REFERENCE)


def _line(what: str, peer: str, rounds: Sequence[tuple[Answers, Answers]]) -> str:
    ours, peers = ([pair[side] for pair in rounds] for side in (0, 1))
    ratios = [one.rate / other.rate for one, other in rounds]
    return (
        f"{what:<12} {_said(ours)}   {peer:<36} {_said(peers)}   "
        f"ratio {statistics.median(ratios):.2f} ({min(ratios):.2f}-{max(ratios):.2f})"
    )


def _said(answers: Sequence[Answers]) -> str:
    rates, waits = [one.rate for one in answers], [one.p99 for one in answers]
    return (
        f"{statistics.median(rates):5.0f}/s (best {max(rates):5.0f}), "
        f"p99 {statistics.median(waits):4.0f} ms (best {min(waits):3.0f})"
    )


def _stored(database: Path) -> set[str]:
    with closing(sqlite3.connect(database)) as connection:
        return {reference for (reference,) in connection.execute("select reference from records")}


def _syncs(folder: Path, seconds: float = 1) -> float:
    """Give how often a second 4 kB can be appended and synced: no more than the disk can do."""
    opened = os.open(folder / "synced", os.O_CREAT | os.O_APPEND | os.O_WRONLY)
    number, end = 0, time.perf_counter() + seconds
    while time.perf_counter() < end:
        os.write(opened, bytes(4096))
        os.fdatasync(opened)
        number += 1
    os.close(opened)
    return number / seconds


@contextmanager
def _ours(folder: Path) -> Iterator[Server]:
    folder.mkdir()
    with serving(folder) as served:
        wait_for(lambda: not _prints(served.process.pid), 120)
        yield Server(int(served.url.rpartition(":")[2]), served.process)


def _prints(server: int) -> bool:
    """Whether the server still prints posters, in a process of its own."""
    children = Path(f"/proc/{server}/task").glob("*/children")
    states = [
        Path(f"/proc/{child}/stat").read_text("ascii").rpartition(")")[2].split()[0]
        for file in children
        for child in file.read_text("ascii").split()
    ]
    return any(state != "Z" for state in states)


@contextmanager
def _bare(folder: Path) -> Iterator[Server]:
    port = free_port()
    command = [sys.executable, "-m", "benchmarks.bare_server", str(port), str(folder / "bare.db")]
    process = subprocess.Popen(command)
    try:
        server = Server(port, process)
        wait_for(server.listens)
        yield server
    finally:
        process.terminate()
        process.wait(timeout=15)
