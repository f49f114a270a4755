"""The last day for an appeal that a letter itself states: the day it names, or the period it gives, counted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from reviewer.appeal.working_days import add_working_days
from reviewer.model.determinations import Determination as Letter

_PERIOD = re.compile(r"(?P<days>\d{1,3})(?P<working> working)? days")


@dataclass(frozen=True, slots=True)
class StatedDay:
    """The day, how it was reached, and the letter's words for it."""

    day: date
    working: str
    quote: str


def stated_last_day(letter: Letter, printed_on: date | None) -> StatedDay | None:
    """What the letter says, the earlier where it names a day and gives a period; None where it says neither.

    A period runs from the date on the letter, even where the letter counts from its receipt: that ends earlier. Days
    are working days only where the letter says so. Without the date a period cannot be counted.
    """
    found = [stated for stated in (_named(letter), _counted(letter, printed_on)) if stated is not None]
    return min(found, key=lambda stated: stated.day, default=None)


def _named(letter: Letter) -> StatedDay | None:
    for said in letter.statements:
        if said.name == "appeal deadline":
            return StatedDay(date.fromisoformat(said.value), "the last day that the letter itself names", said.quote)
    return None


def _counted(letter: Letter, printed_on: date | None) -> StatedDay | None:
    for said in letter.statements:
        period = _PERIOD.fullmatch(said.value) if said.name == "appeal period" else None
        if period is None or printed_on is None:
            continue
        days = int(period["days"])
        day = add_working_days(printed_on, days) if period["working"] else printed_on + timedelta(days=days)
        working = f"{said.value} as the letter says, from {printed_on:%a %d %b %Y}, that day not counted"
        return StatedDay(day, working, said.quote)
    return None
