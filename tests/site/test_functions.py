"""Visitors who come at once: each is answered for themselves, and the first first."""

import asyncio
import re
import sqlite3
import threading
from collections import Counter
from collections.abc import Callable, Coroutine, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar, cast

import httpx
import pytest

from makker.adapters.sqlite import SqliteRecords
from makker.app import App
from makker.bootstrap import build_app
from makker.ports import Store, StoreError
from makker.settings import Settings
from makker_site.courier import Traffic
from makker_site.functions import Functions
from tests.contracts.test_sqlite import full_disk
from tests.serving import wait_for
from tests.visitor import CONTACT, MENTOR, PROGRAMME, Visitor

Post = tuple[str, dict[str, str]]
T = TypeVar("T")
SCREENING: Post = ("/send/svar/", {"program": PROGRAMME, "rolle": "mentor", **MENTOR})


class Together:
    """A store that counts how often it is asked to store what came at once, or cannot."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.asked = 0
        self.error: Exception | None = None

    def together(self, work: Callable[[], T]) -> T:
        self.asked += 1
        if self.error is not None:
            raise self.error
        return self.store.together(work)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401, D105 - all else is the store's
        return getattr(self.store, name)


class Machine:
    """The functions of one machine."""

    def __init__(self, folder: Path) -> None:
        app = build_app(Settings.read({"DATA": str(folder), "MAKKER_FASTEST": "0"}))
        self.store = Together(app.store)
        self.app = replace(app, store=cast("Store", self.store))
        self.free = threading.Event()
        self.free.set()
        self.held = self.wakes = 0
        self.functions = Functions(self._current, Traffic(), self._wake)

    def _current(self) -> App:
        self.held += not self.free.is_set()
        self.free.wait(10)
        return self.app

    def _wake(self) -> None:
        self.wakes += 1

    def close(self) -> None:
        assert isinstance(self.store.store, SqliteRecords)
        self.store.store.close()

    def forms(self, number: int) -> list[Post]:
        """Give forms that may be sent, each of another person."""
        visitor = Visitor(self.app)
        tokens = [visitor.screen("mentor", MENTOR).token for _ in range(number)]
        forms = [{**CONTACT, "navn": f"Bodil {n}", "noegle": key} for n, key in enumerate(tokens)]
        return [("/send/kontakt/", form) for form in forms]

    def stored(self) -> set[str]:
        return {record.reference for record in self.app.records.newest_first()}

    def send(self, posts: Sequence[Post]) -> list[httpx.Response]:
        """Send them all at once; give the answers in the order they were sent."""

        async def all_() -> list[httpx.Response]:
            async with self.visitors() as client:
                return await asyncio.gather(*(client.post(path, data=form) for path, form in posts))

        return run(all_())

    def visitors(self) -> httpx.AsyncClient:
        transport = httpx.ASGITransport(self.functions)
        return httpx.AsyncClient(transport=transport, base_url="http://peer.example")


def run(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run it in a loop of its own: in this thread a browser of other tests may have one."""
    with ThreadPoolExecutor(1) as executor:
        return executor.submit(asyncio.run, coroutine).result()


def references(answers: Sequence[httpx.Response]) -> list[str]:
    return [one for answer in answers for one in re.findall(r'mk-reference">([^<]+)<', answer.text)]


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    machine = Machine(tmp_path)
    yield machine
    machine.close()


def test_each_is_answered_for_themselves(machine: Machine) -> None:
    answers = machine.send(machine.forms(40))
    assert {answer.status_code for answer in answers} == {200}
    told = references(answers)
    assert len(told) == len(set(told)) == 40
    assert set(told) == machine.stored()
    assert machine.wakes == 40


def test_the_same_form_twice_at_once_is_one_record_and_one_number(machine: Machine) -> None:
    (form,) = machine.forms(1)
    told = references(machine.send([form] * 10))
    assert len(told) == 10
    assert set(told) == machine.stored()
    assert len(list(machine.app.outbox.unsent())) == 1


def test_those_who_come_while_others_are_stored_are_stored_together(machine: Machine) -> None:
    first, *others = machine.forms(10)
    machine.free.clear()
    with ThreadPoolExecutor(2) as executor:
        alone = executor.submit(machine.send, [first])
        wait_for(lambda: machine.held == 1)
        rest = executor.submit(machine.send, others)
        wait_for(lambda: machine.functions._adding.qsize() == 9)  # noqa: SLF001 - else unseen
        machine.free.set()
    assert len(set(references([*alone.result(), *rest.result()]))) == 10
    assert machine.store.asked == 2


def test_each_is_told_the_truth_when_the_disk_is_full_and_loses_nothing(machine: Machine) -> None:
    forms = machine.forms(5)
    with full_disk():
        refused = machine.send(forms)
    assert {answer.status_code for answer in refused} == {503}
    assert all(
        form["navn"] in answer.text for (_, form), answer in zip(forms, refused, strict=True)
    )
    assert machine.stored() == set()
    assert set(references(machine.send(forms))) == machine.stored()
    assert len(machine.stored()) == 5


def test_all_are_told_when_another_process_holds_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("makker.adapters.sqlite_file._WAIT", 0.1)
    held = Machine(tmp_path)
    forms = held.forms(5)
    with closing(sqlite3.connect(tmp_path / "makker.db", isolation_level=None)) as other:
        other.execute("begin immediate")
        assert {answer.status_code for answer in held.send(forms)} == {503}
    assert set(references(held.send(forms))) == held.stored()
    held.close()


@pytest.mark.parametrize("error", [StoreError("not all of it"), LookupError("a fault of ours")])
def test_each_is_stored_alone_when_all_cannot_be_stored_at_once(
    machine: Machine, error: Exception
) -> None:
    machine.store.error = error
    assert set(references(machine.send(machine.forms(5)))) == machine.stored()
    assert len(machine.stored()) == 5


def test_who_came_first_is_answered_first_and_who_comes_meanwhile_is_seen(machine: Machine) -> None:
    async def crowd() -> list[tuple[int, int]]:
        looks, answered = 0, []

        async def look() -> None:
            nonlocal looks
            while True:
                looks += 1
                await asyncio.sleep(0)

        async def ask(number: int, client: httpx.AsyncClient) -> None:
            path, form = SCREENING
            assert (await client.post(path, data=form)).status_code == 200
            answered.append((number, looks))

        watch = asyncio.create_task(look())
        async with machine.visitors() as client:
            await asyncio.gather(*(ask(number, client) for number in range(20)))
        watch.cancel()
        return answered

    answered = run(crowd())
    assert [number for number, _ in answered] == list(range(20))
    at_a_look = Counter(looks for _, looks in answered)
    assert 2 < len(at_a_look) <= 20
    assert max(at_a_look.values()) <= 8
