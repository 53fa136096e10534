"""What our own code asks of AWS, counted on the wire, in the units that AWS counts in."""

import json
import logging
import os
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stderr
from math import ceil
from pathlib import Path
from typing import Any

_LOGGER = logging.getLogger("botocore.endpoint")
_KILOBYTE, _READ_AT_ONCE = 1024, 4096
_IN_A_TRANSACTION = 2


class Meter(logging.Handler):
    """Listens to what the SDK is about to ask."""

    def __init__(self) -> None:
        """Begin at nought."""
        super().__init__(logging.DEBUG)
        self.asked: Counter[str] = Counter()
        self.writes = 0
        self.reads = 0.0
        self.shared: Counter[str] = Counter()
        """Units written to the keys that everyone shares: lists of the index, and counters."""
        self._sizes: dict[str, int] = {}
        self._lists: dict[str, str] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Count one request."""
        if not str(record.msg).startswith("Making request") or not isinstance(record.args, tuple):
            return
        model, request = record.args
        name = str(getattr(model, "name", ""))
        self.asked[name] += 1
        body = request["body"] if isinstance(request, dict) else b""
        said = json.loads(body) if body else {}
        if name == "TransactWriteItems":
            for step in said["TransactItems"]:
                self.writes += _IN_A_TRANSACTION * self._written(step)
        elif name == "UpdateItem":
            self.writes += self._changed(said["Key"])
        elif name == "GetItem":
            self.reads += ceil(self._sizes.get(str(said["Key"]), 1) / _READ_AT_ONCE)
        elif name in {"Query", "BatchGetItem"}:
            self.reads += 1

    def _written(self, step: Mapping[str, Any]) -> int:
        """Give the units of a step: what is written in the table, and once more in the index."""
        item = step["Put"]["Item"] if "Put" in step else None
        key = item or step["Delete"]["Key"]
        name = str({"pk": key["pk"], "sk": key["sk"]})
        if item:
            self._sizes[name] = _size(item)
            self._lists[name] = item.get("liste", {"S": ""})["S"]
        return self._changed({"pk": key["pk"], "sk": key["sk"]})

    def _changed(self, key: Mapping[str, Mapping[str, str]]) -> int:
        """Give the units of a change to an item, and of its place in the index if it has one."""
        units = _writes(self._sizes.get(str(key), 1))
        listed = self._lists.get(str(key), "")
        if listed:
            self.shared[f"list {listed}"] += units
        if "#" not in key["pk"]["S"]:
            self.shared[f"counter {key['pk']['S']}"] += units
        return units * (2 if listed else 1)


def _size(item: Mapping[str, Mapping[str, str]]) -> int:
    """Give the bytes of an item as DynamoDB counts them: names and values."""
    return sum(len(name) + len(next(iter(one.values())).encode()) for name, one in item.items())


def _writes(size: int) -> int:
    return max(1, ceil(size / _KILOBYTE))


@contextmanager
def metered() -> Iterator[Meter]:
    """Count until the block is left. What our code logs meanwhile is not shown."""
    meter, level = Meter(), _LOGGER.level
    _LOGGER.addHandler(meter)
    _LOGGER.setLevel(logging.DEBUG)
    propagate, _LOGGER.propagate = _LOGGER.propagate, False
    try:
        with Path(os.devnull).open("w", encoding="ascii") as nowhere, redirect_stderr(nowhere):
            yield meter
    finally:
        _LOGGER.removeHandler(meter)
        _LOGGER.setLevel(level)
        _LOGGER.propagate = propagate
