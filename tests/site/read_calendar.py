"""Reads a calendar file from stdin with libical, and says what it understood as JSON.

Run by the system's own Python, whose packages hold the library.
"""

import json
import sys
from typing import Any

import gi  # type: ignore[import-not-found]

gi.require_version("ICalGLib", "3.0")
from gi.repository import ICalGLib  # type: ignore[import-not-found]  # noqa: E402


def events(calendar: ICalGLib.Component) -> list[dict[str, Any]]:
    found = []
    event = calendar.get_first_component(ICalGLib.ComponentKind.VEVENT_COMPONENT)
    while event is not None:
        found.append(described(event))
        event = calendar.get_next_component(ICalGLib.ComponentKind.VEVENT_COMPONENT)
    return found


def described(event: ICalGLib.Component) -> dict[str, Any]:
    status = event.get_first_property(ICalGLib.PropertyKind.STATUS_PROPERTY)
    url = event.get_first_property(ICalGLib.PropertyKind.URL_PROPERTY)
    return {
        "uid": event.get_uid(),
        "status": status.get_value_as_string(),
        "sequence": event.get_sequence(),
        "start": moment(event.get_dtstart()),
        "end": moment(event.get_dtend()),
        "summary": event.get_summary(),
        "location": event.get_location(),
        "description": event.get_description(),
        "url": url.get_value_as_string(),
    }


def moment(time: ICalGLib.Time) -> dict[str, str]:
    utc = time.convert_to_zone(ICalGLib.Timezone.get_utc_timezone())
    return {"local": written(time), "utc": f"{written(utc)}Z"}


def written(time: ICalGLib.Time) -> str:
    day = f"{time.get_year():04}-{time.get_month():02}-{time.get_day():02}"
    return f"{day}T{time.get_hour():02}:{time.get_minute():02}:{time.get_second():02}"


text = sys.stdin.buffer.read().decode("utf-8")
json.dump(events(ICalGLib.Component.new_from_string(text)), sys.stdout)
