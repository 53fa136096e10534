"""One submission, beside a bare handler that only parses the form and stores it."""

import base64
import json
import secrets
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode

from benchmarks.timing import Ratio, Work, beside
from makker.app import App
from makker.bootstrap import build_app
from makker.domain.faults import Rejected
from makker.handlers.log import LOGGER
from makker.handlers.public import answer
from makker.services.carry_verdict import Carried, carry
from makker.services.screen import screen
from makker.services.ticket import issue
from makker.settings import Settings

_PROGRAMME = "peer-faellesskabet-vejle"
_ANSWERS = {
    "fyldt_18": "ja",
    "bor_i_kommunen": "ja",
    "egen_erfaring": "ja",
    "ude_af_misbrug": "ved_ikke",
    "substitution": "aldrig_eller_sluttet_mindst_1_aar",
}
_CONTACT = {
    "navn": "Bodil Ærø",
    "telefon": "20 26 45 77",
    "email": "bodil@example.dk",
    "kontakt_via": "opkald",
    "besked": "Ring gerne efter klokken fire.",
    "samtykke": "ja",
}


def measure(folder: Path, pairs: int = 300) -> Iterator[tuple[str, Ratio]]:
    """Time screening and submitting, each beside the bare handler, all synced to the disk."""
    LOGGER.disabled = True
    app = build_app(Settings.read({"DATA": str(folder / "data")}))
    bare = _bare(folder / "bare.db")
    yield "screening", beside(_screening(app), bare, pairs=pairs, warm_up=20)
    yield "submission", beside(_submission(app), bare, pairs=pairs, warm_up=20)


def _event(path: str, fields: dict[str, str]) -> dict[str, Any]:
    return {
        "rawPath": path,
        "headers": {"content-type": "application/x-www-form-urlencoded"},
        "requestContext": {"http": {"method": "POST", "path": path}},
        "body": base64.b64encode(urlencode(fields).encode()).decode(),
        "isBase64Encoded": True,
    }


def _screening(app: App) -> Work:
    event = _event("/send/svar/", {"program": _PROGRAMME, "rolle": "mentor", **_ANSWERS})
    return lambda: _expect(answer(app, event))


def _submission(app: App) -> Work:
    offer = app.catalogue.offer(_PROGRAMME, "mentor")
    if offer is None:
        raise LookupError(_PROGRAMME)
    form = {name: [value] for name, value in _ANSWERS.items()}
    verdict = screen(offer.role, form, today=app.clock.now().date())
    if isinstance(verdict, Rejected):
        raise TypeError(verdict)

    def submit() -> None:
        token = carry(Carried(offer, verdict, issue(app.ids, app.clock)), app.tokens)
        _expect(answer(app, _event("/send/kontakt/", {"noegle": token, **_CONTACT})))

    return submit


def _expect(reply: dict[str, Any]) -> None:
    if reply["statusCode"] != 200:  # noqa: PLR2004
        raise ValueError(reply["statusCode"])


def _bare(file: Path) -> Work:
    """Give the least that stores a form: parse, insert, answer."""
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = full")
    connection.execute("create table forms (id text primary key, form text)")
    event = _event("/send/kontakt/", _CONTACT)

    def store() -> dict[str, Any]:
        form = parse_qs(base64.b64decode(event["body"]).decode())
        row = (secrets.token_urlsafe(16), json.dumps(form))
        connection.execute("insert into forms values (?, ?)", row)
        return {"statusCode": 200, "body": "<p>Tak</p>"}

    return store
