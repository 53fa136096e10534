"""The same handlers as functions on AWS: DynamoDB, its stream and SES, in moto."""

import email
import email.policy
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from typing import Any

import boto3
import pytest
from moto.backends import get_backend
from moto.core.models import DEFAULT_ACCOUNT_ID

from makker.adapters.kms import KmsWrapper
from makker.adapters.sealing import EnvelopeSealer
from makker.app import App
from makker.bootstrap import build_app
from makker.handlers import daily, deliver
from makker.ports import Sealer, SealError
from makker.settings import Settings
from tests.contracts.stores import REGION, TABLE
from tests.mailbox import read
from tests.standins.account import DOMAIN, pretended_account, settings_on_aws
from tests.visitor import CONTACT, MENTOR, Visitor


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> Iterator[App]:
    """Give the system as the functions' environment describes it."""
    with pretended_account(monkeypatch) as key:
        # One for both: what each function may open is told apart by what it was sealed for.
        monkeypatch.setenv("MAKKER_POST_KEY", key)
        programme = {"MAKKER_STAFF_MAIL_PEER_FAELLESSKABET_VEJLE": "vejle@example.org"}
        yield build_app(Settings.read(settings_on_aws(key, **programme)))


@pytest.fixture
def post(app: App) -> Sealer:
    """Give what the deliver function opens letters with."""
    del app
    return EnvelopeSealer(KmsWrapper(boto3.client("kms"), os.environ["MAKKER_POST_KEY"], "breve"))


@pytest.fixture
def visitor(app: App) -> Visitor:
    return Visitor(app)


def stream() -> dict[str, Any]:
    """Give what the table's stream tells, as the event the function is called with."""
    client = boto3.client("dynamodbstreams")
    arn = client.list_streams(TableName=TABLE)["Streams"][0]["StreamArn"]
    shard = client.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"][0]["ShardId"]
    start = client.get_shard_iterator(
        StreamArn=arn, ShardId=shard, ShardIteratorType="TRIM_HORIZON"
    )
    records = client.get_records(ShardIterator=start["ShardIterator"])["Records"]
    return {"Records": [record | {"eventSource": "aws:dynamodb"} for record in records]}


def sent() -> list[Any]:
    """Give the mails SES took, as messages."""
    messages = get_backend("ses")[DEFAULT_ACCOUNT_ID][REGION].sent_messages
    return [
        email.message_from_string(message.raw_data, policy=email.policy.default)
        for message in messages
    ]


def test_an_application_is_stored_and_the_stream_has_it_told_to_staff(
    app: App, visitor: Visitor, post: Sealer
) -> None:
    reference = visitor.apply().reference
    assert app.records.get(reference) is not None
    assert deliver.respond(app, post, stream()) == {"batchItemFailures": []}
    (mail,) = sent()
    assert mail["to"] == "vejle@example.org"
    assert mail["message-id"] == f"<{reference}-personale@peer.example.org>"
    words = read(mail).words
    assert reference in words
    assert "https://peer.example.org/personale/" in words
    assert list(app.outbox.unsent()) == []


def test_a_double_click_is_one_record_and_one_mail(
    app: App, visitor: Visitor, post: Sealer
) -> None:
    token = visitor.screen("mentor", MENTOR).token
    first, second = visitor.submit(token, CONTACT), visitor.submit(token, CONTACT)
    deliver.respond(app, post, stream())
    assert first.page == second.page
    assert len(list(app.records.newest_first())) == 1
    assert len(sent()) == 1


def test_the_daily_sweep_sends_what_the_stream_missed_and_not_what_it_did_not(
    app: App, visitor: Visitor
) -> None:
    visitor.apply()
    daily.work(app)
    daily.work(app)
    assert len(sent()) == 1


def test_a_letter_that_cannot_be_sent_waits_and_holds_up_no_other(
    app: App, visitor: Visitor, post: Sealer
) -> None:
    visitor.apply()
    boto3.client("sesv2").delete_email_identity(EmailIdentity=DOMAIN)
    assert deliver.respond(app, post, stream()) == {"batchItemFailures": []}
    assert len(list(app.outbox.unsent())) == 1
    assert list(app.outbox.due(app.clock.now())) == []
    (waiting,) = app.outbox.due(app.clock.now() + timedelta(minutes=2))
    assert waiting.attempts == 1


def test_what_the_deliverer_may_open_is_the_letters_and_not_what_people_told(
    visitor: Visitor, post: Sealer
) -> None:
    visitor.apply(email="bodil@eksempel.dk", kvittering="ja")
    items = boto3.client("dynamodb").scan(TableName=TABLE)["Items"]
    whole = str(items)
    assert not [told for told in ("Bodil", "20264577", "eksempel.dk") if told in whole]
    sealed = [json.loads(item["tekst"]["S"])["forseglet"] for item in items if "tekst" in item]
    opened = []
    for one in sealed:
        with suppress(SealError):
            opened.append(post.open(one))
    assert len(sealed) == 3
    assert len(opened) == 2
    assert not [text for text in opened if "Bodil" in text]


def test_screening_stores_nothing(app: App, visitor: Visitor) -> None:
    assert visitor.screen("mentor", MENTOR).status == 200
    assert boto3.client("dynamodb").scan(TableName=TABLE)["Count"] == 0
    assert list(app.records.newest_first()) == []


def test_a_table_that_does_not_answer_keeps_what_was_typed(visitor: Visitor) -> None:
    token = visitor.screen("mentor", MENTOR).token
    client = boto3.client("dynamodb")
    client.update_table(TableName=TABLE, DeletionProtectionEnabled=False)
    client.delete_table(TableName=TABLE)
    reply = visitor.submit(token, CONTACT)
    assert reply.status == 503
    assert f'value="{CONTACT["navn"]}"' in reply.page
