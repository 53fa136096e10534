"""Lighthouse on a phone: four kinds of page of ours, and of stock Material with the same words."""

import json
import os
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from benchmarks import build
from makker_site.project import PROJECT
from tests.browser.phone import CHROMIUM
from tests.serving import free_port, serving

_NODE = PROJECT / "tests" / "node"
_PAGES = {
    "home": "/",
    "list": "/tilbud/",
    "programme": "/tilbud/peer-faellesskabet-vejle/",
    "form": "/tilbud/peer-faellesskabet-vejle/mentor/",
}
_SCORES = ("performance", "accessibility", "best-practices", "seo")
_OPTIONS = (
    "--quiet",
    "--output=json",
    "--only-categories=" + ",".join(_SCORES),
    "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run",
    "--blocked-url-patterns=*://fonts.g*",  # nobody else is asked; it makes stock faster
)
_NOT_FOR_SEARCH = "--skip-audits=is-crawlable"
"""A form is kept out of search engines on purpose, and Lighthouse takes that for a fault."""


@dataclass(frozen=True)
class Run:
    """What Lighthouse says of one page."""

    scores: tuple[int, ...]
    largest_paint: float
    """Seconds until the largest thing is painted (LCP), on Lighthouse's slow phone."""
    kilobytes: float
    requests: int

    def __str__(self) -> str:
        """Say it briefly."""
        scores = "/".join(map(str, self.scores))
        return (
            f"{scores:<15} LCP {self.largest_paint:.2f} s {self.kilobytes:6.1f} kB "
            f"{self.requests:2} requests"
        )


def measure(folder: Path) -> Iterator[str]:
    """Give a line a page: ours as `makker serve` sends it, stock Material's packed with gzip.

    Stock Material is taken from *folder*, where `build.measure` leaves it.
    """
    subprocess.run(["/bin/sh", str(_NODE / "install.sh"), "all"], check=True)
    if not (folder / "stock").exists():
        build.measure(folder, pairs=1)
    served = folder / "served"
    served.mkdir()
    with serving(served, today="2026-11-22") as ours, _static(folder / "stock") as stock:
        for name, path in _PAGES.items():
            options = (_NOT_FOR_SEARCH,) if name == "form" else ()
            one, other = (_run(f"{url}{path}", options) for url in (ours.url, stock))
            yield f"Lighthouse, {name:<16} {one}   stock Material {other}"


def _run(url: str, options: tuple[str, ...]) -> Run:
    command = [str(_NODE / "node_modules" / ".bin" / "lighthouse"), url, *_OPTIONS, *options]
    environment = {"CHROME_PATH": CHROMIUM, **os.environ}
    report = json.loads(_tried_twice(command, environment))
    asked = report["audits"]["network-requests"]["details"]["items"]
    fetched = [item for item in asked if item["transferSize"]]  # what was blocked weighs nothing
    return Run(
        tuple(round(100 * report["categories"][name]["score"]) for name in _SCORES),
        report["audits"]["largest-contentful-paint"]["numericValue"] / 1000,
        sum(item["transferSize"] for item in fetched) / 1000,
        len(fetched),
    )


def _tried_twice(command: list[str], environment: dict[str, str]) -> str:
    """Give what it prints; on a busy machine the browser now and then does not come up."""
    for check in (False, True):
        done = subprocess.run(command, check=check, capture_output=True, text=True, env=environment)
        if done.returncode == 0:
            break
    return done.stdout


@contextmanager
def _static(folder: Path) -> Iterator[str]:
    """Serve a folder, packed, on a free port of this machine."""
    files = Mount("/", StaticFiles(directory=folder, html=True))
    front = Starlette(routes=[files], middleware=[Middleware(GZipMiddleware)])
    port = free_port()
    server = uvicorn.Server(uvicorn.Config(front, port=port, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=10)
