"""Decides what a press of the left button begins: with which tool, on what, with which keys held."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent

from reviewer.model.geometry import Rect
from reviewer.ui.page.content import RedactionMark
from reviewer.ui.page.drags import BoxDrag, Drag, EditDrag, NudgeDrag, PanDrag, TextDrag
from reviewer.ui.page.selection import Grain
from reviewer.ui.page.shapes import Grip, grip_at
from reviewer.ui.page.targets import Target, target_at
from reviewer.ui.page.text_pane import TextPane
from reviewer.ui.page.tools import Tool

BOX = (120.0, 14.0)  # points: a box drawn by a key


@dataclass(frozen=True, slots=True)
class Outcome:
    """Who is told what a drag ended in; pages are places in the layout, rects displayed points."""

    clicked: Callable[[Target], None]
    drawn: Callable[[int, Rect], None]
    region: Callable[[int, Rect], None]
    edited: Callable[[int, object, tuple[Rect, ...]], None]


class Grasp:
    """The tool in hand and the pages it works on; `editable` allows moving and resizing the selected redaction."""

    def __init__(self, pane: TextPane, outcome: Outcome) -> None:
        self._pane, self._outcome = pane, outcome
        self.tool, self.editable = Tool.SELECT, True
        self._space, self._pushed = False, False
        self._double_time, self._double_place = -1_000_000, QPointF()

    def press(self, event: QMouseEvent) -> Drag:
        """The drag that a press on the pages starts."""
        position = event.position()
        x, y = position.x(), position.y()
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        place, target = self._pane.finder.at(x, y), target_at(self._pane, position)
        if self._space:
            self._pushed = True
            return PanDrag(x, y, self._pane.scroll_by, lambda: None)
        pan = PanDrag(x, y, self._pane.scroll_by, lambda: self._outcome.clicked(target))
        if place is None or target.label is not None or target.notice is not None:
            return pan
        edit = None if alt else self._edit(position)
        if edit is not None:
            return edit
        if alt or self.tool in (Tool.DRAW, Tool.REGION):
            done = self._outcome.drawn if self.tool == Tool.DRAW and not alt else self._outcome.region
            return BoxDrag(place, self._page(place[0]), self._to_page, done)
        if self.tool == Tool.HAND:
            return pan
        return self._select(event, place, target)

    def double(self, event: QMouseEvent) -> Drag | None:
        """A double click takes the word; the next press there takes the line."""
        self._double_time, self._double_place = event.timestamp(), event.position()
        return self._take(event.position(), "word")

    def hold_space(self) -> None:
        """The space bar is down: until it is let go, every press pushes the pages."""
        self._space, self._pushed = True, False

    def release_space(self) -> bool:
        """The space bar is up again; True if nothing was pushed meanwhile, so that it was meant as a key."""
        meant = self._space and not self._pushed
        self._space = False
        return meant

    def in_hand(self) -> Tool:
        """The tool that a press would use."""
        return Tool.HAND if self._space else self.tool

    def grip(self, position: QPointF) -> tuple[int, RedactionMark, Grip | None] | None:
        """The selected redaction under the mouse, and which of its handles: None moves the whole."""
        place = self._pane.finder.at(position.x(), position.y())
        if place is None or not self.can_edit():
            return None
        index, x, y = place
        left, top, _, _ = self._pane.finder.page_rect(index)
        for mark in self._pane.scene(index).marks.redactions:
            if mark.selected and mark.state != "rejected":
                boxes = [rect.scaled(self._pane.finder.scale) for rect in mark.rects]
                grip = grip_at(boxes, position.x() - left, position.y() - top)
                if grip is not None or any(rect.contains_point(x, y) for rect in mark.rects):
                    return index, mark, grip
        return None

    def nudging(self) -> NudgeDrag | None:
        """What keys do to the selected redaction in view; nothing where there is none that may be changed."""
        for index in self._pane.finder.visible() if self.can_edit() else ():
            for mark in self._pane.scene(index).marks.redactions:
                if mark.selected and mark.rects and mark.state != "rejected":
                    return NudgeDrag(index, mark, self._page(index), partial(self._outcome.edited, index))
        return None

    def draw_in_the_middle(self) -> None:
        """Draw a box as high as a line in the middle of the view: keys move and stretch it afterwards."""
        finder = self._pane.finder
        place = finder.at(finder.width / 2, finder.height / 2)
        if place is not None:
            page = self._page(place[0])
            x = min(max(place[1] - BOX[0] / 2, page.x0), page.x1 - BOX[0])
            y = min(max(place[2] - BOX[1] / 2, page.y0), page.y1 - BOX[1])
            self._outcome.drawn(place[0], Rect(x, y, x + BOX[0], y + BOX[1]).rounded())

    def can_edit(self) -> bool:
        """Whether boxes can be moved with the tool in hand."""
        return self.editable and self.in_hand() in (Tool.SELECT, Tool.DRAW)

    def _select(self, event: QMouseEvent, place: tuple[int, float, float], target: Target) -> Drag:
        position, pane = event.position(), self._pane
        hints = QGuiApplication.styleHints()
        near = (position - self._double_place).manhattanLength() < hints.startDragDistance()
        if near and event.timestamp() - self._double_time < hints.mouseDoubleClickInterval():
            return self._take(position, "line") or self._text(position)
        span = pane.run(place[0]).hit(*place)
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and pane.text.anchor is not None:
            pane.text.extend(span)
            return self._text(position)
        pane.text.begin(span)
        return self._text(position, lambda: self._outcome.clicked(target))

    def _take(self, position: QPointF, grain: Grain) -> Drag | None:
        """Select the word or line at once; a drag goes on by whole words or lines."""
        place = self._pane.finder.at(position.x(), position.y())
        if place is None:
            return None
        run = self._pane.run(place[0])
        span = run.widened(run.hit(*place), grain)
        self._pane.text.begin(span, grain)
        self._pane.text.extend(span)
        return self._text(position)

    def _text(self, position: QPointF, clicked: Callable[[], None] | None = None) -> Drag:
        pane = self._pane
        return TextDrag(
            (position.x(), position.y()), pane.text, pane.finder.at, pane.run, pane.selection_moved, clicked
        )

    def _edit(self, position: QPointF) -> EditDrag | None:
        found = self.grip(position)
        if found is None:
            return None
        index, mark, grip = found
        return EditDrag(
            index, mark, grip, (position.x(), position.y()), self._page(index), self._to_page,
            partial(self._outcome.edited, index), lambda: self._outcome.clicked(Target(index, mark=mark)),
        )  # fmt: skip

    def _page(self, index: int) -> Rect:
        box = self._pane.finder.layout.box(index)
        return Rect(0.0, 0.0, box.width, box.height)

    def _to_page(self, index: int, x: float, y: float) -> tuple[float, float]:
        finder = self._pane.finder
        return finder.canvas.to_points(index, finder.x + x, finder.y + y)
