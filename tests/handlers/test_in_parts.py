"""The same answers in parts, for the script that improves our forms."""

import json
import re
from dataclasses import replace
from typing import Any, cast
from urllib.parse import urlencode

import pytest

from makker.app import App
from makker.ports import Tokens
from tests.visitor import CONTACT, MENTOR, PROGRAMME, Fields, Reply, Visitor, post_event

SCREENED = {"program": PROGRAMME, "rolle": "mentor"}


def in_parts(visitor: Visitor, path: str, fields: Fields) -> tuple[Reply, Any]:
    """Post as the script does; give the answer, and what it says."""
    body = urlencode(fields, doseq=True).encode()
    event = post_event(path, body, "application/x-www-form-urlencoded")
    event["headers"]["accept"] = "application/json"
    reply = visitor.ask(event)
    return reply, json.loads(reply.page)


def inside(page: str) -> str:
    """Give what stands within the main element."""
    match = re.search(r"<main [^>]*>(.*)</main>", page, re.DOTALL)
    assert match
    return match[1]


@pytest.mark.parametrize(
    ("path", "fields", "status"),
    [
        ("/send/svar/", SCREENED, 422),
        ("/send/svar/", {**SCREENED, "fyldt_18": "ja"}, 422),
        ("/send/svar/", {"program": "x"}, 400),
        ("/send/kontakt/", {"noegle": "x"}, 400),
        ("/send/interesse/", {"navn": "Kanariefugl"}, 422),
        ("/send/findes-ikke/", {}, 404),
        ("/send/kontakt/", {"besked": "x" * 1_000_000}, 413),
    ],
)
def test_parts_are_those_of_the_page(
    visitor: Visitor, path: str, fields: Fields, status: int
) -> None:
    page = visitor.post(path, fields)
    reply, parts = in_parts(visitor, path, fields)
    assert (reply.status, page.status) == (status, status)
    assert parts == {"titel": page.title, "fejl": page.errors, "indhold": inside(page.page)}
    assert reply.headers["content-type"] == "application/json; charset=utf-8"
    assert {**reply.headers, "content-type": ""} == {**page.headers, "content-type": ""}
    assert "accept" in reply.headers["vary"]


def test_title_says_first_that_something_is_to_be_mended(visitor: Visitor) -> None:
    _, parts = in_parts(visitor, "/send/svar/", SCREENED)
    assert parts["titel"] == "Fejl: Kan du være mentor i Peer-fællesskabet? – Peer-støtte"  # noqa: RUF001
    assert list(parts["fejl"]) == list(MENTOR)


def test_an_application_goes_the_whole_way_in_parts(visitor: Visitor) -> None:
    _, result = in_parts(visitor, "/send/svar/", {**SCREENED, **MENTOR})
    match = re.search(r'name="noegle" value="([^"]+)"', result["indhold"])
    assert match
    reply, receipt = in_parts(visitor, "/send/kontakt/", {"noegle": match[1], **CONTACT})
    assert (reply.status, receipt["fejl"]) == (200, {})
    assert 'class="mk-reference"' in receipt["indhold"]
    assert "<script" not in receipt["indhold"]


def test_a_fault_of_ours_has_parts_too(app: App) -> None:
    broken = Visitor(replace(app, tokens=cast("Tokens", None)))
    reply, parts = in_parts(broken, "/send/svar/", {**SCREENED, **MENTOR})
    assert reply.status == 500
    assert parts["titel"].startswith("Noget gik galt hos os")
