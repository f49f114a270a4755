"""How seeds differ: other habits, other scanners, other margins and type sizes for the records of the same plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from numpy.random import Generator

from reviewer.sample.habits import HABITS, Habit

_SCANNED = ("office", "bilevel", "archive", "fax")
_FRAMED = ("form", "slide")  # no room for codes beside the type
_LOOKS = ("outlook", "plain", "cable")
_CHANGE = 0.6  # of the records get another habit


def varied(line: Mapping[str, Any], seed: int, rng: Generator) -> dict[str, Any]:
    """A line of the plan as this seed has it; seed 1 is the plan as written."""
    result = dict(line)
    if seed == 1:
        return result
    if line["style"] != "vector":
        result["style"] = str(rng.choice(_SCANNED))
    if line["kind"] == "mail":
        result["look"] = str(rng.choice(_LOOKS))
        result["scale"] = float(rng.uniform(0.92, 1.12))
        result["shift"] = float(rng.uniform(-2, 14))
    if rng.random() < _CHANGE or not _fits(HABITS[line["habit"]], result):
        result["habit"] = str(rng.choice([name for name, habit in HABITS.items() if _fits(habit, result)]))
    result["colored"] = HABITS[result["habit"]].kind == "color" or bool(line.get("colored"))
    return result


def _fits(habit: Habit, line: Mapping[str, Any]) -> bool:
    """Whether a habit makes sense for a record: colour needs a colour scan, white-out needs paper that is not white."""
    style = line["style"]
    if "whole" in line and (habit.kind == "white" or habit.place != "inside"):
        return False
    if habit.kind in ("gray", "color") and style not in ("office", "archive", "vector"):
        return False
    if habit.kind == "white" and style != "archive":
        return False
    if style == "vector" and not habit.after_scan:
        return False
    if "failed" in line and habit.kind == "white":
        return False
    if habit.place == "head":
        return bool(line.get("head"))
    return habit.place == "inside" if line["kind"] in _FRAMED else True
