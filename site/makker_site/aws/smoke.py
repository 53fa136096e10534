"""A look at the live site after a deployment: that it answers, and keeps its promises."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from makker.handlers.http import SECURITY_HEADERS

_PATIENCE = 20
_FOUND, _MISSING, _NOT_UNDERSTOOD = 200, 404, 400


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]


Visit = Callable[[str, str], Answer]
"""Asks with a method for an address."""


def visit(method: str, address: str) -> Answer:
    """Ask over the internet; a form that is posted is empty."""
    form = {"content-type": "application/x-www-form-urlencoded"} if method == "POST" else {}
    request = Request(  # noqa: S310 - the address is the site's own, https
        address, data=b"" if form else None, headers=form, method=method
    )
    try:
        with urlopen(request, timeout=_PATIENCE) as answer:  # noqa: S310
            return Answer(answer.status, _lower(answer.headers.items()))
    except HTTPError as refusal:
        with refusal:
            return Answer(refusal.code, _lower(refusal.headers.items()))


def _lower(headers: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers}


def faults(site: str, api: str, visit: Visit = visit) -> Iterator[str]:
    """Give what is wrong with a site; *api* is how the functions could be reached round it."""
    # The empty form is not understood, and stores nothing.
    for method, path, status, kept in (
        ("GET", "/", _FOUND, "no-cache"),
        ("GET", "/tilbud/", _FOUND, "no-cache"),
        ("GET", "/findes-ikke/", _MISSING, "no-cache"),
        ("GET", "/min-henvendelse/", _FOUND, "no-store"),
        ("POST", "/send/svar/", _NOT_UNDERSTOOD, "no-store"),
    ):
        try:
            answer = visit(method, site + path)
        except OSError as error:  # no name, no line, no time, no certificate
            yield f"{method} {path} cannot be asked: {error}"
            continue
        yield from _faults_of(f"{method} {path}", answer, status, kept)
    try:
        if visit("GET", f"{api}/min-henvendelse/").status != _MISSING:
            yield "the functions answer someone who goes round CloudFront"
    except OSError as error:
        yield f"the way round CloudFront cannot be tried: {error}"


def _faults_of(asked: str, answer: Answer, status: int, kept: str) -> Iterator[str]:
    if answer.status != status:
        yield f"{asked} gives {answer.status}, not {status}"
    if answer.headers.get("cache-control") != kept:
        yield f"{asked} may be kept: {answer.headers.get('cache-control')}"
    for name, value in SECURITY_HEADERS.items():
        if answer.headers.get(name) != value:
            yield f"{asked} has another {name}: {answer.headers.get(name)}"
