"""Which items two functions may touch: the stand-in for AWS does not know such conditions."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from fnmatch import fnmatchcase
from typing import Any

import boto3
import pytest
from botocore import handlers

from makker.adapters.kms import KmsWrapper
from makker.adapters.sealing import EnvelopeSealer
from makker.app import App
from makker.bootstrap import build_app, build_store
from makker.handlers import bounces, deliver
from makker.services.deliver import PATIENCE
from makker.settings import Settings
from tests.fakes import FixedClock
from tests.handlers.test_bounces import BOUNCE, event, tagged
from tests.handlers.test_on_aws import stream
from tests.infra.templates import everything, listed, resources, statements
from tests.standins.account import DOMAIN, pretended_account, settings_on_aws
from tests.visitor import Visitor

ROLES = resources("AWS::IAM::Role")


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    with pretended_account(monkeypatch) as key:
        yield Settings.read(settings_on_aws(key))


@pytest.fixture
def app(settings: Settings) -> App:
    return build_app(settings)


@pytest.fixture
def touched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the partitions that the table is asked for from now on."""
    keys: list[str] = []

    def note(params: dict[str, Any], **_: object) -> None:
        told = (one["pk"] for one in everything(params) if isinstance(one, dict) and "pk" in one)
        keys.extend(one["S"] for one in told)

    noted = [*handlers.BUILTIN_HANDLERS, ("provide-client-params.dynamodb", note)]
    monkeypatch.setattr(handlers, "BUILTIN_HANDLERS", noted)
    return keys


def may(name: str) -> list[str]:
    """Give the partitions whose items a function may touch."""
    (patterns,) = (
        one["Condition"]["ForAllValues:StringLike"]["dynamodb:LeadingKeys"]
        for one in statements(ROLES[f"{name}Role"])
        if "dynamodb:PutItem" in listed(one["Action"])
    )
    assert isinstance(patterns, list)
    return patterns


def assert_within(patterns: list[str], touched: list[str]) -> None:
    assert touched
    assert not [one for one in touched if not any(fnmatchcase(one, like) for like in patterns)]


@pytest.mark.parametrize("verified", [True, False])
def test_deliver_touches_what_lies_beside_a_record_alone(
    app: App, settings: Settings, touched: list[str], *, verified: bool
) -> None:
    Visitor(app).apply(email="bodil@eksempel.dk", kvittering="ja")
    told = stream()
    if not verified:
        boto3.client("sesv2").delete_email_identity(EmailIdentity=DOMAIN)
    touched.clear()
    post = EnvelopeSealer(KmsWrapper(boto3.client("kms"), settings.post_key, "breve"))
    for clock in (app.clock, FixedClock(f"{app.clock.now() + PATIENCE + timedelta(minutes=1)}")):
        deliver.respond(replace(app, clock=clock), post, told)
    assert not list(app.outbox.due(app.clock.now()))
    assert bool(list(app.outbox.given_up())) is not verified
    assert_within(may("Deliver"), touched)


def test_bounces_touches_the_trail_alone(settings: Settings, touched: list[str]) -> None:
    bounces.respond(build_store(settings), event(tagged(BOUNCE)))
    assert_within(may("Bounces"), touched)
    assert {one.partition("#")[0] for one in touched} == {"spor"}
