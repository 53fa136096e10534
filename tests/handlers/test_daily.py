"""What the log tells of letters that wait, for the alarm that listens."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from makker.handlers import daily
from tests.handlers.machine import machine
from tests.visitor import CONTACT, MENTOR


@pytest.mark.parametrize(("minutes", "told"), [(15, []), (16, [(1, 16)])])
def test_letter_that_has_waited_for_more_than_a_quarter_of_an_hour_is_told_of(
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    minutes: int,
    told: list[tuple[int, int]],
) -> None:
    here = machine(tmp_path, MAKKER_FASTEST="0")
    here.visitor.submit(here.visitor.screen("mentor", MENTOR).token, CONTACT)
    here.wait(minutes * 60)
    lines = logged(capfd, "breve_venter", lambda: daily.tell_of_letters(here.app))
    assert [(line["antal"], line["minutter"]) for line in lines] == told


def test_why_a_letter_was_not_taken_is_told_and_nothing_of_it(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    here = machine(tmp_path, MAKKER_FASTEST="0")
    here.visitor.submit(here.visitor.screen("mentor", MENTOR).token, CONTACT)
    (tmp_path / "mail").touch()  # where a folder should be
    (line,) = logged(capfd, "breve", lambda: daily.work(here.app))
    del line["tid"]
    assert line == {
        "niveau": "INFO",
        "haendelse": "breve",
        "sendt": 0,
        "fejlet": 1,
        "hvorfor": ["the mail folder could not be written"],
    }


def logged(
    capfd: pytest.CaptureFixture[str], event: str, act: Callable[[], None]
) -> list[dict[str, Any]]:
    """Give the lines of one event that come of an act."""
    capfd.readouterr()  # what was before
    act()
    lines = [json.loads(line) for line in capfd.readouterr().err.splitlines()]
    return [line for line in lines if line["haendelse"] == event]
