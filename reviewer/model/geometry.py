"""Rectangles in displayed points: origin top left, after crop box, rotation and user unit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple


class Rect(NamedTuple):
    """An axis-parallel rectangle; x grows to the right, y downwards; points unless a name says otherwise."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """Horizontal extent, never negative."""
        extent = self.x1 - self.x0
        return extent if extent > 0 else 0.0

    @property
    def height(self) -> float:
        """Vertical extent, never negative."""
        extent = self.y1 - self.y0
        return extent if extent > 0 else 0.0

    @property
    def area(self) -> float:
        """Width times height."""
        return self.width * self.height

    @property
    def center(self) -> tuple[float, float]:
        """The middle as (x, y)."""
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    def intersect(self, other: Rect) -> Rect:
        """The common part; its area is 0 where there is none."""
        return Rect(max(self.x0, other.x0), max(self.y0, other.y0), min(self.x1, other.x1), min(self.y1, other.y1))

    def overlap(self, other: Rect) -> float:
        """Area of the common part."""
        # Asked hundreds of thousands of times a page, mostly of rectangles that lie apart: no call and no Rect is made.
        x0, y0, x1, y1 = self
        a0, b0, a1, b1 = other
        width = (x1 if x1 < a1 else a1) - (x0 if x0 > a0 else a0)
        if width <= 0:
            return 0.0
        height = (y1 if y1 < b1 else b1) - (y0 if y0 > b0 else b0)
        return width * height if height > 0 else 0.0

    def grown(self, dx: float, dy: float | None = None) -> Rect:
        """Moved outwards on each side by `dx` and `dy` (`dy` defaults to `dx`)."""
        dy = dx if dy is None else dy
        return Rect(self.x0 - dx, self.y0 - dy, self.x1 + dx, self.y1 + dy)

    def scaled(self, factor: float) -> Rect:
        """Every coordinate times `factor`."""
        return Rect(self.x0 * factor, self.y0 * factor, self.x1 * factor, self.y1 * factor)

    def contains_point(self, x: float, y: float) -> bool:
        """Whether the point lies inside or on the border."""
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1

    def rounded(self, digits: int = 2) -> Rect:
        """Coordinates rounded for storing and printing."""
        return Rect(*(round(float(v), digits) for v in self))


def bounds(rects: Iterable[Rect]) -> Rect:
    """The smallest rectangle around all of `rects`, which must not be empty."""
    xs0, ys0, xs1, ys1 = zip(*rects, strict=True)
    return Rect(min(xs0), min(ys0), max(xs1), max(ys1))


def union_area(rects: Sequence[Rect]) -> float:
    """Area covered by at least one of `rects` (coordinate sweep; meant for the few rects of one redaction)."""
    xs = sorted({x for r in rects for x in (r.x0, r.x1)})
    total = 0.0
    for left, right in pairwise(xs):
        spans = sorted((r.y0, r.y1) for r in rects if r.x0 <= left and r.x1 >= right and r.y1 > r.y0)
        reach = float("-inf")
        for top, bottom in spans:
            total += (right - left) * max(0.0, bottom - max(top, reach))
            reach = max(reach, bottom)
    return total


def iou(a: Sequence[Rect], b: Sequence[Rect]) -> float:
    """Intersection over union of two regions, each a union of rectangles."""
    if not a or not b:
        return 0.0
    both = union_area([*a, *b])
    if both <= 0:
        return 0.0
    return max(0.0, union_area(a) + union_area(b) - both) / both
