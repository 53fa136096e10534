"""What reaches the log when a function fails."""

import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from makker.log import ToldError, holding_log, log, telling, write_log


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


def test_what_is_logged_together_is_written_afterwards_in_its_order(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with holding_log() as lines:
        for number in range(200):
            log("prøve", nummer=number)
        with ThreadPoolExecutor(1) as executor:
            executor.submit(log, "en anden").result()
        assert names(capfd) == ["en anden"]
    write_log(lines)
    assert names(capfd) == ["prøve"] * 200
    log("bagefter")
    assert names(capfd) == ["bagefter"]


def test_each_writing_fits_into_a_pipe_in_one_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    pieces: list[bytes] = []
    monkeypatch.setattr(os, "write", lambda _, piece: pieces.append(piece))
    with holding_log() as lines:
        for number in range(200):
            log("prøve", nummer=number)
    write_log(lines)
    write_log([])
    assert 2 < len(pieces) < 20
    assert all(len(piece) <= 4096 and piece.endswith(b"}\n") for piece in pieces)


def names(capfd: pytest.CaptureFixture[str]) -> list[str]:
    return [json.loads(line)["haendelse"] for line in capfd.readouterr().err.splitlines()]


def test_that_nobody_can_read_the_log_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    with Path("/dev/full").open("w", encoding="ascii") as full:
        monkeypatch.setattr(sys, "stderr", full)
        log("prøve")
