"""What reaches the log when a function fails."""

import json
import logging
from concurrent.futures import ThreadPoolExecutor

import pytest

from makker.handlers.log import LOGGER, JsonLines, ToldError, log, start_logging, telling


def test_fault_reaches_lambda_without_its_words(caplog: pytest.LogCaptureFixture) -> None:
    LOGGER.propagate = True
    caplog.set_level(logging.DEBUG)
    with pytest.raises(ToldError) as told, telling():
        int("Bodil 20264577")
    assert told.value.__suppress_context__
    assert "Bodil" not in str(told.value)
    line = JsonLines().format(caplog.records[0])
    assert "Bodil" not in line
    assert json.loads(line)["fejl"] == "ValueError"
    assert "test_log.py" in line


def test_lines_reach_standard_error_whole_however_many_write(
    capfd: pytest.CaptureFixture[str],
) -> None:
    before = LOGGER.handlers, LOGGER.propagate
    start_logging()
    try:
        with ThreadPoolExecutor(8) as executor:
            list(executor.map(lambda number: log("prøve", nummer=number), range(200)))
    finally:
        LOGGER.handlers, LOGGER.propagate = before
    lines = [json.loads(line) for line in capfd.readouterr().err.splitlines()]
    assert sorted(line["nummer"] for line in lines) == list(range(200))
    assert {(line["niveau"], line["haendelse"]) for line in lines} == {("INFO", "prøve")}
