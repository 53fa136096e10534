"""What is promised of the table, beyond the port."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from aws_lambda_powertools.utilities.data_classes.dynamo_db_stream_event import DynamoDBRecord

from makker.adapters.dynamodb import DynamoRecords
from makker.adapters.dynamodb_items import waiting_of
from makker.domain.change import Change
from makker.domain.letter import Waiting
from makker.domain.record import Record
from makker.domain.subject import Seat, SignUp
from makker.domain.trail import Deed, What, Who
from makker.ports import StoreError
from tests.contracts.stores import (
    POST_SEALER,
    TABLE,
    dynamo,
    pretended_aws,
    table_client,
    table_resource,
)
from tests.domain.examples import CANARIES, NOON, a_letter, a_record, erasing
from tests.fakes import FixedClock

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.client import DynamoDBClient

RECORD = a_record()
LETTER = a_letter(RECORD)
SIGN_UP = replace(RECORD, subject=SignUp("2026-12-01-vejle", 0, "", Seat.SEATED))
DEED = Deed(RECORD.reference, What.TOLD, Who.SYSTEM, NOON)


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Iterator["DynamoDBClient"]:
    with pretended_aws(monkeypatch):
        yield table_client()


def is_of_a_record(item: dict[str, Any]) -> bool:
    return item["pk"]["S"].partition("#")[0] not in {"spor", "statistik"}


def items(client: "DynamoDBClient") -> dict[str, dict[str, Any]]:
    """Give what the table holds beside trail and statistics, by the sort key's first part."""
    found = [item for item in client.scan(TableName=TABLE)["Items"] if is_of_a_record(item)]
    return {item["sk"]["S"].partition("#")[0]: dict(item) for item in found}


ACTS: dict[str, Callable[[DynamoRecords], object]] = {
    "add": lambda records: records.add(RECORD, [LETTER]),
    "get": lambda records: records.get(RECORD.reference),
    "newest_first": lambda records: list(records.newest_first()),
    "erase": lambda records: records.erase(erasing(RECORD.reference)),
    "expired": lambda records: list(records.expired(date(2030, 1, 1))),
    "unsent": lambda records: list(records.unsent()),
    "mark_sent": lambda records: records.mark_sent(LETTER, NOON),
}


@pytest.mark.parametrize("name", ACTS)
def test_store_refuses_when_the_table_is_gone(client: "DynamoDBClient", name: str) -> None:
    with pytest.raises(StoreError, match="ResourceNotFoundException") as caught:
        ACTS[name](dynamo(client, "en-anden"))
    assert not [canary for canary in CANARIES if canary in str(caught.value)]


def test_store_refuses_when_the_letters_of_a_record_cannot_be_listed(
    client: "DynamoDBClient",
) -> None:
    records = dynamo(client)
    records.add(RECORD, [LETTER])

    def refuse(**_: object) -> None:
        raise client.exceptions.InternalServerError({"Error": {"Code": "Internt"}}, "Query")

    client.meta.events.register("before-call.dynamodb.Query", refuse)
    with pytest.raises(StoreError, match="Internt"):
        records.erase(erasing(RECORD.reference))
    assert records.get(RECORD.reference) == RECORD


def test_items_expire_by_themselves_when_the_last_day_is_over_in_copenhagen(
    client: "DynamoDBClient",
) -> None:
    dynamo(client).add(RECORD, [])  # its last day is 23 May 2027
    over = int(datetime(2027, 5, 23, 22, tzinfo=UTC).timestamp())
    assert {item["udloeber"]["N"] for item in items(client).values()} == {str(over)}


def test_letters_expire_by_themselves_with_their_record(client: "DynamoDBClient") -> None:
    dynamo(client).add(RECORD, [LETTER])
    stored = items(client)
    assert stored["brev"].get("udloeber") == stored["henvendelse"]["udloeber"]


def test_erase_leaves_no_item(client: "DynamoDBClient") -> None:
    records = dynamo(client)
    records.add(RECORD, [LETTER])
    assert {*items(client)} == {"indsendelse", "henvendelse", "brev"}
    records.erase(erasing(RECORD.reference))
    assert items(client) == {}


def test_letter_without_a_record_expires_by_itself_after_a_month(
    client: "DynamoDBClient",
) -> None:
    loose = replace(LETTER, id="dagens-2026-11-22-0a1b", reference="")
    dynamo(client).post(loose)
    over = int((loose.written_at + timedelta(days=30)).timestamp())
    assert items(client)["brev"]["udloeber"] == {"N": str(over)}


def moved(record: Record) -> Record:
    return replace(record, delete_after=record.delete_after + timedelta(days=60))


CHANGES: dict[str, Callable[[DynamoRecords], object]] = {
    "replace": lambda records: records.replace(moved(SIGN_UP), [], DEED),
    "at_meeting": lambda records: records.at_meeting(
        SIGN_UP.meeting, lambda those: Change(replaced=tuple(moved(one) for one in those))
    ),
}


