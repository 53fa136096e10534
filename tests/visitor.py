"""A visitor who sends forms to the handler, as API Gateway would hand them over."""

import base64
import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from makker.app import App
from makker.handlers.public import answer

PROGRAMME = "peer-faellesskabet-vejle"
MENTOR = {
    "fyldt_18": "ja",
    "bor_i_kommunen": "ja",
    "egen_erfaring": "ja",
    "ude_af_misbrug": "mindst_1_aar",
    "substitution": "aldrig_eller_sluttet_mindst_1_aar",
}
"""Answers that place a mentor within."""
PEER = {
    "fyldt_18": "ja",
    "bor_i_kommunen": "ja",
    "misbrug_baggrund": "ja",
    "fri_i_dag": "ja",
}
"""Answers that place a peer within."""
CONTACT = {
    "navn": "Bodil Ærø",
    "telefon": "20 26 45 77",
    "email": "",
    "kontakt_via": "opkald",
    "besked": "",
    "samtykke": "ja",
}
"""A person who can be reached and has said yes."""

Fields = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    page: str

    @property
    def title(self) -> str:
        return self._text(r"<title>(.*?)</title>")

    @property
    def heading(self) -> str:
        return self._text(r"<h1[^>]*>(.*?)</h1>")

    @property
    def token(self) -> str:
        return self._text(r'name="noegle" value="([^"]*)"')

    @property
    def code(self) -> str:
        return self._text(r'class="mk-code">(.*?)<')

    @property
    def reference(self) -> str:
        return self._text(r'class="mk-reference">(.*?)<')

    @property
    def errors(self) -> dict[str, str]:
        """The error summary: field → sentence."""
        summary = self.page.partition("mk-error-summary__title")[2].partition("</ul>")[0]
        return {
            name: html.unescape(text)
            for name, text in re.findall(r'<a href="#(\w+)">(.*?)</a>', summary)
        }

    def _text(self, pattern: str) -> str:
        match = re.search(pattern, self.page, re.DOTALL)
        return html.unescape(match[1].strip()) if match else ""


_CALLER = {"sourceIp": "203.0.113.77", "userAgent": "Mozilla/5.0 (kanariefugl)"}


def post_event(path: str, body: bytes, content_type: str) -> dict[str, Any]:
    """Give an event as API Gateway writes it, version 2, with what it says of the caller."""
    return {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": path,
        "rawQueryString": "",
        "headers": {
            "content-type": content_type,
            "content-length": str(len(body)),
            "host": "peer.example.org",
            "user-agent": "Mozilla/5.0 (kanariefugl)",
            "x-forwarded-for": "203.0.113.77",
        },
        "requestContext": {
            "accountId": "123456789012",
            "apiId": "api-id",
            "http": {"method": "POST", "path": path, "protocol": "HTTP/1.1", **_CALLER},
            "requestId": "JKJaXmPLvHcESHA=",
            "stage": "$default",
            "timeEpoch": 1795341600000,
        },
        "body": base64.b64encode(body).decode(),
        "isBase64Encoded": True,
    }


class Visitor:
    """Someone with a browser that has no JavaScript."""

    def __init__(self, app: App) -> None:
        self.app = app

    def send(
        self,
        path: str,
        body: bytes,
        content_type: str = "application/x-www-form-urlencoded",
    ) -> Reply:
        return self.ask(post_event(path, body, content_type))

    def ask(self, event: Mapping[str, Any]) -> Reply:
        reply = answer(self.app, event)
        return Reply(reply["statusCode"], reply["headers"], reply["body"])

    def post(self, path: str, fields: Fields) -> Reply:
        return self.send(path, urlencode(fields, doseq=True).encode())

    def get(self, path: str, query: str = "") -> Reply:
        event = post_event(path, b"", "")
        event["requestContext"]["http"]["method"] = "GET"
        return self.ask({**event, "rawQueryString": query})

    def screen(self, role: str, answers: Fields) -> Reply:
        return self.post("/send/svar/", {"program": PROGRAMME, "rolle": role, **answers})

    def submit(self, token: str, contact: Fields) -> Reply:
        return self.post("/send/kontakt/", {"noegle": token, **contact})

    def apply(self, role: str = "mentor", **contact: str) -> Reply:
        """Go the whole way with answers that fit."""
        token = self.screen(role, MENTOR if role == "mentor" else PEER).token
        return self.submit(token, {**CONTACT, **contact})
