# noqa: INP001 - a script, no package
"""Take the handbook's pictures of the running system.

Run it in the project's folder: `.venv/bin/python -m docs.handbook.take_pictures`
It serves a copy of the content on a free port, with a data folder of its own, on the day of the
first info meeting's invitation. The person who applies does not exist.
"""

import shutil
import tempfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.serving import PROJECT, serving
from tests.visitor import CONTACT

CHROMIUM = "/usr/bin/chromium"
PICTURES = Path(__file__).parent / "pictures"
WIDTH, HEIGHT = 800, 640
DAY = "2016-04-01"
PAUSED = "peer-to-peer-odense"
FORM = "/tilbud/peer-to-peer-vejle/peer/"
ANSWERS = {"fyldt_18": "ja", "bor_i_kommunen": "ved_ikke", "stoette": "botilbud"}
COLOURS = 96
"""Enough for drawings and text; a quarter of the bytes."""


def main() -> None:
    """Serve, look, and save."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "content")
        shutil.copytree(PROJECT / "content", copy)
        file = copy / "tilbud" / f"{PAUSED}.md"
        text = file.read_text("utf-8").replace("status: aaben", "status: pause")
        file.write_text(text, "utf-8")
        with serving(Path(folder), today=DAY) as served, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            take_all(open_page(browser, served.url))
            browser.close()


def open_page(browser: Browser, url: str) -> Page:
    """Open a window in which nothing moves."""
    context = browser.new_context(
        base_url=url,
        locale="da-DK",
        timezone_id="Europe/Copenhagen",
        color_scheme="light",
        reduced_motion="reduce",
        viewport={"width": WIDTH, "height": HEIGHT},
    )
    return context.new_page()


def take_all(page: Page) -> None:
    """Go where staff should look."""
    still = {
        "forside": "/",
        "pause": f"/tilbud/{PAUSED}/",
        "infomoede": "/infomoeder/2016-04-18-vejle/",
    }
    for name, path in still.items():
        page.goto(path)
        save(page, name)
    page.goto(FORM)
    fill(page, ANSWERS)
    page.locator("main form button").click()
    save(page, "resultat")
    fill(page, CONTACT)
    page.locator("main form button").click()
    save(page, "kvittering")


def fill(page: Page, values: Mapping[str, str]) -> None:
    """Fill in fields by name, whatever they are."""
    for name, value in values.items():
        field = page.locator(f'[name="{name}"]')
        if field.first.get_attribute("type") in {"radio", "checkbox"}:
            page.locator(f'[name="{name}"][value="{value}"]').check()
        else:
            field.fill(value)


def save(page: Page, name: str) -> None:
    """Save what the window shows, with few colours."""
    picture = Image.open(BytesIO(page.screenshot()))
    PICTURES.mkdir(exist_ok=True)
    few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(PICTURES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
