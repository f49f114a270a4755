"""Places pages one below the other: points to pixels and back, and which pages lie where, without asking each page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from reviewer.model.page_sizes import PageSizes

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
    """The pages in order, with their sizes in points as shown; knows nothing of scale or screen.

    `quarters` tells of the pages that are turned by how many quarters clockwise.
    """

    def __init__(self, sizes: PageSizes, quarters: Mapping[int, int] | None = None) -> None:
        self._ids = sizes.ids
        self._quarters = dict(quarters or {})
        self.widths, self.heights = np.asarray(sizes.widths), np.asarray(sizes.heights)
        lying = [place for page in self._lying() if (place := self._ids.place(page)) is not None]
        if lying:
            upright = self.widths, self.heights
            self.widths, self.heights = self.widths.copy(), self.heights.copy()
            self.widths[lying], self.heights[lying] = upright[1][lying], upright[0][lying]
        self.widest = float(self.widths.max()) if len(self) else 0.0

    def __len__(self) -> int:
        return len(self._ids)

    def box(self, index: int) -> PageBox:
        """One page of the order."""
        page_id = self._ids[index]
        width, height = float(self.widths[index]), float(self.heights[index])
        return PageBox(page_id, width, height, self._quarters.get(page_id, 0))

    def page_id(self, index: int) -> int:
        """Id of the page at a place of the order."""
        return self._ids[index]

    def index(self, page_id: object) -> int | None:
        """Place of the page in the order, or None."""
        return self._ids.place(page_id)

    def goes_on(self, before: PageLayout) -> bool:
        """Whether this begins with the pages of `before`, all as they were."""
        count = len(before)
        return self._quarters == before._quarters and all(
            np.array_equal(now[:count], then)
            for now, then in (
                (np.asarray(self._ids.column), np.asarray(before._ids.column)),
                (self.widths, before.widths),
                (self.heights, before.heights),
            )
        )

    def widest_up_to(self, width: float) -> float:
        """The width of the widest page that is no wider than so many points; 0 where all are."""
        if width >= self.widest:
            return self.widest
        return float(np.max(self.widths, initial=0.0, where=self.widths <= width))

    def canvas(self, scale: float, only: int | None = None, edges: Edges = ROOMY) -> Canvas:
        """The pages laid out at `scale` pixels a point; `only` shows a single page instead of the whole run."""
        return Canvas(self, scale, only, edges)

    def _lying(self) -> Iterable[int]:
        return (page for page, quarters in self._quarters.items() if quarters % 2)


class Canvas:
    """A layout at one scale, in pixels; x 0 is the left end of the margin, y 0 the top of the desk.

    Page sizes and tops are whole pixels, so that page edges are sharp and rounding does not add up over many pages.
    """

    def __init__(self, layout: PageLayout, scale: float, only: int | None = None, edges: Edges = ROOMY) -> None:
        self.layout, self.scale, self.edges = layout, scale, edges
        self.first = 0 if only is None else only
        self.stop = len(layout) if only is None else min(only + 1, len(layout))
        count = self.stop - self.first
        self._tops: Offsets = np.empty(count + 1, np.int64)  # and where a page behind the last one would begin
        self._tops[0] = GAP
        np.cumsum(_pixels(layout.heights[self.first : self.stop] * scale) + GAP, out=self._tops[1:])
        self._tops[1:] += GAP
        widest = layout.widest if only is None else float(layout.widths[self.first : self.stop].max(initial=0.0))
        self.page_width = max(1, round(widest * scale)) if count else 0
        self.width = self.page_width + sum(edges) if count else 0
        self.height = int(self._tops[-1]) if count else 0

    def rect(self, index: int) -> tuple[int, int, int, int]:
        """Left, top, width and height of page `index` in pixels."""
        i = index - self.first
        width = max(1, round(float(self.layout.widths[index]) * self.scale))
        top, following = int(self._tops[i]), int(self._tops[i + 1])
        return self.edges.margin + (self.page_width - width) // 2, top, width, following - GAP - top

    def at(self, y: float) -> int:
        """Index of the page at height `y`; desk between two pages belongs to the page below it, the end to the last."""
        return self.first + max(0, min(self._ended(y), self.stop - self.first - 1))

    def span(self, top: float, bottom: float) -> range:
        """Indices of the pages that show anything between the two heights."""
        if self.stop == self.first:
            return range(0)
        first = self._ended(top)
        stop = int(np.searchsorted(self._tops[:-1], bottom, side="left"))
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

    def _ended(self, y: float) -> int:
        """How many pages end at or above this height."""
        return int(np.searchsorted(self._tops[1:], y + GAP, side="right"))


def _pixels(lengths: NDArray[np.float64]) -> Offsets:
    """Lengths in whole pixels, at least one."""
    return np.maximum(1, np.rint(lengths)).astype(np.int64)
