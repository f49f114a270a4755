"""Says times and deeds in words."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Final

Naming = Callable[[str, str], str]
_TIME: Final = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)")


def _nameless(_table: str, _key: str) -> str:
    return ""


def clock(at: str, today: date | None = None) -> str:
    """A time of the project (UTC) as the clock on the wall says it: `14:22:05`; with its day where that is over."""
    if not at:
        return ""
    here = today or datetime.now().astimezone().date()
    return _local(at).strftime("%H:%M:%S") if _local(at).date() == here else day_and_clock(at)


def day_and_clock(at: str) -> str:
    """Day and time as the clock on the wall says them: `2018-06-15 14:22:05`."""
    return _local(at).strftime("%Y-%m-%d %H:%M:%S") if at else ""


def row_changes(before: list[list[Any]], after: list[list[Any]], called: Naming = _nameless) -> list[str]:
    """The rows that a deed touched, a line each: which row, and each value before and after.

    `called(table, id)` is what a person calls a row, or nothing; a row without a name keeps its id.
    """
    lines = []
    for (table, key, old), (_table, _key, new) in zip(before, after, strict=True):
        known = called(str(table), str(key[0])) if len(key) == 1 else ""
        what = f"{str(table).replace('_', ' ')} {known or ' / '.join(map(str, key))}"
        if old is None:
            lines.append(f"added {what}: {_values(new, called)}")
        elif new is None:
            lines.append(f"removed {what}: {_values(old, called)}")
        else:
            parts = [
                f"{_field(name)}: {_short(name, old.get(name), called)} → {_short(name, new.get(name), called)}"
                for name in new
            ]
            lines.append(f"changed {what}: {'; '.join(parts)}")
    return lines


def _values(row: dict[str, Any] | None, called: Naming) -> str:
    # A row's own id is told before its values, or its name in the place of it.
    said = ((name, value) for name, value in (row or {}).items() if name != "uuid" and value not in (None, "", "[]"))
    return "; ".join(f"{_field(name)}: {_short(name, value, called)}" for name, value in said)


def _field(name: str) -> str:
    return name.replace("_", " ")


def _short(name: str, value: object, called: Naming) -> str:
    """A value as a person says it: a time of the clock on the wall, the name of what an id stands for."""
    if value in (None, ""):
        return "nothing"
    text = str(value)
    if name.endswith("_at") and _TIME.fullmatch(text):
        return day_and_clock(text)
    text = called(name, text) or text
    return text if len(text) <= 160 else f"{text[:159]}…"


def _local(at: str) -> datetime:
    return datetime.fromisoformat(at.replace("Z", "+00:00")).astimezone()
