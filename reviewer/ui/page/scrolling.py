"""Moves a window over pages: scrolls, turns and zooms, keeps the scroll bars in step, and tells what is in view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget
from typing_extensions import override

from reviewer.model.geometry import Rect, bounds
from reviewer.ui.page.keys import STEP
from reviewer.ui.page.turning import as_shown
from reviewer.ui.page.viewfinder import Fit, Viewfinder

FARTHEST = 2**30  # pixels: scroll bars count in 32 bits


class ScrollingPane(QAbstractScrollArea):
    """A viewfinder with scroll bars; what it shows is painted by those who make a pane of it."""

    page_changed = Signal(object)  # page id: the page that fills most of the view; None without pages
    zoom_changed = Signal(object)  # float, 1.0 is 100 %
    fit_changed = Signal(object)  # "width", "page" or "none"
    visible_changed = Signal(object)  # tuple of page ids in view, top first

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.finder = Viewfinder()
        self._told: tuple[object, ...] = (None, 0.0, "", ())
        self._syncing = False
        self._unit = 1  # pixels that a step of the scroll bar stands for: more where there are more than it can count
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Pages of the release"))

    def go_to(self, page_id: int, rect: Rect | None = None) -> None:
        """Bring the page's top, or a rect of it, comfortably into view; unknown pages are ignored."""
        index = self.finder.layout.index(page_id)
        if index is not None:
            self.finder.go_to(index, None if rect is None else as_shown(rect, self.finder.layout.box(index)))
            self._sync()

    def current_page(self) -> int | None:
        """Id of the page that fills most of the view."""
        index = self.finder.current()
        return None if index is None else self.page_id(index)

    def next_page(self) -> None:
        """Go to the top of the next page."""
        self._turn(1)

    def previous_page(self) -> None:
        """Go to the top of the page before."""
        self._turn(-1)

    def zoom(self) -> float:
        """Size of the pages; 1.0 shows a point as 96/72 pixels."""
        return self.finder.zoom

    def set_zoom(self, zoom: float) -> None:
        """Zoom about the middle of the view (0.25 to 8) and stop fitting."""
        self.finder.set_zoom(zoom)
        self._sync()

    def zoom_in(self) -> None:
        """One step larger."""
        self.finder.step(1)
        self._sync()

    def zoom_out(self) -> None:
        """One step smaller."""
        self.finder.step(-1)
        self._sync()

    def fit(self) -> Fit:
        """What the zoom follows when the view is resized."""
        return self.finder.fit

    def set_fit(self, fit: Fit) -> None:
        """Let the zoom follow the width of the view, or the whole page, or nothing."""
        self.finder.set_fit(fit)
        self._sync()

    def zoom_to(self, page_id: int, rect: Rect) -> None:
        """Let a rect of a page fill the view, as far as the limits of zooming allow, and stop fitting."""
        index = self.finder.layout.index(page_id)
        if index is not None:
            self.finder.zoom_to(index, as_shown(rect, self.finder.layout.box(index)))
            self._sync()

    def shows(self, page_id: int, rect: Rect) -> bool:
        """Whether any part of a rect of a page is in view."""
        index = self.finder.layout.index(page_id)
        return index is not None and self.finder.shows(index, as_shown(rect, self.finder.layout.box(index)))

    def on_screen(self, page_id: int, rects: Sequence[Rect]) -> QRect:
        """What is in view of rects of a page, in pixels of the screen; empty where nothing of it is."""
        index = self.finder.layout.index(page_id)
        if index is None or index not in self.finder.visible() or not rects:
            return QRect()
        left, top, _, _ = self.finder.page_rect(index)
        box = as_shown(bounds(rects), self.finder.layout.box(index)).scaled(self.finder.scale)
        size = QSize(max(1, round(box.width)), max(1, round(box.height)))
        here = QRect(QPoint(round(left + box.x0), round(top + box.y0)), size)
        seen = here.intersected(self.viewport().rect())
        return QRect(self.viewport().mapToGlobal(seen.topLeft()), seen.size())

    def place(self) -> tuple[int, float, float] | None:
        """Where the reader is: page id and the point of it at the top left of the view; None without pages."""
        return self.finder.place()

    def return_to(self, place: tuple[int, float, float]) -> None:
        """Go back to a `place` at the size of now; unknown pages are ignored."""
        if self.finder.return_to(*place):
            self._sync()

    def continuous(self) -> bool:
        """Whether all pages are shown one below the other."""
        return self.finder.continuous

    def set_continuous(self, continuous: bool) -> None:
        """Show all pages one below the other, or a single page at a time."""
        self.finder.set_continuous(continuous)
        self._sync()

    def view_state(self) -> dict[str, object]:
        """Place, zoom and fit as plain values that JSON can hold."""
        return self.finder.state()

    def restore(self, state: Mapping[str, object]) -> None:
        """Go back to a state of `view_state`; what does not fit the pages any more is ignored."""
        if self.finder.restore(state):
            self._sync()

    def page_id(self, index: int) -> int:
        """Id of the page at a place of the layout."""
        return self.finder.layout.page_id(index)

    def scroll_by(self, dx: float, dy: float) -> None:
        """Move by so many pixels, as far as there are pages."""
        self.finder.scroll_to(self.finder.x + round(dx), self.finder.y + round(dy))
        self._sync()

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        if not self._syncing:
            finder = self.finder
            across = self.horizontalScrollBar().value() if finder.canvas.width > finder.width else finder.x
            down = self.verticalScrollBar().value() * self._unit if finder.canvas.height > finder.height else finder.y
            finder.scroll_to(across, down)
            self._offer_scrolling_across()
            self._tell()
        self._repaint()

    def _turn(self, step: int) -> None:
        index = self.finder.current()
        if index is not None and 0 <= index + step < len(self.finder.layout):
            self.finder.go_to(index + step)
            self._sync()

    def _sync(self) -> None:
        """Bring the scroll bars in step with the viewfinder."""
        finder = self.finder
        self._syncing = True
        self._unit = 1 + finder.canvas.height // FARTHEST
        for bar, canvas, window, value, unit in (
            (self.horizontalScrollBar(), finder.canvas.width, finder.width, finder.x, 1),
            (self.verticalScrollBar(), finder.canvas.height, finder.height, finder.y, self._unit),
        ):
            bar.setRange(0, max(0, canvas - window) // unit)
            bar.setPageStep(max(1, round(window * 0.9) // unit))
            bar.setSingleStep(max(1, STEP // unit))
            bar.setValue(max(0, value) // unit)
        self._syncing = False
        self._offer_scrolling_across()
        self._tell()
        self._repaint()

    def _offer_scrolling_across(self) -> None:
        """Show the lower scroll bar only while something in view is cut off, not for a wide page somewhere else.

        Pages are judged over the height without that bar: it could otherwise come and go for ever.
        """
        policy = Qt.ScrollBarPolicy
        cut = self.finder.fit != "page" and self.finder.reaches_out(self.height())
        wanted = policy.ScrollBarAsNeeded if cut else policy.ScrollBarAlwaysOff
        if self.horizontalScrollBarPolicy() != wanted:
            self.setHorizontalScrollBarPolicy(wanted)

    def _tell(self) -> None:
        """Emit what changed since the last time."""
        shown = tuple(self.page_id(index) for index in self.finder.visible())
        now = (self.current_page(), self.finder.zoom, self.finder.fit, shown)
        before, self._told = self._told, now
        signals = (self.page_changed, self.zoom_changed, self.fit_changed, self.visible_changed)
        for signal, old, new in zip(signals, before, now, strict=True):
            if old != new:
                signal.emit(new)
        if before[0] != now[0] and now[0] is not None:
            number = (self.finder.current() or 0) + 1
            self.setAccessibleDescription(self.tr("Page {0} of {1}").format(number, len(self.finder.layout)))

    def _repaint(self, *_: object) -> None:
        self.viewport().update()
