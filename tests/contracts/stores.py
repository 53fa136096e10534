"""Every kind of Records, opened fresh."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import boto3
import pytest
import yaml
from moto import mock_aws

from makker.adapters.dynamodb import DynamoRecords
from makker.adapters.dynamodb_items import Items
from makker.adapters.dynamodb_table import Table
from makker.adapters.sealing import EnvelopeSealer, KeyRing
from makker.adapters.sqlite import SqliteRecords
from makker.ports import Store
from tests.fakes import FakeRecords, FixedClock

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.client import DynamoDBClient

TABLE = "makker"
REGION = "eu-north-1"
TEMPLATE = Path(__file__).parents[2] / "infra" / "template.yaml"
SEALER = EnvelopeSealer(KeyRing(["A" * 43 + "="]))
POST_SEALER = EnvelopeSealer(KeyRing(["B" * 42 + "A="]))
KINDS = ("fake", "sqlite", "dynamodb")


def table_resource() -> dict[str, Any]:
    """Give the table as the template describes it."""
    resource: dict[str, Any] = yaml.safe_load(TEMPLATE.read_text("utf-8"))["Resources"]["Table"]
    return resource


@contextmanager
def pretended_aws(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let boto3 talk to moto, with credentials that open nothing."""
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "pretended")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "pretended")
    monkeypatch.delenv("AWS_PROFILE", raising=False)
    with mock_aws():
        yield


def table_client() -> "DynamoDBClient":
    """Give a client that finds the table of the template."""
    client: DynamoDBClient = boto3.client("dynamodb", region_name=REGION)
    shape = client.meta.service_model.operation_model("CreateTable").input_shape
    assert shape is not None
    properties = table_resource()["Properties"]
    settings = {name: value for name, value in properties.items() if name in shape.members}
    # CloudFormation names one key differently, and takes a stream with a view type for granted.
    encryption = settings.pop("SSESpecification")
    settings["SSESpecification"] = {"Enabled": encryption["SSEEnabled"], "SSEType": "KMS"}
    settings["StreamSpecification"] |= {"StreamEnabled": True}
    client.create_table(TableName=TABLE, **settings)
    return client


def dynamo(
    client: "DynamoDBClient", table: str = TABLE, clock: FixedClock | None = None
) -> DynamoRecords:
    """Give the records in a table, on a day before any of ours expires."""
    now = (clock or FixedClock("2026-11-22T12:00:00+00:00")).now
    return DynamoRecords(Table(client, table, now), Items(SEALER, POST_SEALER))


@contextmanager
def opened(kind: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """Open an empty store of a kind."""
    if kind == "fake":
        yield FakeRecords()
    elif kind == "sqlite":
        records = SqliteRecords(folder / "makker.db", SEALER)
        yield records
        records.close()
    else:
        with pretended_aws(monkeypatch):
            yield dynamo(table_client())
