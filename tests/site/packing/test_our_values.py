"""Our own values, written out: each is what the decorator makes of it."""

import dataclasses
import importlib
import inspect
import pkgutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import makker
from makker_site.packing import value
from makker_site.packing.written_out import write_out
from tests.serving import PROJECT


@pytest.mark.parametrize(
    "file", sorted((PROJECT / "functions").rglob("*.py")), ids=lambda p: p.stem
)
def test_no_line_of_ours_moves(file: Path) -> None:
    source = file.read_text("utf-8")
    written = write_out(source, "makker")
    compile(written, file.name, "exec")
    kept = [line for line in source.splitlines() if line.lstrip().startswith(("def ", "return"))]
    at = {number: line for number, line in enumerate(source.splitlines()) if line in kept}
    lines = written.splitlines()
    assert {number: lines[number] for number in at} == at


def test_all_values_of_ours_take_and_tell_what_they_do_with_the_decorator(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "makker.value", value)
    compared = 0
    for info in pkgutil.walk_packages(makker.__path__, "makker."):
        module = importlib.import_module(info.name)
        names: dict[str, Any] = {"__name__": module.__name__}
        source = Path(module.__file__ or "").read_text("utf-8")
        exec(compile(write_out(source, "makker"), info.name, "exec"), names)  # noqa: S102 - our own
        for name, ours in names.items():
            if isinstance(ours, type) and issubclass(ours, value.Value) and ours != value.Value:
                assert _told(ours, vars(ours)["_shown"]) == _told_by_decorator(
                    getattr(module, name)
                )
                compared += 1
    assert compared > 100


def _told(ours: type[value.Value], shown: Sequence[str]) -> dict[str, object]:
    parameters = inspect.signature(ours).parameters.values()
    return {
        "slots": vars(ours).get("__slots__"),
        "matched": vars(ours)["__match_args__"],
        "shown": tuple(shown),
        "parameters": [one.name for one in parameters],
        "without": [one.name for one in parameters if one.default is inspect.Parameter.empty],
        "constants": [one.default for one in parameters if _is_constant(one.default)],
    }


def _told_by_decorator(theirs: type[Any]) -> dict[str, object]:
    return _told(theirs, [one.name for one in dataclasses.fields(theirs) if one.repr])


def _is_constant(default: object) -> bool:
    return isinstance(default, str | int | tuple | None)
