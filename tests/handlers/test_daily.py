"""What the log tells of letters that wait, for the alarm that listens."""

import json
import logging
from pathlib import Path

import pytest

from makker.handlers import daily
from makker.handlers.log import LOGGER, JsonLines
from tests.handlers.machine import machine
from tests.visitor import CONTACT, MENTOR


@pytest.mark.parametrize(("minutes", "told"), [(15, []), (16, [(1, 16)])])
def test_letter_that_has_waited_for_more_than_a_quarter_of_an_hour_is_told_of(
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    minutes: int,
    told: list[tuple[int, int]],
) -> None:
    here = machine(tmp_path, MAKKER_FASTEST="0")
    here.visitor.submit(here.visitor.screen("mentor", MENTOR).token, CONTACT)
    here.wait(minutes * 60)
    LOGGER.propagate = True
    caplog.set_level(logging.DEBUG)
    daily.tell_of_letters(here.app)
    lines = [json.loads(JsonLines().format(record)) for record in caplog.records]
    waits = [line for line in lines if line["haendelse"] == "breve_venter"]
    assert [(line["antal"], line["minutter"]) for line in waits] == told
