"""The least that could do the same: Starlette under uvicorn, and SQLite that syncs each insert.

`python -m benchmarks.bare_server PORT FILE` shows a form, and stores what is sent.
"""

import json
import secrets
import sqlite3
import sys
from urllib.parse import parse_qs

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

PAGE = """\
<!doctype html><html lang="da"><head><meta charset="utf-8"><title>Kontakt</title></head><body>
<form method="post" action="/send"><input type="hidden" name="noegle" value="{token}">
<p><label>Navn <input name="navn"></label></p><p><label>Telefon <input name="telefon"></label></p>
<p><label>E-mail <input name="email"></label></p>
<p><label>Besked <textarea name="besked"></textarea></label></p>
<p><label><input type="checkbox" name="samtykke" value="ja"> Ja</label></p>
<button>Send</button></form></body></html>
"""


class Store:
    """One table, written in the event loop: each insert is on the disk before the answer."""

    def __init__(self, file: str) -> None:
        """Open *file*, and make the table."""
        self._connection = sqlite3.connect(file, isolation_level=None)
        self._connection.execute("pragma journal_mode = wal")
        self._connection.execute("pragma synchronous = full")
        self._connection.execute("create table forms (id text primary key, form text)")

    async def submit(self, request: Request) -> HTMLResponse:
        """Store the form."""
        id_, form = secrets.token_urlsafe(6), parse_qs((await request.body()).decode())
        self._connection.execute("insert into forms values (?, ?)", (id_, json.dumps(form)))
        return HTMLResponse(f'<p>Tak. <strong class="reference">{id_}</strong></p>')


async def screen(request: Request) -> HTMLResponse:
    """Read the answers, and show the next form."""
    form = parse_qs((await request.body()).decode())
    return HTMLResponse(PAGE.format(token=f"{len(form)}.{secrets.token_urlsafe(16)}"))


def main(port: str, file: str) -> None:
    """Serve until stopped."""
    routes = [
        Route("/screen", screen, methods=["POST"]),
        Route("/send", Store(file).submit, methods=["POST"]),
    ]
    app = Starlette(routes=routes)
    uvicorn.run(app, port=int(port), access_log=False, log_level="warning", lifespan="off")


if __name__ == "__main__":
    main(*sys.argv[1:])
