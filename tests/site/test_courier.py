"""Letters go out by themselves, and let visitors go first."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from makker.app import App
from makker.bootstrap import build_app
from makker.settings import Settings
from makker_site import courier
from makker_site.courier import Courier, Traffic
from tests.contracts.test_sqlite import full_disk
from tests.fakes import FakeMailer
from tests.serving import wait_for
from tests.visitor import Visitor


class Watched(Traffic):
    """Tells when someone wants it to be quiet."""

    asked = False

    def wait(self, seconds: float) -> None:
        self.asked = True
        super().wait(seconds)


@pytest.fixture
def mailer() -> FakeMailer:
    return FakeMailer()


@pytest.fixture
def app(tmp_path: Path, mailer: FakeMailer) -> App:
    built = build_app(Settings.read({"DATA": str(tmp_path), "MAKKER_FASTEST": "0"}))
    return replace(built, mailer=mailer)


@contextmanager
def working(current: Callable[[], App], traffic: Traffic) -> Iterator[Courier]:
    thread = Courier(current, traffic)
    thread.start()
    try:
        yield thread
    finally:
        thread.stop()


def test_letter_goes_out_when_the_courier_is_woken(app: App, mailer: FakeMailer) -> None:
    with working(lambda: app, Traffic()) as thread:
        Visitor(app).apply()
        thread.wake()
        wait_for(lambda: bool(mailer.sent))
    assert list(app.outbox.unsent()) == []


def test_letter_waits_while_someone_waits_for_an_answer(
    app: App, mailer: FakeMailer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(courier, "_COURTESY", 60)  # seconds: for ever, here
    traffic = Watched()
    Visitor(app).apply()
    with ExitStack() as afterwards:
        with traffic.visitor():
            with traffic.visitor():
                afterwards.enter_context(working(lambda: app, traffic))
            wait_for(lambda: traffic.asked)
            assert mailer.sent == []
        wait_for(lambda: bool(mailer.sent))


def test_a_moment_between_two_visitors_is_no_lull(monkeypatch: pytest.MonkeyPatch) -> None:
    now, slept = 100.0, []

    def sleep(seconds: float) -> None:
        nonlocal now
        now += seconds
        slept.append(round(seconds, 3))

    monkeypatch.setattr(time, "monotonic", lambda: now)
    monkeypatch.setattr(time, "sleep", sleep)
    traffic = Traffic()
    traffic.wait(1)
    assert slept == []
    with traffic.visitor():
        pass
    traffic.wait(0.02)
    assert slept == [0.02]
    traffic.wait(1)
    assert slept == [0.02, 0.03]
    traffic.wait(1)
    assert slept == [0.02, 0.03]


def test_letter_goes_out_though_visitors_never_stop_coming(app: App, mailer: FakeMailer) -> None:
    traffic = Traffic()
    Visitor(app).apply()
    with traffic.visitor(), working(lambda: app, traffic):
        wait_for(lambda: bool(mailer.sent))


def test_letter_that_was_taken_while_the_disk_is_full_is_not_sent_in_each_round(
    app: App, mailer: FakeMailer
) -> None:
    rounds = []

    def current() -> App:
        rounds.append(len(mailer.sent))
        return app

    def more(before: int) -> bool:
        return len(rounds) > before

    Visitor(app).apply()
    with ExitStack() as afterwards:
        with full_disk():
            thread = afterwards.enter_context(working(current, Traffic()))
            for _ in range(4):
                thread.wake()
                wait_for(partial(more, len(rounds)))
            wait_for(lambda: bool(mailer.sent))
        thread.wake()
        wait_for(lambda: not list(app.outbox.unsent()))
    assert len(mailer.sent) == 1
    assert rounds[-1] == 1
