"""Dates, spans and counts of the timeline in words."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from reviewer.ui.timeline.scale import Bin, Gap, Step, day_of

_ADDRESS = re.compile(r"\s*[<\[(][^<>\[\]()]*@[^<>\[\]()]*[>\])]?")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Timeline", text)


def day_words(julian: int) -> str:
    """`15 Jun 2018`, months in the language of the system."""
    day = day_of(julian)
    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMM yyyy")


def bin_words(each: Bin) -> str:
    """The days of a step: `15 Jun 2018`, or `11 Jun 2018 – 17 Jun 2018`."""
    first, last = day_words(each.first), day_words(each.last)
    return first if first == last else f"{first} – {last}"


def tick_words(each: Bin, step: Step, before: Bin | None) -> str:
    """What stands below a step: no more than what changed since the date before."""
    day = day_of(each.first)
    new_year = before is None or day_of(before.first).year != day.year
    if step == "year":
        return str(day.year)
    form = "MMM" if step in ("month", "quarter") else "d MMM"
    return QLocale().toString(QDate(day.year, day.month, day.day), f"{form} yyyy" if new_year else form)


def gap_words(gap: Gap) -> str:
    """How long nothing is dated; years where days would have to be worked out."""
    if gap.days < 2 * 365:
        return _tr("{0} days without a document").format(f"{gap.days:,}")
    return _tr("about {0} years without a document").format(f"{gap.days / 365.25:.0f}")


def count_words(count: int) -> str:
    """`1 document`, `34 documents`."""
    return _tr("1 document") if count == 1 else _tr("{0} documents").format(f"{count:,}")


def short_name(printed: str) -> str:
    """A person without the address behind the name; the address where there is no name."""
    return _ADDRESS.sub("", printed).strip() or printed
