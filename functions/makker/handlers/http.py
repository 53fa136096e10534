"""Requests and answers as API Gateway (version 2 events) hands them over."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any
from urllib.parse import parse_qsl

from makker.domain.questions import Form
from makker.rendering.pages import Page

LARGEST_BODY = 64 * 1024
"""Bytes a form may have. The longest honest one has under 8 kB."""
_MOST_FIELDS = 100
_FORM_TYPE = "application/x-www-form-urlencoded"

SECURITY_HEADERS = {
    "content-security-policy": (
        "default-src 'self'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'; object-src 'none'"
    ),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
    "referrer-policy": "no-referrer",
    "strict-transport-security": "max-age=31536000; includeSubDomains",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
"""On every page, the site's and the functions' alike (data protection, 4.3)."""


class Unreadable(Enum):
    """Why a body could not be read as a form: the status, and the page that says so."""

    TOO_LARGE = (413, "for_stort")
    WRONG_TYPE = (415, "forkert_type")
    MALFORMED = (400, "forkert")


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked. Its repr shows no body."""

    method: str
    path: str
    content_type: str
    wants_json: bool
    """Whether the script that improves our forms asks, and wants the page in parts."""
    source: str = field(repr=False)
    """The network address it came from; empty when that is not known."""
    query: str = field(repr=False)
    body: bytes | None = field(repr=False)
    """None when it could not even be decoded."""


@dataclass(frozen=True, slots=True)
class Response:
    """What is answered: always a page, never to be kept by anyone in between."""

    status: int
    page: Page
    headers: Mapping[str, str] = field(default_factory=dict)
    file: str = field(default="", repr=False)
    """Text to keep, instead of the page; *headers* say what kind it is."""

    def as_event(self, *, as_json: bool = False) -> dict[str, Any]:
        """Give the answer as API Gateway wants it."""
        as_json = as_json and not self.file
        kind = "application/json" if as_json else "text/html"
        headers = {
            **SECURITY_HEADERS,
            "content-type": f"{kind}; charset=utf-8",
            "cache-control": "no-store",
            "vary": "accept",
            **self.headers,
        }
        body = _in_parts(self.page) if as_json else self.file or self.page.html
        return {"statusCode": self.status, "headers": headers, "body": body}


def _in_parts(page: Page) -> str:
    values = {"titel": page.title, "fejl": dict(page.errors), "indhold": page.main}
    return json.dumps(values, ensure_ascii=False)


def read_request(event: Mapping[str, Any]) -> Request:
    """Read an API Gateway event, version 2."""
    http = event["requestContext"]["http"]
    headers = {name.lower(): value for name, value in event.get("headers", {}).items()}
    return Request(
        method=http["method"],
        path=event["rawPath"].rstrip("/") + "/",
        content_type=headers.get("content-type", ""),
        wants_json="application/json" in headers.get("accept", ""),
        source=http.get("sourceIp", ""),
        query=event.get("rawQueryString", ""),
        body=_body(event),
    )


def _body(event: Mapping[str, Any]) -> bytes | None:
    text = event.get("body") or ""
    if not event.get("isBase64Encoded"):
        return str(text).encode("utf-8", "surrogatepass")
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:  # no base64, or not even ASCII
        return None


def read_form(request: Request) -> Form | Unreadable:
    """Read the fields of a posted form, each with all its values, exactly as typed."""
    if not _is_form(request.content_type):
        return Unreadable.WRONG_TYPE
    if request.body is None:
        return Unreadable.MALFORMED
    if len(request.body) > LARGEST_BODY:
        return Unreadable.TOO_LARGE
    try:
        return _fields(request.body.decode("utf-8"))
    except ValueError:  # not UTF-8, before or behind the percent signs, or too many fields
        return Unreadable.MALFORMED


def read_query(request: Request) -> Form | Unreadable:
    """Read what the address says behind its question mark."""
    try:
        return _fields(request.query)
    except ValueError:
        return Unreadable.MALFORMED


def _fields(text: str) -> Form:
    pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    form: dict[str, list[str]] = {}
    for name, value in pairs:
        form.setdefault(name, []).append(value)
    return form


def _is_form(content_type: str) -> bool:
    kind, _, parameters = content_type.lower().partition(";")
    charset = parameters.replace(" ", "").replace('"', "").partition("charset=")[2]
    return kind.strip() == _FORM_TYPE and charset in {"", "utf-8", "utf8"}
