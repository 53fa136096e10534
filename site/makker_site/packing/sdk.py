"""What AWS's SDK knows of its services, cut down to what we ask of them.

The SDK reads the addresses of four hundred services and all that ours can do, at every start: half
of the time it takes to get ready. What is left is read by the SDK as it is.
"""

import gzip
import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ACTIONS: Mapping[str, frozenset[str]] = {
    "dynamodb": frozenset({"BatchGetItem", "GetItem", "Query", "TransactWriteItems", "UpdateItem"}),
    "kms": frozenset({"Decrypt", "GenerateDataKey"}),
    "sesv2": frozenset({"SendEmail"}),
}
"""What our adapters ask for, by service."""
_ADDRESSES = frozenset({"dynamodb", "kms", "email"})
"""The same services, as they are called where their addresses stand."""
_MODEL = "service-2.json"
_KEPT = frozenset({"endpoint-rule-set-1.json.gz", "paginators-1.json", _MODEL})


def trim_sdk(data: Path) -> None:
    """Cut down the SDK's folder *data*."""
    for service in list(data.iterdir()):
        if service.is_dir() and service.name not in ACTIONS:
            shutil.rmtree(service)
    for name, actions in ACTIONS.items():
        *older, newest = sorted((data / name).iterdir())
        for version in older:
            shutil.rmtree(version)
        _trim_model(newest, actions)
    _trim_addresses(data / "endpoints.json")


def _trim_model(version: Path, actions: frozenset[str]) -> None:
    whole = json.loads(gzip.decompress((version / f"{_MODEL}.gz").read_bytes()))
    model = _without_words(whole)
    model["operations"] = {name: model["operations"][name] for name in sorted(actions)}
    shapes = _reached(model["operations"], model["shapes"])
    model["shapes"] = {name: shape for name, shape in model["shapes"].items() if name in shapes}
    _write(version / _MODEL, model)
    for file in list(version.iterdir()):
        if file.name not in _KEPT:
            file.unlink()


def _trim_addresses(file: Path) -> None:
    whole = json.loads(file.read_text("utf-8"))
    # The EU's regions are all in the first partition, which is the world without China and such.
    whole["partitions"] = whole["partitions"][:1]
    services = whole["partitions"][0]["services"]
    kept = {name: one for name, one in services.items() if name in _ADDRESSES}
    whole["partitions"][0]["services"] = kept
    _write(file, whole)


def _write(file: Path, values: object) -> None:
    # The file may be linked to the installer's own copy, which must stay as it is.
    file.unlink(missing_ok=True)
    file.write_text(json.dumps(values, separators=(",", ":")), "utf-8")


def _without_words(value: Any) -> Any:  # noqa: ANN401 - JSON may be anything
    """Give a model without what explains it to people."""
    if isinstance(value, list):
        return [_without_words(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        name: _without_words(one)
        for name, one in value.items()
        if name != "documentation" or not isinstance(one, str)
    }


def _reached(start: object, shapes: Mapping[str, object]) -> set[str]:
    """Give the names of the shapes that *start* speaks of, and those speak of in turn."""
    found: set[str] = set()
    waiting = list(_named(start))
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += _named(shapes[name])
    return found


def _named(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        name = value.get("shape")
        if isinstance(name, str):
            yield name
        for one in value.values():
            yield from _named(one)
    elif isinstance(value, list):
        for one in value:
            yield from _named(one)
