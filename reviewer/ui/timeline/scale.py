"""Days on an axis: which part is in view, into which calendar steps it is cut, and where nothing is dated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

Step = Literal["day", "week", "month", "quarter", "year"]
STEPS: Final[tuple[tuple[Step, float], ...]] = (
    ("day", 1.0), ("week", 7.0), ("month", 30.4), ("quarter", 91.3), ("year", 365.25),
)  # fmt: skip
LEAST_BAR: Final = 9.0  # pixels that one step takes at least
LEAST_VIEW: Final = 14.0  # days
GAP_DAYS: Final = 21  # nothing dated for so long is a gap worth showing
GAP_SHARE: Final = 0.04  # ... if it also takes this share of what is dated
_EPOCH: Final = 1_721_425  # Julian day number less the ordinal of Python's calendar


@dataclass(frozen=True, slots=True)
class Bin:
    """Days `first` to `last` (inclusive, Julian) and how many records they hold."""

    first: int
    last: int
    count: int


@dataclass(frozen=True, slots=True)
class Gap:
    """Days without a record, both inclusive."""

    first: int
    last: int

    @property
    def days(self) -> int:
        """How many."""
        return self.last - self.first + 1


def day_of(julian: int) -> date:
    """The calendar day; days beyond the calendar are moved to its ends."""
    return date.fromordinal(min(max(julian - _EPOCH, 1), date.max.toordinal()))


def julian_of(day: date) -> int:
    """The Julian day."""
    return day.toordinal() + _EPOCH


class Scale:
    """The days of all records in order, and the part of time that is in view."""

    def __init__(self, days: Sequence[int] = ()) -> None:
        self.days: NDArray[np.int64] = np.asarray(days, np.int64)
        self.first, self.last = self.whole()

    def whole(self) -> tuple[float, float]:
        """All that is dated, with a little air at both ends."""
        if not len(self.days):
            return 0.0, LEAST_VIEW
        low, high = float(self.days[0]), float(self.days[-1]) + 1
        air = max(1.0, (high - low) * 0.02, (LEAST_VIEW - (high - low)) / 2)
        return low - air, high + air

    def show(self, first: float, last: float) -> None:
        """Bring these days into view, within what is dated and never fewer than a fortnight."""
        low, high = self.whole()
        width = min(max(last - first, LEAST_VIEW), high - low)
        start = min(max((first + last - width) / 2, low), high - width)
        self.first, self.last = start, start + width

    def zoom(self, factor: float, at: float) -> None:
        """Show `factor` times as much time; the day `at` stays where it is."""
        self.show(at - (at - self.first) * factor, at + (self.last - at) * factor)

    def move(self, days: float) -> None:
        """Go on in time, or back."""
        width = self.last - self.first
        low, high = self.whole()
        start = min(max(self.first + days, low), max(low, high - width))
        self.first, self.last = start, start + width

    def step(self, width: float) -> Step:
        """Into what the view is cut when it is `width` pixels wide."""
        for step, days in STEPS:
            if days * width / (self.last - self.first) >= LEAST_BAR:
                return step
        return "year"

    def bins(self, step: Step) -> list[Bin]:
        """The calendar steps in view, those without records among them."""
        edges = _edges(day_of(int(self.first)), day_of(int(self.last)), step)
        places = np.searchsorted(self.days, edges)
        return [
            Bin(first, after - 1, int(stop - start))
            for first, after, start, stop in zip(edges, edges[1:], places, places[1:], strict=False)
        ]

    def count(self, first: int, last: int) -> int:
        """How many records fall on these days, both inclusive."""
        low, high = np.searchsorted(self.days, [first, last + 1])
        return int(high - low)

    def gaps(self) -> list[Gap]:
        """Long stretches between two records without any."""
        if len(self.days) < 2:
            return []
        apart = np.diff(self.days)
        least = max(GAP_DAYS, int((self.days[-1] - self.days[0]) * GAP_SHARE))
        return [
            Gap(int(self.days[place]) + 1, int(self.days[place + 1]) - 1) for place in np.flatnonzero(apart > least)
        ]


def _edges(first: date, last: date, step: Step) -> list[int]:
    """Julian days at which the steps around `first` to `last` begin, and the one after the last."""
    edges: list[int] = []
    start: date | None = _floor(first, step)
    while start is not None and start <= last:
        edges.append(julian_of(start))
        start = _next(start, step)
    edges.append(julian_of(start) if start is not None else julian_of(date.max))
    return edges


def _floor(day: date, step: Step) -> date:
    if step == "week":
        return date.fromordinal(max(1, day.toordinal() - day.weekday()))
    if step == "month":
        return day.replace(day=1)
    if step == "quarter":
        return day.replace(month=day.month - (day.month - 1) % 3, day=1)
    return day.replace(month=1, day=1) if step == "year" else day


def _next(day: date, step: Step) -> date | None:
    """The beginning of the next step; None at the end of the calendar."""
    if step in ("day", "week"):
        ahead = day.toordinal() + (1 if step == "day" else 7)
        return date.fromordinal(ahead) if ahead <= date.max.toordinal() else None
    months = {"month": 1, "quarter": 3, "year": 12}[step]
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1) if year <= date.max.year else None
