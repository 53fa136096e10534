"""Those who come at once are answered as if each had come alone, and stored at once."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlencode

import pytest

from makker.adapters.sqlite import SqliteRecords
from makker.app import App
from makker.handlers import public
from makker.handlers.arriving import Arriving
from makker.handlers.public import answer, answer_all
from makker.ports import StoreError
from makker.rendering.pages import Page, Pages
from tests.handlers.machine import Machine, machine
from tests.handlers.test_bounces import lines
from tests.handlers.test_plain import FORMS, SIGN_UP
from tests.visitor import CONTACT, MENTOR, Fields, Visitor, post_event

FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def here(tmp_path: Path) -> Machine:
    return machine(tmp_path, MAKKER_FASTEST="0")


def form(path: str, fields: Fields, kind: str = FORM) -> dict[str, Any]:
    return post_event(path, urlencode(fields, doseq=True).encode(), kind)


def application(app: App, **contact: str) -> dict[str, Any]:
    token = Visitor(app).screen("mentor", MENTOR).token
    return form("/send/kontakt/", {"noegle": token, **CONTACT, **contact})


def everyone(app: App) -> list[dict[str, Any]]:
    """Give a crowd of every kind there is, whole and not."""
    send = Visitor(app).post
    twice = application(app)
    return [
        application(app),
        twice,
        application(app, navn="", telefon="12"),
        application(app, ukendt="felt"),
        form("/send/kontakt/", {"noegle": "gammel", **CONTACT}),
        form("/send/kontakt/", CONTACT, "text/plain"),
        post_event("/send/kontakt/", b"navn=%ff", FORM),
        post_event("/send/kontakt/", b"x" * 70_000, FORM),
        {**application(app), "body": "ikke base64"},
        twice,
        application(app, hjemmeside="https://spam.example"),
        *(form(path, fields) for path, fields in FORMS.items()),
        *(
            form(path, {**fields, "noegle": send(path, fields).token})
            for path, fields in FORMS.items()
        ),
        form("/send/tilmelding/", {**SIGN_UP, "moede": "2099-01-01"}),
    ]


def without_numbers(reply: dict[str, Any]) -> dict[str, Any]:
    """Give an answer without what is another one each time: number, code, token."""
    body = re.sub(r'(mk-reference|mk-code)">[^<]*<', r'\1"><', reply["body"])
    body = re.sub(r'name="noegle" value="[^"]*"', "", body)
    return reply | {"body": body}


def test_each_is_answered_as_if_alone(here: Machine, tmp_path: Path) -> None:
    crowd = everyone(here.app)
    together = answer_all(here.app, crowd)
    other = machine(tmp_path / "alene", MAKKER_FASTEST="0").app
    alone = [answer(other, event) for event in crowd]
    assert [*map(without_numbers, together)] == [*map(without_numbers, alone)]
    assert {reply["statusCode"] for reply in together} == {200, 400, 413, 415, 422}

    def told(app: App) -> list[tuple[str, str]]:
        return sorted((one.submission, str(one.subject)) for one in app.records.newest_first())

    assert told(here.app) == told(other)
    assert len(list(here.app.outbox.unsent())) == len(list(other.outbox.unsent()))


def test_number_on_a_receipt_is_that_of_who_sent_it(here: Machine) -> None:
    names = [f"Bodil {number}" for number in range(20)]
    replies = answer_all(here.app, [application(here.app, navn=name) for name in names])
    numbers = [re.findall(r'mk-reference">([^<]*)<', reply["body"])[0] for reply in replies]
    stored = [here.app.records.get(number) for number in numbers]
    assert [record.contact.name for record in stored if record] == names


@pytest.mark.parametrize("path", ["/send/kontakt/", "/send/tilmelding/"])
def test_store_that_cannot_take_it_comes_out_and_nothing_is_kept(
    here: Machine, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    crowd = [event for event in everyone(here.app) if event["rawPath"] == path]

    def fail(*_: object) -> None:
        message = "it is full"
        raise StoreError(message)

    monkeypatch.setattr("makker.adapters.sqlite_rows.insert_deeds", fail)
    with pytest.raises(StoreError):
        answer_all(here.app, crowd)
    monkeypatch.undo()
    assert not list(here.app.records.newest_first())
    assert not list(here.app.outbox.unsent())


def test_what_is_stored_at_once_is_stored_whole_or_not_at_all(
    here: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    crowd = everyone(here.app)

    def fail(*_: object) -> None:
        message = "no seat can be given"
        raise StoreError(message)

    monkeypatch.setattr(SqliteRecords, "at_meeting", fail)
    with pytest.raises(StoreError):
        answer_all(here.app, crowd)
    assert not list(here.app.records.newest_first())


class _Faulty:
    """Pages that cannot be drawn for one of them."""

    def __init__(self, pages: Pages, which: int) -> None:
        self._pages, self._left = pages, which

    def fill(self, *what: Any) -> Page:  # noqa: ANN401
        self._left -= 1
        if self._left == 0:
            message = "Bodil"
            raise LookupError(message)
        return self._pages.fill(*what)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - all else is as it was
        return getattr(self._pages, name)


def test_fault_of_ours_with_one_receipt_is_that_ones_alone(
    here: Machine, capfd: pytest.CaptureFixture[str]
) -> None:
    crowd = [application(here.app) for _ in range(3)]
    broken = replace(here.app, pages=cast("Pages", _Faulty(here.app.pages, 2)))
    capfd.readouterr()
    assert [reply["statusCode"] for reply in answer_all(broken, crowd)] == [200, 500, 200]
    assert len(list(here.app.records.newest_first())) == 3
    told = lines(capfd)
    assert [one["status"] for one in told if one["haendelse"] == "svar"] == [200, 500, 200]
    assert [one["fejl"] for one in told if one["haendelse"] == "fejl"] == ["LookupError"]


def test_fault_of_ours_with_one_form_is_that_ones_alone(here: Machine) -> None:
    crowd = [application(here.app) for _ in range(3)]
    del crowd[1]["requestContext"]
    assert [reply["statusCode"] for reply in answer_all(here.app, crowd)] == [200, 500, 200]
    assert len(list(here.app.records.newest_first())) == 2


def test_what_was_typed_is_in_no_repr(here: Machine) -> None:
    asked = public._Asked(here.app, application(here.app, besked="kanariefugl"))  # noqa: SLF001
    steps = 0
    while asked.goes_on():
        steps += 1
        shown = f"{vars(asked)}"
        assert not [word for word in ("Bodil", "20 26 45 77", "kanariefugl") if word in shown]
    assert steps > 2
    assert isinstance(asked.said, Arriving)
