"""The agency's own time: by when it must decide, since when it is late, and when six years to sue would end.

Computed for the federal Act only, from days that a person entered and rules with source and quote. No legal advice.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from reviewer.appeal.deadlines import agency_clock, earliest_accrual
from reviewer.model.resources import resource

ClockState = Literal["running", "late", "decided"]
Asked = Literal["request", "appeal"]
_WARNED = 365  # days before the six years end from which they are warned of


@dataclass(frozen=True, slots=True)
class ClockRule:
    """A rule with the sentence that states it, where that was read, and when.

    `secondhand`: it was read only where others state it, and must be verified in its source.
    """

    id: str
    source: str
    quote: str
    read_in: str
    read_on: date
    secondhand: bool = False

    @property
    def read(self) -> str:
        """Where and when it was read, and that it is to be verified if that was not its source."""
        place = f"{self.read_in}, read on {self.read_on:%d %b %Y}"
        return f"Not read in its source, verify before use: {place}" if self.secondhand else place


@dataclass(frozen=True, slots=True)
class Clock:
    """The time of one request or appeal. `due` is the last day to decide, `six_years` what follows from being late.

    `rules` are those that were used.
    """

    asked: Asked
    state: ClockState
    advice: str
    working: str
    due: date
    accrues: date
    six_years: date
    warnings: tuple[str, ...]
    rules: tuple[ClockRule, ...]


@cache
def clock_rules() -> dict[str, ClockRule]:
    """The rules by their ids; ValueError for one without source, quote or the day on which it was read."""
    rows = json.loads(resource("appeal", "clock.json").read_text(encoding="utf-8"))["rules"]
    found = {
        row["id"]: ClockRule(
            row["id"],
            row["source"],
            row["quote"],
            row["read_in"],
            date.fromisoformat(row["read_on"]),
            bool(row.get("secondhand")),
        )
        for row in rows
    }
    for rule in found.values():
        if not (rule.source.strip() and rule.quote.strip() and rule.read_in.strip()):
            raise ValueError(f"the rule {rule.id} of the clock lacks its source or its sentence")
    return found


def run_clock(
    asked: Asked, *, received_on: date | None, sent_on: date | None, decided_on: date | None, today: date
) -> Clock | None:
    """The clock of a request or an appeal as of `today`; None where nobody entered a day to count from.

    `received_on` is the day on which the agency got it, `decided_on` the first decision on it.
    """
    start = received_on or sent_on
    if start is None:
        return None
    due = agency_clock(start)
    accrues, six_years = earliest_accrual(start)
    late = (decided_on or today) > due
    state: ClockState = "decided" if decided_on is not None else "late" if late else "running"
    rules = clock_rules()
    used = [rules[asked]]
    if state == "late":
        used.append(rules["exhaustion"])
    if late:
        used.append(rules["six-years"])
    longer = agency_clock(start, unusual=True)
    said = f"20 working days from {start:%a %d %b %Y}, that day not counted; 30 ({longer:%d %b %Y})"
    return Clock(
        asked,
        state,
        _advice(state, due, decided_on, today),
        f"{said} after written notice of unusual circumstances",
        due,
        accrues,
        six_years,
        tuple(_warnings(received_on, start, decided_on, six_years if late else None, today)),
        tuple(used),
    )


def _advice(state: ClockState, due: date, decided_on: date | None, today: date) -> str:
    if state == "running":
        return f"The agency has until {due:%d %b %Y} to decide."
    if state == "late":
        return (
            f"The agency was to decide by {due:%d %b %Y} and no decision is entered: administrative remedies may count "
            "as exhausted until it answers. Ask the attorney."
        )
    assert decided_on is not None
    when = "in time" if decided_on <= due else f"late, it was due by {due:%d %b %Y}"
    return f"Decided on {decided_on:%d %b %Y}, {when}."


def _warnings(
    received_on: date | None, start: date, decided_on: date | None, six_years: date | None, today: date
) -> list[str]:
    found = []
    if received_on is None:
        found.append("The day on which the agency received it is not entered: counted from the day it was sent.")
    if start > today:
        found.append(f"The day it is counted from ({start:%d %b %Y}) lies in the future: check it.")
    if decided_on is not None and decided_on < start:
        found.append(f"The decision ({decided_on:%d %b %Y}) is before what it decides ({start:%d %b %Y}): check.")
    if six_years is not None and (six_years - today).days < _WARNED:
        verb = "ended" if six_years < today else "end"
        found.append(
            f"Six years to sue {verb} on {six_years:%d %b %Y} if they are counted from the day the agency was late, "
            "and not from its decision: ask the attorney."
        )
    return found
