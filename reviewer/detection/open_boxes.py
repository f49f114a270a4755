"""Completes the lines of boxes that a stamp or a line of print hides in part: corners and gaps in their sides."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reviewer.detection.pixels import Box, Mask, PagePixels
from reviewer.detection.regions import boxes

HIGHEST_GAP, WIDEST_GAP = 34.0, 48.0  # points: a stamp of two lines over an upright side, a code over a level one
SHORTEST_ACROSS, SHORTEST_DOWN = 18.0, 8.0
LONG_SIDE = 17.0  # points: no letter of running text has so long a stem
THICKEST = 3.5
OFFSET = 2.0  # points by which the two ends of an interrupted line, or a line and a corner, may miss each other
MOST_STROKES = 400
HIDDEN, UNEVEN = 7.0, 9.0  # points that a line of print hides of a side, and by which the two sides may differ
LEAST_COVER = 0.2  # share of a missing side along which print must stand to explain why it is missing


@dataclass(frozen=True, slots=True)
class Completed:
    """Long lines with their gaps drawn in (`H x W uint8` of 0 and 1), and the gaps, as pixel boxes."""

    across: Mask
    down: Mask
    upright_gaps: tuple[Box, ...]
    level_gaps: tuple[Box, ...]


def complete_lines(page: PagePixels, ink: Mask, across: Mask, down: Mask) -> Completed | None:
    """Join collinear pieces of long lines and draw them on to the corners they miss; None where nothing is missing.

    A box whose whole upper or lower side is under print gets that side drawn in.
    """
    level = strokes(page, across, SHORTEST_ACROSS, upright=False)
    upright = _sides(page, strokes(page, down, SHORTEST_DOWN, upright=True), level)
    if not level or not upright or len(level) > MOST_STROKES or len(upright) > MOST_STROKES:
        return None
    turned, turned_upright = [_turn(s) for s in level], [_turn(s) for s in upright]
    high, wide = page.px(HIGHEST_GAP), page.px(WIDEST_GAP)
    upright_gaps = _gaps(page, upright, level, high, wide)
    level_gaps = [_turn(g) for g in _gaps(page, turned, turned_upright, wide, high)]
    sides, lids = _lids(page, ink, upright, level, upright_gaps)
    upright_gaps += sides
    if not upright_gaps and not level_gaps:
        return None
    return Completed(
        _drawn(page, level + level_gaps + lids),
        _drawn(page, upright + upright_gaps),
        tuple(upright_gaps),
        tuple(level_gaps),
    )


def strokes(page: PagePixels, mask: Mask, shortest: float, *, upright: bool) -> list[Box]:
    """Thin straight pieces of a line mask of at least `shortest` points."""
    pieces = boxes(mask)
    along, thick = (pieces[:, 3], pieces[:, 2]) if upright else (pieces[:, 2], pieces[:, 3])
    chosen = (along >= page.px(shortest)) & (thick <= page.px(THICKEST))
    return [(int(x), int(y), int(x + w), int(y + h)) for x, y, w, h in pieces[chosen]]


def _sides(page: PagePixels, upright: list[Box], level: list[Box]) -> list[Box]:
    """Upright pieces that may be the side of a box: longer than any letter, or standing on the end of a level line."""
    near = page.px(OFFSET)
    ends = np.array([(x, (y0 + y1) // 2) for x0, y0, x1, y1 in level for x in (x0, x1)], dtype=np.int64).reshape(-1, 2)
    kept: list[Box] = []
    for side in upright:
        aside = np.abs(ends[:, 0] - (side[0] + side[2]) // 2) <= near
        met = aside & ((np.abs(ends[:, 1] - side[1]) <= near) | (np.abs(ends[:, 1] - side[3]) <= near))
        if side[3] - side[1] >= page.px(LONG_SIDE) or met.any():
            kept.append(side)
    return kept


def _turn(box: Box) -> Box:
    return box[1], box[0], box[3], box[2]


def _gaps(page: PagePixels, upright: list[Box], level: list[Box], reach: int, aside: int) -> list[Box]:
    """What is missing of upright pieces: between two of them, and from their free ends to level lines."""
    joined = _between(page, upright, reach)
    ends = {(g[1] + 1, g[0]) for g in joined} | {(g[3] - 1, g[0]) for g in joined}
    near = page.px(OFFSET)

    def free(gap: Box) -> bool:
        return not any(abs(x - gap[0]) <= near and y in (gap[1] + 1, gap[3] - 1) for y, x in ends)

    return joined + [g for g in _to_corners(page, upright, level, reach, aside) if free(g)]


def _between(page: PagePixels, upright: list[Box], reach: int) -> list[Box]:
    """Gaps between upright pieces that stand over each other."""
    gaps: list[Box] = []
    for a in upright:
        below = [
            b for b in upright if 0 < b[1] - a[3] <= reach and abs((a[0] + a[2]) - (b[0] + b[2])) <= 2 * page.px(OFFSET)
        ]
        if below:
            b = min(below, key=lambda s: s[1])
            gaps.append((min(a[0], b[0]), a[3] - 1, max(a[2], b[2]), b[1] + 1))
    return gaps


def _to_corners(page: PagePixels, upright: list[Box], level: list[Box], reach: int, aside: int) -> list[Box]:
    """From the ends of upright pieces on to level ones that they would meet, both drawn out by up to a gap."""
    near = page.px(OFFSET)
    gaps: list[Box] = []
    for x0, y0, x1, y1 in upright:
        meeting = [s for s in level if s[0] - aside <= x0 and s[2] + aside >= x1]
        over = [s for s in meeting if near < y0 - s[3] <= reach]
        under = [s for s in meeting if near < s[1] - y1 <= reach]
        if over and not any(abs(y0 - s[3]) <= near for s in meeting):
            gaps.append((x0, max(s[1] for s in over), x1, y0 + 1))
        if under and not any(abs(s[1] - y1) <= near for s in meeting):
            gaps.append((x0, y1 - 1, x1, min(s[3] for s in under)))
    return gaps


def _lids(
    page: PagePixels, ink: Mask, upright: list[Box], level: list[Box], gaps: list[Box]
) -> tuple[list[Box], list[Box]]:
    """Pieces of sides, and the level sides, that close boxes of which print hides the upper or lower end."""
    near, hidden = page.px(OFFSET), page.px(HIDDEN)
    sides: list[Box] = []
    lids: list[Box] = []
    for base in level:
        for upwards in (True, False):
            left = _standing(upright, base, base[0], near, upwards=upwards)
            right = _standing(upright, base, base[2], near, upwards=upwards)
            if left is None or right is None or any(g[0] in (left[0], right[0]) for g in gaps):
                continue
            ends = (left[1], right[1]) if upwards else (left[3], right[3])
            if any(_closes(s, left, right, ends, near) for s in level):
                continue
            if abs(ends[0] - ends[1]) > page.px(UNEVEN) or not _covered(page, ink, left, right, ends, upwards=upwards):
                continue
            lid = max(0, min(ends) - hidden) if upwards else min(page.height - 1, max(ends) + hidden)
            for side in (left, right):
                sides.append(
                    (side[0], lid, side[2], side[1] + 1) if upwards else (side[0], side[3] - 1, side[2], lid + 1)
                )
            lids.append((left[0], lid, right[2], lid + 2))
    return sides, lids


def _closes(line: Box, left: Box, right: Box, ends: tuple[int, int], near: int) -> bool:
    """Whether a level line already joins the far ends of two sides, or begins to."""
    beside = line[2] >= left[0] - near and line[0] <= right[2] + near
    return beside and min(ends) - near <= line[3] and line[1] <= max(ends) + near


def _standing(upright: list[Box], base: Box, x: int, near: int, *, upwards: bool) -> Box | None:
    """The upright piece that stands on (or hangs from) the end of a base at `x`."""
    for side in upright:
        foot = side[3] if upwards else side[1]
        if abs((side[0] + side[2]) // 2 - x) <= near and base[1] - near <= foot <= base[3] + near:
            return side
    return None


def _covered(page: PagePixels, ink: Mask, left: Box, right: Box, ends: tuple[int, int], *, upwards: bool) -> bool:
    """Whether print stands where the missing side would be."""
    reach = page.px(9)
    top, bottom = (min(ends) - reach, max(ends)) if upwards else (min(ends), max(ends) + reach)
    strip = ink[max(0, top) : max(0, bottom), left[0] : right[2]]
    return strip.size > 0 and float(np.mean(strip.any(axis=0))) >= LEAST_COVER


def _drawn(page: PagePixels, pieces: list[Box]) -> Mask:
    canvas = np.zeros((page.height, page.width), np.uint8)
    for x0, y0, x1, y1 in pieces:
        canvas[max(0, y0) : y1, max(0, x0) : x1] = 1
    return canvas
