"""Deadlines as an iCalendar file (RFC 5545): two whole-day entries for each, with the working and the rule's words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from icalendar import Alarm, Calendar, Event

from reviewer.export.cells import one_line, visible
from reviewer.export.rows import Content, DeadlineRow
from reviewer.export.wording import date_words

_WARN_DAYS = (14, 3)
_NO_ADVICE = "Computed from the dates entered and the rule quoted; no legal advice. Read the letter."


def write_deadlines(content: Content, path: Path) -> None:
    """One entry for the safe date and one for the last day of each determination; none where nothing is computed.

    The same project gives the same identifiers again, so that a calendar replaces entries instead of doubling them.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//FOIA Reviewer//deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", visible("Appeal deadlines"))
    made = datetime.fromisoformat(content.made).astimezone(UTC)
    for row in content.deadlines:
        for event in _events(row, made):
            calendar.add_component(event)
    path.write_bytes(calendar.to_ical())


def _events(row: DeadlineRow, made: datetime) -> Iterator[Event]:
    deadline = row.deadline
    if deadline.safe is not None:
        yield _event(row, "safe", f"Send appeal by {_day(deadline.safe)} (safe date): {row.name}", deadline.safe, made)
    if deadline.last is not None and deadline.last != deadline.safe:
        yield _event(row, "last", f"Last day under the rule, {_day(deadline.last)}: {row.name}", deadline.last, made)


def _day(day: date) -> str:
    """The date itself: the words of an entry are shown days before it, too, where "today" would mislead."""
    return date_words(day.isoformat())


def _event(row: DeadlineRow, which: str, title: str, day: date, made: datetime) -> Event:
    event = Event()
    event.add("uid", f"{row.event}-{which}@foia-reviewer")
    event.add("dtstamp", made)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", one_line(visible(title)))
    event.add("description", visible(_working(row)))
    event.add("transp", "TRANSPARENT")
    for days in _WARN_DAYS:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", one_line(visible(title)))
        alarm.add("trigger", timedelta(days=-days))
        event.add_component(alarm)
    return event


def _working(row: DeadlineRow) -> str:
    deadline, period = row.deadline, row.deadline.period
    lines = [deadline.advice]
    lines += [f"{_day(reading.day)} – {reading.title}: {reading.working}" for reading in deadline.readings]
    lines += deadline.warnings
    if period is not None:
        lines.append(f"To {period.addressee}.")
        lines.append(f"{period.source} ({period.read}): “{period.quote}”")
    return "\n".join([*lines, _NO_ADVICE])
