"""Measures one filled region of a tone: its rectangles, how full and how straight they are, and what surrounds it."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from reviewer.detection.pixels import Box, Gray, PagePixels, rectangle_kernel
from reviewer.detection.shapes import BLOCK_SHARE, around_all, decompose, fill_share, skew_strips
from reviewer.detection.tones import Tone

STEP_HEIGHT = 4.0  # points: lower steps of a region are ragged edges
LETTER_BEFORE, GAP = 6.0, 0.25  # points of print that may touch the end of a block; filled share of the gap
TORN = 0.6
CLINGING = 0.1  # of a region's area: a smaller ragged step may be letters
SHORTEST_SLANTED, SLANTED_SHARE = 55.0, 0.88  # points; of the slanted rectangle around it
MOST_LEVEL, MOST_SLANTED = 0.3, 8.0  # degrees
VARIETY = 30, 90  # percent of a region's pixels between which its colours are compared
NEAR, FAR = 1.2, 2.6  # points outside a region in which its surroundings are seen
PRINT_STEP = 60  # grey levels between a block and what is printed on it


@dataclass(frozen=True, slots=True)
class Fill:
    """One filled region in working pixels: its rectangles, how well they cover it, and its median tone.

    `variety` is by how much its colours differ, `outside_chroma` the colour of what is around it, `around` the median
    levels just outside its four sides, `beside` the strongest colour along one of them.
    """

    boxes: tuple[Box, ...]
    fit: float
    solid: float
    edge: float
    level: int
    chroma: int
    ink: float
    light: float
    roundness: float
    outside: int
    spread: float
    variety: int
    outside_chroma: int
    around: tuple[int, ...]
    beside: int


def measure(page: PagePixels, tone: Tone, region: NDArray[np.bool_], x: int, y: int) -> Fill:
    """One region (`H x W`, true inside), whose window starts at pixel `x`, `y`, with its rectangles and figures."""
    h, w = region.shape
    whole = _trim(page, tone, (x, y, x + w, y + h))
    roundness = _roundness(region)
    near = max(abs(a - b) for a, b in zip(whole, (x, y, x + w, y + h), strict=True)) <= page.px(2)
    straight = _large_enough(page, whole) and near and edge_share(page, tone, whole) >= tone.edge + 0.05
    if straight and fill_share(region) >= TORN:
        region = np.ones_like(region)  # letters at the rim have torn the region, but its four sides are straight
    parts, slanted = _boxes(page, region)
    local = [(x + x0, y + y0, x + x1, y + y1) for x0, y0, x1, y1 in parts]
    if len(local) > 1 and not slanted:
        local = _without_letters(page, tone, local)
    boxes = tuple(box for box in (_trim(page, tone, b) for b in local) if _large_enough(page, box))
    covered = np.zeros_like(region)
    for x0, y0, x1, y1 in local:
        covered[y0 - y : y1 - y, x0 - x : x1 - x] = True
    fit = float(np.count_nonzero(covered & region)) / max(1, int(np.count_nonzero(covered | region)))
    gray = np.concatenate([page.gray[b[1] : b[3], b[0] : b[2]].ravel() for b in boxes]) if boxes else np.zeros(0)
    strict = np.concatenate([tone.strict[b[1] : b[3], b[0] : b[2]].ravel() for b in boxes]) if boxes else np.zeros(0)
    if tone.name == "stipple" and boxes:  # its dots are no print
        gray = np.concatenate([tone.level[b[1] : b[3], b[0] : b[2]].ravel() for b in boxes])
    level = int(np.median(gray)) if gray.size else 255
    colors = np.zeros(1) if page.chroma is None else page.chroma[y : y + h, x : x + w][region]
    chroma, least, most = (int(v) for v in np.percentile(colors, (50, *VARIETY)))
    ink = float(np.mean(gray < level - PRINT_STEP)) if gray.size else 0.0
    light = float(np.mean(gray > level + PRINT_STEP // 2)) if gray.size else 0.0
    solid = float(strict.mean()) if strict.size else 0.0
    edge = 1.0 if slanted else min((edge_share(page, tone, box) for box in boxes), default=0.0)
    spread = max((float(np.std(tone.level[b[1] : b[3], b[0] : b[2]])) for b in boxes), default=0.0)
    outside, outside_chroma = _outside(page, tone, x, y, w, h)
    around = _around(page, page.gray, boxes)
    beside = 0 if page.chroma is None else max(_around(page, page.chroma, boxes), default=0)
    return Fill(
        boxes,
        fit,
        solid,
        edge,
        level,
        chroma,
        ink,
        light,
        roundness,
        outside,
        spread,
        most - least,
        outside_chroma,
        around,
        beside,
    )


def _boxes(page: PagePixels, region: NDArray[np.bool_]) -> tuple[list[Box], bool]:
    """The rectangles of a region, and whether it is one slanted block cut into strips."""
    if fill_share(region) >= BLOCK_SHARE:
        return [(0, 0, region.shape[1], region.shape[0])], False
    contours, _ = cv2.findContours(region.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    _center, sides, angle = cv2.minAreaRect(np.concatenate(contours))
    slant = min(float(angle) % 90, 90 - float(angle) % 90)
    area = (float(sides[0]) + 1) * (float(sides[1]) + 1)
    long = region.shape[1] > max(region.shape[0], page.px(SHORTEST_SLANTED))
    if MOST_LEVEL < slant <= MOST_SLANTED and long and np.count_nonzero(region) >= SLANTED_SHARE * area:
        return skew_strips(region, page.px(2)), True
    return decompose(region, page.px(2), page.px(STEP_HEIGHT)), False


def _without_letters(page: PagePixels, tone: Tone, boxes: list[Box]) -> list[Box]:
    """The steps of a block without the small ragged ones: letters that cling to it."""
    areas = [(b[2] - b[0]) * (b[3] - b[1]) for b in boxes]
    least = CLINGING * sum(areas)
    return [
        b
        for b, area in zip(boxes, areas, strict=True)
        if area > least or edge_share(page, tone, _trim(page, tone, b)) >= tone.edge
    ]


def _roundness(region: NDArray[np.bool_]) -> float:
    contours, _ = cv2.findContours(region.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    _center, radius = cv2.minEnclosingCircle(np.concatenate(contours))
    return float(np.count_nonzero(region)) / max(1.0, float(np.pi) * float(radius) ** 2)


def _outside(page: PagePixels, tone: Tone, x: int, y: int, w: int, h: int) -> tuple[int, int]:
    """Median grey level and chroma just outside a region in its window: paper round a block, dusk in a picture."""
    far, near = page.px(FAR), page.px(NEAR)
    left, top = max(0, x - far), max(0, y - far)
    seed = np.ascontiguousarray(tone.seed[top : y + h + far, left : x + w + far])
    ring = cv2.dilate(seed, rectangle_kernel(2 * far, 2 * far)) - cv2.dilate(seed, rectangle_kernel(2 * near, 2 * near))
    levels = page.gray[top : y + h + far, left : x + w + far][ring > 0]
    if not levels.size:
        return page.paper, 0
    if page.chroma is None or tone.name in ("black", "torn"):
        return int(np.median(levels)), 0
    return int(np.median(levels)), int(np.median(page.chroma[top : y + h + far, left : x + w + far][ring > 0]))


def _around(page: PagePixels, image: Gray, boxes: tuple[Box, ...]) -> tuple[int, ...]:
    """Median levels above, below, left and right of a region; none of a side at the end of the page."""
    if not boxes:
        return ()
    far, near = page.px(FAR), page.px(NEAR)
    x0, y0, x1, y1 = around_all(boxes)
    strips = (
        image[max(0, y0 - far) : max(0, y0 - near), x0:x1],
        image[y1 + near : y1 + far, x0:x1],
        image[y0:y1, max(0, x0 - far) : max(0, x0 - near)],
        image[y0:y1, x1 + near : x1 + far],
    )
    return tuple(int(np.median(strip)) for strip in strips if strip.size)


def _large_enough(page: PagePixels, box: Box) -> bool:
    return box[2] - box[0] >= page.px(2.5) and box[3] - box[1] >= page.px(2.5)


def _trim(page: PagePixels, tone: Tone, box: Box) -> Box:
    """The box moved inwards to where the fill starts: smoothing widens it, and letters close by cling to it."""
    x0, y0, x1, y1 = box
    filled = tone.strict[y0:y1, x0:x1]
    rows, columns = filled.mean(axis=1), filled.mean(axis=0)
    reach = page.px(1.5)
    top, bottom = _start(rows, reach), _start(rows[::-1], reach)
    left, right = _start(columns, reach), _start(columns[::-1], reach)
    box = x0 + left, y0 + top, x1 - right, y1 - bottom
    before, after = _print_before(page, columns), _print_before(page, columns[::-1])
    if (before or after) and edge_share(page, tone, box) < tone.edge:
        shorter = x0 + max(left, before), box[1], x1 - max(right, after), box[3]
        box = shorter if edge_share(page, tone, shorter) >= tone.edge else box
    return box


def _print_before(page: PagePixels, columns: NDArray[np.float64]) -> int:
    """Columns up to the end of a letter that touches the block: the gap after its stem is all but empty."""
    gaps = np.flatnonzero(columns[: page.px(LETTER_BEFORE)] < GAP)
    return int(gaps[-1]) + 1 if gaps.size and columns.size > 4 * page.px(LETTER_BEFORE) else 0


def _start(profile: NDArray[np.float64], reach: int) -> int:
    """Index of the first line that belongs to the fill: sparse lines go however many, half-filled ones only a few."""
    dense = profile >= 0.45
    first = int(np.argmax(dense)) if dense.any() else 0
    full = profile[first : first + reach + 1] >= 0.6
    return first + (int(np.argmax(full)) if full.any() else 0)


def edge_share(page: PagePixels, tone: Tone, box: Box) -> float:
    """How straight the box ends: the least share of a side along which the fill reaches the border."""
    x0, y0, x1, y1 = box
    filled = tone.strict[y0:y1, x0:x1]
    depth = page.px(1.2)
    sides = (filled[:depth], filled[-depth:], filled[:, :depth].T, filled[:, -depth:].T)
    shares = [float(np.mean(side.any(axis=0))) * float(side.mean()) for side in sides if side.size]
    if tone.name == "torn" and len(shares) == len(sides):  # letters cut its head or its foot, and one of its ends
        return float(min(max(shares[:2]), max(shares[2:])) ** 0.5)
    return float(min(shares, default=0.0) ** 0.5)
