"""Records in one DynamoDB table: a record, its submission and its letters in one transaction."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from makker.adapters.codec import (
    moment_text,
    read_letter,
    read_record,
    write_letter,
    write_record,
)
from makker.domain.danish import COPENHAGEN
from makker.domain.letter import Letter
from makker.domain.record import Record
from makker.ports import Added, StoreError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.client import DynamoDBClient

INDEX = "lister"
"""The index behind every list: its partition names the list, its sort key is the order."""

UNSENT = "usendte"
"""The list of the letters that wait."""

Item = dict[str, Any]


class DynamoRecords:
    """The records in a table with keys `pk`, `sk` and the index `lister` (`liste`, `orden`)."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        """Use *table* through *client*."""
        self._client = client
        self._table = table

    def add(self, record: Record, letters: Sequence[Letter]) -> Added:
        """Store a record and its letters in one transaction; see the port."""
        items = [_submission_item(record), _record_item(record)]
        items += [_letter_item(letter) | {"udloeber": _expiry(record)} for letter in letters]
        puts: list[Any] = [self._new(item) for item in items]
        try:
            self._client.transact_write_items(TransactItems=puts)
        except self._client.exceptions.TransactionCanceledException as error:
            stored = self._stored(record.submission)
            if stored is None:
                message = "DynamoDB cancelled the transaction"
                raise StoreError(message) from error
            return Added(stored, fresh=False)
        except (ClientError, BotoCoreError) as error:
            raise _refused(error) from error
        return Added(record, fresh=True)

    def get(self, reference: str) -> Record | None:
        """Give the record, or None when there is none."""
        item = self._item(_record_key(reference))
        return read_record(item["tekst"]["S"]) if item else None

    def newest_first(self) -> Iterator[Record]:
        """Give every record, the one received last first."""
        return (read_record(text) for text in self._list("henvendelser", newest_first=True))

    def erase(self, reference: str) -> bool:
        """Remove the record, its letters and its submission. Say whether there was one."""
        record = self.get(reference)
        if record is None:
            return False
        try:
            keys = [_submission_key(record.submission), *self._keys_of(reference)]
            deletes: list[Any] = [
                {"Delete": {"TableName": self._table, "Key": key}} for key in keys
            ]
            self._client.transact_write_items(TransactItems=deletes)
        except (ClientError, BotoCoreError) as error:
            raise _refused(error) from error
        return True

    def expired(self, today: date) -> Iterator[str]:
        """Give the references of the records whose last day lies before *today*."""
        return (record.reference for record in self.newest_first() if record.delete_after < today)

    def unsent(self) -> Iterator[Letter]:
        """Give the letters not marked as sent, the oldest first."""
        return (read_letter(text) for text in self._list(UNSENT, newest_first=False))

    def mark_sent(self, letter: Letter, at: datetime) -> None:
        """Take the letter out of the unsent ones."""
        try:
            self._client.update_item(
                TableName=self._table,
                Key=_letter_key(letter),
                UpdateExpression="SET sendt = :at REMOVE liste, orden",
                ConditionExpression="attribute_exists(pk)",
                ExpressionAttributeValues={":at": {"S": moment_text(at)}},
            )
        except self._client.exceptions.ConditionalCheckFailedException:
            return
        except (ClientError, BotoCoreError) as error:
            raise _refused(error) from error

    def _new(self, item: Item) -> dict[str, Any]:
        condition = "attribute_not_exists(pk)"
        return {"Put": {"TableName": self._table, "Item": item, "ConditionExpression": condition}}

    def _stored(self, submission: str) -> Record | None:
        item = self._item(_submission_key(submission))
        return self.get(item["reference"]["S"]) if item else None

    def _item(self, key: Item) -> Item | None:
        try:
            answer = self._client.get_item(TableName=self._table, Key=key, ConsistentRead=True)
        except (ClientError, BotoCoreError) as error:
            raise _refused(error) from error
        return answer.get("Item")

    def _keys_of(self, reference: str) -> list[Item]:
        pages = self._client.get_paginator("query").paginate(
            TableName=self._table,
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues={":pk": _record_key(reference)["pk"]},
            ConsistentRead=True,
        )
        return [{"pk": item["pk"], "sk": item["sk"]} for page in pages for item in page["Items"]]

    def _list(self, name: str, *, newest_first: bool) -> Iterator[str]:
        pages = self._client.get_paginator("query").paginate(
            TableName=self._table,
            IndexName=INDEX,
            KeyConditionExpression="liste = :liste",
            ExpressionAttributeValues={":liste": {"S": name}},
            ScanIndexForward=not newest_first,
        )
        try:
            for page in pages:
                yield from (item["tekst"]["S"] for item in page["Items"])
        except (ClientError, BotoCoreError) as error:
            raise _refused(error) from error


def _refused(error: Exception) -> StoreError:
    code = error.response["Error"]["Code"] if isinstance(error, ClientError) else type(error)
    return StoreError(f"DynamoDB could not do it: {code}")


def _key(partition: str, sort: str) -> Item:
    return {"pk": {"S": partition}, "sk": {"S": sort}}


def _record_key(reference: str) -> Item:
    return _key(f"henvendelse#{reference}", "henvendelse")


def _submission_key(submission: str) -> Item:
    return _key(f"indsendelse#{submission}", "indsendelse")


def _letter_key(letter: Letter) -> Item:
    return _key(f"henvendelse#{letter.reference}", f"brev#{letter.id}")


def _submission_item(record: Record) -> Item:
    return {
        **_submission_key(record.submission),
        "reference": {"S": record.reference},
        "udloeber": _expiry(record),
    }


def _record_item(record: Record) -> Item:
    return {
        **_record_key(record.reference),
        "liste": {"S": "henvendelser"},
        "orden": {"S": moment_text(record.received_at)},
        "tekst": {"S": write_record(record)},
        "udloeber": _expiry(record),
    }


def _letter_item(letter: Letter) -> Item:
    return {
        **_letter_key(letter),
        "liste": {"S": UNSENT},
        "orden": {"S": f"{moment_text(letter.written_at)}#{letter.id}"},
        "tekst": {"S": write_letter(letter)},
    }


def _expiry(record: Record) -> Item:
    """When DynamoDB may remove the item by itself, in seconds: after the last day."""
    day_after = record.delete_after + timedelta(days=1)
    moment = datetime.combine(day_after, datetime.min.time(), COPENHAGEN)
    return {"N": str(int(moment.timestamp()))}


def letter_of(image: Mapping[str, Any]) -> Letter | None:
    """Give the unsent letter of a stream's new image, or None when it is something else."""
    waiting = str(image.get("sk", "")).startswith("brev#") and image.get("liste") == UNSENT
    return read_letter(image["tekst"]) if waiting else None
