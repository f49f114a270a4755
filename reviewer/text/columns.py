"""Sorts rows into reading order: prose columns one after the other, tables and label/value pairs row by row."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from reviewer.text.lines import Row, Segment

_Span = tuple[float, float]
_MIN_ROWS = 4
# Below this a side of a gutter is a column of labels or figures, which is read across, not down.
_MIN_PROSE_CHARACTERS = 16
_LONGEST_LABEL = 24


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
        for side in (left, right):
            lines += in_reading_order([row for row in side if row], height)
        start = end
    return lines


def _column_band(rows: Sequence[Row], start: int, height: float) -> tuple[int, float] | None:
    """The longest run of rows from `start` that shares a gutter with prose on both sides: (end, x of the gutter)."""
    spans = _free(rows[start], height)
    best: tuple[int, float] | None = None
    end = start + 1
    runs: list[tuple[int, list[_Span]]] = [(end, spans)]
    while end < len(rows) and spans:
        spans = _common(spans, _free(rows[end], height), height)
        end += 1
        if spans:
            runs.append((end, spans))
    for stop, candidates in reversed(runs):
        if stop - start < _MIN_ROWS:
            break
        for low, high in candidates:
            middle = _middle(low, high, rows[start:stop])
            if middle is not None and _is_prose(rows[start:stop], middle):
                best = (stop, middle)
                break
        if best is not None:
            break
    return best


def _middle(low: float, high: float, band: Sequence[Row]) -> float | None:
    """The centre of a free span, if text stands on both sides of it."""
    left = [s.rect.x1 for row in band for s in row if s.rect.x1 <= low + 0.01]
    right = [s.rect.x0 for row in band for s in row if s.rect.x0 >= high - 0.01]
    return (max(left) + min(right)) / 2 if left and right else None


def _free(row: Row, height: float) -> list[_Span]:
    """Spans without text in a row, the margins included, wide enough for a gutter.

    The gap behind a label such as `From:` is none, so that labels stay beside their values.
    """
    edges: list[float] = [float("-inf")]
    for segment, following in zip(row, [*row[1:], None], strict=True):
        edges.append(segment.rect.x0)
        bound = segment.items[-1].label and segment.characters <= _LONGEST_LABEL and following is not None
        edges.append(following.rect.x0 if bound and following is not None else segment.rect.x1)
    edges.append(float("inf"))
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b - a >= height]


def _common(first: list[_Span], second: list[_Span], height: float) -> list[_Span]:
    cut = ((max(a, c), min(b, d)) for a, b in first for c, d in second)
    return [(a, b) for a, b in cut if b - a >= height]


def _is_prose(band: Sequence[Row], gutter: float) -> bool:
    """Whether both sides of the gutter hold running text, not labels, figures or single words."""
    for on_left in (True, False):
        side = [[s for s in row if (s.rect.center[0] < gutter) is on_left] for row in band]
        filled = [row for row in side if row]
        if len(filled) < _MIN_ROWS or median(_longest(row) for row in filled) < _MIN_PROSE_CHARACTERS:
            return False
    return True


def _longest(row: list[Segment]) -> int:
    return max(segment.characters for segment in row)
