"""Looks again for coloured blocks where colour runs on around them: blurred by compression, or on a panel."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import cv2
import numpy as np

from reviewer.detection.pixels import Gray, PagePixels, rectangle_kernel
from reviewer.detection.regions import Region, fill_holes, regions
from reviewer.detection.tones import CHROMA, LARGE_LETTER, Tone

APART = 24  # levels of chroma between a block and the weaker colour around it
NEAR, FAR = 1.5, 4.0  # points outside a block in which its ground is seen
EVEN, FLAT = 12, 0.6  # levels that a flat ground varies by, and the least share of it that does not vary more
SMALLEST = 6.0, 5.0  # points


def stronger(page: PagePixels, tone: Tone, region: Region) -> Iterator[tuple[Tone, Region]]:
    """The parts of a coloured region that are more strongly coloured than its rest, each with the tone they have.

    The level between the two is that which parts them best (Otsu, 1979).
    """
    if page.chroma is None:
        return
    height, width = region.inside.shape
    margin = page.px(FAR)
    top, left = max(0, region.y - margin), max(0, region.x - margin)
    window = page.chroma[top : region.y + height + margin, left : region.x + width + margin]
    within = page.chroma[region.y : region.y + height, region.x : region.x + width][region.inside]
    level, _ = cv2.threshold(within.reshape(-1, 1), 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    strong = within > level
    if level <= CHROMA or not strong.any() or strong.all() or _mean(within, strong) - _mean(within, ~strong) < APART:
        return
    filled = fill_holes((window > level).astype(np.uint8), page.px(LARGE_LETTER))
    smallest = rectangle_kernel(page.px(SMALLEST[0]), page.px(SMALLEST[1]))
    seed = np.asarray(cv2.morphologyEx(filled, cv2.MORPH_OPEN, smallest), np.uint8)
    parts = list(regions(seed))
    if not parts:
        return
    whole = np.zeros_like(tone.seed)
    whole[top : top + seed.shape[0], left : left + seed.shape[1]] = seed
    strict = np.asarray(cv2.threshold(page.chroma, level, 1, cv2.THRESH_BINARY)[1], np.uint8)
    for part in parts:
        found = Region(left + part.x, top + part.y, part.inside)
        yield replace(tone, seed=whole, strict=strict, ground=_ground(page, page.chroma, found)), found


def _mean(values: Gray, chosen: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> float:
    return float(np.mean(values[chosen]))


def _ground(page: PagePixels, chroma: Gray, region: Region) -> int:
    """The chroma of the even ground around a region; 0 where it is not even, as in a picture."""
    near, far = page.px(NEAR), page.px(FAR)
    height, width = region.inside.shape
    top, left = max(0, region.y - far), max(0, region.x - far)
    part = chroma[top : region.y + height + far, left : region.x + width + far]
    ring = np.ones(part.shape, bool)
    y, x = region.y - top, region.x - left
    ring[max(0, y - near) : y + height + near, max(0, x - near) : x + width + near] = False
    levels = part[ring]
    if not levels.size:
        return 0
    level = int(np.median(levels))
    return level if float(np.mean(np.abs(levels.astype(np.int16) - level) <= EVEN)) >= FLAT else 0
