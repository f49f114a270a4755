"""Sorts rows into reading order: prose columns one after the other, tables and label/value pairs row by row."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import isfinite
from statistics import median

from reviewer.text.lines import Row, Segment

_Span = tuple[float, float]
_MIN_ROWS = 4
# Below this a side of a gutter is a column of labels or figures, which is read across, not down.
_MIN_PROSE_CHARACTERS = 16


def in_reading_order(rows: Sequence[Row], height: float) -> list[Row]:
    """`rows` (from the top) as lines in reading order; a row that crosses a gutter between columns is cut there."""
    lines: list[Row] = []
    start = 0
    while start < len(rows):
        found = _column_band(rows, start, height)
        if found is None:
            lines.append(list(rows[start]))
            start += 1
            continue
        end, gutter = found
        band = rows[start:end]
        left = [[s for s in row if s.rect.center[0] < gutter] for row in band]
        right = [[s for s in row if s.rect.center[0] >= gutter] for row in band]
        for side in _numbers_to_their_lines(left, right, height):
            lines += in_reading_order([row for row in side if row], height)
        start = end
    return lines


def _numbers_to_their_lines(left: list[Row], right: list[Row], height: float) -> tuple[list[Row], list[Row]]:
    """Both sides, with line numbers that stand in the gutter given to the right one, whose lines they count.

    Numbers at the end of the left lines count lines if they stand below each other, most of them apart from the text
    before them, and most follow on the one above; page numbers of a table of contents do not.
    """
    places = [i for i, row in enumerate(left) if row and row[-1].items[-1].figure >= 0]
    ends = [left[i][-1].items[-1] for i in places]
    steps = sum(b.figure == a.figure + 1 for a, b in pairwise(ends))
    apart = sum(_stands_apart(left[i], height) for i in places)
    if len(ends) < _MIN_ROWS or steps < 0.6 * (len(ends) - 1) or apart < 0.5 * len(ends):
        return left, right
    middle = median(item.rect.center[0] for item in ends)
    for i, number in zip(places, ends, strict=True):
        if abs(number.rect.center[0] - middle) <= height:
            before = left[i][-1].items[:-1]
            left[i] = [*left[i][:-1], *([Segment(before)] if before else [])]
            right[i] = [Segment([number]), *right[i]]
    return left, right


def _stands_apart(row: Row, height: float) -> bool:
    """Whether the last item of a row is alone in it, or follows on the one before it at a distance."""
    items = [item for segment in row[-2:] for item in segment.items]
    return len(items) < 2 or items[-1].rect.x0 - items[-2].rect.x1 > height


def _column_band(rows: Sequence[Row], start: int, height: float) -> tuple[int, float] | None:
    """The longest run of rows from `start` that shares a gutter with prose on both sides: (end, x of the gutter)."""
    spans = _free(rows[start], height)
    runs: list[tuple[int, list[_Span]]] = []
    end = start + 1
    while spans:
        between = [(low, high) for low, high in spans if isfinite(low) and isfinite(high)]
        if between and end - start >= _MIN_ROWS:
            runs.append((end, between))
        if end == len(rows):
            break
        spans = _common(spans, _free(rows[end], height), height)
        end += 1
    tallies: list[_Tally] = []
    for stop, candidates in reversed(runs):
        for low, high in candidates:
            tally = next((known for known in tallies if low < known.gutter < high), None)
            if tally is None:
                tally = _Tally(rows[start:stop], (low + high) / 2)
                tallies.append(tally)
            if tally.is_prose(stop - start):
                return stop, tally.gutter
    return None


class _Tally:
    """Counts, for the first rows of a run, how many hold text and how many running text on each side of a gutter."""

    def __init__(self, band: Sequence[Row], gutter: float) -> None:
        self.gutter = gutter
        self._left = self._counts([[s for s in row if s.rect.center[0] < gutter] for row in band])
        self._right = self._counts([[s for s in row if s.rect.center[0] >= gutter] for row in band])

    @staticmethod
    def _counts(side: Sequence[Row]) -> list[tuple[int, int]]:
        counts = [(0, 0)]
        for row in side:
            filled, prose = counts[-1]
            longest = max((segment.characters for segment in row), default=0)
            counts.append((filled + bool(row), prose + (longest >= _MIN_PROSE_CHARACTERS)))
        return counts

    def is_prose(self, length: int) -> bool:
        """Whether the first `length` rows hold running text on both sides, not labels, figures or single words."""
        sides = (self._left[length], self._right[length])
        return all(filled >= _MIN_ROWS and 2 * prose >= filled for filled, prose in sides)


def _free(row: Row, height: float) -> list[_Span]:
    """Spans without text in a row, the margins included, wide enough for a gutter.

    The gap behind a label such as `From:` is none, so that labels stay beside their values.
    """
    edges: list[float] = [float("-inf")]
    for segment, following in zip(row, [*row[1:], None], strict=True):
        edges.append(segment.rect.x0)
        bound = len(segment.items) == 1 and segment.items[0].label and following is not None
        edges.append(following.rect.x0 if bound and following is not None else segment.rect.x1)
    edges.append(float("inf"))
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b - a >= height]


def _common(first: list[_Span], second: list[_Span], height: float) -> list[_Span]:
    cut = ((max(a, c), min(b, d)) for a, b in first for c, d in second)
    return [(a, b) for a, b in cut if b - a >= height]
