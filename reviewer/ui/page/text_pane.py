"""Lets the words of the pages be selected and copied, by keys and by whoever moves the selection."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from reviewer.model.geometry import Rect, bounds
from reviewer.ui.page.content import PageModel
from reviewer.ui.page.palette import LIGHT, PagePalette
from reviewer.ui.page.pane import PagePane
from reviewer.ui.page.selection import Grain, Segment, Span, TextRun, TextSelection
from reviewer.ui.page.tiles import TileSource
from reviewer.ui.page.turning import upright


class TextPane(PagePane):
    """Pages whose words can be selected; `text` is where the selection begins and ends."""

    selection_changed = Signal(object)  # tuple of Segment, empty: nothing selected

    def __init__(self, palette: PagePalette = LIGHT, parent: QWidget | None = None) -> None:
        self.text = TextSelection()
        self._selected: tuple[Segment, ...] = ()
        super().__init__(palette, parent)

    @override
    def set_content(self, model: PageModel | None, tiles: TileSource | None) -> None:
        self.clear_selection()
        super().set_content(model, tiles)

    @override
    def pages_replaced(self) -> None:
        self.clear_selection()

    def selection(self) -> tuple[Segment, ...]:
        """The selected words, page by page."""
        boxes = {box.page_id: box for box in (self.finder.layout.box(index) for index in self.text.pages())}
        return tuple(
            replace(part, rects=tuple(upright(rect, boxes[part.page_id]) for rect in part.rects))
            for part in self.text.segments(self.run, self.page_id)
        )

    def selected_text(self) -> str:
        """The selected words as they are copied, with `[redacted (b)(6)]` where redactions stand."""
        return "\n".join(segment.text for segment in self.selection())

    def clear_selection(self) -> None:
        """Select no words."""
        self.text.clear()
        self.selection_moved()

    def select_page(self) -> None:
        """Select all words of the page in view."""
        index = self.finder.current()
        if index is not None and self.run(index).items:
            self.text.begin(Span(index, 0, 0))
            self.text.extend(Span(index, 0, len(self.run(index).items)))
            self.selection_moved()

    def extend_selection(self, step: int, grain: Grain = "word") -> None:
        """Reach `step` words or lines further (negative: less far) within the page where the selection ends.

        With nothing selected the first word or line in view is taken, so that no mouse is needed to begin.
        """
        focus = self.text.focus or self.text.anchor
        if focus is not None:
            self.text.extend(self.run(focus.page).beyond(focus, step, grain))
        elif not self._begin_in_view(grain):
            return
        self._follow()
        self.selection_moved()

    def hold_end(self, *, start: bool) -> None:
        """Let the keys move the beginning of the selection from now on, else its end."""
        self.text.hold(start=start)
        self._follow()

    def _begin_in_view(self, grain: Grain) -> bool:
        """Select the first word or line in view of the page in view, else of another; False where there is none."""
        for index in sorted(self.finder.visible(), key=lambda page: page != self.finder.current()):
            run = self.run(index)
            for place, item in enumerate(run.items):
                box = bounds(item.rects)
                if item.word is not None and 0 <= self.finder.to_window(index, box.x0, box.y0)[1] < self.finder.height:
                    line = run.widened(Span(index, place, place + 1), grain)
                    self.text.begin(Span(index, line.start, line.start + 1))
                    self.text.extend(Span(index, line.stop - 1, line.stop))
                    return True
        return False

    def _follow(self) -> None:
        """Keep in view what the keys move, and the pages where they are while it is there."""
        moves, finder = self.text.focus, self.finder
        items = self.run(moves.page).items if moves is not None else []
        if moves is not None and moves.start < len(items):
            box = bounds(items[moves.start].rects)
            left, top = finder.to_window(moves.page, box.x0, box.y0)
            right, bottom = finder.to_window(moves.page, box.x1, box.y1)
            if left < 0 or top < 0 or right > finder.width or bottom > finder.height:
                self.go_to(self.page_id(moves.page), upright(box, finder.layout.box(moves.page)))

    def copy(self) -> None:
        """Put the selected words on the clipboard."""
        text = self.selected_text()
        if text:
            QGuiApplication.clipboard().setText(text)

    def selected_rects(self, index: int) -> Sequence[Rect]:
        """Where a page is to be painted as selected."""
        chosen = self.text.pages().get(index)
        if chosen is None:
            return ()
        run = self.run(index)
        piece = run.segment(0, chosen[0], len(run.items) if chosen[1] is None else chosen[1])
        return piece.rects if piece is not None else ()

    def run(self, index: int) -> TextRun:
        """Words and redactions of a page in their order."""
        return self.scene(index).run

    def selecting(self) -> bool:
        """Whether a selection is still being made, so that it is too early to tell of it."""
        return False

    def selection_moved(self) -> None:
        """Tell what is selected, unless it is still being made."""
        self._repaint()
        if not self.selecting():
            selected = self.selection()
            if selected != self._selected:
                self._selected = selected
                self.selection_changed.emit(selected)
