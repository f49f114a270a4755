"""Says conflicts in words that a reviewer knows: what differs, what each copy says, who said it and when."""

from __future__ import annotations

from typing import Final

from reviewer.services.merging.plan import Conflict, Opinion
from reviewer.ui.history.words import day_and_clock

_FACTS: Final = {
    "row": "whether it is there",
    "box": "is it a redaction?",
    "code": "exemption code",
    "seen": "page seen",
    "pages": "where documents begin",
    "place": "where it is",
    "state": "letter accepted",
    "verdict": "what was decided",
    "ordinal": "order",
    "parent": "tag above it",
    "printed on": "date printed",
    "received on": "date received",
    "requested on": "date of the request",
    "cite series": "series for pin cites",
    "copies": "copies to",
}
_VALUES: Final = {
    ("row", "deleted"): "Deleted",
    ("row", "changed"): "Kept, and changed",
    ("row", "in use"): "Kept, and in use",
    ("box", "right"): "The box is right",
    ("box", "drawn"): "Drawn by hand",
    ("box", "unchecked"): "Not checked",
    ("box", "not a redaction"): "Not a redaction",
    ("code", "unchecked"): "Not checked",
    ("code", "no code"): "No code",
    ("seen", "seen"): "Seen",
    ("seen", "not seen"): "Not seen",
}


def fact_words(conflict: Conflict) -> str:
    """What the copies say differently, as `exemption code`."""
    if conflict.fact not in _FACTS and conflict.ours.value == "deleted" and conflict.theirs.value == "changed":
        return f"its {conflict.fact} is deleted here"
    if conflict.table == "setting":
        return "which text counts"
    return _FACTS.get(conflict.fact, conflict.fact)


def value_words(conflict: Conflict, opinion: Opinion) -> str:
    """What one copy says, as `(b)(6), (b)(7)(C)` or `The box is right`."""
    value = opinion.value
    known = _VALUES.get((conflict.fact, value))
    if known is None and conflict.fact == "box" and value.startswith("corrected"):
        return f"The box was moved or resized{value.removeprefix('corrected')}"
    if known is None and value in ("deleted", "changed"):
        return _VALUES[("row", value)]
    return known if known is not None else "Empty" if value == "nothing" else value


def who_words(opinion: Opinion) -> str:
    """By whom and when, in the time of this computer: `B. Jones, 2026-11-23 14:22`; empty: nobody is known."""
    try:
        at = day_and_clock(opinion.at)[:16]
    except ValueError:
        at = ""  # the other copy is anybody's: what is no time is no time
    return ", ".join(part for part in (one_line(opinion.reviewer), at) if part)


def one_line(text: str, longest: int = 120) -> str:
    """A text for one line of a table."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