@pytest.mark.parametrize("how", CHANGES)
def test_what_leads_to_a_record_expires_with_it_when_its_last_day_moves(
    client: "DynamoDBClient", how: str
) -> None:
    records = dynamo(client)
    records.add(SIGN_UP, [])
    before = items(client)["henvendelse"]["udloeber"]["N"]
    CHANGES[how](records)
    found = {name: item["udloeber"]["N"] for name, item in items(client).items() if name != "antal"}
    assert {*found} == {"indsendelse", "tilmelding", "henvendelse"}
    assert {int(end) for end in found.values()} == {int(before) + 60 * 24 * 3600}
    later = dynamo(client, clock=FixedClock("2027-06-30T12:00:00+00:00"))
    assert later.of_submission(SIGN_UP.submission) == moved(SIGN_UP)


def test_post_does_not_take_a_busy_table_for_a_letter_that_is_written(
    client: "DynamoDBClient",
) -> None:
    def busy(**_: object) -> None:
        raise client.exceptions.TransactionCanceledException(
            {"Error": {"Code": "TransactionCanceledException"}}, "TransactWriteItems"
        )

    client.meta.events.register("before-call.dynamodb.TransactWriteItems", busy)
    with pytest.raises(StoreError):
        dynamo(client).post(replace(LETTER, reference=""))


def image_of(item: dict[str, Any]) -> dict[str, Any]:
    """Give an item as the stream's event hands it over."""
    record = DynamoDBRecord({"eventName": "INSERT", "dynamodb": {"NewImage": item}})
    assert record.dynamodb is not None
    return record.dynamodb.new_image or {}


def test_letter_is_read_from_the_streams_image(client: "DynamoDBClient") -> None:
    dynamo(client).add(RECORD, [LETTER])
    stored = items(client)
    assert waiting_of(image_of(stored["brev"]), POST_SEALER) == Waiting(
        LETTER, 0, LETTER.written_at, LETTER.written_at
    )
    assert waiting_of(image_of(stored["henvendelse"]), POST_SEALER) is None
    assert waiting_of(image_of(stored["indsendelse"]), POST_SEALER) is None
    assert waiting_of({}, POST_SEALER) is None


def test_letter_is_not_read_from_the_image_of_a_sent_one(client: "DynamoDBClient") -> None:
    records = dynamo(client)
    records.add(RECORD, [LETTER])
    records.mark_sent(LETTER, NOON)
    assert waiting_of(image_of(items(client)["brev"]), POST_SEALER) is None


def test_table_outlives_its_stack_and_can_be_brought_back() -> None:
    resource = table_resource()
    settings = resource["Properties"]
    assert resource["DeletionPolicy"] == resource["UpdateReplacePolicy"] == "Retain"
    assert settings["DeletionProtectionEnabled"] is True
    assert settings["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
    assert settings["SSESpecification"] == {"SSEEnabled": True, "SSEType": "KMS"}
    assert settings["TimeToLiveSpecification"] == {"AttributeName": "udloeber", "Enabled": True}
    assert settings["StreamSpecification"] == {"StreamViewType": "NEW_IMAGE"}


def test_what_is_over_is_hidden_but_found_and_erased(client: "DynamoDBClient") -> None:
    dynamo(client).add(RECORD, [LETTER])
    later = dynamo(client, clock=FixedClock("2027-06-01T12:00:00+00:00"))
    assert later.get(RECORD.reference) is None
    (over,) = later.expired(date(2027, 6, 1))
    assert later.erase(erasing(over.reference))
    assert items(client) == {}
    assert not list(later.expired(date(2027, 6, 1)))


def test_record_is_stored_also_when_it_cannot_be_counted(client: "DynamoDBClient") -> None:
    records = dynamo(client)

    def refuse(**_: object) -> None:
        raise client.exceptions.InternalServerError({"Error": {"Code": "Internt"}}, "UpdateItem")

    client.meta.events.register("before-call.dynamodb.UpdateItem", refuse)
    assert records.add(RECORD, [LETTER]).fresh
    client.meta.events.unregister("before-call.dynamodb.UpdateItem", refuse)
    assert records.counts() == {}


def test_trail_and_numbers_do_not_expire_by_themselves(client: "DynamoDBClient") -> None:
    dynamo(client).add(RECORD, [])
    found = client.scan(TableName=TABLE)["Items"]
    kept = [item for item in found if not is_of_a_record(dict(item))]
    assert len(kept) == 2
    assert not [item for item in kept if "udloeber" in item]


def test_meeting_is_whole_when_the_table_gives_only_some_of_what_is_asked(
    client: "DynamoDBClient",
) -> None:
    for number in range(120):
        record = replace(SIGN_UP, reference=f"R{number}", submission=f"s{number}")
        dynamo(client).add(record, [])
    asked = []

    def keep_back(parsed: dict[str, Any], **_: object) -> None:
        items = parsed["Responses"][TABLE]
        asked.append(len(items))
        back = items[10:][:30]
        parsed["Responses"][TABLE] = [item for item in items if item not in back]
        keys = [{"pk": item["pk"], "sk": item["sk"]} for item in back]
        parsed["UnprocessedKeys"] = {TABLE: {"Keys": keys}} if keys else {}

    client.meta.events.register("after-call.dynamodb.BatchGetItem", keep_back)
    seen: list[str] = []

    def look(signed_up: Sequence[Record]) -> Change:
        seen.extend(record.reference for record in signed_up)
        return Change()

    dynamo(client).at_meeting(SIGN_UP.meeting, look)
    assert sorted(seen) == sorted(f"R{number}" for number in range(120))
    assert asked == [100, 30, 20, 10, 20, 10]
