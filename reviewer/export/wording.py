"""The phrases of the withholding log: record, description, place, extent and marking in the words of the field."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from reviewer.model.page import Kind, Marking

NO_REASON = "None stated for this item"
_TYPES = {"e-mail": "E-mail", "deleted-page-sheet": "Deleted-page sheet", "other": "Record", "": "Record"}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")  # never the system's
_LONG_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_CONTEXT_WORDS = 6
_CONTEXT_CHARACTERS = 60
_MARKING = {
    "at": "at the deletion",
    "shared": "in a stack that serves several deletions of the page",
    "head": "only at the head of the page or document",
    "cut": "cut off or illegible",
}


def date_words(iso: str | None) -> str:
    """`15 Jun 2018, 2:22 PM` for an ISO date or time as printed; text that is no date stays as it is."""
    if not iso:
        return ""
    try:
        if "T" not in iso:
            return _day_words(date.fromisoformat(iso))
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    hour = moment.hour % 12 or 12
    return f"{_day_words(moment)}, {hour}:{moment:%M} {'AM' if moment.hour < 12 else 'PM'}"


def utc_words(iso: str) -> str:
    """`15 Jun 2018, 2:22 PM UTC` for a time that the project keeps; nothing for none."""
    return f"{date_words(iso)} UTC" if iso else ""


def minute(iso: str) -> str:
    """`2018-06-15 14:22` for a stored time, as tables sort it."""
    return iso[:16].replace("T", " ")


def _day_words(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def letter_date(iso: str | None) -> str:
    """`June 15, 2018`, as letters write it; text that is no date stays as it is."""
    try:
        day = date.fromisoformat(iso[:10]) if iso else None
    except ValueError:
        return iso or ""
    return f"{_LONG_MONTHS[day.month - 1]} {day.day}, {day.year}" if day else ""


def record_words(kind: str, iso: str | None) -> str:
    """The record by type and date: `E-mail, 15 Jun 2018, 2:22 PM`."""
    name = _TYPES.get(kind, kind[:1].upper() + kind[1:])
    return ", ".join(part for part in (name, date_words(iso)) if part)


def description_words(sender: str | None, to: Sequence[str], subject: str | None) -> str:
    """The record as released, with its holes: `Doyle to [redacted (b)(6)]; “Follow up”`."""
    people = sender or ""
    if to:
        shown = ", ".join(to[:3]) + (f" and {len(to) - 3} more" if len(to) > 3 else "")
        people = f"{people} to {shown}".strip()
    return "; ".join(part for part in (people, f"“{subject}”" if subject else "") if part)


def _kept(words: list[str]) -> list[str]:
    """The first words that are not too many and not too long together, at least one."""
    kept: list[str] = []
    for word in words[:_CONTEXT_WORDS]:
        if kept and len(" ".join([*kept, word])) > _CONTEXT_CHARACTERS:
            break
        kept.append(word[:_CONTEXT_CHARACTERS])
    return kept


def _end(text: str) -> str:
    words = text.split()
    kept = _kept(words[::-1])[::-1]
    return f"… {' '.join(kept)}" if kept != words else " ".join(kept)


def _start(text: str) -> str:
    words = text.split()
    kept = _kept(words)
    return f"{' '.join(kept)} …" if kept != words else " ".join(kept)


def where_words(kind: Kind, before: str, after: str, *, first: bool = False) -> str:
    """Between which released words of the page the deletion stands (`before` and `after` as they run on the page).

    A side is empty at the end of the page, and also where another deletion is next to it; `first` tells that no word
    of the page comes before.
    """
    if kind == "page":
        return "whole body of the page"
    left, right = _end(before), _start(after)
    if left and right:
        return f"between “{left}” and “{right}”"
    if right:
        return f"{'at the head of the page, ' if first else ''}before “{right}”"
    if left:
        return f"after “{left}”"
    return "no released words beside it"


def _words_range(words: int) -> str:
    """An estimate as a range of about ±15 %: type size and word length vary that much within a line."""
    if words <= 3:
        return f"est. {words} word{'s' if words != 1 else ''}"
    step = 1 if words < 20 else 5
    low, high = round(words * 0.87 / step) * step, round(words * 1.15 / step) * step
    return f"est. {low}–{max(high, low + step)} words"


def extent_words(kind: Kind, lines: int, words: int) -> str:
    """How much is hidden, as an estimate: `about 4 lines (est. 45–60 words)`."""
    if kind == "page":
        return "whole page" + (f" ({_words_range(words)})" if words else "")
    if lines <= 1:
        return f"within one line ({_words_range(words)})" if words else "within one line (words not estimated)"
    return f"about {lines} lines" + (f" ({_words_range(words)})" if words else " (words not estimated)")


def _whole(code_text: str) -> bool:
    """Whether every bracket of a printed code has its partner; OCR that lost one did not read what is printed."""
    depth = 0
    for char in code_text:
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(char, 0)
        if depth < 0:
            return False
    return depth == 0


def marking_words(
    marking: Marking,
    code_text: str,
    markers: Sequence[str] = (),
    codes: Sequence[str] = (),
    on_page: Sequence[str] = (),
) -> str:
    """The claim as printed and where it stands; with none found, what the page says instead.

    A text that is visibly misread is not quoted: the normalised `codes` stand for it, and are said to be as read. Of a
    deletion that a stack or the page's head serves, the codes that stand `on_page` are named: one of them is its claim.
    """
    if marking == "none":
        found = "none found on page"
    else:
        quoted = f"“{code_text}”" if code_text and (marking == "cut" or _whole(code_text)) else ""
        claim = quoted or (f"{', '.join(codes)} (as read)" if codes else "")
        found = ", ".join(part for part in (claim, _MARKING[marking]) if part)
        if on_page and not claim and marking in ("shared", "head"):
            found += f"; codes read on the page: {', '.join(on_page)}"
    return found + (f"; on the page: {', '.join(markers)}" if markers else "")
