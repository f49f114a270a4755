"""Draws exhibit pages after the model: the released page reduced, our head, foot, outlines and numbers around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from reviewer.export.packet.exhibits import Exhibit, ExhibitPage, Mark, Source
from reviewer.export.pages.layer import holes_of, words_of
from reviewer.export.paper.outside_check import Hole
from reviewer.export.paper.sheets import Point, Sheets, around
from reviewer.model.geometry import Rect, bounds
from reviewer.model.ids import FileId
from reviewer.storage.rows import PageContent

REDUCED: Final = 0.88
"""The released page on Letter paper, so that nothing of ours touches the agency's ink."""

OUTLINE: Final = 1.0
OUTSIDE: Final = 3.0
_LEADER: Final = 0.5
_HEAD, _FOOT = 30.0, 26.0  # points from the paper's edge to the lines of text
_EDGE = 20.0
_TOP = 44.0  # where the reduced page begins
_LABEL = 8.0
_SHORT, _LONG = 612.0, 792.0
ADDED: Final = "Outlines, numbers and brackets added by requester; page otherwise as released; flattened from source"


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands around every page: which appeal, the draft line (may be empty), and lines of the manifest."""

    appeal: str
    draft: str
    lines: Mapping[FileId, int]


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the reduced page lies on its paper, and by how much it is scaled."""

    paper: tuple[float, float]
    page: Rect
    scale: float

    def place(self, rect: Rect) -> Rect:
        """A rect of the released page as it lies on the paper."""
        return Rect(
            self.page.x0 + rect.x0 * self.scale,
            self.page.y0 + rect.y0 * self.scale,
            self.page.x0 + rect.x1 * self.scale,
            self.page.y0 + rect.y1 * self.scale,
        )


def frame_of(width: float, height: float) -> Frame:
    """Letter paper, turned for a page that is wider than high; the page at 88 % of the paper at most."""
    paper = (_LONG, _SHORT) if width > height else (_SHORT, _LONG)
    scale = REDUCED * min(paper[0] / width, paper[1] / height)
    wide, high = width * scale, height * scale
    left = (paper[0] - wide) / 2
    return Frame(paper, Rect(left, _TOP, left + wide, _TOP + high), scale)


def draw_page(
    sheets: Sheets,
    exhibit: Exhibit,
    page: ExhibitPage,
    source: Source,
    picture: bytes,
    content: PageContent,
    furniture: Furniture,
) -> list[Hole]:
    """Add one page and return its holes: the places in which no text may be found afterwards.

    Without a picture the page says so, and that nothing of it is shown.
    """
    frame = frame_of(page.width, page.height)
    name = f"Exhibit {exhibit.letter}, p. {page.number} of {len(exhibit.pages)}"
    sheets.page(*frame.paper, bookmark=name)
    if not picture:
        _say_missing(sheets, frame, source)
    else:
        sheets.picture(frame.page, picture)
        sheets.frame(frame.page, 0.3, 0.5)
        _text_layer(sheets, frame, content)
        _marks(sheets, frame, page.marks, content)
        _brackets(sheets, frame, page.brackets)
    _furnish(sheets, frame, name, page, source, furniture)
    return _holes(sheets.pages - 1, frame, content) if picture else []


def _furnish(sheets: Sheets, frame: Frame, name: str, page: ExhibitPage, source: Source, furniture: Furniture) -> None:
    wide, high = frame.paper
    room = wide - 2 * _EDGE
    head = " · ".join(
        filter(None, (name, furniture.appeal, page.cite.identifier, f"{page.cite.file} p. {page.cite.page}"))
    )
    if furniture.draft:
        sheets.text(_EDGE, _HEAD - 10, furniture.draft, 7.5, bold=True, room=room)
    sheets.text(_EDGE, _HEAD, head, 8, bold=True, room=room)
    line = furniture.lines.get(source.file)
    listed = f" (manifest line {line})" if line else ""
    sheets.text(_EDGE, high - _FOOT, ADDED, 6.5, room=room)
    sheets.text(_EDGE, high - _FOOT + 8, f"SHA-256 {source.sha256}{listed}", 6.5, room=room)


def _say_missing(sheets: Sheets, frame: Frame, source: Source) -> None:
    sheets.frame(frame.page, 0.5)
    x, y = frame.page.center
    sheets.text(
        x, y - 8, "No picture of this page: the source file is missing, changed or cannot be read.", 10, align="centre"
    )
    sheets.text(x, y + 8, source.name, 9, align="centre", room=frame.page.width)


def _text_layer(sheets: Sheets, frame: Frame, content: PageContent) -> None:
    """Our own words of the page, invisible, with `[redacted …]` in its holes."""
    for rect, text in words_of(content):
        sheets.hidden(frame.place(rect), text)


def _holes(page: int, frame: Frame, content: PageContent) -> list[Hole]:
    return [Hole(page, frame.place(hole.rect), hole.allowed) for hole in holes_of(content, page)]


def _marks(sheets: Sheets, frame: Frame, marks: Sequence[Mark], content: PageContent) -> None:
    """Outlines with their numbers in the gutters, led there where the line crosses the fewest released words."""
    words = [frame.place(word.rect) for word in content.text.words]
    taken: dict[bool, list[float]] = {True: [], False: []}
    for mark in sorted(marks, key=lambda mark: (bounds(mark.rects).y0, bounds(mark.rects).x0)):
        rects = [frame.place(rect) for rect in mark.rects]
        sheets.lines(around(rects, OUTSIDE), OUTLINE)
        left, start = _way_out([rect.grown(OUTSIDE) for rect in rects], frame, words)
        height = start[1]
        free = _free(height, taken[left])
        taken[left].append(free)
        edge = frame.page.x0 - 4 if left else frame.page.x1 + 4
        sheets.lines([(start, (edge, height)), ((edge, height), (edge + (-3 if left else 3), free))], _LEADER)
        x = edge - 4 if left else edge + 4
        sheets.text(x, free + _LABEL * 0.35, mark.label, _LABEL, bold=True, align="right" if left else "left", room=26)


def _way_out(rects: Sequence[Rect], frame: Frame, words: Sequence[Rect]) -> tuple[bool, Point]:
    """(to the left, from where): the straight way from an outline to a gutter that crosses the fewest words."""

    def crossed(way: tuple[bool, Point]) -> tuple[int, float]:
        left, (x, height) = way
        x0, x1 = (frame.page.x0, x) if left else (x, frame.page.x1)
        hit = sum(word.y0 < height < word.y1 and word.x1 > x0 and word.x0 < x1 for word in words)
        return hit, x1 - x0

    ways = []
    for height in {height for rect in rects for height in (rect.y0, rect.y1, (rect.y0 + rect.y1) / 2)}:
        here = [rect for rect in rects if rect.y0 <= height <= rect.y1]
        ways += [(True, (min(rect.x0 for rect in here), height)), (False, (max(rect.x1 for rect in here), height))]
    return min(sorted(ways), key=crossed)


def _free(height: float, taken: Sequence[float]) -> float:
    """The next height in a gutter at which a label stands clear of the others."""
    while any(abs(height - other) < _LABEL + 1 for other in taken):
        height += 1.0
    return height


def _brackets(sheets: Sheets, frame: Frame, brackets: Sequence[tuple[float, float]]) -> None:
    x = frame.page.x0 - 2
    for top, bottom in brackets:
        y0, y1 = frame.page.y0 + top * frame.scale, frame.page.y0 + bottom * frame.scale
        sheets.lines([((x, y0), (x - 5, y0)), ((x - 5, y0), (x - 5, y1)), ((x - 5, y1), (x, y1))], OUTLINE)
