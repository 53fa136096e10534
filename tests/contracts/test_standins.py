"""Many at once against servers that hold DynamoDB's promises in processes of their own."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

from makker.adapters.dynamodb_items import submission_key
from makker.domain.change import Change
from makker.domain.record import Record
from makker.domain.subject import Seat, SignUp
from tests.contracts.stores import dynamo, make_table
from tests.domain.examples import NOON, a_letter, a_record
from tests.standins.step_by_step import StepByStep

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.client import DynamoDBClient

MEETING = "2026-12-01-vejle"
AT_ONCE = 12


def numbered(number: int) -> Record:
    return replace(a_record(), reference=f"R{number}", submission=f"s{number}")


def test_one_of_many_is_fresh_when_the_same_is_added_at_once(
    ministack: "DynamoDBClient",
) -> None:
    make_table(ministack, table := f"makker-{uuid4()}")

    def add(number: int) -> bool:
        record = replace(numbered(number), submission="den samme")
        return dynamo(ministack, table).add(record, [a_letter(record)]).fresh

    with ThreadPoolExecutor(AT_ONCE) as executor:
        fresh = list(executor.map(add, range(AT_ONCE)))
    store = dynamo(ministack, table)
    assert fresh.count(True) == 1
    assert len(list(store.newest_first())) == len(list(store.unsent())) == 1


def test_one_of_many_is_taken_when_each_is_to_be_new(dynalite: "DynamoDBClient") -> None:
    make_table(dynalite, name := f"makker-{uuid4()}")
    table = StepByStep(dynalite, name, lambda: NOON)

    def put(number: int) -> bool:
        item = {**submission_key("den samme"), "reference": {"S": f"R{number}"}}
        return table.transact([table.new(item)])

    with ThreadPoolExecutor(AT_ONCE) as executor:
        taken = list(executor.map(put, range(AT_ONCE)))
    stored = table.item(submission_key("den samme"))
    assert stored
    assert taken.count(True) == 1
    assert stored["reference"] == {"S": f"R{taken.index(True)}"}


def test_seats_are_counted_one_after_the_other_when_many_sign_up_at_once(
    ministack: "DynamoDBClient",
) -> None:
    make_table(ministack, table := f"makker-{uuid4()}")
    seats = 5

    def sign_up(number: int) -> None:
        def decide(signed_up: Sequence[Record]) -> Change:
            seat = Seat.SEATED if len(signed_up) < seats else Seat.WAITING
            subject = SignUp(MEETING, 0, "", seat)
            return Change(added=(replace(numbered(number), subject=subject),))

        dynamo(ministack, table).at_meeting(MEETING, decide)

    with ThreadPoolExecutor(AT_ONCE) as executor:
        list(executor.map(sign_up, range(AT_ONCE)))
    subjects = [record.subject for record in dynamo(ministack, table).newest_first()]
    given = [subject.seat for subject in subjects if isinstance(subject, SignUp)]
    assert (given.count(Seat.SEATED), given.count(Seat.WAITING)) == (seats, AT_ONCE - seats)
