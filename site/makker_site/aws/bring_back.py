"""Bring back what a table has lost, from a table that AWS restored beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from makker.adapters.dynamodb_items import TRAIL
from makker.adapters.dynamodb_table import INDEX
from makker.domain.trail import What

_ERASED = (What.ERASED, What.EXPIRED)


@dataclass(frozen=True, slots=True)
class Brought:
    """What was done."""

    back: int
    """Items that the table lacked and has again."""
    left: int
    """Items of what was erased meanwhile: they stay away."""


def bring_back(client: Any, restored: str, table: str) -> Brought:  # noqa: ANN401 - boto3's
    """Put into *table* what *restored* has and it lacks. What is there stays as it is."""
    erased = set(_erased(client, table))
    back = left = 0
    for item in _items(client, restored):
        if _reference(item) in erased and not item["pk"]["S"].startswith("spor#"):
            left += 1
        else:
            back += _put(client, table, item)
    return Brought(back, left)


def _items(client: Any, table: str) -> Iterator[dict[str, Any]]:  # noqa: ANN401
    for page in client.get_paginator("scan").paginate(TableName=table):
        yield from page["Items"]


def _erased(client: Any, table: str) -> Iterator[str]:  # noqa: ANN401
    """Give what the trail says was erased; the trail outlives the records."""
    pages = client.get_paginator("query").paginate(
        TableName=table,
        IndexName=INDEX,
        KeyConditionExpression="liste = :trail",
        ExpressionAttributeValues={":trail": {"S": TRAIL}},
    )
    for page in pages:
        for item in page["Items"]:
            if item["sk"]["S"].rpartition("#")[2] in _ERASED:
                yield item["pk"]["S"].partition("#")[2]


def _reference(item: dict[str, Any]) -> str:
    """Give the record an item belongs to: by its key, or by what it leads to."""
    if "reference" in item:
        return str(item["reference"]["S"])
    return str(item["pk"]["S"]).partition("#")[2]


def _put(client: Any, table: str, item: dict[str, Any]) -> int:  # noqa: ANN401
    try:
        client.put_item(TableName=table, Item=item, ConditionExpression="attribute_not_exists(pk)")
    except client.exceptions.ConditionalCheckFailedException:
        return 0
    return 1
