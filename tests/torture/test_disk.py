"""A disk that is full, or spoilt: a clear page, no lost receipt, and clean again afterwards."""

import os
import random
import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial
from pathlib import Path

import httpx
import pytest

from tests.serving import MAKKER, Served, free_port, furnish, serving, wait_for
from tests.torture.figures import LONG, keep
from tests.torture.test_kills import stored
from tests.torture.test_restore import fill, makker
from tests.torture.visitors import Visitors
from tests.visitor import CONTACT

PEOPLE = 500 if LONG else 5
UNWRITABLE = ("no file may grow", "read-only", *(["small disk"] if LONG else []))

pytestmark = pytest.mark.torture


@pytest.fixture
def visitors() -> Iterator[Visitors]:
    with httpx.Client(timeout=30) as client:
        yield Visitors(client)


def refused(visitors: Visitors, token: str) -> bool:
    """Try to send. Say whether the answer is the clear page that says whom to ring.

    Where it is a receipt there was room left, in the log that is used again.
    """
    fields = {"noegle": token, **CONTACT}
    reply = visitors.client.post(f"{visitors.url}/send/kontakt/", data=fields)
    if reply.status_code == 200:
        return False
    assert reply.status_code == 503
    assert "Det er vores fejl, ikke din" in reply.text
    assert f'value="{CONTACT["navn"]}"' in reply.text
    assert 'href="tel:' in reply.text
    return True


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
def read_only(folder: Path) -> Iterator[None]:
    """Let nobody write the database any more, nor anything beside it, where this machine can."""
    there = [str(folder), *(str(file) for file in folder.glob("makker.db*"))]
    chattr = shutil.which("chattr")
    if os.geteuid() or not chattr or subprocess.run([chattr, "+i", *there], check=False).returncode:
        pytest.skip("only root can lock files, and not on every disk")
    try:
        yield
    finally:
        subprocess.run([chattr, "-i", *there], check=True)


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


@pytest.mark.parametrize("how", UNWRITABLE)
def test_disk_that_takes_no_more_is_said_clearly_and_what_is_sent_afterwards_is_stored(
    tmp_path: Path, visitors: Visitors, how: str
) -> None:
    data = tmp_path / "data"
    small = how == "small disk"
    with small_disk(data) if small else nullcontext(), serving(tmp_path) as served:
        visitors.url = served.url
        before = [visitors.apply() for _ in range(PEOPLE)]
        tokens = [visitors.begin() for _ in range(PEOPLE)]
        served.letters(PEOPLE)
        with unwritable(how, served):
            number = sum(refused(visitors, token) for token in tokens)
            assert number == PEOPLE if not small else number > 0
            assert visitors.client.get(served.url).status_code == 200
        after = [visitors.send(token) for token in tokens]
        records = stored(data)
        # What could not be sent then is tried again after a minute.
        wait_for(lambda: len(list(data.glob("mail/*.eml"))) >= 2 * PEOPLE, 300)
    keep(f"disk, {how}", f"{number} of {PEOPLE} refused clearly, then all stored and told")
    assert sorted(records) == sorted(before + after)


def unwritable(how: str, served: Served) -> AbstractContextManager[None]:
    if how == "small disk":
        return full(served.data)
    return no_file_may_grow(served) if how == "no file may grow" else read_only(served.data)


def spoil(file: Path, chance: random.Random) -> None:
    """Change some bytes behind the first tenth, as a disk does that is about to die."""
    content = bytearray(file.read_bytes())
    for _ in range(5):
        content[chance.randrange(len(content) // 10, len(content) - 8_192)] ^= 0xFF
    file.write_bytes(content)


def cut(log: Path, chance: random.Random) -> None:
    """Let all that stands behind somewhere be gone."""
    os.truncate(log, chance.randrange(log.stat().st_size - 8_192))


def overwrite(log: Path, chance: random.Random) -> None:
    log.write_bytes(chance.randbytes(log.stat().st_size))


SPOILT_LOGS = {"five bytes": spoil, "cut": cut, "all of it overwritten": overwrite}


@pytest.mark.parametrize("how", SPOILT_LOGS)
def test_spoilt_log_loses_nobody_and_is_kept_and_said(
    tmp_path: Path, visitors: Visitors, how: str
) -> None:
    logs = 10 if LONG else 1
    for number in range(logs):
        folder = tmp_path / str(number)
        folder.mkdir()
        loses_nobody(folder, visitors, partial(SPOILT_LOGS[how], chance=random.Random(number)))  # noqa: S311
    keep(f"log spoilt, {how}", f"{logs} times: all 25 who saw a receipt are stored and told of")


def loses_nobody(folder: Path, visitors: Visitors, spoil_log: Callable[[Path], object]) -> None:
    with serving(folder) as served:
        visitors.url = served.url
        before = [visitors.apply() for _ in range(20)]
        served.process.kill()
        served.process.wait()
    log = served.data / "makker.db-wal"
    spoil_log(log)
    spoilt = log.read_bytes()
    with serving(folder) as served:
        visitors.url = served.url
        after = [visitors.apply() for _ in range(5)]
        told = served.log.read_text("utf-8")
        served.letters(len(before) + len(after))
    assert '"haendelse": "log_skadet", "kopi": "makker.db-wal.skadet-1", "samlet": true' in told
    assert (served.data / "makker.db-wal.skadet-1").read_bytes() == spoilt
    assert sorted(stored(served.data)) == sorted(before + after)


@pytest.mark.parametrize("number", range(20 if LONG else 1))
def test_spoilt_database_is_said_clearly_and_a_copy_brings_everything_back(
    tmp_path: Path, visitors: Visitors, number: int
) -> None:
    copy, data = tmp_path / "copy.db", tmp_path / "data"
    fill(data, 0, 20)
    before = stored(data)
    makker("backup", str(copy), "--data", str(data))
    spoil(data / "makker.db", random.Random(number))  # noqa: S311 - the same bytes each time
    with serving(tmp_path) as served:
        visitors.url = served.url
        token = visitors.begin()
        assert visitors.client.get(served.url).status_code == 200
        fields = {"noegle": token, **CONTACT}
        reply = visitors.client.post(f"{served.url}/send/kontakt/", data=fields)
        assert reply.status_code in {200, 503}
        assert 'href="tel:' in reply.text
    makker("restore", str(copy), "--force", "--data", str(data))
    assert sorted(stored(data)) == sorted(before)


def test_server_whose_folder_may_not_be_written_says_so_and_does_not_start(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with small_disk(data):
        subprocess.run(["mount", "-o", "remount,ro", str(data)], check=True)  # noqa: S607
        furnish(tmp_path)
        answer = subprocess.run(
            [MAKKER, "serve", "--port", str(free_port()), "--data", str(data)],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
    assert answer.returncode == 1
    assert answer.stderr == f"DATA: the folder {data} cannot be written\n"
