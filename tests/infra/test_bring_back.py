"""What was lost comes back; what was erased does not."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from makker.adapters.dynamodb import DynamoRecords
from makker.domain.trail import Deed, What, Who
from makker_site.aws.bring_back import bring_back
from tests.contracts.stores import TABLE, dynamo, make_table, pretended_aws, table_client
from tests.domain.examples import a_letter, a_record

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.client import DynamoDBClient

RESTORED = "makker-genskabt"
RECORD = a_record()


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Iterator["DynamoDBClient"]:
    """Give both tables, with the same record and letter in each."""
    with pretended_aws(monkeypatch):
        client = table_client()
        make_table(client, RESTORED)
        for table in (TABLE, RESTORED):
            dynamo(client, table).add(RECORD, [a_letter(RECORD)])
        yield client


@pytest.fixture
def live(client: "DynamoDBClient") -> DynamoRecords:
    return dynamo(client)


def lose_everything(client: "DynamoDBClient") -> None:
    for item in client.scan(TableName=TABLE)["Items"]:
        client.delete_item(TableName=TABLE, Key={"pk": item["pk"], "sk": item["sk"]})


def test_what_was_lost_comes_back_whole(client: "DynamoDBClient", live: DynamoRecords) -> None:
    lose_everything(client)
    lost = client.scan(TableName=RESTORED)["Items"]
    brought = bring_back(client, RESTORED, TABLE)
    assert (brought.back, brought.left) == (len(lost), 0)
    assert live.get(RECORD.reference) == RECORD
    assert live.of_submission(RECORD.submission) == RECORD
    assert list(live.unsent()) == [a_letter(RECORD)]


def test_what_is_there_stays_as_it_is(client: "DynamoDBClient", live: DynamoRecords) -> None:
    live.mark_sent(a_letter(RECORD), RECORD.received_at)
    assert bring_back(client, RESTORED, TABLE).back == 0
    assert list(live.unsent()) == []


@pytest.mark.parametrize("what", [What.ERASED, What.EXPIRED])
def test_what_was_erased_since_stays_erased(
    client: "DynamoDBClient", live: DynamoRecords, what: What
) -> None:
    live.erase(Deed(RECORD.reference, what, Who.SYSTEM, RECORD.received_at))
    brought = bring_back(client, RESTORED, TABLE)
    assert (brought.back, brought.left) == (0, 3)
    assert live.get(RECORD.reference) is None
    assert list(live.unsent()) == []
