"""Finds boxes by their corners where their lines are too broken, textured or hidden by print to fence an area."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np

from reviewer.detection.lines import Lines
from reviewer.detection.packed import grown
from reviewer.detection.pixels import Box, Mask, PagePixels, set_along
from reviewer.detection.regions import boxes

SHORTEST_LINE, THICKEST = 12.0, 3.5  # points
MOST_LINES = 150
SMALLEST_WIDTH, SMALLEST_HEIGHT = 9.0, 5.5
STUB = 1.2  # points that a side must run away from the end of a line to make a corner
ASIDE = 1.4  # points by which a side may stand beside the end of its line
REACH = 2.5  # points within which a side is looked for
STUB_INK = 0.7  # least share of ink in a stub
BREAK = 1.6  # points that may be missing of a side before it counts as ended
DRAWN, MEAN_DRAWN = 0.78, 0.88  # least share of ink along one side, and along all four
# Points from a missing piece of a level and of an upright side to the print that hides it: a line of print has a
# cleared strip around it that reaches farther along the line than above and below it.
NEAR_PRINT, BESIDE_PRINT = 8.0, 30.0
LINE_GAP = 4.5  # points between print that hides a side and what is left of the side
EXPLAINED = 0.9  # least share of a side that is drawn or under print
PRINT_BESIDE = 0.3  # least share of the missing pieces that has print at its very height
HIDDEN = 7.0  # points that a line of print hides of the sides it lies across
SAME = 0.3  # share of the smaller of two boxes from which they are the same place
UNEVEN = 15.0  # points by which two sides may differ that print cuts short


@dataclass(frozen=True, slots=True)
class Frame:
    """A box: its inside in pixels, the share drawn of its left, upper, right and lower side, and what print hides.

    `hidden` are the pixel boxes of the missing pieces; empty for a box with four drawn sides.
    """

    box: Box
    drawn: tuple[float, float, float, float]
    hidden: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """A level line with how far ink runs away from its ends, in rows: left and right, upwards and downwards."""

    x0: int
    y0: int
    x1: int
    y1: int
    up: tuple[int, int]
    down: tuple[int, int]


def find_frames(page: PagePixels, traced: Lines, known: Sequence[Box] = ()) -> list[Frame]:
    """Boxes with at least two opposite lines or three sides, the best drawn first, none over another.

    Those that are `known` are not looked for again: the cells of a table would make hundreds of hypotheses.
    """
    pieces = _pieces(page, traced)
    if not pieces:
        return []
    ink = traced.ink
    wider = grown(ink, upright=False)
    lines = _lines(page, ink, wider, pieces)
    hypotheses = _unknown(list(set(_hypotheses(page, lines, ink.shape[0]))), known, page.px(REACH))
    if not hypotheses:
        return []
    thicker = grown(ink, upright=True), wider
    sides = lru_cache(maxsize=None)(partial(_side, page, ink, thicker))  # many hypotheses share a side
    found = [_verified(page, ink, sides, box) for box in hypotheses]
    kept: list[Frame] = []
    for frame in sorted((f for f in found if f is not None), key=_rank):
        if not any(overlapping(frame.box, other.box) > SAME for other in kept):
            kept.append(frame)
    return kept


def _unknown(boxes: list[Box], known: Sequence[Box], reach: int) -> list[Box]:
    """The boxes that have a side further than `reach` from that of any known one."""
    if not boxes or not known:
        return boxes
    apart = np.abs(np.array(boxes)[:, None] - np.array(known)[None]).max(axis=2) > reach
    return [box for box, new in zip(boxes, apart.all(axis=1).tolist(), strict=True) if new]


def _rank(frame: Frame) -> tuple[bool, float, int]:
    x0, y0, x1, y1 = frame.box
    return len(frame.hidden) > 0, -round(min(frame.drawn), 1), -(x1 - x0) * (y1 - y0)


def _pieces(page: PagePixels, traced: Lines) -> list[tuple[int, int, int, int]]:
    """Position and size of level lines, of which only the rows are searched; none where they are too many."""
    rows, strokes = traced.drawn, traced.across
    places = np.arange(rows.size) + np.cumsum(np.diff(rows, prepend=0) > 1)  # a free row between those not side by side
    drawn = np.zeros((int(places[-1]) + 1 if rows.size else 0, strokes.shape[1]), np.uint8)
    drawn[places] = strokes[rows]
    pieces = boxes(drawn)
    pieces[:, 1] = rows[np.searchsorted(places, pieces[:, 1])]
    chosen = (pieces[:, 2] >= page.px(SHORTEST_LINE)) & (pieces[:, 3] <= page.px(THICKEST))
    return pieces[chosen].tolist() if np.count_nonzero(chosen) <= MOST_LINES else []


def _lines(page: PagePixels, ink: Mask, wider: Mask, pieces: Sequence[tuple[int, int, int, int]]) -> list[_Line]:
    lines = []
    for x, y, w, h in pieces:
        up, down = (
            (_run(page, ink, wider, x, at, upwards=upwards), _run(page, ink, wider, x + w, at, upwards=upwards))
            for at, upwards in ((y, True), (y + h, False))
        )
        lines.append(_Line(x, y, x + w, y + h, up, down))
    return lines


def _run(page: PagePixels, ink: Mask, wider: Mask, x: int, y: int, *, upwards: bool) -> int:
    """Rows that ink runs up or down from a point without a longer break, along the best column beside it.

    `wider` is the ink grown by a pixel to the left and to the right.
    """
    aside, stub = page.px(ASIDE), page.px(STUB)
    x0, x1 = max(0, x - aside), min(ink.shape[1], x + aside)
    near = ink[max(0, y - stub) : y, x0:x1] if upwards else ink[y : y + stub, x0:x1]
    if near.shape[0] < stub or not near.size:
        return 0
    missing = bytes(page.px(BREAK))
    best = 0
    for column in np.flatnonzero(np.count_nonzero(near, axis=0) > STUB_INK * stub).tolist():
        x = x0 + column
        rows = (wider[:y, x] if upwards else wider[y:, x]).tobytes()
        at = rows.rfind(missing) if upwards else rows.find(missing)
        run = len(rows) if at < 0 else len(rows) - at - len(missing) if upwards else at
        best = max(best, run)
    return best


def _hypotheses(page: PagePixels, lines: list[_Line], height: int) -> Iterator[Box]:
    """Insides of boxes that lines and the sides running away from their ends would make."""
    least = page.px(SMALLEST_HEIGHT)
    for line in lines:
        for runs, upwards in ((line.up, True), (line.down, False)):
            if min(runs) < least or abs(runs[0] - runs[1]) > page.px(UNEVEN):
                continue
            for length in {min(runs), max(runs), min(runs) + page.px(HIDDEN)}:
                top, bottom = (line.y0 - length, line.y0) if upwards else (line.y1, line.y1 + length)
                yield line.x0, max(0, top), line.x1, min(height, bottom)
    yield from _between(page, lines)


def _between(page: PagePixels, lines: list[_Line]) -> Iterator[Box]:
    """Boxes between two lines of which one end is joined by a side, or all four ends have stubs of sides."""
    near, stub = page.px(REACH), page.px(STUB)
    for upper, lower in _facing(page, lines):
        height = lower.y0 - upper.y1
        left = abs(upper.x0 - lower.x0) <= near
        right = abs(upper.x1 - lower.x1) <= near
        joined_left = left and max(upper.down[0], lower.up[0]) >= height - near
        joined_right = right and max(upper.down[1], lower.up[1]) >= height - near
        stubs = left and right and min(*upper.down, *lower.up) >= stub
        if joined_left or joined_right or stubs:
            yield min(upper.x0, lower.x0), upper.y1, max(upper.x1, lower.x1), lower.y0
            if (left or right) and not (left and right):
                yield max(upper.x0, lower.x0), upper.y1, min(upper.x1, lower.x1), lower.y0


def _facing(page: PagePixels, lines: list[_Line]) -> Iterator[tuple[_Line, _Line]]:
    """Pairs of lines, upper and lower, with room for a box between them, that begin or end at one place."""
    if not lines:
        return
    near = page.px(REACH)
    x0, y0, x1, y1 = np.array([(line.x0, line.y0, line.x1, line.y1) for line in lines], np.int64).T
    room = y0 - y1[:, None] >= page.px(SMALLEST_HEIGHT)
    room &= np.minimum(x1, x1[:, None]) - np.maximum(x0, x0[:, None]) >= page.px(SMALLEST_WIDTH)
    room &= (np.abs(x0 - x0[:, None]) <= near) | (np.abs(x1 - x1[:, None]) <= near)
    for upper, lower in np.argwhere(room).tolist():
        yield lines[upper], lines[lower]


def _verified(page: PagePixels, ink: Mask, side: Callable[..., tuple[int, float]], box: Box) -> Frame | None:
    """The box with its sides moved to where the lines are, if enough of them is drawn or plainly under print."""
    x0, y0, x1, y1 = box
    if x1 - x0 < page.px(SMALLEST_WIDTH) or y1 - y0 < page.px(SMALLEST_HEIGHT):
        return None
    spans = ((y0, y1), (x0, x1), (y0, y1), (x0, x1))
    sides = [side(at, spans[n], upright=n % 2 == 0) for n, at in enumerate(box)]
    (left, _), (top, _), (right, _), (bottom, _) = sides
    inner = left + 1, top + 1, right, bottom
    if inner[2] - inner[0] < page.px(SMALLEST_WIDTH) or inner[3] - inner[1] < page.px(SMALLEST_HEIGHT):
        return None
    drawn = sides[0][1], sides[1][1], sides[2][1], sides[3][1]
    if min(drawn) >= DRAWN and sum(drawn) >= 4 * MEAN_DRAWN:
        return Frame(inner, drawn, ())
    hidden: list[Box] = []
    for number, (at, share) in enumerate(sides):
        if share < DRAWN:
            upright = number % 2 == 0
            reach = max(page.px(BESIDE_PRINT), x1 - x0) if upright else page.px(NEAR_PRINT)
            pieces = _missing(page, ink, at, spans[number], reach, upright=upright)
            if pieces is None:
                return None
            hidden += pieces
    return Frame(inner, drawn, tuple(hidden)) if hidden else None


def _side(
    page: PagePixels, ink: Mask, thicker: Sequence[Mask], at: int, span: tuple[int, int], *, upright: bool
) -> tuple[int, float]:
    """Where within reach a line is drawn best along a span, and how much of it.

    `thicker` is the ink with its level and with its upright lines grown by a pixel on either side.
    """
    reach = page.px(REACH)
    low, high = max(0, at - reach), at + reach + 1
    start, end = span
    window = np.s_[start:end, low:high] if upright else np.s_[low:high, start:end]
    axis = 0 if upright else 1
    covered = set_along(thicker[upright][window], axis)
    best = int((covered + set_along(ink[window], axis) // 5).argmax())
    return low + best, float(covered[best]) / (end - start)


def _missing(
    page: PagePixels, ink: Mask, at: int, span: tuple[int, int], reach: int, *, upright: bool
) -> list[Box] | None:
    """The pieces missing of a side if print within `reach` pixels explains all of them, else None."""
    beside = page.px(LINE_GAP)
    low, (start, end) = max(0, at - reach), span
    near = ink[start:end, low : at + reach] if upright else ink[low : at + reach, start:end].T
    middle = at - low
    on_line = near[:, max(0, middle - 1) : middle + 2].any(axis=1)
    if on_line.all():
        return []
    missing = np.flatnonzero(~on_line)
    first, last = int(missing[0]), int(missing[-1]) + 1
    off_line = np.delete(near, np.s_[max(0, middle - 2) : middle + 3], axis=1)
    print_here = np.asarray(off_line.any(axis=1))
    printed = np.convolve(print_here, np.ones(2 * beside + 1))[beside:-beside] > 0
    if np.mean(on_line | printed) < EXPLAINED or np.mean(print_here[first:last]) < PRINT_BESIDE:
        return None
    first, last = start + first, start + last
    return [(at, first, at + 1, last) if upright else (first, at, last, at + 1)]


def overlapping(a: Box, b: Box) -> float:
    """Share of the smaller of two boxes that lies in the other."""
    common = max(0, min(a[2], b[2]) - max(a[0], b[0])) * max(0, min(a[3], b[3]) - max(a[1], b[1]))
    return common / max(1, min((a[2] - a[0]) * (a[3] - a[1]), (b[2] - b[0]) * (b[3] - b[1])))
