"""By when an appeal must be sent: two dates with their working, or the plain word that no rule is known.

`safe` is the earliest of all readings, `last` the last day under the rule; between them an attorney decides. Dates are
computed from dates that a person entered and from rules with source and quote, never guessed. No legal advice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from reviewer.appeal.periods import Matter, Period, find_period, find_unread, periods
from reviewer.appeal.working_days import (
    add_working_days,
    days_off_between,
    is_inauguration_day,
    subtract_working_days,
    working_day_at_or_after,
    working_day_at_or_before,
)

State = Literal["no rule known", "in litigation", "dates missing", "open", "past the safe date", "past"]
MAIL_WORKING_DAYS = 5
"""How much earlier a letter goes out where the rule counts its receipt: a margin of ours, no rule."""


@dataclass(frozen=True, slots=True)
class Determination:
    """What a period is computed from.

    `stated_until` is the last day that the letter itself states, `stated_working` how it was reached, in words.
    """

    regime: str
    agency: str
    component: str = ""
    matter: Matter = "denial"
    requested_on: date | None = None
    printed_on: date | None = None
    received_on: date | None = None
    stated_until: date | None = None
    stated_working: str = "the last day that the letter itself names"
    litigation: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read the period: its last day and how it was reached, in words."""

    title: str
    day: date
    working: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """When to send an appeal. Without `safe` nothing could be computed, and `advice` says what to do instead."""

    state: State
    advice: str
    safe: date | None = None
    last: date | None = None
    period: Period | None = None
    readings: tuple[Reading, ...] = ()
    warnings: tuple[str, ...] = ()


def appeal_deadline(case: Determination, today: date) -> Deadline:
    """The deadline of one determination as of `today`; pure, and the same for the same facts."""
    if case.litigation:
        return Deadline("in litigation", "In litigation there is no administrative appeal: make a challenge list.")
    warnings = tuple(_warnings(case, today))
    rules, unread = periods()
    start = case.printed_on or case.received_on
    asked = case.requested_on or start
    period = (
        find_period(case.regime, case.agency, case.component, asked, case.matter, rules) if asked is not None else None
    )
    if start is None and case.stated_until is None:
        return Deadline("dates missing", "Enter the date of the letter, and the day it was received.", period=period)
    readings = tuple(_readings(case, period))
    if not readings:
        known = find_unread(case.agency, case.component, unread)
        advice = f"{known.source}: {known.why}." if known else "No rule known: read the letter."
        return Deadline("no rule known", advice, warnings=warnings)
    return _result(case, period, readings, warnings, today)


def _result(
    case: Determination, period: Period | None, readings: tuple[Reading, ...], warnings: tuple[str, ...], today: date
) -> Deadline:
    safe = min(reading.day for reading in readings)
    last = readings[0].day
    if case.requested_on is None and period is not None:
        warnings += ("The request's own date is not entered: whether the rule was in force for it was not checked.",)
    state: State = "open"
    advice = f"Send by {safe:%d %b %Y} to be safe; last day under the rule {last:%d %b %Y}."
    if today > last:
        state, advice = "past", f"The last day, {last:%d %b %Y}, is past: ask the attorney."
    elif today > safe:
        state, advice = "past the safe date", f"Past the safe date ({safe:%d %b %Y}): ask the attorney."
    if period is None:
        advice = f"The letter says {last:%d %b %Y}; no rule known to check it: read the letter."
    return Deadline(state, advice, safe, last, period, readings, warnings)


def _readings(case: Determination, period: Period | None) -> Iterator[Reading]:
    """Every reading; the rule's own comes first, and the letter's where there is no rule."""
    if period is not None and (start := _start(case, period)) is not None:
        day, working = _count(period, start)
        yield Reading(f"{period.source}: {period.act} by", day, working)
        yield from _shorter(case, period, start, day)
    if case.stated_until is not None and not _stated_before_it_was_written(case):
        yield Reading("stated in the letter", case.stated_until, case.stated_working)


