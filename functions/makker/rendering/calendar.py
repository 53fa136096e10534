"""Meetings as calendar files (RFC 5545). They show on shared screens, so they say little."""

from collections.abc import Iterable
from datetime import UTC
from urllib.parse import urlsplit

from icalendar import Calendar, Event, Timezone

from makker.domain.danish import in_copenhagen
from makker.domain.meeting import Meeting, Plan
from makker.domain.texts import Texts

# The library's own way lists each switch by its date, which some calendars read an hour wrong
# in summer. Two rules say it for good.
_COPENHAGEN = """\
BEGIN:VTIMEZONE
TZID:Europe/Copenhagen
BEGIN:DAYLIGHT
DTSTART:19810329T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""


def write_calendar(meetings: Iterable[Meeting], site_url: str, texts: Texts) -> bytes:
    """Give one calendar file of *meetings*: the same bytes for the same content."""
    calendar = Calendar()
    calendar.add("prodid", "-//Makker//DA")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add_component(Timezone.from_ical(_COPENHAGEN))
    for meeting in meetings:
        calendar.add_component(_event(meeting, site_url, texts))
    return bytes(calendar.to_ical())


def _event(meeting: Meeting, site_url: str, texts: Texts) -> Event:
    place, url = meeting.place, f"{site_url}{meeting.path}"
    event = Event()
    event.add("uid", f"{meeting.id}@{urlsplit(site_url).hostname}")
    event.add("dtstamp", meeting.updated.astimezone(UTC))
    event.add("last-modified", meeting.updated.astimezone(UTC))
    event.add("sequence", meeting.version - 1)
    event.add("status", "CANCELLED" if meeting.plan is Plan.CANCELLED else "CONFIRMED")
    event.add("dtstart", in_copenhagen(meeting.start))
    event.add("dtend", in_copenhagen(meeting.end))
    event.add("summary", texts.get("moeder.kalender"))
    event.add("location", f"{place.name}, {place.address}, {place.town}")
    event.add("description", texts.get("moeder.kalender_mere", adresse=url))
    event.add("url", url)
    return event
