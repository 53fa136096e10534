"""A disk that is full, or spoilt: a clear page, no lost receipt, and clean again afterwards."""

import os
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import httpx
import pytest

from tests.serving import Served, serving
from tests.torture.figures import LONG, keep
from tests.torture.test_kills import stored
from tests.torture.visitors import Visitors
from tests.visitor import CONTACT

PEOPLE = 500 if LONG else 5

pytestmark = pytest.mark.torture


@pytest.fixture
def visitors() -> Iterator[Visitors]:
    with httpx.Client(timeout=30) as client:
        yield Visitors(client)


def refused(visitors: Visitors, token: str) -> bool:
    """Try to send. Say whether the answer is the clear page that says whom to ring."""
    fields = {"noegle": token, **CONTACT}
    reply = visitors.client.post(f"{visitors.url}/send/kontakt/", data=fields)
    assert reply.status_code == 503
    assert "Det er vores fejl, ikke din" in reply.text
    assert f'value="{CONTACT["navn"]}"' in reply.text
    return 'href="tel:' in reply.text


@contextmanager
def no_file_may_grow(served: Served) -> Iterator[None]:
    """Let every file of the server be as long as it may be, its log's too."""
    process, no_more = served.process.pid, (0, resource.RLIM_INFINITY)
    before = resource.prlimit(process, resource.RLIMIT_FSIZE, no_more)
    try:
        yield
    finally:
        resource.prlimit(process, resource.RLIMIT_FSIZE, before)


@contextmanager
def full(folder: Path) -> Iterator[None]:
    """Fill the disk of a folder to the last byte."""
    with (folder / "fill").open("wb", buffering=0) as file:
        try:
            while file.write(b"x" * 4096):
                pass
        except OSError:
            pass
    try:
        yield
    finally:
        (folder / "fill").unlink()


@contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    """Put a disk of a few megabytes there, where this machine lets us."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=32m", "tmpfs", str(folder)]
    if os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root may put a small disk there")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)  # noqa: S607


@pytest.mark.parametrize("how", ["no file may grow", "small disk"])
def test_full_disk_is_said_clearly_and_what_is_sent_afterwards_is_stored(
    tmp_path: Path, visitors: Visitors, how: str
) -> None:
    data = tmp_path / "data"
    small = how == "small disk"
    with small_disk(data) if small else nullcontext(), serving(tmp_path) as served:
        visitors.url = served.url
        before = [visitors.apply() for _ in range(PEOPLE)]
        tokens = [visitors.begin() for _ in range(PEOPLE)]
        served.letters(PEOPLE)
        with full(data) if small else no_file_may_grow(served):
            assert all(refused(visitors, token) for token in tokens)
            assert visitors.client.get(served.url).status_code == 200
        after = [visitors.send(token) for token in tokens]
        records = stored(data)
        served.letters(2 * PEOPLE)
    keep(f"disk full, {how}", f"{PEOPLE} refused clearly, all of {2 * PEOPLE} stored and told")
    assert sorted(records) == sorted(before + after)
