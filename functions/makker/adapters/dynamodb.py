"""Records in one DynamoDB table: a record, its submission and its letters in one transaction."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from makker.adapters.codec import moment_text, read_letter, read_record
from makker.adapters.dynamodb_items import (
    RECEIVED,
    SUSPECTED,
    UNSENT,
    Item,
    expiry,
    keys_of,
    letter_item,
    letter_key,
    meeting_key,
    new_items,
    record_item,
    record_key,
    submission_key,
)
from makker.domain.letter import Letter
from makker.domain.record import Record
from makker.ports import Added, Change, Decide, StoreError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.client import DynamoDBClient

INDEX = "lister"
"""The index behind every list: its partition names the list, its sort key is the order."""
_ATTEMPTS = 25
"""How often a change is tried anew when others change the same meeting at the same time."""


class DynamoRecords:
    """The records in a table with keys `pk`, `sk` and the index `lister` (`liste`, `orden`)."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        """Use *table* through *client*."""
        self._client = client
        self._table = table

    def add(self, record: Record, letters: Sequence[Letter]) -> Added:
        """Store a record and its letters in one transaction; see the port."""
        puts = [self._new(item) for item in [*new_items(record), *_letters_of(record, letters)]]
        if self._transact(puts):
            return Added(record, fresh=True)
        stored = self.of_submission(record.submission)
        if stored is None:
            raise _cancelled()
        return Added(stored, fresh=False)

    def get(self, reference: str) -> Record | None:
        """Give the record, or None when there is none."""
        item = self._item(record_key(reference))
        return read_record(item["tekst"]["S"]) if item else None

    def of_submission(self, submission: str) -> Record | None:
        """Give the record of a submission, or None when there is none."""
        item = self._item(submission_key(submission))
        return self.get(item["reference"]["S"]) if item else None

    def newest_first(self, *, suspected: bool = False) -> Iterator[Record]:
        """Give every record, the one received last first: the suspected, or all others."""
        name = SUSPECTED if suspected else RECEIVED
        return (read_record(text) for text in self._list(name, newest_first=True))

    def replace(self, record: Record, letters: Sequence[Letter]) -> bool:
        """Put a record in the place of the one with its reference; see the port."""
        news = [self._new(item) for item in _letters_of(record, letters)]
        return self._transact([self._again(record), *news])

    def at_meeting(self, meeting: str, decide: Decide) -> None:
        """Show *decide* everyone signed up for a meeting; write what it says."""
        for _ in range(_ATTEMPTS):
            known = self._item(meeting_key(meeting))
            change = decide(self._signed_up(meeting))
            if change == Change() or self._write(change, self._next(meeting, known)):
                return
        raise _cancelled()

    def erase(self, reference: str) -> bool:
        """Remove the record, its letters and its submission. Say whether there was one."""
        record = self.get(reference)
        if record is None:
            return False
        if not self._transact(self._deletes(record)):
            raise _cancelled()
        return True

    def expired(self, today: date) -> Iterator[str]:
        """Give the references of the records whose last day lies before *today*."""
        for suspected in (False, True):
            for record in self.newest_first(suspected=suspected):
                if record.delete_after < today:
                    yield record.reference

    def unsent(self) -> Iterator[Letter]:
        """Give the letters not marked as sent, the oldest first."""
        return (read_letter(text) for text in self._list(UNSENT, newest_first=False))

    def mark_sent(self, letter: Letter, at: datetime) -> None:
        """Take the letter out of the unsent ones."""
        try:
            self._client.update_item(
                TableName=self._table,
                Key=letter_key(letter),
                UpdateExpression="SET sendt = :at REMOVE liste, orden",
                ConditionExpression="attribute_exists(pk)",
                ExpressionAttributeValues={":at": {"S": moment_text(at)}},
            )
        except self._client.exceptions.ConditionalCheckFailedException:
            return
        except (ClientError, BotoCoreError) as error:
            raise _refused(error) from error

    def _transact(self, steps: list[Any]) -> bool:
        """Take all steps or none. Say whether they were taken, or a condition did not hold."""
        try:
            self._client.transact_write_items(TransactItems=steps)
        except self._client.exceptions.TransactionCanceledException:
            return False
        except (ClientError, BotoCoreError) as error:
            raise _refused(error) from error
        return True

    def _write(self, change: Change, guard: dict[str, Any]) -> bool:
        steps = [guard]
        steps += [self._new(item) for record in change.added for item in new_items(record)]
        steps += [self._again(record) for record in change.replaced]
        for reference in change.erased:
            record = self.get(reference)
            steps += self._deletes(record) if record else []
        written = {record.reference: record for record in (*change.added, *change.replaced)}
        steps += [
            self._new(letter_item(letter) | {"udloeber": expiry(written[letter.reference])})
            for letter in change.letters
        ]
        return self._transact(steps)

    def _new(self, item: Item) -> dict[str, Any]:
        condition = "attribute_not_exists(pk)"
        return {"Put": {"TableName": self._table, "Item": item, "ConditionExpression": condition}}

    def _again(self, record: Record) -> dict[str, Any]:
        put = {"TableName": self._table, "Item": record_item(record)}
        return {"Put": {**put, "ConditionExpression": "attribute_exists(pk)"}}

    def _deletes(self, record: Record) -> list[Any]:
        keys = [*keys_of(record), *self._keys_in(record_key(record.reference))]
        return [{"Delete": {"TableName": self._table, "Key": key}} for key in keys]

    def _next(self, meeting: str, known: Item | None) -> dict[str, Any]:
        """Count a change of a meeting, unless someone else has counted one since *known*."""
        before = known["antal"] if known else {"N": "0"}
        after = {"N": str(int(before["N"]) + 1)}
        put: dict[str, Any] = {
            "TableName": self._table,
            "Item": {**meeting_key(meeting), "antal": after},
            "ConditionExpression": "attribute_not_exists(pk)",
        }
        if known:
            put["ConditionExpression"] = "antal = :before"
            put["ExpressionAttributeValues"] = {":before": before}
        return {"Put": put}

    def _signed_up(self, meeting: str) -> list[Record]:
        keys = self._keys_in(meeting_key(meeting))
        names = [key["sk"]["S"].partition("tilmelding#")[2] for key in keys]
        found = [self.get(name) for name in names if name]
        records = [record for record in found if record]
        return sorted(records, key=lambda record: (record.received_at, record.reference))

    def _item(self, key: Item) -> Item | None:
        try:
            answer = self._client.get_item(TableName=self._table, Key=key, ConsistentRead=True)
        except (ClientError, BotoCoreError) as error:
            raise _refused(error) from error
        return answer.get("Item")

    def _keys_in(self, key: Item) -> list[Item]:
        """Give the keys of everything in the partition of *key*."""
        pages = self._client.get_paginator("query").paginate(
            TableName=self._table,
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues={":pk": key["pk"]},
            ConsistentRead=True,
        )
        try:
            return [
                {"pk": item["pk"], "sk": item["sk"]} for page in pages for item in page["Items"]
            ]
        except (ClientError, BotoCoreError) as error:
            raise _refused(error) from error

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


def _letters_of(record: Record, letters: Iterable[Letter]) -> list[Item]:
    return [letter_item(letter) | {"udloeber": expiry(record)} for letter in letters]


def _refused(error: Exception) -> StoreError:
    code = error.response["Error"]["Code"] if isinstance(error, ClientError) else type(error)
    return StoreError(f"DynamoDB could not do it: {code}")


def _cancelled() -> StoreError:
    return StoreError("DynamoDB cancelled the transaction")
