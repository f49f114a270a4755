"""Tells thick strokes of writing, of logos and of blots from small blocks: their ink runs on where a block ends."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from reviewer.detection.candidate import Candidate
from reviewer.detection.explain import Explain
from reviewer.detection.pixels import Mask, PagePixels
from reviewer.model.geometry import Rect

WIDEST, HIGHEST = 46.0, 14.0  # points: no stroke is as wide and as high
SHARP, SHARP_WIDTH, SHARP_HEIGHT = 0.95, 16.0, 8.5  # a block as sharp and as large may have writing across it
NEAR, FAR = 0.8, 2.6  # points outside a block in which ink that crosses them is its own; a gap to the next is white
PRINTED = 0.02  # share of dark print on a block: on a stroke stands none
INK = 0.7  # of the paper's level
SIDE, SIDES = 0.15, 2  # share of a side along which ink runs on, and on how many sides a stroke does


def without_strokes(page: PagePixels, found: list[Candidate], explain: Explain | None) -> list[Candidate]:
    """The candidates without small dark ones whose ink runs on at two sides or more, not into a block beside it."""
    point = page.unit / page.scale
    small = [c for c in found if c.kind in ("black", "color") and _may_be_stroke(c, point)]
    if not small:
        return found
    ink = np.asarray(cv2.threshold(page.gray, int(page.paper * INK), 1, cv2.THRESH_BINARY_INV)[1], np.uint8)
    for candidate in (c for c in found if not any(c is s for s in small)):
        for rect in candidate.rects:
            x0, y0, x1, y1 = page.to_box(rect.grown(point))
            ink[y0:y1, x0:x1] = 0
    strokes = {id(c) for c in small if _runs_on(page, ink, c.rects)}
    if explain is not None:
        for candidate in small:
            if id(candidate) in strokes:
                explain.drop(candidate.rects, candidate.method, "its ink runs on: a stroke or a blot")
    return [c for c in found if id(c) not in strokes]


def _may_be_stroke(candidate: Candidate, point: float) -> bool:
    width, height = candidate.bounds.width / point, candidate.bounds.height / point
    whole = len(candidate.rects) == 1 and candidate.confidence >= SHARP
    sharp = whole and width >= SHARP_WIDTH and height >= SHARP_HEIGHT
    printed = candidate.kind != "black" and candidate.ink >= PRINTED  # what is darker than black is its own grain
    return width <= WIDEST and height <= HIGHEST and not sharp and not printed


def _runs_on(page: PagePixels, ink: Mask, rects: Sequence[Rect]) -> bool:
    sides = np.zeros(4)
    for rect in rects:
        sides = np.maximum(sides, _crossings(page, ink, rect))
    return int(np.count_nonzero(sides > SIDE)) >= SIDES


def _crossings(page: PagePixels, ink: Mask, rect: Rect) -> list[float]:
    """The share of each side (above, below, left, right) along which ink crosses the strip outside it."""
    x0, y0, x1, y1 = page.to_box(rect)
    near, far = page.px(NEAR), page.px(FAR)
    strips = (
        (ink[max(0, y0 - far) : max(0, y0 - near), x0:x1], 0),
        (ink[y1 + near : y1 + far, x0:x1], 0),
        (ink[y0:y1, max(0, x0 - far) : max(0, x0 - near)], 1),
        (ink[y0:y1, x1 + near : x1 + far], 1),
    )
    return [float(strip.all(axis=axis).mean()) if strip.size else 0.0 for strip, axis in strips]
