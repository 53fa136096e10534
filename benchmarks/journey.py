"""What the phone of one person fetches on the way from the front page to the receipt."""

import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tests.browser.journeys import JOURNEYS, fill, press, read
from tests.browser.phone import CHROMIUM, OPTIONS, SIZE
from tests.serving import serving
from tests.visitor import PROGRAMME

_APPLIES = JOURNEYS[0]
_READ = ("/", "/tilbud/", f"/tilbud/{PROGRAMME}/")
"""The pages before the form."""


@dataclass
class Fetched:
    """How much came over the network. What the browser had kept is not counted."""

    requests: int = 0
    bytes: int = 0
    _kept: set[str] = field(default_factory=set, repr=False)

    def __str__(self) -> str:
        """Say it briefly."""
        return f"{self.requests} requests, {self.bytes / 1000:.0f} kB"

    def listen(self, page: Page) -> None:
        """Count what *page* fetches from now on."""
        network = page.context.new_cdp_session(page)
        network.on("Network.requestServedFromCache", lambda told: self._kept.add(told["requestId"]))
        network.on("Network.loadingFinished", self._count)
        network.send("Network.enable")

    def _count(self, told: dict[str, Any]) -> None:
        if told["requestId"] not in self._kept and told["encodedDataLength"]:
            self.requests += 1
            self.bytes += int(told["encodedDataLength"])


def fetched() -> Fetched:
    """Let someone read, answer the questions and send, and give what their phone fetched."""
    fetched = Fetched()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        with serving(Path(folder)) as served:
            page = browser.new_page(base_url=served.url, viewport=SIZE)
            fetched.listen(page)
            for path in (*_READ, _APPLIES.path):
                page.goto(path)
            for step in _APPLIES.steps:
                fill(page, step.fields)
                press(page, step.button)
                read(page, step.heading)
        browser.close()
    return fetched
