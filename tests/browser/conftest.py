"""Chromium from the system's own packages, as a Danish phone, against a real server."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request

from tests.browser.hands import references
from tests.browser.phone import CHROMIUM, OPTIONS, SIZE
from tests.serving import Served, serving


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return {"executable_path": CHROMIUM, "args": [*OPTIONS]}


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve the site as it is on one day, so that what is to come does not become the past."""
    with serving(tmp_path_factory.mktemp("served"), today="2026-11-22") as served:
        yield served


@pytest.fixture
def browser_context_args(served: Served) -> dict[str, Any]:
    """A phone without JavaScript: what everything here must work with."""
    return {
        "base_url": served.url,
        "java_script_enabled": False,
        "locale": "da-DK",
        "timezone_id": "Europe/Copenhagen",
        "viewport": SIZE,
    }


@pytest.fixture(autouse=True)
def asked_elsewhere(page: Page, served: Served) -> Iterator[None]:
    """Fail a test during which the browser asks anyone else for anything."""
    strangers: list[str] = []
    page.on(
        "request",
        lambda request: (
            None if request.url.startswith(served.url) else strangers.append(request.url)
        ),
    )
    yield
    assert strangers == []


@pytest.fixture(scope="session")
def window(browser: Browser, served: Served) -> Iterator[Page]:
    """Give one window for all tests that measure; it runs their scripts, and asks no strangers."""
    context = browser.new_context(
        base_url=served.url, bypass_csp=True, locale="da-DK", reduced_motion="reduce"
    )
    context.set_default_timeout(60_000)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    yield page
    strangers = [address for address in asked if not address.startswith(served.url)]
    assert not strangers, f"pages asked strangers for {strangers}"


@pytest.fixture
def fresh(served: Served, capsys: pytest.CaptureFixture[str]) -> Callable[[], list[str]]:
    """Give what gives the numbers of what was stored since."""
    before = references(served, capsys)
    return lambda: sorted(references(served, capsys) - before)


@pytest.fixture
def posted(page: Page) -> list[str]:
    """Give a list of every address something is sent to."""
    addresses: list[str] = []

    def note(request: Request) -> None:
        if request.method == "POST":
            addresses.append(request.url)

    page.on("request", note)
    return addresses
