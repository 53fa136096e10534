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
from makker.adapters.sqlite import SqliteRecords
from makker.ports import Records
from tests.fakes import FakeRecords

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.client import DynamoDBClient

TABLE = "makker"
REGION = "eu-north-1"
TEMPLATE = Path(__file__).parents[2] / "infra" / "template.yaml"
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


@contextmanager
def opened(kind: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Records]:
    """Open an empty store of a kind."""
    if kind == "fake":
        yield FakeRecords()
    elif kind == "sqlite":
        records = SqliteRecords(folder / "makker.db")
        yield records
        records.close()
    else:
        with pretended_aws(monkeypatch):
            yield DynamoRecords(table_client(), TABLE)
