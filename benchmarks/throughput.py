"""One machine under load: fifty visitors at once, who are screened and then send.

`makker serve` runs as it would anywhere, in a process and with a data folder of its own. Its peers
run beside it, are asked by the same fifty visitors, and take turns with it.
"""

import os
import sqlite3
import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from benchmarks.load import Answers, Post
from benchmarks.servers import Server, bare, ours, wagtail
from tests.serving import wait_for
from tests.visitor import CONTACT, MENTOR, PROGRAMME

_SENT, _ROUNDS = 1000, 7
"""Forms in one round, and rounds after the one that warms up."""
_SENT_TO_WAGTAIL = 400
_OURS = ("/send/svar/", "/send/kontakt/")
_BARE = ("/screen", "/send")
"""Where answers and contact are posted."""
_ANSWERS = {"program": PROGRAMME, "rolle": "mentor", **MENTOR}
_CONTACT = {**CONTACT, "email": "bodil@example.dk", "besked": "Ring gerne efter klokken fire."}
_TOKEN = 'name="noegle" value="([^"]*)"'  # noqa: S105 - a pattern
_REFERENCE = 'class="(?:mk-)?reference">([^<]*)<'
_Round = tuple[Answers, Answers]
"""How screening went, and sending."""


def measure(folder: Path) -> Iterator[str]:
    """Give the lines to print."""
    yield f"this disk syncs 4 kB {_syncs(folder):.0f} times a second"
    with ours(folder / "ours") as we, bare(folder) as peer:
        database = folder / "ours" / "data" / "makker.db"
        rounds = [_round(we, peer, database) for _ in range(_ROUNDS + 1)]
        calm = [(_read_along(we, _OURS[0]), _read_along(peer, _BARE[0])) for _ in range(_ROUNDS)]
        megabytes = we.megabytes
        stored = {reference for (reference,) in _read(database, "select reference from records")}
    told = {reference for one, _ in rounds for reference in one[1].found}
    measured = rounds[1:]
    screened, sent = ([(one[step], other[step]) for one, other in measured] for step in (0, 1))
    yield _line("screening", "bare Starlette form page", screened)
    yield _line("… half a second between", "the same", calm)
    yield _line("submission", "bare Starlette, SQLite FULL, inline", sent)
    yield _wagtail(folder, [one for one, _ in sent])
    lost = len(told - stored)
    yield f"{len(told)} receipts, {lost} of them not stored; at most {megabytes:.0f} MB"


def _round(we: Server, peer: Server, database: Path) -> tuple[_Round, _Round]:
    """Let ours be visited, send its letters, and then let the peer be visited."""
    ours_ = _visit(we, _OURS)
    waiting = "select 1 from letters where sent_at is null"
    wait_for(lambda: not _read(database, waiting), 120)
    return ours_, _visit(peer, _BARE)


def _read_along(server: Server, screening: str) -> Answers:
    """Let everyone look at each page for half a second: then it is the machine that waits."""
    return server.take([Post(screening, _ANSWERS)] * (_SENT // 2), _TOKEN, pause=0.5)


def _visit(server: Server, paths: tuple[str, str]) -> _Round:
    """Let everyone be screened, and then send."""
    screening, sending = paths
    screened = server.take([Post(screening, _ANSWERS)] * _SENT, _TOKEN)
    forms = [{**_CONTACT, "noegle": token} for token in screened.found]
    return screened, server.take([Post(sending, form) for form in forms], _REFERENCE)


def _wagtail(folder: Path, sent: Sequence[Answers]) -> str:
    with wagtail(folder) as (server, along, cookie):
        post = Post("/", {**_CONTACT, **along}, cookie)
        answers = [server.take([post] * _SENT_TO_WAGTAIL, _REFERENCE) for _ in range(3)]
    ratio = statistics.median(one.rate for one in sent) / answers[-1].rate
    peer = "Wagtail form builder, SQLite"
    return f"{'':<24} {'':<38} {peer:<36} {_said(answers[1:]):<38} ratio {ratio:.0f}"


def _line(what: str, peer: str, pairs: Sequence[tuple[Answers, Answers]]) -> str:
    we, they = ([pair[side] for pair in pairs] for side in (0, 1))
    ratios = [one.rate / other.rate for one, other in pairs]
    return (
        f"{what:<24} {_said(we):<38} {peer:<36} {_said(they):<38} "
        f"ratio {statistics.median(ratios):.2f} ({min(ratios):.2f}-{max(ratios):.2f})"
    )


def _said(answers: Sequence[Answers]) -> str:
    rates, waits = [one.rate for one in answers], [one.p99 for one in answers]
    return (
        f"{statistics.median(rates):.0f}/s (best {max(rates):.0f}), "
        f"p99 {statistics.median(waits):.0f} ms (best {min(waits):.0f})"
    )


def _read(database: Path, query: str) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(query).fetchall()


def _syncs(folder: Path, seconds: float = 1) -> float:
    """Give how often a second 4 kB can be appended and synced: no commit is faster than that."""
    opened = os.open(folder / "synced", os.O_CREAT | os.O_APPEND | os.O_WRONLY)
    number, end = 0, time.perf_counter() + seconds
    while time.perf_counter() < end:
        os.write(opened, bytes(4096))
        os.fdatasync(opened)
        number += 1
    os.close(opened)
    return number / seconds
