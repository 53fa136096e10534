"""The guide on the screen and the guide on the server: the same questions, the same words."""

import json
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.guide import FORM, FOUND, LOCAL, TICK, answer, names, phone_at, show
from tests.services.guides import at_random, shipped
from tests.serving import PROJECT, Served


def test_without_javascript_the_same_questions_are_posted(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Er det noget for mig?").click()
    page.get_by_role("link", name="Jeg vil gerne være peer-mentor").click()
    expect(page.get_by_text(LOCAL)).to_be_hidden()
    answer(page)
    show(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(FOUND)
    assert names(page) == ["Peer-to-Peer", "Peer-to-peer i Odense", "Peer-fællesskabet"]
    page.get_by_role("button", name="Ret dine svar").click()
    expect(page.locator(":checked")).to_have_count(5)
    show(page)
    page.get_by_role("link", name="Gå til spørgsmålene for Peer-to-Peer").first.click()
    expect(page).to_have_url(re.compile(r"/tilbud/peer-to-peer-vejle/mentor/$"))
    expect(page.locator(":checked")).to_have_count(0)


@pytest.mark.parametrize("broken", ["missing", "not the rules", "rules of another time"])
def test_when_the_rules_do_not_come_the_form_is_posted(
    browser: Browser, served: Served, broken: str
) -> None:
    bodies = {"not the rules": "<p>Hov</p>", "rules of another time": '{"tilbud": [{"id": 1}]}'}
    page = browser.new_context(base_url=served.url, locale="da-DK").new_page()
    page.route(
        "**/assets/regler-*.json",
        lambda route: route.fulfill(body=bodies[broken]) if broken in bodies else route.abort(),
    )
    page.goto(FORM, wait_until="networkidle")
    expect(page.get_by_text(LOCAL)).to_be_hidden()
    answer(page)
    with page.expect_request("**/send/guide/") as posted:
        show(page)
    assert posted.value.method == "POST"
    expect(page.locator("h1:visible")).to_have_text(FOUND)
    page.context.close()


MAIN = """\
html => {
  const page = html ? new DOMParser().parseFromString(html, "text/html") : document;
  const shown = page.querySelector("[data-guide=resultat]") || page.querySelector("main");
  const copy = shown.cloneNode(true);
  copy.querySelectorAll("input[type=hidden]").forEach(input => input.remove());
  return copy.innerHTML.replace(/\\s+/g, " ").replace(/> </g, "><").trim();
}"""
"""What a page shows of a result, without the answers the server hands back to be mended."""


@pytest.mark.parametrize("role", ["peer", "mentor"])
def test_the_screen_shows_to_the_letter_what_the_server_answers(
    browser: Browser, served: Served, role: str
) -> None:
    with phone_at(browser, served, role) as phone:
        for given in at_random(shipped(role), 40, "skærm"):
            phone.evaluate(TICK, given)
            show(phone)
            answered = posted(served, role, given)
            assert phone.evaluate(MAIN, "") == phone.evaluate(MAIN, answered), given
            phone.go_back()


def posted(served: Served, role: str, given: Mapping[str, Sequence[str]]) -> str:
    form = urlencode({"rolle": role, **given}, doseq=True)
    kind = {"content-type": "application/x-www-form-urlencoded"}
    return httpx.post(f"{served.url}/send/guide/", content=form, headers=kind, timeout=60).text


@pytest.mark.parametrize("javascript", ["on", "off"])
def test_firefox_says_the_same_and_with_javascript_asks_nobody(
    served: Served, javascript: str
) -> None:
    folder = PROJECT / "tests" / "node"
    subprocess.run(["/bin/sh", str(folder / "install.sh")], check=True)
    node = shutil.which("node")
    assert node
    command = [node, str(folder / "guide-with-firefox.mjs"), f"{served.url}{FORM}", javascript]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=240)
    assert done.returncode == 0, done.stderr
    seen, on = json.loads(done.stdout), javascript == "on"
    asked = seen.pop("asked")
    assert asked == [] if on else asked.count("POST") == 2
    assert seen == {
        "local": on,
        "heading": "Vi vil gerne tale med dig",
        "cards": 3,
        "focused": "H1" if on else "BODY",
        "kept": 2,
        "faults": [],
    }
