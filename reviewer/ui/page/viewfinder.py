"""Which part of the pages a window of a given size shows, at which size: all of scrolling and zooming without Qt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from reviewer.model.geometry import Rect
from reviewer.model.page_sizes import PageSizes
from reviewer.ui.page.layout import CLOSE, GAP, NARROW, ROOMY, PageLayout

Fit = Literal["width", "page", "none"]
LEAST, MOST = 0.25, 8.0
STEPS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0)
INCH = 96 / 72  # pixels a point at 100 %
ALIKE = 1.15  # pages up to so much wider than the one in view are fitted with it, those beyond reach out of view
ROUNDING = 2  # pixels by which a fitted page may be too wide, because its size is whole pixels
EASE = 0.08  # share of the window that stays free around a place that is shown


class Viewfinder:
    """A window of `width` by `height` pixels over pages; `x` and `y` are the canvas position of its top left corner.

    Canvases smaller than the window are centred in it, which makes `x` or `y` negative. `close` is the desk beside the
    pages of a small window.
    """

    def __init__(self) -> None:
        self.layout = PageLayout(PageSizes())
        self.width, self.height = 1, 1
        self.zoom, self.continuous = 1.0, True
        self.fit: Fit = "width"
        self.only = 0
        self.edges = self.close = CLOSE
        self.x, self.y = 0, 0
        self.canvas = self.layout.canvas(INCH)

    @property
    def scale(self) -> float:
        """Pixels a point."""
        return self.canvas.scale

    def set_pages(self, layout: PageLayout) -> None:
        """Show other pages, at the same place if the page in view is still among them, else from the top."""
        state = self.state()
        self.layout = layout
        self.only = min(self.only, max(0, len(layout) - 1))
        self.x = self.y = 0
        self._lay_out()
        if not self.restore(state):
            self._refit()
            self.scroll_to(0, 0)

    def set_size(self, width: int, height: int) -> None:
        """The window was resized: what was at its top stays there."""
        x, y = self.width // 2, 0
        carried = self.canvas.to_points(self._at(y), self.x + x, self.y) if len(self.layout) else (0.0, 0.0)
        index = self._at(y)
        widened = width != self.width  # a change of height alone, as by a scroll bar, must not fit another page
        self.width, self.height = max(1, width), max(1, height)
        self.edges = self.close if width < NARROW else ROOMY
        if widened or self.fit == "page":
            self._refit(index)
        if len(self.layout):
            left, top = self.canvas.to_pixels(index, *carried)
            self.scroll_to(round(left - self.width // 2), round(top))
            self._show_page_width(index)

    def set_zoom(self, zoom: float, at: tuple[float, float] | None = None) -> None:
        """Zoom about a position of the window (its middle by default): what lies there stays there."""
        self.fit = "none"
        self._zoom_about(zoom, at)

    def step(self, direction: int, at: tuple[float, float] | None = None) -> None:
        """Zoom to the next larger (1) or smaller (-1) step."""
        if direction > 0:
            self.set_zoom(next((s for s in STEPS if s > self.zoom * 1.01), MOST), at)
        else:
            self.set_zoom(next((s for s in reversed(STEPS) if s < self.zoom * 0.99), LEAST), at)

    def set_fit(self, fit: Fit) -> None:
        """Follow the width of the window or the whole page; what is at the top stays there."""
        self.fit = fit
        index = self.current()
        if index is None:
            return
        _, before, _, height = self.canvas.rect(index)
        share = (self.y - before) / height
        self._refit(index)
        _, top, _, height = self.canvas.rect(index)
        self.scroll_to(self.x, top - GAP // 2 if fit == "page" else round(top + share * height))
        self._show_page_width(index)

    def set_continuous(self, continuous: bool) -> None:
        """All pages below each other, or one at a time."""
        index = self.current()
        self.continuous = continuous
        self.only = index or 0
        self._lay_out()
        if index is not None:
            self.go_to(index)

    def scroll_to(self, x: int, y: int) -> None:
        """Move the window, as far as there is anything to show."""
        self.x = _clamped(x, self.canvas.width, self.width)
        self.y = _clamped(y, self.canvas.height, self.height)

    def go_to(self, index: int, rect: Rect | None = None) -> None:
        """Show the top of a page, or a rect of it; does not move when the rect is already in comfortable view."""
        if not self.continuous and index != self.only:
            self.only = index
            self._lay_out()
        left, top, width, _ = self.canvas.rect(index)
        if rect is None:
            self.scroll_to(self.x, top - GAP // 2)
            self._show_page_width(index)
            return
        box = rect.scaled(self.scale)
        x = _eased(self.x, self.width, left + box.x0, left + box.x1)
        if width + sum(self.edges) <= self.width:
            x = self._page_left(index)
        self.scroll_to(round(x), round(_eased(self.y, self.height, top + box.y0, top + box.y1)))

    def zoom_to(self, index: int, rect: Rect) -> None:
        """Let a rect of a page (points) fill the window but for a margin, and stop fitting."""
        free = 1 - 2 * EASE
        across = free * self.width / max(1.0, rect.width)
        down = free * self.height / max(1.0, rect.height)
        self.go_to(index)
        self.set_zoom(min(across, down) / INCH)
        left, top, _, _ = self.canvas.rect(index)
        middle, height = rect.scaled(self.scale).center
        self.scroll_to(round(left + middle - self.width / 2), round(top + height - self.height / 2))

    def place(self) -> tuple[int, float, float] | None:
        """Page id and the point of that page at the window's top left corner; None without pages."""
        if not len(self.layout):
            return None
        index = self._at(0)
        return self.layout.page_id(index), *self.canvas.to_points(index, self.x, self.y)

    def return_to(self, page_id: int, x: float, y: float) -> bool:
        """Go to a `place` without changing the zoom; False when the page is not shown here."""
        index = self.layout.index(page_id)
        if index is None:
            return False
        if not self.continuous:
            self.only = index
            self._lay_out()
        left, top = self.canvas.to_pixels(index, x, y)
        self.scroll_to(round(left), round(top))
        return True

    def visible(self) -> range:
        """Indices of the pages in the window."""
        return self.canvas.span(self.y, self.y + self.height)

    def shows(self, index: int, rect: Rect) -> bool:
        """Whether any part of a rect of a page is in the window."""
        if index not in self.visible():
            return False
        left, top, _, _ = self.page_rect(index)
        box = rect.scaled(self.scale)
        across = left + box.x0 < self.width and left + box.x1 > 0
        return across and top + box.y0 < self.height and top + box.y1 > 0

    def reaches_out(self, height: int) -> bool:
        """Whether a page within `height` pixels, or its gutter, is in part left or right of the window."""
        for index in self.canvas.span(self.y, self.y + height):
            left, _, width, _ = self.canvas.rect(index)
            low, high = left - self.edges.margin, left + width + self.edges.gutter
            if low < self.x - ROUNDING or high > self.x + self.width + ROUNDING:
                return True
        return False

    def current(self) -> int | None:
        """Index of the page that fills most of the window; None without pages."""
        best, most = None, -1
        for index in self.visible():
            _, top, _, height = self.canvas.rect(index)
            shown = min(top + height, self.y + self.height) - max(top, self.y)
            if shown > most:
                best, most = index, shown
        return best if best is not None or not len(self.layout) else self._at(0)

    def page_rect(self, index: int) -> tuple[int, int, int, int]:
        """Left, top, width and height of a page in the window."""
        left, top, width, height = self.canvas.rect(index)
        return left - self.x, top - self.y, width, height

    def at(self, x: float, y: float) -> tuple[int, float, float] | None:
        """Page index and point (displayed points, maybe outside the page) at a position of the window."""
        if not len(self.layout):
            return None
        index = self._at(y)
        return index, *self.canvas.to_points(index, self.x + x, self.y + y)

    def to_window(self, index: int, x: float, y: float) -> tuple[float, float]:
        """Position in the window of a point of a page."""
        px, py = self.canvas.to_pixels(index, x, y)
        return px - self.x, py - self.y

    def state(self) -> dict[str, object]:
        """Place, zoom and fit as plain values; empty without pages."""
        place = self.place()
        if place is None:
            return {}
        page, x, y = place
        return {
            "page": page, "x": x, "y": y, "zoom": self.zoom, "fit": self.fit, "continuous": self.continuous,
        }  # fmt: skip

    def restore(self, state: Mapping[str, object]) -> bool:
        """Go back to a state; False (and nothing changed) when it names no page shown here."""
        page = state.get("page")
        index = self.layout.index(page)
        numbers = [state.get(name) for name in ("x", "y", "zoom")]
        if index is None or not all(isinstance(n, (int, float)) and n == n and abs(n) < 1e9 for n in numbers):
            return False
        x, y, zoom = (float(n) for n in numbers if isinstance(n, (int, float)))
        fit = state.get("fit")
        self.fit = fit if fit in ("width", "page", "none") else "none"
        self.continuous, self.only = bool(state.get("continuous", True)), index
        self.zoom = min(max(zoom, LEAST), MOST)
        self._lay_out()
        self._refit(index)
        left, top = self.canvas.to_pixels(index, x, y)
        self.scroll_to(round(left), round(top))
        return True

    def _at(self, y: float) -> int:
        return self.canvas.at(self.y + y)

    def _lay_out(self) -> None:
        self.canvas = self.layout.canvas(self.zoom * INCH, None if self.continuous else self.only, self.edges)

    def _refit(self, index: int | None = None) -> None:
        if len(self.layout) and self.fit != "none":
            box = self.layout.box(index if index is not None else self._at(0))
            across = (self.width - sum(self.edges)) / self.layout.widest_up_to(box.width * ALIKE)
            down = (self.height - GAP) / box.height
            wanted = across if self.fit == "width" else min(across, down)
            self.zoom = min(max(wanted / INCH, LEAST), MOST)
        self._lay_out()

    def _zoom_about(self, zoom: float, at: tuple[float, float] | None) -> None:
        x, y = at or (self.width / 2, self.height / 2)
        place = self.at(x, y)
        self.zoom = min(max(zoom, LEAST), MOST)
        self._lay_out()
        if place is not None:
            left, top = self.canvas.to_pixels(*place)
            self.scroll_to(round(left - x), round(top - y))

    def _page_left(self, index: int) -> int:
        return self.canvas.rect(index)[0] - self.edges.margin

    def _show_page_width(self, index: int) -> None:
        """Bring the page and its gutter into view where the window is wide enough for both."""
        width = self.canvas.rect(index)[2]
        if width + sum(self.edges) <= self.width + ROUNDING:
            left = self._page_left(index)
            right = left + width + sum(self.edges)
            if left < self.x or right > self.x + self.width:
                self.scroll_to(left, self.y)


def _clamped(value: int, canvas: int, window: int) -> int:
    if canvas <= window:
        return -((window - canvas) // 2)
    return min(max(value, 0), canvas - window)


def _eased(start: float, length: float, low: float, high: float) -> float:
    """Where the window begins so that low to high is comfortably in it; unchanged if it already is."""
    free = EASE * length
    if low >= start + free and high <= start + length - free:
        return start
    if high - low > length - 2 * free:
        return low - free
    return (low + high) / 2 - length * 0.4
