"""Tells what stands in and around a fenced area: nothing, a code, print, a stipple, or the rest of a form."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import cv2
import numpy as np

from reviewer.detection.pixels import Box, Mask, PagePixels, set_along
from reviewer.detection.regions import boxes

INSET = 1.5  # points along the sides that belong to the lines
CROOKED = 0.01  # share of a side by which a line drawn by hand may run into the box
CODE_HEIGHT = 16.0
SMALLEST_CODE = 25.0  # square points of print that may be a code in a large box
DENSE, DENSE_CODE = 0.3, 0.5  # share of ink from which a cell is print or a picture; one no larger than a code
CODE_WIDTH = 45.0  # points
EMPTY, CLEAR_SHARE = 0.01, 0.08  # ink in, and least share of, the part of a box that print does not lie over
SPECK = 1.8  # points
TILE = 3.0  # points: wider than the gaps of a stipple, narrower than those between words and lines
TILE_INK = (0.1, 0.9)
STIPPLED = 0.9  # least share of tiles that a stipple fills evenly
GRAIN = 0.27  # changes between ink and white a pixel, along rows and columns: letters are coarser than a stipple
FREE, FAR = 1.2, 2.6  # points beside a line between which paper, not print, stands round a box
BESIDE_LINE, PAST_CORNER = 2.5, 7.0  # points beside the end of a line, and past it, in which it would run on
UNBROKEN, STRAIGHT = 0.95, 0.7  # share of that way with ink, and along the best row
LEVEL_ENDS, ENDS = 2, 4  # of the lines at one side, and of all eight, that run on in a form
MOST_AROUND = 0.2, 0.3  # share of ink there, of a plain box and of a stippled one


def content(page: PagePixels, ink: Mask, *parts: Box) -> tuple[float, bool]:
    """Share of ink inside, and whether it spreads like running text rather than standing there as a code would."""
    total = area = 0
    spread = False
    for x0, y0, x1, y1 in parts:
        aside, below = (max(page.px(INSET), round(CROOKED * side)) for side in (x1 - x0, y1 - y0))
        part = ink[y0 + below : y1 - below, x0 + aside : x1 - aside]
        if part.size == 0:
            continue
        amount = cv2.countNonZero(part)
        total += amount
        area += part.size
        if amount > 0.003 * part.size:
            rows, columns = (np.flatnonzero(set_along(part, axis)) for axis in (1, 0))
            tall = int(rows[-1] - rows[0]) > page.px(CODE_HEIGHT * 2.5)
            wide = int(columns[-1] - columns[0]) > page.px(150)
            spread = spread or tall or wide
    share = total / area if area else 0.0
    x0, y0, x1, y1 = parts[0]
    as_code = len(parts) == 1 and y1 - y0 <= page.px(CODE_HEIGHT) and x1 - x0 <= page.px(CODE_WIDTH)
    written = share > 0.002 or (total > SMALLEST_CODE * page.unit**2 and area > 0)
    return (share if written else 0.0), spread or share > (DENSE_CODE if as_code else DENSE)


def without_specks(page: PagePixels, ink: Mask, box: Box) -> Mask:
    """The ink of a page with the specks inside a box left out."""
    x0, y0, x1, y1 = box
    clean = ink.copy()
    window = clean[y0:y1, x0:x1]
    for x, y, w, h in boxes(np.ascontiguousarray(window)).tolist():
        if max(w, h) <= page.px(SPECK):
            window[y : y + h, x : x + w] = 0
    return clean


def textured(page: PagePixels, ink: Mask, box: Box) -> bool:
    """Whether a box is filled with ink as evenly as a stipple fills it, a code printed on it apart."""
    inset, tile = page.px(INSET), page.px(TILE)
    x0, y0, x1, y1 = box
    part = ink[y0 + inset : y1 - inset, x0 + inset : x1 - inset]
    rows, columns = part.shape[0] // tile, part.shape[1] // tile
    if rows < 1 or columns < 3:
        return False
    grain = min(float(np.mean(part[1:] != part[:-1])), float(np.mean(part[:, 1:] != part[:, :-1])))
    if grain < GRAIN:
        return False
    share = cv2.resize(part.astype(np.float32), (columns, rows), interpolation=cv2.INTER_AREA)
    return bool(np.mean((share > TILE_INK[0]) & (share < TILE_INK[1])) >= STIPPLED)


def around(page: PagePixels, ink: Mask, box: Box) -> float:
    """Share of ink just outside the lines of a box, the mean of its four sides."""
    near, far = page.px(FREE), page.px(FAR)
    x0, y0, x1, y1 = box
    left, top = max(0, x0 - 1 - near), max(0, y0 - 1 - near)
    sides = (
        ink[y0:y1, max(0, left + near - far) : left],
        ink[y0:y1, x1 + 1 + near : x1 + 1 + far],
        ink[max(0, top + near - far) : top, x0:x1],
        ink[y1 + 1 + near : y1 + 1 + far, x0:x1],
    )
    return float(np.mean([side.mean() if side.size else 0.0 for side in sides]))


def clear_beside(page: PagePixels, ink: Mask, box: Box, hidden: tuple[Box, ...]) -> bool:
    """Whether a box is empty outside the lines of print that hide pieces of its sides."""
    pad, inset = page.px(3), page.px(1.8)
    x0, y0, x1, y1 = box
    rows, columns = np.ones(y1 - y0, bool), np.ones(x1 - x0, bool)
    for left, top, right, bottom in hidden:
        if right - left == 1:
            rows[max(0, top - pad - y0) : max(0, bottom + pad - y0)] = False
        else:
            over = page.px(9)
            rows[max(0, top - over - y0) : max(0, bottom + over - y0)] = False
    rows[:inset] = rows[-inset:] = columns[:inset] = columns[-inset:] = False
    seen = ink[y0:y1, x0:x1][rows][:, columns]
    area = (x1 - x0) * (y1 - y0)
    return seen.size > CLEAR_SHARE * area and int(np.count_nonzero(seen)) <= EMPTY * seen.size


def runs_on(page: PagePixels, ink: Mask, parts: Sequence[Box]) -> bool:
    """Whether the lines of a box run on past its corners as in a form or a stamp: both level ones at one side, and
    half of all eight ends. Of a crooked box the parts at its two ends count."""
    left, right = min(parts), max(parts, key=lambda box: box[2])
    near, far = page.px(BESIDE_LINE), page.px(PAST_CORNER)
    sides = []
    before, after = (max(0, left[0] - far), max(0, left[0] - near)), (right[2] + near, right[2] + far)
    for box, (start, end) in ((left, before), (right, after)):
        sides.append(sum(_drawn(ink[max(0, y - near) : y + near + 1, start:end]) for y in (box[1] - 1, box[3])))
    above, below = 0, 0
    for box, x in ((left, left[0] - 1), (right, right[2])):
        wall = ink[:, max(0, x - near) : x + near + 1]
        above += _drawn(wall[max(0, box[1] - far) : max(0, box[1] - near)].T)
        below += _drawn(wall[box[3] + near : box[3] + far].T)
    least = ENDS - (len(parts) > 1)  # hardly any line of a crooked stamp can be followed in rows or columns
    return max(sides) >= LEVEL_ENDS and sum(sides) + above + below >= least


def slope(parts: Sequence[Box]) -> float:
    """How far a crooked box falls or rises, of its length; 0 of a straight one."""
    left, right = min(parts), max(parts, key=lambda box: box[2])
    run = (right[0] + right[2] - left[0] - left[2]) / 2
    beside = all(a[2] <= b[0] + 1 for a, b in pairwise(sorted(parts)))
    return abs(right[1] + right[3] - left[1] - left[3]) / 2 / run if run and beside else 0.0


def _drawn(strip: Mask) -> bool:
    """Whether a line runs through a level strip from end to end."""
    if not strip.size or strip.shape[1] < 2:
        return False
    return float(strip.any(axis=0).mean()) > UNBROKEN and float(strip.mean(axis=1).max()) > STRAIGHT
