"""Every kind of Records, opened fresh."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

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
from tests.serving import wait_for
from tests.standins.step_by_step import StepByStep

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.client import DynamoDBClient

TABLE = "makker"
REGION = "eu-north-1"
TEMPLATE = Path(__file__).parents[2] / "infra" / "template.yaml"
SEALER = EnvelopeSealer(KeyRing(["A" * 43 + "="]))
POST_SEALER = EnvelopeSealer(KeyRing(["B" * 42 + "A="]))
KINDS = ("fake", "sqlite", "dynamodb", "ministack", "dynalite")


class _Template(yaml.SafeLoader):
    """Reads a template; what its tags (!Ref and others) would look up is of no matter here."""


_Template.add_multi_constructor("!", lambda *_: None)


def table_resource() -> dict[str, Any]:
    """Give the table as the template describes it."""
    template = yaml.load(TEMPLATE.read_text("utf-8"), _Template)  # noqa: S506 - a safe one of ours
    resource: dict[str, Any] = template["Resources"]["Table"]
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
    make_table(client, TABLE)
    return client


def make_table(client: "DynamoDBClient", name: str) -> None:
    """Make the table of the template, under a name of its own."""
    shape = client.meta.service_model.operation_model("CreateTable").input_shape
    assert shape is not None
    properties = table_resource()["Properties"]
    settings = {name: value for name, value in properties.items() if name in shape.members}
    # CloudFormation names one key differently, and takes a stream with a view type for granted.
    encryption = settings.pop("SSESpecification")
    settings["SSESpecification"] = {"Enabled": encryption["SSEEnabled"], "SSEType": "KMS"}
    settings["StreamSpecification"] |= {"StreamEnabled": True}
    client.create_table(TableName=name, **settings)
    wait_for(lambda: client.describe_table(TableName=name)["Table"]["TableStatus"] == "ACTIVE")


def dynamo(
    client: "DynamoDBClient",
    table: str = TABLE,
    clock: FixedClock | None = None,
    kind: type[Table] = Table,
) -> DynamoRecords:
    """Give the records in a table, on a day before any of ours expires."""
    now = (clock or FixedClock("2026-11-22T12:00:00+00:00")).now
    return DynamoRecords(kind(client, table, now), Items(SEALER, POST_SEALER))


@contextmanager
def opened(
    kind: str,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    standing_in: Callable[[], "DynamoDBClient"],
) -> Iterator[Store]:
    """Open an empty store of a kind; *standing_in* gives a client of the server that stands in."""
    if kind == "fake":
        yield FakeRecords()
    elif kind in {"ministack", "dynalite"}:
        client, table = standing_in(), f"makker-{uuid4()}"
        make_table(client, table)
        yield dynamo(client, table, kind=StepByStep if kind == "dynalite" else Table)
    elif kind == "sqlite":
        records = SqliteRecords(folder / "makker.db", SEALER)
        yield records
        records.close()
    else:
        with pretended_aws(monkeypatch):
            yield dynamo(table_client())
