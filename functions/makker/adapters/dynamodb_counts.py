"""How many records came, in the DynamoDB table: an item for each group."""

from collections.abc import Mapping
from contextlib import suppress

from makker.adapters.dynamodb_items import Item
from makker.adapters.dynamodb_table import Table
from makker.domain.record import Record
from makker.domain.statistics import Group, group_of
from makker.domain.subject import Kind
from makker.ports import StoreError

_ALL: Item = {"pk": {"S": "statistik"}, "sk": {"S": ""}}


class Counts:
    """Counts beside the transactions, not in them.

    Everyone who applies to a programme in a month counts on the same item. In a transaction two
    of them at once would make one fail, and a person would be sent away for the sake of a
    number. So a number may be too small by what could not be counted, or too large by what was
    counted twice after a timeout; what is stored is always right.
    """

    def __init__(self, table: Table) -> None:
        """Count in *table*."""
        self._table = table

    def add(self, *records: Record) -> None:
        """Count records that were stored just now; suspected ones not yet."""
        for record in records:
            if record.suspected:
                continue
            with suppress(StoreError):
                self._table.count({**_ALL, "sk": {"S": _text(group_of(record))}}, "antal")

    def all(self) -> Mapping[Group, int]:
        """Give each group and its number."""
        return {
            _group(item["sk"]["S"]): int(item["antal"]["N"]) for item in self._table.partition(_ALL)
        }


def _text(group: Group) -> str:
    return f"{group.month}#{group.kind}#{group.about}#{group.role}#{group.outcome}"


def _group(text: str) -> Group:
    month, kind, about, role, outcome = text.split("#")
    return Group(month, Kind(kind), about, role, outcome)
