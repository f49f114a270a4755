"""Places pages one below the other: points to pixels and back, and which pages lie where, without asking each page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

GAP = 16  # pixels of desk above, between and below pages
NARROW = 760  # pixels of width below which a window keeps less desk beside its pages

Offsets = NDArray[np.int64]


class Edges(NamedTuple):
    """Pixels of desk left of the widest page, and right of it, where the labels stand."""

    margin: int
    gutter: int


ROOMY = Edges(20, 116)  # `(b)(6), (b)(7)(C)` in one row
CLOSE = Edges(10, 98)  # `unmarked` in one row, in fonts as wide as DejaVu Sans


@dataclass(frozen=True, slots=True)
class PageBox:
    """One page: its id, its size in points as it is shown, and by how many quarters clockwise it is turned for that."""

    page_id: int
    width: float
    height: float
    quarters: int = 0


class PageLayout:
    """The pages in order, with their sizes in points; knows nothing of scale or screen."""

    def __init__(self, boxes: Sequence[PageBox]) -> None:
        self.boxes = tuple(boxes)
        self.widths = np.fromiter((b.width for b in self.boxes), np.float64, len(self.boxes))
        self.heights = np.fromiter((b.height for b in self.boxes), np.float64, len(self.boxes))
        self._index = {box.page_id: i for i, box in enumerate(self.boxes)}

    def __len__(self) -> int:
        return len(self.boxes)

    def index(self, page_id: int) -> int | None:
        """Place of the page in the order, or None."""
        return self._index.get(page_id)

    def canvas(self, scale: float, only: int | None = None, edges: Edges = ROOMY) -> Canvas:
        """The pages laid out at `scale` pixels a point; `only` shows a single page instead of the whole run."""
        return Canvas(self, scale, only, edges)


class Canvas:
    """A layout at one scale, in pixels; x 0 is the left end of the margin, y 0 the top of the desk.

    Page sizes and tops are whole pixels, so that page edges are sharp and rounding does not add up over many pages.
    """

    def __init__(self, layout: PageLayout, scale: float, only: int | None = None, edges: Edges = ROOMY) -> None:
        self.layout, self.scale, self.edges = layout, scale, edges
        self.first = 0 if only is None else only
        self.stop = len(layout) if only is None else min(only + 1, len(layout))
        self.widths = np.maximum(1, np.rint(layout.widths[self.first : self.stop] * scale)).astype(np.int64)
        self.heights = np.maximum(1, np.rint(layout.heights[self.first : self.stop] * scale)).astype(np.int64)
        count = self.stop - self.first
        self.tops: Offsets = GAP * np.arange(1, count + 1, dtype=np.int64)
        self.tops[1:] += np.cumsum(self.heights[:-1])
        self.page_width = int(self.widths.max()) if count else 0
        self.width = self.page_width + sum(edges) if count else 0
        self.height = int(self.tops[-1] + self.heights[-1]) + GAP if count else 0

    def rect(self, index: int) -> tuple[int, int, int, int]:
        """Left, top, width and height of page `index` in pixels."""
        i = index - self.first
        width = int(self.widths[i])
        return self.edges.margin + (self.page_width - width) // 2, int(self.tops[i]), width, int(self.heights[i])

    def at(self, y: float) -> int:
        """Index of the page at height `y`; desk between two pages belongs to the page below it, the end to the last."""
        i = int(np.searchsorted(self.tops + self.heights, y, side="right"))
        return self.first + max(0, min(i, self.stop - self.first - 1))

    def span(self, top: float, bottom: float) -> range:
        """Indices of the pages that show anything between the two heights."""
        if self.stop == self.first:
            return range(0)
        first = int(np.searchsorted(self.tops + self.heights, top, side="right"))
        stop = int(np.searchsorted(self.tops, bottom, side="left"))
        return range(self.first + first, self.first + max(first, stop))

    def to_pixels(self, index: int, x: float, y: float) -> tuple[float, float]:
        """Where a point of page `index` (displayed points) lies on the canvas."""
        left, top, _, _ = self.rect(index)
        return left + x * self.scale, top + y * self.scale

    def to_points(self, index: int, x: float, y: float) -> tuple[float, float]:
        """Which point of page `index` lies at canvas position (x, y); may be outside the page."""
        left, top, _, _ = self.rect(index)
        return (x - left) / self.scale, (y - top) / self.scale

    def covering(self, y: float) -> float:
        """How far down the page at `y` that height is, 0 its top and 1 its bottom (outside: beyond these)."""
        _, top, _, height = self.rect(self.at(y))
        return (y - top) / height
