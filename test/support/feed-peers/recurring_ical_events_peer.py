"""`recurring_ical_events_peer.py FILE FROM TO` (ISO 8601 in UTC) prints the instances that begin in the window as JSON."""

import datetime
import json
import sys

import icalendar
import recurring_ical_events

UTC = datetime.timezone.utc


def read_instant(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


def to_text(value):
    if isinstance(value, datetime.datetime):
        zoned = value if value.tzinfo is not None else value.replace(tzinfo=UTC)
        return zoned.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return f"{value.isoformat()}T00:00:00Z"


def to_instance(event):
    start = event["DTSTART"].dt
    end = event["DTEND"].dt if "DTEND" in event else start
    return {
        "start": to_text(start),
        "end": to_text(end),
        "status": str(event.get("STATUS", "CONFIRMED")),
        "title": str(event.get("SUMMARY", "")),
    }


def main():
    path, begin, end = sys.argv[1:]
    with open(path, "rb") as file:
        calendar = icalendar.Calendar.from_ical(file.read())
    events = recurring_ical_events.of(calendar).between(read_instant(begin), read_instant(end))
    json.dump([to_instance(event) for event in events], sys.stdout)


main()
