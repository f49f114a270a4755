"""The grounds to contest as dated data: condition, authority, usual rebuttal, argument; verified or marked as not."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from reviewer.appeal.fields import check_fields
from reviewer.model.errors import ExportError
from reviewer.model.resources import resource

ARGUMENT_FIELDS = (
    "agency",
    "determination_date",
    "exemptions",
    "index_quote",
    "items",
    "letter_quote",
    "records",
    "request_date",
    "request_number",
)
"""What an argument may ask of the record: names of fields, all text."""

UNREAD = "[K]"
"""The mark of an authority that was not read in its source: professional knowledge, to be verified before use."""

SECONDHAND = "[S]"
"""The mark of an authority that was read only where others state it: to be verified in its source before use."""


@dataclass(frozen=True, slots=True)
class Authority:
    """A statute, rule or decision: how it is cited, what was read of it and when.

    `read_on` None: not read; `secondhand`: read only where others state it.
    """

    cite: str
    source: str
    read_on: date | None
    secondhand: bool = False

    @property
    def verified_on(self) -> date | None:
        """The day on which it was read in its source; None if nobody did."""
        return None if self.secondhand else self.read_on

    @property
    def mark(self) -> str:
        """`[K]` for what nobody read, `[S]` for what was read only where others state it, else nothing."""
        if self.read_on is None:
            return UNREAD
        return SECONDHAND if self.secondhand else ""


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground: when it may be suggested, on what it rests, what is usually said against it, and its argument.

    `served` is its short name in a log, `argument` a text with `{{ fields }}` (ARGUMENT_FIELDS), `relief` what it asks
    for. `issues` are the kinds of issue it is for; none: for redactions and deleted pages.
    """

    id: str
    title: str
    served: str
    condition: str
    authorities: tuple[Authority, ...]
    rebuttal: str
    argument: str
    relief: str
    issues: tuple[str, ...] = ()


@cache
def grounds(path: Path | None = None) -> tuple[Ground, ...]:
    """All shipped grounds, or those of a file of the user's, in the order of the file.

    ValueError names a file that is no such table, or a ground without condition, authority or source.
    """
    place = path if path is not None else resource("appeal", "grounds.json")
    try:
        data = json.loads(place.read_text(encoding="utf-8"))
        return tuple(_ground(row) for row in data["grounds"])
    except (KeyError, TypeError, ValueError, ExportError) as error:
        raise ValueError(f"{place} is no table of grounds: {error}") from error


def ground(name: str) -> Ground | None:
    """One shipped ground by its id."""
    return next((found for found in grounds() if found.id == name), None)


def _ground(row: dict[str, Any]) -> Ground:
    if not (row["condition"].strip() and row["authorities"] and row["argument"].strip()):
        raise ValueError(f"the ground {row['id']} lacks its condition, its authority or its argument")
    check_fields(row["argument"], ARGUMENT_FIELDS, f"The argument of {row['id']}")
    return Ground(
        id=row["id"],
        title=row["title"],
        served=row["served"],
        condition=row["condition"],
        authorities=tuple(_authority(row["id"], found) for found in row["authorities"]),
        rebuttal=row["rebuttal"],
        argument=row["argument"],
        relief=row["relief"],
        issues=tuple(row.get("issues", ())),
    )


def _authority(owner: str, row: dict[str, Any]) -> Authority:
    if not (row["cite"].strip() and row["source"].strip()):
        raise ValueError(f"an authority of {owner} lacks its cite or its source")
    verified = row["verified_on"]
    day = date.fromisoformat(verified) if verified else None
    return Authority(row["cite"], row["source"], day, bool(row.get("secondhand")))
