"""DynamoDB throttles, conflicts, is late and hangs up: nothing is lost, nothing comes twice."""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

import boto3
import pytest

from makker import on_aws
from makker.app import App
from makker.bootstrap import build_app
from makker.settings import Settings
from tests.contracts.stores import REGION, TABLE, make_table
from tests.handlers.machine import MEETING
from tests.standins.account import settings_on_aws
from tests.standins.faults import Fault, faulty
from tests.standins.ministack import ministack
from tests.torture.figures import LONG, keep
from tests.visitor import CONTACT, MENTOR, Visitor

PEOPLE, AT_ONCE = (600, 4) if LONG else (8, 4)
SIGNING_UP = 10 if LONG else 2
"""Of so many people one signs up for a meeting, and the others apply."""
BAD = 0.2 if LONG else 0.4
"""How many of the requests are spoilt; each is made three times before one is told."""
PATIENCE = on_aws._PATIENCE if LONG else 0.3  # noqa: SLF001
SIGN_UP = {"moede": MEETING, "navn": "Anna", "telefon": "20264577", "kontakt_via": "sms"}
OFTEN = 30

pytestmark = pytest.mark.torture


@dataclass
class Weather:
    """What goes wrong now."""

    choose: Callable[[str], Fault] = lambda _: Fault.NONE

    def at(self, operation: str) -> Fault:
        return self.choose(operation)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ministack() as url:
        yield url


@pytest.fixture
def weather() -> Weather:
    return Weather()


@pytest.fixture
def app(server: str, weather: Weather, monkeypatch: pytest.MonkeyPatch) -> Iterator[App]:
    """Give the system as the functions' environment describes it, with bad weather in between."""
    monkeypatch.setattr(on_aws, "_PATIENCE", PATIENCE)
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "pretended")
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    with (
        fresh_table(server),
        faulty(server, weather.at, 2 * PATIENCE) as url,
    ):
        monkeypatch.setenv("AWS_ENDPOINT_URL", url)
        key = str(boto3.client("kms").create_key()["KeyMetadata"]["KeyId"])
        environment = settings_on_aws(key, TODAY="2016-04-01", MAKKER_MOST_SENT="100000")
        yield build_app(Settings.read(environment))


@contextmanager
def fresh_table(server: str) -> Iterator[None]:
    client = boto3.client("dynamodb", endpoint_url=server)
    make_table(client, TABLE)
    try:
        yield
    finally:
        client.update_table(TableName=TABLE, DeletionProtectionEnabled=False)
        client.delete_table(TableName=TABLE)


def insist(visitor: Visitor, path: str, fields: dict[str, str]) -> tuple[str, int]:
    """Press the button until there is a receipt. Give its number, and how often it took."""
    for pressed in range(1, OFTEN):
        reply = visitor.post(path, fields)
        if reply.status == 200:
            assert reply.reference
            return reply.reference, pressed
        assert reply.status == 503
        assert 'href="tel:' in reply.page
        assert "Det er vores fejl, ikke din" in reply.page
    raise AssertionError


def send(app: App, number: int) -> tuple[str, int]:
    """Apply, or sign up for a meeting, until there is a receipt."""
    visitor = Visitor(app)
    if number % SIGNING_UP:
        token = visitor.screen("mentor", MENTOR).token
        return insist(visitor, "/send/kontakt/", {**CONTACT, "noegle": token})
    fields = {**SIGN_UP, "samtykke": "ja"}
    token = visitor.post("/send/tilmelding/", fields).token
    return insist(visitor, "/send/tilmelding/", {**fields, "noegle": token})


def letters_by_record(app: App) -> Counter[str]:
    return Counter(letter.reference for letter in app.outbox.unsent())


def test_bad_weather_loses_nothing_and_makes_nothing_twice(app: App, weather: Weather) -> None:
    chance = random.Random(3)  # noqa: S311 - the same weather each time
    faults = [fault for fault in Fault if fault not in {Fault.NONE, Fault.CONFLICT}]
    met: Counter[Fault] = Counter()

    def bad(operation: str) -> Fault:
        possible = [*faults, Fault.CONFLICT] if operation == "TransactWriteItems" else faults
        fault = chance.choice(possible) if chance.random() < BAD else Fault.NONE
        met[fault] += 1
        return fault

    weather.choose = bad
    with ThreadPoolExecutor(AT_ONCE) as people:
        sent = list(people.map(lambda number: send(app, number), range(PEOPLE)))
    weather.choose = lambda _: Fault.NONE
    receipts = sorted(number for number, _ in sent)
    records = sorted(record.reference for record in app.records.newest_first())
    letters = letters_by_record(app)
    again = sum(pressed > 1 for _, pressed in sent)
    spoilt = met.total() - met[Fault.NONE]
    keep(
        "dynamodb",
        f"{PEOPLE} people, {spoilt} of {met.total()} requests spoilt: "
        f"{len(records)} records, {letters.total()} letters; {again} pressed again",
    )
    assert receipts == records
    assert letters == Counter(records)


@pytest.mark.parametrize("fault", [fault for fault in Fault if fault is not Fault.NONE])
def test_a_table_that_is_always_so_is_said_clearly_and_what_was_typed_is_kept(
    app: App, weather: Weather, fault: Fault
) -> None:
    visitor = Visitor(app)
    token = visitor.screen("mentor", MENTOR).token
    weather.choose = lambda name: fault if name == "TransactWriteItems" else Fault.NONE
    reply = visitor.submit(token, CONTACT)
    stored = fault in {Fault.CUT_AFTER, Fault.LATE}
    assert reply.status in ({200, 503} if stored else {503})
    assert f'value="{CONTACT["navn"]}"' in reply.page or reply.status == 200
    weather.choose = lambda _: Fault.NONE
    assert len(list(app.records.newest_first())) == stored
    number, _ = insist(visitor, "/send/kontakt/", {**CONTACT, "noegle": token})
    assert [record.reference for record in app.records.newest_first()] == [number]
    assert letters_by_record(app) == Counter([number])


@pytest.mark.parametrize("fault", [fault for fault in Fault if fault is not Fault.NONE])
def test_a_table_that_is_so_for_a_moment_is_asked_again_and_nobody_notices(
    app: App, weather: Weather, fault: Fault
) -> None:
    visitor = Visitor(app)
    token = visitor.screen("mentor", MENTOR).token
    bad = iter([fault])
    weather.choose = lambda name: next(bad, Fault.NONE) if name.startswith("Trans") else Fault.NONE
    reply = visitor.submit(token, CONTACT)
    assert reply.status == 200
    assert next(bad, None) is None
    assert [record.reference for record in app.records.newest_first()] == [reply.reference]
    assert letters_by_record(app) == Counter([reply.reference])
