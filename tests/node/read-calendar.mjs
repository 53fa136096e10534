// Reads a calendar file from stdin with ical.js, and says what it understood as JSON.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);

const moment = (time) => ({
  local: time.toString(),
  utc: new Date(time.toUnixTime() * 1000).toISOString().replace(/\.000Z$/, "Z"),
});

const events = calendar.getAllSubcomponents("vevent").map((component) => {
  const event = new ICAL.Event(component);
  return {
    uid: event.uid,
    status: component.getFirstPropertyValue("status"),
    sequence: event.sequence,
    start: moment(event.startDate),
    end: moment(event.endDate),
    summary: event.summary,
    location: event.location,
    description: event.description,
    url: component.getFirstPropertyValue("url"),
  };
});
console.log(JSON.stringify(events));
