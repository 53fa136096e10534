"""What reaches the log when a function fails."""

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from makker.handlers.log import ToldError, log, telling


def test_fault_reaches_lambda_without_its_words(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ToldError) as told, telling():
        int("Bodil 20264577")
    assert told.value.__suppress_context__
    assert "Bodil" not in str(told.value)
    line = capfd.readouterr().err
    assert "Bodil" not in line
    assert json.loads(line)["fejl"] == "ValueError"
    assert "test_log.py" in line


def test_lines_reach_standard_error_whole_however_many_write(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with ThreadPoolExecutor(8) as executor:
        list(executor.map(lambda number: log("prøve", nummer=number), range(200)))
    lines = [json.loads(line) for line in capfd.readouterr().err.splitlines()]
    assert sorted(line["nummer"] for line in lines) == list(range(200))
    assert {(line["niveau"], line["haendelse"]) for line in lines} == {("INFO", "prøve")}


def test_that_nobody_can_read_the_log_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    with Path("/dev/full").open("w", encoding="ascii") as full:
        monkeypatch.setattr(sys, "stderr", full)
        log("prøve")
