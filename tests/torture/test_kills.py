"""The server is killed while people send: who saw a receipt is heard, and staff are told."""

import random
import re
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from pathlib import Path

import httpx
import pytest

from makker.adapters.key_file import read_sealer
from makker.adapters.sqlite import SqliteRecords
from tests.contracts.post import Letterbox, smtp_server
from tests.serving import serving, wait_for
from tests.torture.figures import LONG, keep
from tests.torture.visitors import Visitors

SUBMISSIONS, KILLS, AT_ONCE = (2000, 50, 8) if LONG else (60, 2, 4)

pytestmark = pytest.mark.torture


def stored(data: Path) -> list[str]:
    with closing(SqliteRecords(data / "makker.db", read_sealer(data))) as store:
        return [record.reference for record in store.newest_first()]


def told(letterbox: Letterbox) -> Counter[str]:
    """Count the notices to staff, by what they are about."""
    found = (re.search(rb"Message-ID: <(\w{8})-personale@", mail) for mail in letterbox.mails)
    return Counter(match[1].decode() for match in found if match)


def fall_and_rise(folder: Path, visitors: Visitors) -> None:
    """Kill the server again and again, at moments drawn by lot, while people send."""
    chance = random.Random(1)  # noqa: S311 - the same moments each time
    for receipts in sorted(chance.sample(range(SUBMISSIONS), KILLS)):
        with serving(folder) as served:
            visitors.url = served.url
            wait_for(partial(visitors.have, receipts))
            time.sleep(chance.uniform(0, 0.05))
            served.process.kill()
            served.process.wait()


def test_who_saw_a_receipt_is_heard_however_often_the_server_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    letterbox = Letterbox()
    with (
        smtp_server(letterbox) as server,
        httpx.Client(timeout=30) as client,
        ThreadPoolExecutor(AT_ONCE) as people,
    ):
        monkeypatch.setenv("MAKKER_SMTP_HOST", server.host)
        monkeypatch.setenv("MAKKER_SMTP_PORT", str(server.port))
        visitors = Visitors(client)
        sent = [people.submit(visitors.apply) for _ in range(SUBMISSIONS)]
        fall_and_rise(tmp_path, visitors)
        with serving(tmp_path) as served:
            visitors.url = served.url
            seen = [one.result() for one in sent]
            wait_for(lambda: len(told(letterbox)) >= SUBMISSIONS, 300)
            records, notices = stored(served.data), told(letterbox)
    twice = notices.total() - len(notices)
    found = f"{len(seen)} receipts, {len(records)} records, {len(notices)} notices to staff"
    keep("kill", f"{SUBMISSIONS} submissions, {KILLS} kills: {found}, {twice} sent twice")
    assert sorted(seen) == sorted(records)
    assert set(notices) == set(records)
    assert twice <= KILLS
    assert not list(tmp_path.glob("data/*skadet*"))