def _shorter(case: Determination, period: Period, start: date, day: date) -> Iterator[Reading]:
    """Readings that end earlier than the rule's own: what caution would take."""
    if period.count == "working":
        early = working_day_at_or_before(start + timedelta(days=period.days))
        yield Reading(
            "in calendar days", early, f"{period.days} calendar days from {start:%d %b %Y}, the shortest way to read it"
        )
    if case.printed_on is not None and case.printed_on < start:
        early, working = _count(period, case.printed_on)
        yield Reading("from the date on the letter", early, working)
    before = working_day_at_or_before(day)
    if before != day:
        yield Reading("last working day", before, f"{day:%a %d %b %Y} is a day off, and the rule does not move it")
    if period.act == "received":
        early = subtract_working_days(before, MAIL_WORKING_DAYS)
        yield Reading(
            "by mail, with a margin", early, f"{MAIL_WORKING_DAYS} working days to arrive: a margin of ours, no rule"
        )


def _stated_before_it_was_written(case: Determination) -> bool:
    """A last day before the letter's own date was misread, or is another day of the story: it must not count."""
    return case.stated_until is not None and case.printed_on is not None and case.stated_until < case.printed_on


def _start(case: Determination, period: Period) -> date | None:
    if period.starts == "receipt":
        return case.received_on or case.printed_on
    return case.printed_on or case.received_on


def _count(period: Period, start: date) -> tuple[date, str]:
    said = f"{period.days} {period.count} days from {start:%a %d %b %Y}, that day not counted"
    if period.count == "working":
        day = add_working_days(start, period.days)
        off = days_off_between(start, day)
        said += f"; {len(off)} holidays left out" + (": " + ", ".join(name for _, name in off) if off else "")
    else:
        day = start + timedelta(days=period.days)
        if period.rolls and (moved := working_day_at_or_after(day)) != day:
            said += f"; {day:%a %d %b %Y} is a day off, and the rule moves it on"
            day = moved
    return day, said + (f"; the day ends at {period.closes_at}" if period.closes_at else "")


def _warnings(case: Determination, today: date) -> Iterator[str]:
    printed, received = case.printed_on, case.received_on
    if printed and received and received < printed:
        yield f"Received on {received:%d %b %Y}, before the date on the letter ({printed:%d %b %Y}): check both dates."
    for day, name in ((printed, "date on the letter"), (received, "day of receipt"), (case.requested_on, "request")):
        if day and day > today:
            yield f"The {name} ({day:%d %b %Y}) lies in the future: check it."
    if _stated_before_it_was_written(case):
        yield f"The letter's last day was read as {case.stated_until:%d %b %Y}, before its own date: it is not counted."
    if printed is None and received is not None:
        yield "The date on the letter is not entered: the day of receipt was counted from instead, which ends later."
    start = printed or received
    federal = case.regime != "state law"
    years = range(start.year, start.year + 2) if start and federal else range(0)
    for day in (date(year, 1, 20) for year in years):
        if start and start < day <= start + timedelta(days=200) and is_inauguration_day(day):
            yield f"Inauguration Day ({day:%d %b %Y}) was counted as a working day: offices in Washington are closed."


def agency_clock(received_on: date, *, unusual: bool = False) -> date:
    """The day by which the agency must decide: 20 working days from its receipt, 30 after notice of unusual
    circumstances (5 U.S.C. 552(a)(6)(A)(i), (ii) and (B)(i))."""
    return add_working_days(received_on, 30 if unusual else 20)


def earliest_accrual(request_received_on: date) -> tuple[date, date]:
    """The first day on which the agency was late, and the same day six years on (28 U.S.C. 2401(a)).

    The six years are counted from constructive exhaustion, not from a decision on appeal (Spannaus, 824 F.2d 52).
    """
    late = agency_clock(request_received_on) + timedelta(days=1)
    try:
        return late, late.replace(year=late.year + 6)
    except ValueError:  # a 29 February has no partner six years on
        return late, date(late.year + 6, 2, 28)
