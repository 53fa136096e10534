"""What reaches the log when a function fails."""

import json
import logging

import pytest

from makker.handlers.log import LOGGER, JsonLines, ToldError, telling


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
