"""Sorts rows into reading order: prose columns one after the other, tables and label/value pairs row by row."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from reviewer.model.geometry import Rect
from reviewer.text.lines import Item, Row, Segment

_Span = tuple[float, float]
_MIN_ROWS = 4
# How many rows that begin a run may belong above the columns that begin below them: a headline that falls apart.
_HEAD_ROWS = 6
# Heights of type that part a head from the columns below it: more than paragraphs are apart.
_HEAD_GAP = 1.8
# One row in so many may have specks in the gutter: words of one or two letters, farther from their neighbours (in
# heights of type) than words of a line are.
_SPECKLED_ROWS, _SPECK_APART = 8, 0.6
# Below this a side of a gutter is a column of labels or figures, which is read across, not down.
_MIN_PROSE_CHARACTERS = 16


def in_reading_order(rows: Sequence[Row], height: float) -> list[Row]:
    """`rows` (from the top) as lines in reading order; a row that crosses a gutter between columns is cut there."""
    lines: list[Row] = []
    start = 0
    free = [_free(row, height) for row in rows]
    while start < len(rows):
        found = _column_band(rows, free, start, height)
        if found is None:
            lines.append(list(rows[start]))
            start += 1
            continue
        end, gutter = found
        below = _longer_below(rows, free, start, end, height)
        if below > start:
            lines += in_reading_order(rows[start:below], height)
            start = below
            continue
        if _stands_above(rows, start, end, gutter, height):
            lines.append(list(rows[start]))
            start += 1
            continue
        sides = [_sides(row, gutter) for row in rows[start:end]]
        left, right = [side for side, _ in sides], [side for _, side in sides]
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


def _longer_below(rows: Sequence[Row], free: Sequence[list[_Span]], start: int, end: int, height: float) -> int:
    """Where longer columns begin just below `start`, whose gutter the rows above cross; `start` where there are none.

    A headline with a wide gap would else take the first lines of the columns below it along.
    """
    rest = len(rows) - (end - start)  # from here on no run can be longer
    for below in range(start + 1, min(end, rest, start + 1 + _HEAD_ROWS)):
        found = _column_band(rows, free, below, height)
        if found is not None and found[0] - below > end - start:
            above = (segment.rect for row in rows[start:below] for segment in row)
            if any(rect.x0 < found[1] < rect.x1 for rect in above):
                return below
    return start


def _stands_above(rows: Sequence[Row], start: int, end: int, gutter: float, height: float) -> bool:
    """Whether the first row of columns is a head: in one of them alone, far above the next, not set to its edge."""
    left, right = _sides(rows[start], gutter)
    own = left or right
    if bool(left) == bool(right) or start + 1 >= end or any(item.word < 0 for part in own for item in part.items):
        return False
    gap = min(part.rect.y0 for part in rows[start + 1]) - max(part.rect.y1 for part in own)
    below = [side[0].rect.x0 for row in rows[start + 1 : end] if (side := _sides(row, gutter)[0 if left else 1])]
    return gap > _HEAD_GAP * height and bool(below) and abs(own[0].rect.x0 - median(below)) > height


def _column_band(
    rows: Sequence[Row], free: Sequence[list[_Span]], start: int, height: float
) -> tuple[int, float] | None:
    """The longest run of rows from `start` that shares a gutter with prose on both sides: (end, x of the gutter).

    `free` is `_free` of each row.
    """
    spans = free[start]
    runs: list[tuple[int, list[_Span]]] = []
    end, speckled = start + 1, 0
    while True:
        between = spans[1:-1]  # the first and the last are the margins
        if not between:
            end, spans = _without_gutter(free, end, spans, height)
        elif end - start >= _MIN_ROWS:
            runs.append((end, between))
        if end == len(rows):
            break
        clean = _common(spans, free[end], height)
        if between and _SPECKLED_ROWS * speckled <= end - start:
            row = _without_specks(rows[end], between, height)
            if row != rows[end]:
                clean, speckled = _common(spans, _free(row, height), height), speckled + 1
        spans = clean
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


def _without_gutter(
    free: Sequence[list[_Span]], end: int, margins: list[_Span], height: float
) -> tuple[int, list[_Span]]:
    """Past rows that leave nothing but margins between them, as most of a page do: where these end, and the margins."""
    (outside, left), (right, beyond) = margins
    while end < len(free) and len(free[end]) == 2:
        (_, x0), (x1, _) = free[end]
        if left - x1 >= height or x0 - right >= height:  # a row beside those above
            break
        left, right = min(left, x0), max(right, x1)
        end += 1
    return end, [(outside, left), (right, beyond)]


class _Tally:
    """Counts, for the first rows of a run, how many hold text and how many running text on each side of a gutter."""

    def __init__(self, band: Sequence[Row], gutter: float) -> None:
        self.gutter = gutter
        longest = [_longest(row, gutter) for row in band]
        self._left = self._counts([left for left, _ in longest])
        self._right = self._counts([right for _, right in longest])

    @staticmethod
    def _counts(longest: Sequence[int]) -> list[tuple[int, int]]:
        counts = [(0, 0)]
        filled = prose = 0
        for characters in longest:
            filled += characters >= 0
            prose += characters >= _MIN_PROSE_CHARACTERS
            counts.append((filled, prose))
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


def _without_specks(row: Row, gutters: Sequence[_Span], height: float) -> Row:
    """The row without what stands alone in one of `gutters`: dirt, or the edge of a fold, read as a letter or two."""
    swept: Row = []
    for number, segment in enumerate(row):
        if not segment.short:
            swept.append(segment)
            continue
        begin = 0
        for i in (i for i in segment.short if _in_gutter(segment.items[i].rect, gutters)):
            before = segment.items[i - 1] if i else (row[number - 1].items[-1] if number else None)
            following = row[number + 1].items[0] if number + 1 < len(row) else None
            after = segment.items[i + 1] if i + 1 < len(segment.items) else following
            if _apart(before, segment.items[i], height) and _apart(segment.items[i], after, height):
                swept += [Segment(segment.items[begin:i])] if i > begin else []
                begin = i + 1
        if begin < len(segment.items):
            swept.append(Segment(segment.items[begin:]) if begin else segment)
    return swept or row


def _in_gutter(rect: Rect, gutters: Sequence[_Span]) -> bool:
    return any(low <= rect.x0 and rect.x1 <= high for low, high in gutters)


def _apart(left: Item | None, right: Item | None, height: float) -> bool:
    return left is None or right is None or right.rect.x0 - left.rect.x1 >= _SPECK_APART * height


def _longest(row: Row, gutter: float) -> tuple[int, int]:
    """Characters of the longest segment on each side of a gutter; -1 where there is none."""
    left = right = -1
    for segment in row:
        x0, _, x1, _ = segment.rect
        if x0 < gutter < x1:
            row, beyond = _sides(row, gutter)
            return max((s.characters for s in row), default=-1), max((s.characters for s in beyond), default=-1)
        if (x0 + x1) / 2 < gutter:
            left = max(left, segment.characters)
        else:
            right = max(right, segment.characters)
    return left, right


def _sides(row: Row, gutter: float) -> tuple[Row, Row]:
    """The parts of a row left and right of a gutter; a segment that a speck ties together over it is taken apart."""
    parts: list[Segment] = []
    for segment in row:
        if not segment.rect.x0 < gutter < segment.rect.x1:
            parts.append(segment)
            continue
        left = [item for item in segment.items if item.rect.center[0] < gutter]
        right = [item for item in segment.items if item.rect.center[0] >= gutter]
        parts += [Segment(items) for items in (left, right) if items]
    return [s for s in parts if s.rect.center[0] < gutter], [s for s in parts if s.rect.center[0] >= gutter]


def _common(first: list[_Span], second: list[_Span], height: float) -> list[_Span]:
    """What is free in both, where it is wide enough; both from left to right."""
    found: list[_Span] = []
    i = j = 0
    while i < len(first) and j < len(second):
        (a, b), (c, d) = first[i], second[j]
        low, high = a if a > c else c, b if b < d else d  # max and min cost more than all else here
        if high - low >= height:
            found.append((low, high))
        if b < d:
            i += 1
        else:
            j += 1
    return found
