"""One DynamoDB table, spoken to in whole transactions; the vendor's errors end here."""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from makker.adapters.aws_errors import REFUSALS, code_of
from makker.adapters.dynamodb_items import Item
from makker.ports import StoreError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.client import DynamoDBClient

INDEX = "lister"
"""The index behind every list: its partition names the list, its sort key is the order."""
_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.0)
"""Seconds after each attempt that others were in the way of."""
_MOST_KEYS = 100


class Table:
    """A table with keys `pk`, `sk` and the index `lister` (`liste`, `orden`)."""

    def __init__(self, client: "DynamoDBClient", name: str, now: Callable[[], datetime]) -> None:
        """Use the table *name* through *client*; *now* says what has expired."""
        self._client = client
        self._name = name
        self._now = now

    def new(self, item: Item) -> dict[str, Any]:
        """Give the step that puts an item where there is none."""
        return self._put(item, "attribute_not_exists(pk)")

    def again(self, item: Item) -> dict[str, Any]:
        """Give the step that puts an item in the place of another."""
        return self._put(item, "attribute_exists(pk)")

    def put(self, item: Item) -> dict[str, Any]:
        """Give the step that puts an item, whatever is there."""
        return {"Put": {"TableName": self._name, "Item": item}}

    def counted(self, item: Item, before: Item | None) -> dict[str, Any]:
        """Give the step that counts `antal` on, unless someone has since it was *before*."""
        number = before["antal"] if before else {"N": "0"}
        put = self.new(item | {"antal": {"N": str(int(number["N"]) + 1)}})
        if before:
            put["Put"]["ConditionExpression"] = "antal = :before"
            put["Put"]["ExpressionAttributeValues"] = {":before": number}
        return put

    def gone(self, item: Item) -> dict[str, Any]:
        """Give the step that removes an item; its key is enough."""
        key = {"pk": item["pk"], "sk": item["sk"]}
        return {"Delete": {"TableName": self._name, "Key": key}}

    def _put(self, item: Item, condition: str) -> dict[str, Any]:
        step = self.put(item)
        step["Put"]["ConditionExpression"] = condition
        return step

    def transact(self, steps: list[Any]) -> bool:
        """Take all steps or none. Say whether they were taken, or a condition did not hold.

        One that someone else's cancels at the same moment, or a busy table, is tried anew: the
        SDK does so with whatever fails but this.
        """
        for pause in _PAUSES:
            try:
                self._client.transact_write_items(TransactItems=steps)
            except self._client.exceptions.TransactionCanceledException as error:
                reasons = error.response.get("CancellationReasons", [])
                if "ConditionalCheckFailed" in {reason.get("Code") for reason in reasons}:
                    return False
                time.sleep(pause * (0.5 + random.random()))  # noqa: S311 - that two differ
            except REFUSALS as error:
                raise refused(error) from error
            else:
                return True
        message = "DynamoDB cancelled the transaction again and again"
        raise StoreError(message)

    def update(self, key: Item, expression: str, condition: str, **values: Item) -> bool:
        """Change an item. Say whether the condition held."""
        try:
            self._client.update_item(
                TableName=self._name,
                Key=key,
                UpdateExpression=expression,
                ConditionExpression=condition,
                ExpressionAttributeValues={f":{name}": value for name, value in values.items()},
            )
        except self._client.exceptions.ConditionalCheckFailedException:
            return False
        except REFUSALS as error:
            raise refused(error) from error
        return True

    def count(self, key: Item, name: str) -> None:
        """Add one to a number of an item, whether it is there or not."""
        try:
            self._client.update_item(
                TableName=self._name,
                Key=key,
                UpdateExpression="ADD #name :one",
                ExpressionAttributeNames={"#name": name},
                ExpressionAttributeValues={":one": {"N": "1"}},
            )
        except REFUSALS as error:
            raise refused(error) from error

    def item(self, key: Item, *, over: bool = False) -> Item | None:
        """Give an item, or None when there is none or its time is *over*, unless that is asked."""
        try:
            answer = self._client.get_item(TableName=self._name, Key=key, ConsistentRead=True)
        except REFUSALS as error:
            raise refused(error) from error
        found = answer.get("Item")
        return found if found and (over or self._is_current(found)) else None

    def items(self, keys: Sequence[Item]) -> list[Item]:
        """Give the items of these keys, those whose time is not over, a hundred at a time."""
        found: list[Item] = []
        for begin in range(0, len(keys), _MOST_KEYS):
            found += self._batch(list(keys[begin : begin + _MOST_KEYS]))
        return [item for item in found if self._is_current(item)]

    def _batch(self, keys: list[Item]) -> list[Item]:
        found: list[Item] = []
        wanted: Any = {self._name: {"Keys": keys, "ConsistentRead": True}}
        for pause in _PAUSES:
            try:
                answer = self._client.batch_get_item(RequestItems=wanted)
            except REFUSALS as error:
                raise refused(error) from error
            found += answer["Responses"].get(self._name, [])
            wanted = answer.get("UnprocessedKeys")
            if not wanted:
                return found
            time.sleep(pause)
        message = "DynamoDB gives less than it is asked for, again and again"
        raise StoreError(message)

    def partition(self, key: Item, *, over: bool = False) -> list[Item]:
        """Give every item that shares the partition of *key*, those too whose time is *over*."""
        return list(
            self._query(
                over=over,
                KeyConditionExpression="pk = :pk",
                ExpressionAttributeValues={":pk": key["pk"]},
                ConsistentRead=True,
            )
        )

    def listed(
        self, name: str, *, newest_first: bool = False, until: str = "~", over: bool = False
    ) -> Iterator[Item]:
        """Give the items of a list in order, those up to *until*, those too that are *over*."""
        return self._query(
            over=over,
            IndexName=INDEX,
            KeyConditionExpression="liste = :liste AND orden <= :until",
            ExpressionAttributeValues={":liste": {"S": name}, ":until": {"S": until}},
            ScanIndexForward=not newest_first,
        )

    def _query(self, *, over: bool, **what: Any) -> Iterator[Item]:  # noqa: ANN401 - boto3's words
        pages = self._client.get_paginator("query").paginate(TableName=self._name, **what)
        try:
            for page in pages:
                items = (dict(item) for item in page["Items"])
                yield from (item for item in items if over or self._is_current(item))
        except REFUSALS as error:
            raise refused(error) from error

    def _is_current(self, item: Item) -> bool:
        """Whether an item's time is not over: DynamoDB may need days to remove it."""
        return "udloeber" not in item or float(item["udloeber"]["N"]) > self._now().timestamp()


def refused(error: Exception) -> StoreError:
    """Say what DynamoDB would not do, by its code alone."""
    return StoreError(f"DynamoDB could not do it: {code_of(error)}")
