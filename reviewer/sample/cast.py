"""Who and what a sample release is about: people, bodies, dates and numbers, turned by the seed."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any
from zlib import crc32

from reviewer.model.resources import resource

_CHOICE = re.compile(r"<([^<>|]*(?:\|[^<>|]*)+)>")
_FIRST_DAY = datetime(2018, 6, 15)  # noqa: DTZ001  a printed local date has no zone


@lru_cache(maxsize=8)
def texts(name: str) -> Any:
    """The content of one of the text files of the sample release."""
    return json.loads(resource("sample", f"{name}.json").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Person:
    """Someone in the correspondence; `tag` says as what kind of name an agency may withhold it."""

    role: str
    name: str
    title: str
    domain: str
    body: str
    tag: str

    @property
    def listed(self) -> str:
        """As mail programs print it: `Doyle, Marian`."""
        first, last = self.name.split(" ", 1)
        return f"{last}, {first}"

    @property
    def address(self) -> str:
        """The mail address."""
        return f"{self.name.lower().replace(' ', '.')}@{self.domain}"


@dataclass(frozen=True, slots=True)
class Cast:
    """The fixed facts of one release; `values` fills the texts."""

    seed: int
    people: Mapping[str, Person]
    values: Mapping[str, str]
    first_day: datetime

    def fill(self, text: str) -> str:
        """The text with its names and, for every `<a|b>`, the choice of this seed; the same wherever it is printed."""

        def chosen(match: re.Match[str]) -> str:
            options = match[1].split("|")
            return options[(crc32(match[1].encode()) + self.seed) % len(options)]

        return _CHOICE.sub(chosen, text).format_map(self.values)

    def moment(self, day: int, time: str) -> datetime:
        """Date and time of a message `day` days after the first one, moved on from a week-end."""
        date = self.first_day + timedelta(days=day)
        date += timedelta(days={5: 2, 6: 1}.get(date.weekday(), 0))
        hours, minutes = (int(part) for part in time.split(":"))
        return date + timedelta(hours=hours, minutes=minutes)


def make_cast(seed: int) -> Cast:
    """The cast of a seed; seed 1 takes the first of every list."""
    data = texts("cast")

    def turned(options: list[Any], step: int) -> Any:
        return options[(seed - 1) * step % len(options)]

    vendor, agency = turned(data["vendors"], 1), turned(data["agencies"], 2)
    bodies = {"vendor": vendor, "agency": agency, "partner": {"name": "Cobalt Ridge", "domain": "cobaltridge.example"}}
    names = {role: turned(options, 1 + number % 2) for number, (role, options) in enumerate(data["people"].items())}
    people = {
        role: Person(
            role,
            names[role],
            data["titles"][role].format(product=vendor["product"]),
            bodies[side]["domain"],
            bodies[side]["name"],
            data["tags"].get(role, ""),
        )
        for role, side in data["sides"].items()
    }
    first_day = _FIRST_DAY + timedelta(days=7 * ((seed - 1) % 10))
    letter_day = first_day + timedelta(days=136)
    values = {
        "vendor": vendor["name"],
        "vendor_short": vendor["short"],
        "product": vendor["product"],
        "agency": agency["name"],
        "agency_short": agency["short"],
        "agency_domain": agency["domain"],
        "city": agency["city"],
        "prefix": agency["prefix"],
        "request_number": f"2018-{agency['code']}-{59138 + 137 * (seed - 1):05d}",
        "letter_date": long_date(letter_day),
        "received_date": long_date(letter_day - timedelta(days=52)),
        "request_date": long_date(letter_day - timedelta(days=56)),
        "memo_date": long_date(first_day + timedelta(days=68)),
        "fax_date": long_date(first_day + timedelta(days=46)),
        "requester_title": "Ms.",
        "letter_iso": letter_day.date().isoformat(),
    }
    for role, name in names.items():
        first, last = name.split(" ", 1)
        values |= {role: name, f"{role}_first": first, f"{role}_last": last}
    return Cast(seed, people, values, first_day)


def long_date(moment: datetime) -> str:
    """A date as letters print it: `October 29, 2018`."""
    return f"{moment:%B} {moment.day}, {moment.year}"
