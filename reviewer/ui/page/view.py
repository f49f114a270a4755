"""The continuous page view: scrolling, zooming and finding the place on a run of scanned pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from reviewer.model.geometry import Rect
from reviewer.ui.page.content import PageModel
from reviewer.ui.page.palette import LIGHT, PagePalette
from reviewer.ui.page.selection import Segment
from reviewer.ui.page.tiles import TileSource
from reviewer.ui.page.tools import Tool

Fit = Literal["width", "page", "none"]


class PageView(QAbstractScrollArea):
    """Shows the pages of a `PageModel`, rendered by a `TileSource`; never blocks while a page is rendered.

    Page ids, rects (displayed points) and other values travel on the signals as `object`.
    """

    page_changed = Signal(object)  # page id: the page that fills most of the view
    zoom_changed = Signal(object)  # float, 1.0 is 100 %
    fit_changed = Signal(object)  # "width", "page" or "none"
    visible_changed = Signal(object)  # tuple of page ids in view, top first
    tool_changed = Signal(object)  # Tool
    redaction_clicked = Signal(object)  # id of a RedactionMark
    highlight_clicked = Signal(object)  # id of a HighlightMark
    selection_changed = Signal(object)  # tuple of Segment, empty: nothing selected
    context_requested = Signal(object)  # ContextTarget
    region_drawn = Signal(object, object)  # page id, Rect: a missed redaction (draw tool)
    region_selected = Signal(object, object)  # page id, Rect: a region passage (region tool, or Alt with select tool)
    rect_edited = Signal(object, object)  # redaction id, tuple of Rect: moved or resized by hand
    notice_clicked = Signal(object)  # page id: the notice beside a page that is not read, failed or missing

    def __init__(self, palette: PagePalette = LIGHT, parent: QWidget | None = None) -> None:
        super().__init__(parent)

    def set_content(self, model: PageModel | None, tiles: TileSource | None) -> None:
        """Show other pages from another source of tiles; keeps zoom and fit, forgets selection and pictures."""

    def reload(self) -> None:
        """The list of pages or their sizes changed: ask the model again and stay at the page in view."""

    def refresh(self, page_ids: Iterable[int] | None = None) -> None:
        """Words, marks or states of these pages (or of all) changed: ask the model again when they are in view."""

    def refresh_pictures(self) -> None:
        """Source files were found again or changed: render anew."""

    def set_colors(self, palette: PagePalette) -> None:
        """Paint in these colours from now on."""

    def go_to(self, page_id: int, rect: Rect | None = None) -> None:
        """Bring the page's top, or a rect of it, comfortably into view; unknown pages are ignored."""

    def current_page(self) -> int | None:
        """Id of the page that fills most of the view."""

    def next_page(self) -> None:
        """Go to the top of the next page."""

    def previous_page(self) -> None:
        """Go to the top of the page before."""

    def zoom(self) -> float:
        """Size of the pages; 1.0 shows a point as 96/72 pixels."""

    def set_zoom(self, zoom: float) -> None:
        """Zoom about the middle of the view (0.25 to 8) and stop fitting."""

    def zoom_in(self) -> None:
        """One step larger."""

    def zoom_out(self) -> None:
        """One step smaller."""

    def fit(self) -> Fit:
        """What the zoom follows when the view is resized."""

    def set_fit(self, fit: Fit) -> None:
        """Let the zoom follow the width of the view, or the whole page, or nothing."""

    def set_continuous(self, continuous: bool) -> None:
        """Show all pages one below the other, or a single page at a time."""

    def tool(self) -> Tool:
        """The tool in hand."""

    def set_tool(self, tool: Tool) -> None:
        """Take a tool in hand."""

    def set_editable(self, editable: bool) -> None:
        """Whether redactions may be moved and resized (a project opened for reading may not be changed)."""

    def select_redaction(self, redaction: object | None) -> None:
        """Show one redaction as selected, with its handles, beside those whose mark says so."""

    def selection(self) -> tuple[Segment, ...]:
        """The selected words, page by page."""

    def selected_text(self) -> str:
        """The selected words as they are copied, with `[redacted (b)(6)]` where redactions stand."""

    def clear_selection(self) -> None:
        """Select no words."""

    def select_page(self) -> None:
        """Select all words of the page in view."""

    def copy(self) -> None:
        """Put the selected words on the clipboard."""

    def view_state(self) -> dict[str, object]:
        """Place, zoom and fit as plain values that JSON can hold."""

    def restore(self, state: Mapping[str, object]) -> None:
        """Go back to a state of `view_state`; what does not fit the pages any more is ignored."""
