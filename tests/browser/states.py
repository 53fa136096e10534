"""Every state a visitor can meet: the pages as they are built, and what the forms answer."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlencode

import httpx
from playwright.sync_api import Page, Route

from tests.services import guides
from tests.serving import Served
from tests.visitor import CONTACT, MENTOR, PEER, PROGRAMME, Fields

SHARES = 4
FORM_TYPE = "application/x-www-form-urlencoded"
OWN = "/send/min-henvendelse/"
INTEREST = {**CONTACT, "sted": "Vejle", "emne": ["infomoede", "andet"]}


@dataclass(frozen=True)
class State:
    """An address to ask for, or to post fields to."""

    path: str
    fields: Fields | None = None
    name: str = ""

    def show(self, page: Page) -> None:
        """Bring the page there as a form would, with or without JavaScript."""
        if self.fields is None:
            page.goto(self.path)
            return
        body = urlencode(self.fields, doseq=True)

        def post(route: Route) -> None:
            headers = {**route.request.headers, "content-type": FORM_TYPE}
            route.continue_(method="POST", headers=headers, post_data=body)

        page.route(f"**{self.path}", post)
        page.goto(self.path)
        page.unroute(f"**{self.path}")


def pages(served: Served) -> Iterator[State]:
    """Give every page that has a file in the content, and one of each other kind.

    Two pages are of a kind when they are made of the same elements and classes, so that a new
    template, or a new branch of one, is seen without anyone naming it here.
    """
    kinds: set[frozenset[str]] = set()
    for file, state in _built(served):
        source = served.data.parent / "content" / f"{state.name or 'index'}.md"
        kind = _kind(file)
        if kind not in kinds or source.exists():
            yield state
        kinds.add(kind)


def parts(served: Served) -> Iterator[State]:
    """Give as few pages as together show every element and class there is."""
    seen: set[str] = set()
    for file, state in sorted(_built(served), key=lambda one: -len(_kind(one[0]))):
        if not _kind(file) <= seen:
            yield state
        seen |= _kind(file)


def _built(served: Served) -> Iterator[tuple[Path, State]]:
    folder = served.data.parent / "build" / "public"
    for file in sorted(folder.rglob("index.html")):
        path = file.parent.relative_to(folder).as_posix().strip(".")
        yield file, State(f"/{path}/" if path else "/", name=path)


def everything(served: Served) -> Iterator[State]:
    """Give the pages and what the forms answer."""
    yield from pages(served)
    for name, make in ANSWERS.items():
        yield replace(make(served), name=name)


def share(served: Served, number: int) -> list[State]:
    """Give one of the equal shares of everything, for tests that run side by side."""
    return [state for place, state in enumerate(everything(served)) if place % SHARES == number]


def _kind(file: Path) -> frozenset[str]:
    return frozenset(
        re.findall(r'<[a-z]\w*|(?<= )class="[^"]*"|type="\w+"', file.read_text("utf-8"))
    )


def _screening(role: str, answers: Fields) -> State:
    return State("/send/svar/", {"program": PROGRAMME, "rolle": role, **answers})


def _contact(served: Served, contact: Fields) -> State:
    token = _found(r'name="noegle" value="([^"]*)"', _answer(served, _screening("mentor", MENTOR)))
    return State("/send/kontakt/", {"noegle": token, **contact})


def _sent_twice(served: Served) -> State:
    state = _contact(served, CONTACT)
    _answer(served, state)
    return State(state.path, {**(state.fields or {}), "telefon": "40 40 40 40"})


def _own(served: Served, **fields: str) -> State:
    receipt = _answer(served, _contact(served, CONTACT))
    number, code = (_found(rf'class="mk-{it}">(.*?)<', receipt) for it in ("reference", "code"))
    opened = _answer(served, State(OWN, {"nummer": number, "kode": code}))
    return State(OWN, {"noegle": _found(r'name="noegle" value="([^"]*)"', opened), **fields})


def _answer(served: Served, state: State) -> str:
    return httpx.post(f"{served.url}{state.path}", data=dict(state.fields or {}), timeout=60).text


def _found(pattern: str, page: str) -> str:
    match = re.search(pattern, page)
    assert match, page
    return match[1]


ANSWERS: dict[str, Callable[[Served], State]] = {
    "a form with nothing answered": lambda _: _screening("mentor", {}),
    "a form half answered": lambda _: _screening("peer", {"fyldt_18": "ja"}),
    "within": lambda _: _screening("mentor", MENTOR),
    "to be talked about": lambda _: _screening("mentor", MENTOR | {"ude_af_misbrug": "ved_ikke"}),
    "not right now": lambda _: _screening("mentor", MENTOR | {"ude_af_misbrug": "ikke_ude"}),
    "under 18": lambda _: _screening("peer", PEER | {"fyldt_18": "nej"}),
    "a contact with nothing filled in": lambda served: _contact(served, {}),
    "a contact with mistakes": lambda served: _contact(served, CONTACT | {"telefon": "2026 457"}),
    "the guide with nothing answered": lambda _: State("/send/guide/", {"rolle": "mentor"}),
    "the guide contradicting itself": lambda _: State(
        "/send/guide/", {"rolle": "peer", "stoette": ["ingen", "botilbud"]}
    ),
    "the guide with what fits and what does not": lambda _: State(
        "/send/guide/", {"rolle": "mentor", **guides.MENTOR}
    ),
    "the guide under 18": lambda _: State("/send/guide/", {"rolle": "peer", "fyldt_18": "nej"}),
    "receipt": lambda served: _contact(served, CONTACT),
    "receipt of what was sent before": _sent_twice,
    "interest with nothing filled in": lambda _: State("/send/interesse/", {"navn": ""}),
    "interest to look at once more": lambda _: State("/send/interesse/", INTEREST),
    "a suggestion with mistakes": lambda _: State("/send/henvisning/", {"person_email": "anna"}),
    "nothing found by number and code": lambda _: State(OWN, {"nummer": "XX", "kode": "YY"}),
    "one's own page": lambda served: _own(served, handling="vis"),
    "one's own page with mistakes": lambda served: _own(served, handling="ret", telefon="12"),
    "whether to erase it": lambda served: _own(served, handling="slet"),
    "erased": lambda served: _own(served, handling="slet_ja"),
    "no such page": lambda _: State("/findes-ikke/"),
    "opened instead of sent": lambda _: State("/send/svar/"),
    "too large": lambda _: State("/send/kontakt/", {"besked": "x" * 70_000}),
    "too old": lambda _: State("/send/kontakt/", {"noegle": "x"}),
}
"""What the functions answer, by name; made anew each time, as some can be sent only once."""
