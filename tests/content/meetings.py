"""As many info meetings as a test needs, each a file like the one that is there."""

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from makker.domain.danish import WEEKDAYS
from tests.content.copies import CONTENT

LIKE = CONTENT / "moeder" / "2016-04-18-vejle.yml"


def plan_meetings(content: Path, days: Iterable[date]) -> None:
    """Write a meeting, named after its day, for each of the days."""
    for day in days:
        text = LIKE.read_text("utf-8")
        text = re.sub("(?m)^dato: .*", f"dato: {day}", text)
        text = re.sub("(?m)^sidste_tilmelding: .*", f"sidste_tilmelding: {day}", text)
        text = re.sub("(?m)^ugedag: .*", f"ugedag: {WEEKDAYS[day.weekday()]}", text)
        (content / "moeder" / f"{day}-ugens.yml").write_text(text, "utf-8")
