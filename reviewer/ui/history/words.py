"""Says times and deeds in words."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any


def clock(at: str, today: date | None = None) -> str:
    """A time of the project (UTC) as the clock on the wall says it: `14:22:05`; with its day where that is over."""
    if not at:
        return ""
    here = today or datetime.now().astimezone().date()
    return _local(at).strftime("%H:%M:%S") if _local(at).date() == here else day_and_clock(at)


def day_and_clock(at: str) -> str:
    """Day and time as the clock on the wall says them: `2018-06-15 14:22:05`."""
    return _local(at).strftime("%Y-%m-%d %H:%M:%S") if at else ""


def row_changes(before: list[list[Any]], after: list[list[Any]]) -> list[str]:
    """The rows that a deed touched, a line each: which row, and each value before and after."""
    lines = []
    for (table, key, old), (_table, _key, new) in zip(before, after, strict=True):
        what = f"{str(table).replace('_', ' ')} {' / '.join(map(str, key))}"
        if old is None:
            lines.append(f"added {what}: {_values(new)}")
        elif new is None:
            lines.append(f"removed {what}: {_values(old)}")
        else:
            parts = [f"{name}: {_short(old.get(name))} → {_short(new.get(name))}" for name in new]
            lines.append(f"changed {what}: {'; '.join(parts)}")
    return lines


def _values(row: dict[str, Any] | None) -> str:
    return "; ".join(f"{name}: {_short(value)}" for name, value in (row or {}).items() if value not in (None, "", "[]"))


def _short(value: object) -> str:
    text = "nothing" if value in (None, "") else str(value)
    return text if len(text) <= 160 else f"{text[:159]}…"


def _local(at: str) -> datetime:
    return datetime.fromisoformat(at.replace("Z", "+00:00")).astimezone()
