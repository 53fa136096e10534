from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import boto3
import pytest

from makker.ports import Store
from tests.contracts.logs import MANY, fallen_after, fill
from tests.contracts.stores import KINDS, REGION, opened
from tests.standins.dynalite import dynalite
from tests.standins.ministack import ministack

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.client import DynamoDBClient


def client_of(url: str) -> "DynamoDBClient":
    client: DynamoDBClient = boto3.client(
        "dynamodb",
        region_name=REGION,
        endpoint_url=url,
        aws_access_key_id="pretended",
        aws_secret_access_key="pretended",
    )
    return client


@pytest.fixture(scope="session", name="ministack")
def ministack_client() -> Iterator["DynamoDBClient"]:
    with ministack() as url:
        yield client_of(url)


@pytest.fixture(scope="session", name="dynalite")
def dynalite_client() -> Iterator["DynamoDBClient"]:
    with dynalite() as url:
        yield client_of(url)


@pytest.fixture(params=KINDS)
def records(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Store]:
    if request.param == "dynalite" and request.node.get_closest_marker("transaction"):
        pytest.skip("dynalite knows no transactions: it can take one step and refuse the next")

    def standing_in() -> "DynamoDBClient":
        client: DynamoDBClient = request.getfixturevalue(request.param)
        return client

    with opened(request.param, tmp_path, monkeypatch, standing_in) as store:
        yield store


@pytest.fixture
def fallen(tmp_path: Path) -> Path:
    """Give the database of a server that fell after it had stored many."""
    return fallen_after(tmp_path, lambda store: fill(store, range(MANY)))
