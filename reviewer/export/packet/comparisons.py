"""Which comparisons of copies go into a packet: contested items whose words another copy officially shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from reviewer.export.gather import Places
from reviewer.export.packet.case import Case, Item
from reviewer.export.pincite import PinCite
from reviewer.model.geometry import Rect, bounds
from reviewer.model.ids import FileId, PageId, Uuid
from reviewer.model.page import Word
from reviewer.storage import rows as stored
from reviewer.storage.reads import Reads
from reviewer.storage.rows.copies import CopyRow, CopySide
from reviewer.text.copies.personal import is_personal

COMPARING: Final = frozenset({"inconsistent", "newly-withheld"})
"""The grounds that rest on another copy."""

_AROUND: Final = 22.0  # points above and below the place and the words beside it
_TALLEST: Final = 260.0  # points of a strip


@dataclass(frozen=True, slots=True)
class Strip:
    """A part of a released page over its full width: its heights, what is marked on it, what is masked.

    `outlined` is the place itself, `underlined` the words beside it; all in displayed points of the page.
    """

    page: PageId
    file: FileId
    source_page: int
    width: float
    height: float
    top: float
    bottom: float
    cite: PinCite
    release: str
    released_on: date | None
    legends: tuple[str, ...]
    outlined: tuple[Rect, ...]
    underlined: tuple[Rect, ...]
    masked: tuple[Rect, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One sheet, numbered from 1: the items it is about, the copy that hides and the one that shows."""

    number: int
    items: tuple[str, ...]
    hidden: Strip
    shown: Strip
    newly: bool


def comparisons(read: Reads, case: Case) -> tuple[Comparison, ...]:
    """The sheets of a case: for items contested because another copy shows them. Rejected copies are left out."""
    wanted: dict[Uuid, Item] = {}
    for point in case.points:
        if point.challenge is not None and COMPARING.intersection(point.challenge.grounds):
            wanted |= {item.subject: item for item in point.items if item.kind == "redaction"}
    rows = read.copies.released(list(wanted)) if wanted else {}
    best = {subject: row for subject in wanted if (row := _best(rows.get(subject, ()))) is not None}
    maker = _Strips(read)
    return tuple(maker.sheets(wanted, best))


def _best(rows: Sequence[CopyRow]) -> CopyRow | None:
    """The copy to show: of the same or an earlier release, without a legend that waives nothing."""
    fit = (row for row in rows if row.kind in ("inconsistent", "newly withheld"))
    return next((row for row in fit if "no foia waiver" not in row.there.legends), None)


class _Strips:
    """Makes the strips; pages are read once."""

    def __init__(self, read: Reads) -> None:
        self._read, self._places = read, Places(read)
        self._words: dict[PageId, tuple[Word, ...]] = {}

    def sheets(self, items: dict[Uuid, Item], best: dict[Uuid, CopyRow]) -> Iterator[Comparison]:
        """One sheet for each place; deletions that stand for the same words share one."""
        together: dict[tuple[PageId, PageId, tuple[Rect, ...]], list[Uuid]] = {}
        for subject, row in best.items():
            together.setdefault((row.here.page, row.there.page, row.there.boxes), []).append(subject)
        for number, subjects in enumerate(together.values(), start=1):
            rows = [best[subject] for subject in subjects]
            here = tuple(rect for row in rows for rect in row.here.boxes)
            hidden = self._strip(rows[0].here, here, tuple(rect for row in rows for rect in row.anchors[0]))
            shown = self._strip(rows[0].there, rows[0].there.boxes, rows[0].anchors[1])
            if hidden is not None and shown is not None:
                labels = tuple(str(items[subject].row.numbered) for subject in subjects)
                yield Comparison(number, labels, hidden, shown, rows[0].kind == "newly withheld")

    def _strip(self, side: CopySide, place: tuple[Rect, ...], anchors: tuple[Rect, ...]) -> Strip | None:
        page = self._read.pages.one(side.page)
        if page is None or not place:
            return None
        top, bottom = _heights(place, anchors, page.height)
        return Strip(
            page=page.id,
            file=page.file,
            source_page=page.number,
            width=page.width,
            height=page.height,
            top=top,
            bottom=bottom,
            cite=self._places.cite(page),
            release=side.release_name,
            released_on=side.released_on,
            legends=side.legends,
            outlined=tuple(rect for rect in place if rect.y1 > top and rect.y0 < bottom),
            underlined=tuple(rect for rect in anchors if rect.y1 > top and rect.y0 < bottom),
            masked=tuple(self._personal(page, top, bottom)),
        )

    def _personal(self, page: stored.PageRow, top: float, bottom: float) -> Iterator[Rect]:
        """The words of a strip that look like a number or address of a person, line by line."""
        if page.id not in self._words:
            self._words[page.id] = self._read.pages.content(page.id).text.words
        lines: dict[int, list[Word]] = {}
        for word in self._words[page.id]:
            if word.rect.y1 > top and word.rect.y0 < bottom:
                lines.setdefault(word.line, []).append(word)
        for words in lines.values():
            yield from (rect for rect in personal_boxes(words))


def personal_boxes(words: Sequence[Word]) -> Iterator[Rect]:
    """The boxes of the shortest runs of up to four words of a line that look like something personal."""
    start = 0
    while start < len(words):
        run = next((n for n in range(1, 5) if is_personal(" ".join(word.text for word in words[start : start + n]))), 0)
        if run and not is_personal(" ".join(word.text for word in words[start + 1 : start + run])):
            yield bounds(word.rect for word in words[start : start + run])
            start += run
        else:
            start += 1


def _heights(place: Sequence[Rect], anchors: Sequence[Rect], height: float) -> tuple[float, float]:
    """From where to where a strip goes: place and words beside it, less of the latter where that is too tall."""
    near = bounds([*place, *anchors])
    if near.y1 - near.y0 > _TALLEST:
        near = bounds(place)
    top, bottom = max(0.0, near.y0 - _AROUND), min(height, near.y1 + _AROUND)
    return top, min(bottom, top + _TALLEST + 2 * _AROUND)
