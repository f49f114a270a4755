"""Measures one filled region of a tone: its rectangles, how full and how straight they are, and what surrounds it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from reviewer.detection.edges import edge_share, trim, without_tabs
from reviewer.detection.pixels import (
    Box,
    Gray,
    Mask,
    PagePixels,
    counted,
    grain,
    part_of,
    quantile,
    quantile_of,
    rectangle_kernel,
)
from reviewer.detection.shapes import BLOCK_SHARE, around_all, decompose, fill_share, skew_strips
from reviewer.detection.tones import Tone

Counts = NDArray[np.float64]  # how often each level from 0 to 255 occurs

STEP_HEIGHT = 4.0  # points: lower steps of a region are ragged edges
TORN = 0.6
HOPELESS = 0.7  # of a region: rectangles that cover no more of it are no blocks, whatever else is found out
CLINGING = 0.1  # of a region's area: a smaller ragged step may be letters
SHORTEST_SLANTED, SLANTED_SHARE = 55.0, 0.88  # points; of the slanted rectangle around it
MOST_LEVEL, MOST_SLANTED = 0.3, 8.0  # degrees
VARIETY = 0.3, 0.9  # shares of a region's pixels between which its colours are compared
NEAR, FAR = 1.2, 2.6  # points outside a region in which its surroundings are seen
BORDER = 1.0  # points: how deep a border is looked at
PRINT_STEP = 60  # grey levels between a block and what is printed on it


@dataclass(frozen=True)
class Fill:
    """One filled region in working pixels: its rectangles, how well they cover it, and its figures.

    `region` is `H x W`, true inside, with its upper left corner at pixel `x`, `y`; `found` is the same before letters
    that tear it were closed. Each figure is measured when first asked for: most regions are letters or pieces of
    pictures, and the first figures tell.
    """

    page: PagePixels
    tone: Tone
    region: NDArray[np.bool_]
    found: NDArray[np.bool_]
    x: int
    y: int
    boxes: tuple[Box, ...]
    fit: float
    slanted: bool

    @cached_property
    def solid(self) -> float:
        """Share of its rectangles that carries the tone."""
        parts = [part_of(self.tone.strict, box) for box in self.boxes]
        return sum(cv2.countNonZero(part) for part in parts) / max(1, sum(part.size for part in parts))

    @cached_property
    def edge(self) -> float:
        """How straight its rectangles end, the worst of them."""
        if self.slanted:
            return 1.0
        return min((edge_share(self.page, self.tone, box) for box in self.boxes), default=0.0)

    @cached_property
    def level_sides(self) -> float:
        """Share of its upper and of its lower border that carries the tone, the lesser of the two."""
        x0, y0, x1, y1 = around_all(self.boxes)
        deep = self.page.px(BORDER)
        borders = (x0, y0, x1, y0 + deep), (x0, y1 - deep, x1, y1)
        return min(
            cv2.countNonZero(part) / max(1, part.size) for part in (part_of(self.tone.strict, b) for b in borders)
        )

    @cached_property
    def level(self) -> int:
        """Its median grey level."""
        return int(quantile_of(self._levels)) if self._levels.any() else 255

    @cached_property
    def ink(self) -> float:
        """Share of it that is print darker than itself."""
        return self._share(slice(0, max(0, self.level - PRINT_STEP)))

    @cached_property
    def light(self) -> float:
        """Share of it that is print lighter than itself."""
        return self._share(slice(self.level + PRINT_STEP // 2 + 1, None))

    @cached_property
    def spread(self) -> float:
        """By how much its levels vary, the worst of its rectangles."""
        return max((float(np.std(part_of(self.tone.level, box))) for box in self.boxes), default=0.0)

    @cached_property
    def grain(self) -> float:
        """The median step between neighbouring pixels of its rectangles, the least of them."""
        return min((grain(part_of(self.page.gray, box)) for box in self.boxes), default=0.0)

    @cached_property
    def roundness(self) -> float:
        """Share of the circle around it that it fills."""
        contours, _ = cv2.findContours(self.found.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        _center, radius = cv2.minEnclosingCircle(np.concatenate(contours))
        return float(np.count_nonzero(self.found)) / max(1.0, float(np.pi) * float(radius) ** 2)

    @cached_property
    def chroma(self) -> int:
        """Its median colour."""
        return int(quantile_of(self._colors)) if self._colors.any() else 0

    @cached_property
    def variety(self) -> int:
        """By how much its colours differ."""
        least, most = (int(quantile_of(self._colors, share)) if self._colors.any() else 0 for share in VARIETY)
        return most - least

    @cached_property
    def around(self) -> tuple[int, ...]:
        """The median levels just outside its four sides."""
        return _around(self.page, self.page.gray, self.boxes)

    @cached_property
    def beside(self) -> int:
        """The strongest colour along one of its sides."""
        return 0 if self.page.chroma is None else max(_around(self.page, self.page.chroma, self.boxes), default=0)

    @cached_property
    def outside(self) -> int:
        """Median grey level just outside it: paper round a block, dusk in a picture."""
        levels = self._outside(self.page.gray)
        return int(quantile_of(levels)) if levels.any() else self.page.paper

    @cached_property
    def outside_chroma(self) -> int:
        """The colour of what is around it."""
        if self.page.chroma is None or self.tone.name in ("black", "torn"):
            return 0
        colors = self._outside(self.page.chroma)
        return int(quantile_of(colors)) if colors.any() else 0

    @cached_property
    def _levels(self) -> Counts:
        """The grey levels of its rectangles; the dots of a stipple are no print, so that they count smoothed."""
        image = self.tone.level if self.tone.name == "stipple" else self.page.gray
        parts = [counted(part_of(image, box)) for box in self.boxes]
        return np.asarray(np.sum(parts, axis=0) if parts else np.zeros(256), np.float64)

    def _share(self, levels: slice) -> float:
        """The share of some grey levels in its rectangles."""
        return float(self._levels[levels].sum() / max(1.0, self._levels.sum()))

    @cached_property
    def _colors(self) -> Counts:
        h, w = self.region.shape
        if self.page.chroma is None:
            return np.zeros(256)
        return counted(self.page.chroma[self.y : self.y + h, self.x : self.x + w], self.region.view(np.uint8))

    def _outside(self, image: Gray) -> Counts:
        (x0, y0, x1, y1), ring = self._ring
        return counted(image[y0:y1, x0:x1], ring)

    @cached_property
    def _ring(self) -> tuple[Box, Mask]:
        """What lies just outside the region, in its window."""
        far, near = self.page.px(FAR), self.page.px(NEAR)
        h, w = self.region.shape
        window = max(0, self.x - far), max(0, self.y - far), self.x + w + far, self.y + h + far
        seed = part_of(self.tone.seed, window)
        wide, narrow = (cv2.dilate(seed, rectangle_kernel(2 * reach, 2 * reach)) for reach in (far, near))
        return window, np.asarray(cv2.subtract(wide, narrow), np.uint8)


def measure(page: PagePixels, tone: Tone, region: NDArray[np.bool_], x: int, y: int) -> Fill:
    """One region (`H x W`, true inside), whose window starts at pixel `x`, `y`, with its rectangles."""
    region, x = without_tabs(page, tone, region, x, y)
    h, w = region.shape
    found = region
    window = x, y, x + w, y + h
    whole = trim(page, tone, window)
    near = max(abs(a - b) for a, b in zip(whole, window, strict=True)) <= page.px(2)
    straight = _large_enough(page, whole) and near and edge_share(page, tone, whole) >= tone.edge + 0.05
    if straight and fill_share(region) >= TORN:
        region = np.ones_like(region)  # letters at the rim have torn the region, but its four sides are straight
    parts, slanted = _boxes(page, region)
    local = [(x + x0, y + y0, x + x1, y + y1) for x0, y0, x1, y1 in parts]
    fit = _fit(region, local, x, y)
    if fit >= HOPELESS and len(local) > 1 and not slanted:
        local = _without_letters(page, tone, local)
        fit = _fit(region, local, x, y)
    if fit < HOPELESS:  # a part of a picture, in hundreds of pieces
        return Fill(page, tone, region, found, x, y, tuple(local[:1]), fit, slanted)
    trimmed = (whole if box == window else trim(page, tone, box) for box in local)
    boxes = tuple(box for box in trimmed if _large_enough(page, box))
    return Fill(page, tone, region, found, x, y, boxes, fit, slanted)


def _fit(region: NDArray[np.bool_], boxes: Sequence[Box], x: int, y: int) -> float:
    """How well rectangles, none over another, cover a region whose window starts at pixel `x`, `y`: intersection over
    union."""
    both = sum(int(np.count_nonzero(region[y0 - y : y1 - y, x0 - x : x1 - x])) for x0, y0, x1, y1 in boxes)
    either = int(np.count_nonzero(region)) + sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in boxes) - both
    return both / max(1, either)


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
        if area > least or edge_share(page, tone, trim(page, tone, b)) >= tone.edge
    ]


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
    return tuple(int(quantile(strip)) for strip in strips if strip.size)


def _large_enough(page: PagePixels, box: Box) -> bool:
    return box[2] - box[0] >= page.px(2.5) and box[3] - box[1] >= page.px(2.5)
