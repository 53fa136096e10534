"""Whatever is sent to a running server: it answers with a page, stores nothing, and stays small."""

import json
import re
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote, urlencode

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from makker.handlers.public import ROUTES
from tests.content.copies import CONTENT, TODAY, Copy
from tests.serving import PROJECT, Served, serving
from tests.torture.figures import LONG, keep, memory
from tests.torture.schema import openapi

HYPOTHESIS, SCHEMATHESIS = (100_000, 25_000) if LONG else (300, 0)
"""How many requests each makes."""
GROWTH = 40_000
"""Kilobytes the server may grow between the first half of the requests and the last."""
LIMIT = 100_000
"""Kilobytes it may need."""

pytestmark = pytest.mark.torture

paths = st.sampled_from(sorted({path for _, path in ROUTES})) | st.text(max_size=20)
methods = st.sampled_from(["POST", "POST", "POST", "GET", "HEAD", "PUT", "DELETE", "OPTIONS"])
kinds = st.sampled_from(
    [
        "application/x-www-form-urlencoded",
        "application/x-www-form-urlencoded; charset=utf-8",
        "multipart/form-data; boundary=x",
        "application/json",
        "",
    ]
)
names = st.sampled_from(
    ["navn", "telefon", "noegle", "program", "rolle", "moede", "nummer", "kode", "sted", "n"]
)
values = st.text(max_size=60) | st.sampled_from(["ja", "\x00", "\u202e", "%00", "' or 1=1--"])
forms = st.dictionaries(names | st.text(max_size=8), values, max_size=8)
bodies = st.binary(max_size=400) | forms


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("torture"), today="2016-04-01") as running:
        yield running


def stored(served: Served) -> int:
    with closing(sqlite3.connect(served.data / "makker.db")) as database:
        count: int = database.execute("select count(*) from records").fetchone()[0]
        return count


def test_no_generated_request_breaks_the_server_or_is_stored(served: Served) -> None:
    with httpx.Client(base_url=served.url, timeout=20) as client:
        ask_anything(client)
        before = memory(served.process.pid)
        ask_anything(client)
    held = memory(served.process.pid)
    keep("bodies", f"{HYPOTHESIS} requests: no 5xx, nothing stored, {held / 1000:.0f} MB")
    assert held - before < GROWTH
    assert held < LIMIT
    assert stored(served) == 0
    assert not list((served.data / "mail").glob("*"))


def ask_anything(client: httpx.Client) -> None:
    """Ask half of all that is to be asked."""

    @settings(max_examples=HYPOTHESIS // 2, suppress_health_check=list(HealthCheck), database=None)
    @given(method=methods, path=paths, kind=kinds, body=bodies)
    def ask(method: str, path: str, kind: str, body: bytes | dict[str, str]) -> None:
        url = f"/{quote(path.strip('/'), safe='/%', errors='replace')}/"
        data = body if isinstance(body, bytes) else urlencode(body, errors="replace")
        reply = client.request(method, url, headers={"content-type": kind}, content=data)
        assert reply.status_code < 500
        assert "Traceback" not in reply.text

    ask()


@pytest.mark.skipif(not LONG, reason="only in `make torture`")
def test_schemathesis_finds_no_fault_of_ours(served: Served, tmp_path: Path) -> None:
    schema = tmp_path / "openapi.json"
    schema.write_text(json.dumps(openapi(Copy(CONTENT).loaded(TODAY).catalogue)))
    operations = len(ROUTES)
    before = memory(served.process.pid)
    done = subprocess.run(
        [
            str(PROJECT / "build/torture-venv/bin/schemathesis"),
            "run",
            str(schema),
            f"--url={served.url}",
            "--checks=not_a_server_error",
            "--phases=coverage,fuzzing",
            f"--max-examples={SCHEMATHESIS // operations}",
            "--warnings=off",
            "--no-color",
        ],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stdout[-3000:]
    (made,) = re.findall(r"(\d+) generated, (?:\d+) passed", done.stdout)
    keep("schemathesis", f"{made} requests: no server error")
    assert int(made) >= SCHEMATHESIS
    assert memory(served.process.pid) - before < GROWTH
    assert stored(served) == 0
