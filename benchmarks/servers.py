"""The servers that are put under load: ours as it runs anywhere, and its peers."""

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from benchmarks.load import Answers, Load, Post, send
from makker_site.project import PROJECT
from tests.serving import free_port, serving, wait_for

_SITE = PROJECT / "benchmarks" / "wagtail_site"
_WAGTAIL = PROJECT / "build" / "wagtail-venv" / "bin"
_CSRF = re.compile(r'name="csrfmiddlewaretoken" value="([^"]*)"')


@dataclass(frozen=True)
class Server:
    """A server that listens, and the process it runs in."""

    port: int
    process: subprocess.Popen[bytes]

    def listens(self) -> bool:
        """Whether it can be asked yet."""
        with socket.socket() as line:
            return line.connect_ex(("127.0.0.1", self.port)) == 0

    def take(self, posts: Sequence[Post], find: str, pause: float = 0) -> Answers:
        """Let fifty visitors send *posts*, and find something in each answer."""
        return send(Load(self.port, posts, find, pause=pause))

    @property
    def megabytes(self) -> float:
        """The most memory it has held so far."""
        status = Path(f"/proc/{self.process.pid}/status").read_text("ascii")
        return int(status.partition("VmHWM:")[2].split()[0]) / 1024


@contextmanager
def ours(folder: Path) -> Iterator[Server]:
    """Run `makker serve`; its data is in `folder/data`."""
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
def bare(folder: Path) -> Iterator[Server]:
    """Run the least that shows a form and stores what is sent."""
    file = str(folder / "bare.db")
    with _running(
        lambda port: [sys.executable, "-m", "benchmarks.bare_server", str(port), file]
    ) as server:
        yield server


@contextmanager
def wagtail(folder: Path) -> Iterator[tuple[Server, Mapping[str, str], str]]:
    """Run a form of Wagtail's form builder; give what its page wants sent along, and its cookie."""
    subprocess.run(["/bin/sh", str(_SITE / "install.sh")], check=True, cwd=PROJECT)
    site = folder / "wagtail"
    shutil.copytree(_SITE, site)
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "settings",
        "PYTHONPATH": str(site),
        "WAGTAIL_DATABASE": str(folder / "wagtail.db"),
    }
    subprocess.run([_WAGTAIL / "python", site / "furnish.py"], check=True, env=environment)
    options = "--workers=2 --threads=4 --keep-alive=75 --no-control-socket --log-level=warning"

    def command(port: int) -> list[str]:
        application = "django.core.wsgi:get_wsgi_application()"
        return [
            str(_WAGTAIL / "gunicorn"),
            *options.split(),
            f"--bind=127.0.0.1:{port}",
            application,
        ]

    with _running(command, environment) as server:
        page = httpx.get(f"http://127.0.0.1:{server.port}/", timeout=60)
        (token,) = _CSRF.findall(page.text)
        yield server, {"csrfmiddlewaretoken": token}, f"csrftoken={page.cookies['csrftoken']}"


@contextmanager
def _running(
    command: Callable[[int], list[str]], environment: Mapping[str, str] | None = None
) -> Iterator[Server]:
    port = free_port()
    server = Server(port, subprocess.Popen(command(port), env=environment))
    try:
        wait_for(server.listens, 60)
        yield server
    finally:
        server.process.terminate()
        server.process.wait(timeout=30)
