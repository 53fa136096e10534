"""The calendar files of the site, as ical.js and libical read them.

Each reads the rules for summer time out of the file, with code of its own.
"""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from makker.content.load import load
from makker.domain.danish import COPENHAGEN
from makker.domain.meeting import Meeting, Place, Plan
from makker_site.extras import extra_files
from tests.serving import PROJECT

CATALOGUE = load(PROJECT / "content", date(2016, 4, 1)).catalogue
(MEETING,) = CATALOGUE.meetings
SITE = "https://peer.example.org"
NODE = PROJECT / "tests" / "node"
FEED = "infomoeder.ics"
YEARS = (2016, 2026, 2027, 2031, 2040)
CLOCKS = (time(0, 30), time(1, 15), time(3, 30), time(13, 0), time(23, 0))
"""Not the hour that is skipped in March and comes twice in October."""

Events = dict[str, dict[str, Any]]
Read = Callable[[bytes], Events]


@pytest.fixture(scope="module", params=["ical.js", "libical"])
def read(request: pytest.FixtureRequest) -> Read:
    """Give a reader: the events of a calendar file by the name of their meeting."""
    if request.param == "ical.js":
        subprocess.run(["/bin/sh", str(NODE / "install.sh")], check=True)
        node = shutil.which("node")
        assert node
        return lambda text: _events([node, str(NODE / "read-calendar.mjs")], text)
    # Of this environment's Python, it has the system's own packages, and none of ours.
    script = Path(__file__).with_name("read_calendar.py")
    return lambda text: _events(["/usr/bin/python3", "-I", str(script)], text)


def _events(command: list[str], text: bytes) -> Events:
    done = subprocess.run(command, input=text, check=True, capture_output=True)
    return {event["uid"].partition("@")[0]: event for event in json.loads(done.stdout)}


def published(folder: Path, *meetings: Meeting) -> dict[str, bytes]:
    """Give the calendar files of a site with these meetings, by their path."""
    site = replace(CATALOGUE, meetings=meetings)
    files = extra_files(site, (), SITE, kept=folder)
    return {path: bytes(text) for path, text in files if isinstance(text, bytes) and "ics" in path}


def switches(year: int) -> Iterator[date]:
    """Give the last Sundays of March and October."""
    for month in (3, 10):
        last = date(year, month, 31)
        yield last - timedelta(days=(last.weekday() + 1) % 7)


def around_the_switches() -> Iterator[Meeting]:
    """Give meetings of half an hour on the days before, at and after every switch."""
    for switch in (switch for year in YEARS for switch in switches(year)):
        for day in (switch + timedelta(days=away) for away in (-1, 0, 1)):
            for clock in CLOCKS:
                start = datetime.combine(day, clock, COPENHAGEN)
                end = (start.astimezone(UTC) + timedelta(minutes=30)).astimezone(COPENHAGEN)
                yield replace(MEETING, id=f"{start:%Y-%m-%d-%H%M}", start=start, end=end)


def moment(at: datetime) -> dict[str, str]:
    return {
        "local": at.astimezone(COPENHAGEN).strftime("%Y-%m-%dT%H:%M:%S"),
        "utc": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }


def test_meetings_around_every_switch_of_the_clock_are_read_at_their_moment(
    read: Read, tmp_path: Path
) -> None:
    meetings = list(around_the_switches())
    found = read(published(tmp_path, *meetings)[FEED])
    assert len(found) == len(meetings) == len(YEARS) * 2 * 3 * len(CLOCKS)
    for meeting in meetings:
        assert found[meeting.id]["start"] == moment(meeting.start)
        assert found[meeting.id]["end"] == moment(meeting.end)


def test_a_meeting_of_its_own_is_read_as_in_the_feed(read: Read, tmp_path: Path) -> None:
    meetings = [meeting for meeting in around_the_switches() if meeting.start.hour == 13]
    files = published(tmp_path, *meetings)
    feed = read(files[FEED])
    for meeting in meetings[:6]:
        (event,) = read(files[f"infomoeder/{meeting.id}.ics"]).values()
        assert event == feed[meeting.id]
        assert event["start"] == moment(meeting.start)


def test_a_cancelled_meeting_is_read_as_cancelled_at_the_time_it_had(
    read: Read, tmp_path: Path
) -> None:
    cancelled = replace(MEETING, plan=Plan.CANCELLED, version=3)
    for path, text in published(tmp_path, cancelled).items():
        event = read(text)[MEETING.id]
        assert (event["status"], event["sequence"]) == ("CANCELLED", 2), path
        assert event["start"] == moment(MEETING.start), path
    event = read(published(tmp_path, MEETING)[FEED])[MEETING.id]
    assert (event["status"], event["sequence"]) == ("CONFIRMED", 0)


def test_words_are_read_as_they_were_written(read: Read, tmp_path: Path) -> None:
    place = Place('Æblets "Hus", øverst', "Å-vej 5; 1. sal\\tv., opgang B: " * 5 + "nr. 7", "Ærø")
    event = read(published(tmp_path, replace(MEETING, place=place))[FEED])[MEETING.id]
    assert event["location"] == f"{place.name}, {place.address}, {place.town}"
    assert event["summary"] == "Informationsmøde"
    assert event["description"] == f"Læs mere: {SITE}{MEETING.path}"
    assert event["url"] == f"{SITE}{MEETING.path}"
    assert event["uid"] == f"{MEETING.id}@peer.example.org"
