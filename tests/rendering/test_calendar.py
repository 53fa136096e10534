"""Calendar files, read back by two other readers."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from dateutil import tz  # type: ignore[import-untyped]
from icalendar import Calendar

from makker.content.load import load
from makker.domain.danish import COPENHAGEN
from makker.domain.meeting import Meeting, Plan
from makker.rendering.calendar import write_calendar
from tests.serving import PROJECT

CATALOGUE = load(PROJECT / "content", date(2016, 4, 1)).catalogue
(MEETING,) = CATALOGUE.meetings
SITE = "https://peer.example.org"


def written(*meetings: Meeting) -> bytes:
    return write_calendar(meetings, SITE, CATALOGUE.texts)


def event(*meetings: Meeting) -> Any:  # noqa: ANN401 - the library's own loose type
    return Calendar.from_ical(written(*meetings)).walk("VEVENT")[0]


def test_calendar_says_when_and_where_and_nothing_of_what_it_is_about() -> None:
    entry = event(MEETING)
    assert entry["summary"] == "Informationsmøde"
    assert entry["location"] == "Foreningernes Hus, Dæmningen 58, 1. sal, Vejle"
    assert entry["dtstart"].dt.astimezone(UTC) == datetime(2016, 4, 18, 11, 0, tzinfo=UTC)
    assert entry["dtend"].dt.astimezone(UTC) == datetime(2016, 4, 18, 13, 0, tzinfo=UTC)
    assert entry["url"] == f"{SITE}/infomoeder/2016-04-18-vejle/"
    assert entry["uid"] == "2016-04-18-vejle@peer.example.org"
    text = written(MEETING).decode()
    for absent in ("ATTENDEE", "ORGANIZER", "VALARM", "Peer-to-Peer", "psykisk", "misbrug"):
        assert absent not in text


def test_a_cancelled_meeting_keeps_its_name_and_time_and_counts_on() -> None:
    before, after = event(MEETING), event(replace(MEETING, plan=Plan.CANCELLED, version=2))
    assert after["uid"] == before["uid"]
    assert after["dtstart"].dt == before["dtstart"].dt
    assert (before["status"], after["status"]) == ("CONFIRMED", "CANCELLED")
    assert (before["sequence"], after["sequence"]) == (0, 1)


def test_the_same_content_gives_the_same_bytes() -> None:
    assert written(MEETING) == written(MEETING)


def test_lines_end_and_fold_as_the_standard_says() -> None:
    long = replace(MEETING, place=replace(MEETING.place, address="Æblevænget; 1, " * 20))
    text = written(long)
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))
    assert b"\n" not in text.replace(b"\r\n", b"")
    for line in text.split(b"\r\n"):
        line.decode("utf-8")
    assert "Æblevænget; 1, " * 3 in event(long)["location"]


@pytest.mark.parametrize("year", [1999, 2016, 2026, 2027, 2040])
def test_the_time_zone_is_right_on_both_sides_of_each_switch(year: int) -> None:
    zone = tz.tzical(io.StringIO(written(MEETING).decode())).get()
    assert zone is not None
    day = datetime(year, 3, 20, 12, 0)  # noqa: DTZ001 - the zone is what is tried
    while day.year == year:
        assert zone.utcoffset(day) == COPENHAGEN.utcoffset(day), day
        day += timedelta(days=1)


def test_a_calendar_without_meetings_is_still_one() -> None:
    assert Calendar.from_ical(written()).walk("VEVENT") == []
