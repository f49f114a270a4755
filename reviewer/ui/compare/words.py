"""How differences between copies are called, and what each of them means for a contest."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from reviewer.model.comparing import RELEASED, Difference
from reviewer.storage.rows.copies import CopyRow, CopySide

CHOICES: Final[tuple[tuple[str, tuple[Difference, ...]], ...]] = (
    ("visible", ("inconsistent", "newly withheld", "undated", "other producer", "superseded")),
    ("grounds", ("inconsistent", "newly withheld")),
    ("recoded", ("recoded",)),
    ("untold", ("text differs",)),
    ("hidden", ("hidden too",)),
)
"""What the list can be narrowed to."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Compare", text)


def choice_words(choice: str) -> str:
    """What a choice is called."""
    return {
        "visible": _tr("Visible in another copy"),
        "grounds": _tr("Same or earlier release"),
        "recoded": _tr("Other codes claimed"),
        "untold": _tr("Cannot be told"),
        "hidden": _tr("Hidden in both"),
    }[choice]


def kind_words(kind: Difference) -> str:
    """A difference in two or three words."""
    return {
        "inconsistent": _tr("Inconsistent"),
        "newly withheld": _tr("Newly withheld"),
        "superseded": _tr("Released later"),
        "other producer": _tr("Other agency"),
        "undated": _tr("Visible, undated"),
        "recoded": _tr("Other codes"),
        "hidden too": _tr("Hidden in both"),
        "text differs": _tr("Cannot be told"),
    }[kind]


def meaning(row: CopyRow) -> str:
    """What a difference means, in one sentence."""
    said = {
        "inconsistent": _tr("The same release shows elsewhere what is hidden here."),
        "newly withheld": _tr("An earlier release showed what this later one hides."),
        "superseded": _tr("Hidden here, released later: resolved, no ground."),
        "other producer": _tr("Another agency's release shows it: what one agency releases does not bind another."),
        "undated": _tr("Another release shows it; enter the dates of both under Requests to see which came first."),
        "recoded": _tr("Hidden in both copies, under other codes."),
        "hidden too": _tr("Hidden in both copies."),
        "text differs": _tr("What stands there cannot be told to be the words hidden here: look for yourself."),
    }[row.kind]
    return " ".join([said, *_remarks(row)])


def _remarks(row: CopyRow) -> list[str]:
    found = []
    if row.kind in RELEASED and row.together > 1:
        found.append(_tr("{0} deletions stand here for these words together.").format(row.together))
    if row.kind in RELEASED and row.partly:
        found.append(_tr("A part is hidden there too."))
    if row.personal:
        found.append(_tr("This looks like a number or address of a person, perhaps released by accident: with care."))
    for legend in row.there.legends:
        found.append(_tr("The page bears “{0}”.").format(legend.upper()))
    return found


def shown_words(row: CopyRow) -> str:
    """What stands in the place in the other copy, in one line."""
    if row.words:
        return row.words
    if row.there.codes:
        return _tr("[hidden, {0}]").format(", ".join(row.there.codes))
    return _tr("[hidden]") if row.kind in ("hidden too", "recoded") else _tr("[nothing read there]")


def side_words(side: CopySide, cite: str) -> str:
    """Where a side stands: pin cite, release, its date."""
    day = date_words(side.released_on)
    return " · ".join(part for part in (cite, side.release_name, day) if part)


def date_words(day: date | None) -> str:
    """A date, or that there is none."""
    return f"{day.day} {day:%b %Y}" if day is not None else _tr("no date entered")
