"""The last pages of a copy: what it is, from which sources it was made, and which pages were flattened and why."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.lib.utils import simpleSplit

from reviewer.export.cells import one_line
from reviewer.export.columns import WORK_PRODUCT
from reviewer.export.pages.choose import CopyPlan
from reviewer.export.pages.report import CopyReport
from reviewer.export.paper.leaves import Leaf
from reviewer.export.wording import date_words
from reviewer.model.geometry import Rect

_WIDE, _HIGH, _MARGIN = 612.0, 792.0, 54.0
_SIZE, _LEADING = 9.0, 12.5
_HEAD = 13.0


def notice_leaves(plan: CopyPlan, report: CopyReport, made: str, *, annotated: bool, internal: bool) -> Iterator[Leaf]:
    """The notice, on as many pages as it takes."""
    lines = [line for text in _said(plan, report, made, annotated, internal) for line in _wrapped(text)]
    room = int((_HIGH - 2 * _MARGIN - 24) // _LEADING)
    for start in range(0, len(lines), room):
        title = "About this copy" + (" (continued)" if start else "")
        shown = [(_MARGIN, _MARGIN + 10, _HEAD, title)]
        words = []
        for place, line in enumerate(lines[start : start + room]):
            baseline = _MARGIN + 34 + place * _LEADING
            shown.append((_MARGIN, baseline, _SIZE, line))
            if line and not line.isascii():  # what the standard type cannot show is there to be searched and copied
                words.append((Rect(_MARGIN, baseline - 7, _WIDE - _MARGIN, baseline + 2), line))
        yield Leaf(_WIDE, _HIGH, None, words, lines=tuple(shown))


def _said(plan: CopyPlan, report: CopyReport, made: str, annotated: bool, internal: bool) -> Iterator[str]:
    if internal:
        yield f"{WORK_PRODUCT}: notes and checks are among the annotations."
    added = "The text layer, the bookmarks and the annotations" if annotated else "The text layer and the bookmarks"
    pages = f"{report.pages:,} page{'s' if report.pages != 1 else ''}"
    yield (
        f"{pages} as released, copied {date_words(made)}. {added} were added by requester; every page is a "
        "picture of the page as its source shows it, and holds nothing of the source beside that."
    )
    if str(plan.filters):  # by which tags, positions and searches they were chosen is the requester's own business
        yield f"Only {plan.filters}." if internal else "Other pages of these sources are not in this copy."
    yield ""
    yield "Sources"
    for row in plan.files:
        yield f"{row.name}: SHA-256 {row.sha256}"
    if report.flattened:
        yield ""
        yield "Pages that were flattened because their source carries more than is seen"
        for cite, why in report.flattened:
            yield f"{cite}: {', '.join(why)}"
    if report.left_out:
        yield ""
        yield "Pages without a picture, because their source is missing, changed or cannot be read"
        yield from report.left_out


def _wrapped(text: str) -> list[str]:
    return simpleSplit(one_line(text), "Helvetica", _SIZE, _WIDE - 2 * _MARGIN) or [""]
