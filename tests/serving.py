"""A whole `makker serve` in a process of its own, on a free port of this machine."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import httpx

MAKKER = str(Path(sys.executable).parent / "makker")
PROJECT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Served:
    """What runs, and where its data and its log are."""

    url: str
    data: Path
    log: Path
    process: subprocess.Popen[bytes]

    def letters(self, number: int) -> list[str]:
        """Give the mails once there are *number* of them; they are sent in the background."""
        wait_for(lambda: len(self._mail()) >= number)
        return [file.read_text("utf-8") for file in self._mail()]

    def _mail(self) -> list[Path]:
        return sorted((self.data / "mail").glob("*.eml"))


def wait_for(reached: Callable[[], bool], seconds: float = 30) -> None:
    """Wait until *reached* gives something true, so that no test counts on being fast."""
    end = time.monotonic() + seconds
    while not reached():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def serving(folder: Path, *options: str, today: str = "") -> Iterator[Served]:
    """Run the server in the empty folder *folder*; its data is in `folder/data`."""
    port, data, log = free_port(), folder / "data", folder / "serve.log"
    command = [MAKKER, "serve", "--port", str(port), "--data", str(data), *options]
    furnish(folder)
    environment = {key: value for key, value in os.environ.items() if key not in {"DATA", "PORT"}}
    environment["TODAY"] = today
    environment["MAKKER_FASTEST"] = "0"  # our visitors are fast
    environment["MAKKER_MOST_FOUND"] = "10000"  # and forgetful
    # The same for all: printed codes hold the address, and printing takes seconds.
    environment["MAKKER_SITE_URL"] = "http://127.0.0.1:8000"
    with log.open("wb") as out:
        process = _start(command, folder, environment, out)
        try:
            url = f"http://127.0.0.1:{port}"
            wait_for(lambda: process.poll() is not None or _answers(url))
            assert process.poll() is None, log.read_text("utf-8")
            yield Served(url, data, log, process)
        finally:
            process.terminate()
            process.wait(timeout=15)


def furnish(folder: Path) -> None:
    """Lend the folder our sources, and what was compiled and printed for other tests."""
    for name in ("content", "site", "build/print-cache", "build/template-cache"):
        (PROJECT / name).mkdir(parents=True, exist_ok=True)
        (folder / name).parent.mkdir(exist_ok=True)
        if not (folder / name).exists():
            (folder / name).symlink_to(PROJECT / name)


def _start(
    command: list[str], folder: Path, environment: dict[str, str], out: IO[bytes]
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command, cwd=folder, env=environment, stdout=out, stderr=subprocess.STDOUT
    )


def _answers(url: str) -> bool:
    try:
        return httpx.get(url).status_code == 200
    except httpx.TransportError:
        return False
