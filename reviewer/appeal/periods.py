"""The periods for an appeal as dated data: which rule fits a determination, or that none is known."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast, get_args

from reviewer.model.resources import resource

Matter = Literal["denial", "fees", "search", "expedition"]
"""What is appealed: a denial in whole or part, a fee decision, the search, a refusal to expedite."""

Count = Literal["calendar", "working"]
Start = Literal["letter", "mailing", "receipt"]
Act = Literal["sent", "received"]


@dataclass(frozen=True, slots=True)
class Period:
    """One rule: whom it binds, for requests of which dates, how many days, from when, what must be done by then.

    `closes_at` is the hour at which the last day ends, empty where the rule names none; `rolls` if the rule itself
    moves a last day on a day off to the next working day. `quote` is the sentence of `source` that says so, `read_on`
    the day on which it was read there; `dates_from` tells where the effective dates come from. `secondhand`: the
    sentence was read only where others state the rule, and must be verified in its source.
    """

    id: str
    regime: str
    agencies: tuple[str, ...]
    not_components: tuple[str, ...]
    matters: tuple[Matter, ...]
    requested_from: date
    requested_to: date | None
    dates_from: str
    days: int
    count: Count
    starts: Start
    act: Act
    closes_at: str
    rolls: bool
    addressee: str
    source: str
    edition: str
    read_on: date
    quote: str
    secondhand: bool = False

    @property
    def read(self) -> str:
        """Of what edition it was read, and when; that its dates or its sentence are to be verified, where they are."""
        said = f"{self.edition}; read on {self.read_on:%d %b %Y}"
        if self.dates_from != "source":
            said += f"; since when it holds: {self.dates_from}, not read"
        return f"Not read in its source, verify before use: {said}" if self.secondhand else said


@dataclass(frozen=True, slots=True)
class Unread:
    """A rule that is known to exist and was not read: it computes nothing."""

    agencies: tuple[str, ...]
    source: str
    why: str


@cache
def periods(path: Path | None = None) -> tuple[tuple[Period, ...], tuple[Unread, ...]]:
    """All shipped rules and those unread, or those of a file of the user's.

    ValueError names a file that is no such table, or a rule in it that lacks its dates, source or quoted sentence.
    """
    place = path if path is not None else resource("appeal", "periods.json")
    try:
        data = json.loads(place.read_text(encoding="utf-8"))
        rules = tuple(_period(row) for row in data["rules"])
        unread = tuple(Unread(tuple(row["agencies"]), row["source"], row["why"]) for row in data.get("unread", ()))
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{place} is no table of appeal periods: {error}") from error
    return rules, unread


def find_period(
    regime: str, agency: str, component: str, requested_on: date, matter: Matter, rules: Sequence[Period]
) -> Period | None:
    """The rule for this agency and matter that was in force for a request of that date; the component's own first."""
    fitting = [
        (_named(rule.agencies, component) * 2 or _named(rule.agencies, f"{agency} {component}"), rule)
        for rule in rules
        if rule.regime == regime and matter in rule.matters and _in_force(rule, requested_on)
        if not _named(rule.not_components, component)
    ]
    named = [(length, rule) for length, rule in fitting if length]
    return max(named, key=lambda found: found[0])[1] if named else None


def find_unread(agency: str, component: str, unread: Sequence[Unread]) -> Unread | None:
    """The rule of this agency that is known to exist and was not read."""
    return next((rule for rule in unread if _named(rule.agencies, f"{agency} {component}")), None)


def _in_force(rule: Period, requested_on: date) -> bool:
    return rule.requested_from <= requested_on and (rule.requested_to is None or requested_on <= rule.requested_to)


def _named(names: Sequence[str], text: str) -> int:
    """Length of the longest of `names` that stands in `text` as whole words, 0 if none does."""
    words = f" {_plain(text)} "
    return max((len(name) for name in names if f" {_plain(name)} " in words), default=0)


def _plain(text: str) -> str:
    kept = "".join(c if c.isalnum() else "" if c == "." else " " for c in text.casefold())
    return " ".join(kept.split())


def _period(row: dict[str, Any]) -> Period:
    if not (row["requested_from"] and row["quote"].strip() and row["source"].strip() and row["read_on"]):
        raise ValueError(f"the rule {row['id']} lacks its dates, its source or its sentence")
    for key, kinds in (("count", Count), ("starts", Start), ("act", Act)):
        if row[key] not in get_args(kinds):
            raise ValueError(f"the rule {row['id']} says {key}: {row[key]}")
    until = row["requested_to"]
    return Period(
        id=row["id"],
        regime=row["regime"],
        agencies=tuple(row["agencies"]),
        not_components=tuple(row["not_components"]),
        matters=cast(tuple[Matter, ...], tuple(row["matters"])),
        requested_from=date.fromisoformat(row["requested_from"]),
        requested_to=date.fromisoformat(until) if until else None,
        dates_from=row["dates_from"],
        days=int(row["days"]),
        count=row["count"],
        starts=row["starts"],
        act=row["act"],
        closes_at=row["closes_at"],
        rolls=bool(row["rolls"]),
        addressee=row["addressee"],
        source=row["source"],
        edition=row["edition"],
        read_on=date.fromisoformat(row["read_on"]),
        quote=row["quote"],
        secondhand=bool(row.get("secondhand")),
    )
