"""The page view that hands work with: tools, selecting words, drawing and changing boxes, clicks and keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QContextMenuEvent,
    QCursor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget
from typing_extensions import override

from reviewer.model.geometry import Rect
from reviewer.ui.page.content import PageModel
from reviewer.ui.page.drags import BoxDrag, Drag, EditDrag, NudgeDrag, PanDrag
from reviewer.ui.page.grasp import Grasp, Outcome
from reviewer.ui.page.keys import HELD, NUDGE, STEP, nudge_of, screen_of
from reviewer.ui.page.painting import PageLook
from reviewer.ui.page.palette import LIGHT, PagePalette
from reviewer.ui.page.spoken_pages import page_parts
from reviewer.ui.page.steering import SteeredPane
from reviewer.ui.page.targets import Target, next_of, target_at, tool_tip
from reviewer.ui.page.tiles import TileSource
from reviewer.ui.page.tools import ContextTarget, Tool, cursor_shape
from reviewer.ui.page.turning import as_shown, upright
from reviewer.ui.spoken import Part, Spoken, tell_parts, tell_selected

EDGE_TICK = 30  # milliseconds between two steps of scrolling beyond the edge


class PageView(Spoken, SteeredPane):
    """Shows pages and lets a person work on them. Page ids, rects (displayed points) and values travel as `object`."""

    tool_changed = Signal(object)  # Tool
    redaction_clicked = Signal(object)  # id of a RedactionMark
    highlight_clicked = Signal(object)  # id of a HighlightMark
    context_requested = Signal(object)  # ContextTarget
    region_drawn = Signal(object, object)  # page id, Rect: a missed redaction (draw tool)
    region_selected = Signal(object, object)  # page id, Rect: a region passage (region tool, or Alt with another tool)
    rect_edited = Signal(object, object)  # redaction id, tuple of Rect: moved or resized by hand
    notice_clicked = Signal(object)  # page id: the notice beside a page that is not read, failed or missing

    def __init__(self, palette: PagePalette = LIGHT, parent: QWidget | None = None) -> None:
        self._drag: Drag | None = None
        self._hovered: object | None = None
        self._mouse = QPointF()
        self._magnifies = False
        self._region_held: tuple[object, Rect] | None = None
        self._several = False  # Shift is held while a box is finished: the tool stays in hand
        super().__init__(palette, parent)
        self._grasp = Grasp(self, Outcome(self._click, self._drawn, self._region, self._edited))
        self._edge = QTimer(self)
        self._edge.setInterval(EDGE_TICK)
        self._edge.timeout.connect(self._scroll_at_edge)
        self.viewport().setMouseTracking(True)
        self.visible_changed.connect(lambda _pages: tell_parts(self))

    @override
    def set_content(self, model: PageModel | None, tiles: TileSource | None) -> None:
        self._end_drag(cancel=True)
        super().set_content(model, tiles)

    @override
    def pages_replaced(self) -> None:
        self._end_drag(cancel=True)
        super().pages_replaced()

    @override
    def spoken_role(self) -> QAccessible.Role:
        return QAccessible.Role.Document

    @override
    def spoken_parts(self) -> list[Part]:
        return page_parts(self)

    def tool(self) -> Tool:
        """The tool in hand."""
        return self._grasp.tool

    def set_tool(self, tool: Tool) -> None:
        """Take a tool in hand."""
        if tool != self._grasp.tool:
            self._end_drag(cancel=True)
            self._grasp.tool = tool
            self._show_cursor()
            self.tool_changed.emit(tool)
            self._repaint()

    def magnifies(self) -> bool:
        """Whether a loupe follows the mouse."""
        return self._magnifies

    def toggle_loupe(self) -> None:
        """Hold a loupe that follows the mouse and the arrow keys, or put it away."""
        self._magnifies = not self._magnifies
        middle = QPointF(self.viewport().rect().center())  # for those who work without a mouse
        resting = QPointF(self.viewport().mapFromGlobal(QCursor.pos()))  # it may lie there since before the window came
        self._hold_loupe(resting if self.underMouse() else middle)

    def set_editable(self, editable: bool) -> None:
        """Whether redactions may be moved and resized (a project opened for reading may not be changed)."""
        self._grasp.editable = editable
        self._repaint()

    def select_redaction(self, redaction: object | None) -> None:
        """Show one redaction as selected, with its handles, beside those whose mark says so."""
        if self.scenes is not None:
            self._repaint_pages(self.scenes.select(redaction))
            tell_selected(self)

    def hold_region(self, page_id: object, rect: Rect | None = None) -> None:
        """Keep a drawn region outlined while it is asked what it is for; no rect: that was answered."""
        self._region_held = (page_id, rect) if rect is not None else None
        self._repaint()

    @override
    def selecting(self) -> bool:
        return self._drag is not None

    @override
    def look(self, index: int) -> PageLook:
        drag = self._drag
        edits = isinstance(drag, EditDrag) and drag.index == index
        return PageLook(
            selected=self.selected_rects(index),
            edited=(drag.mark.id, drag.rects) if isinstance(drag, EditDrag) and edits else None,
            band=drag.rect if isinstance(drag, BoxDrag) and drag.index == index else self._held_on(index),
            handles_of=self._held() if self._grasp.can_edit() else None,
            hovered=self._hovered,
        )

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        x, y = event.position().x(), event.position().y()
        if event.button() == Qt.MouseButton.MiddleButton:
            self._drag = PanDrag(x, y, self.scroll_by, lambda: None)
        elif event.button() == Qt.MouseButton.LeftButton and self.finder.at(x, y) is not None:
            self._drag = self._grasp.press(event)
        self._show_cursor()
        self._repaint()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._grasp.in_hand() == Tool.SELECT:
            self._drag = self._grasp.double(event)
            self._repaint()
        else:
            self.mousePressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._mouse = event.position()
        self._hold_loupe(self._mouse)
        if self._drag is None:
            self._hover(event.position())
            return
        self._drag.move(event.position().x(), event.position().y())
        inside = self.viewport().rect().contains(event.position().toPoint())
        if self._drag.scrolls and not inside:
            self._edge.start()
        else:
            self._edge.stop()
        self._repaint()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._several = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._end_drag()
        self._hover(event.position())

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = None
        self._hold_loupe(None)
        self._repaint()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._gives_up():
            pass
        elif event.key() == Qt.Key.Key_Space and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            if not event.isAutoRepeat():
                self._grasp.hold_space()
                self._show_cursor()
        elif not self._nudges(event) and not self._carries_loupe(event) and not self.steered_by(event):
            event.ignore()

    @override
    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Control and isinstance(self._drag, NudgeDrag):
            self._end_drag()
        if event.key() != Qt.Key.Key_Space or event.isAutoRepeat():
            event.ignore()
            return
        if self._grasp.release_space():
            if self.tool() == Tool.DRAW:
                self._grasp.draw_in_the_middle()
            else:
                self.scroll_by(0, screen_of(self.finder))
        self._show_cursor()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._grasp.release_space()
        if isinstance(self._drag, NudgeDrag):
            self._end_drag()
        super().focusOutEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = event.pos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            place = self.viewport().rect().center()
        target = self._target(QPointF(place))
        at = self.finder.at(place.x(), place.y())
        self.context_requested.emit(
            ContextTarget(
                self.viewport().mapToGlobal(place),
                None if at is None else self.page_id(at[0]),
                (0.0, 0.0) if at is None else self._upright(at[0], Rect(at[1], at[2], at[1], at[2]))[:2],
                target.mark.id if target.mark else None,
                target.highlight.id if target.highlight else None,
            )
        )

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            target = self._target(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), tool_tip(target), self.viewport(), QRect())
            return True
        return super().viewportEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.set_colors(self.painter.palette)

    def _gives_up(self) -> bool:
        """Escape: give up the drag, else put loupe or tool away, else select no words; False: nothing of these."""
        if self._drag is not None:
            self._end_drag(cancel=True)
        elif self._magnifies:
            self.toggle_loupe()
        elif self.tool() in (Tool.DRAW, Tool.REGION):
            self.set_tool(Tool.SELECT)
        elif self.text.pages():
            self.clear_selection()
        else:
            return False
        return True

    def _hold_loupe(self, at: QPointF | None) -> None:
        at = at if self._magnifies else None
        if at != self.loupe.at:
            self.loupe.at = at
            self._repaint()

    def _carries_loupe(self, event: QKeyEvent) -> bool:
        """The arrows move the loupe while there is one; at an edge of the window the pages go on under it."""
        step = NUDGE.get(Qt.Key(event.key()))
        if not self._magnifies or step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        at, beyond = self.loupe.carried(step[0] * STEP, step[1] * STEP)
        self.scroll_by(*beyond)
        self._hold_loupe(at)
        return True

    def _held_on(self, index: int) -> Rect | None:
        """The region of this page that waits for a tag, as the page is shown."""
        if self._region_held is None or self._region_held[0] != self.page_id(index):
            return None
        return as_shown(self._region_held[1], self.finder.layout.box(index))

    def _held(self) -> object | None:
        """The redaction that shows its handles: only the one under the mouse, for they cover what lies beside it."""
        return self._drag.mark.id if isinstance(self._drag, EditDrag) else self._hovered

    def _click(self, target: Target) -> None:
        if target.notice is not None and target.index is not None:
            self.notice_clicked.emit(self.page_id(target.index))
        elif target.label is not None:
            self.redaction_clicked.emit(next_of(target.label).id)
        elif target.mark is not None:
            self.redaction_clicked.emit(target.mark.id)
        elif target.highlight is not None:
            self.highlight_clicked.emit(target.highlight.id)

    def _end_drag(self, *, cancel: bool = False) -> None:
        drag, self._drag = self._drag, None
        self._edge.stop()
        if drag is not None:
            if cancel:
                drag.cancel()
            else:
                drag.release()
        self._show_cursor()
        self._repaint()

    def _hover(self, position: QPointF) -> None:
        target = self._target(position)
        grip = self._grasp.grip(position)
        mark = grip[1] if grip is not None else target.mark
        hovered = mark.id if mark is not None else None
        if hovered != self._hovered:
            self._hovered = hovered
            self._repaint()
        self._mouse = position
        self._show_cursor(target)

    def _show_cursor(self, target: Target | None = None) -> None:
        target = self._target(self._mouse) if target is None else target
        if target.label is not None or target.notice is not None:
            self.viewport().setCursor(QCursor(Qt.CursorShape.PointingHandCursor))
            return
        found = self._grasp.grip(self._mouse)
        place = self.finder.at(self._mouse.x(), self._mouse.y())
        shape = cursor_shape(
            self._grasp.in_hand(),
            dragging=isinstance(self._drag, PanDrag),
            handle=found[2].handle if found and found[2] else None,
            movable=found is not None,
            mark=target.mark is not None,
            word=place is not None and self.run(place[0]).over(place[1], place[2]) is not None,
        )
        self.viewport().setCursor(QCursor(shape))

    def _nudges(self, event: QKeyEvent) -> bool:
        """Move or stretch the selected box by a key; False for other keys."""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        nudge = nudge_of(Qt.Key(event.key()), modifiers)
        if nudge is None:
            return False
        if self._drag is None:
            self._drag = self._grasp.nudging()
        if isinstance(self._drag, NudgeDrag):
            points = HELD if event.isAutoRepeat() else 1.0
            self._drag.step(nudge[0] * points, nudge[1] * points, corner=nudge[2])
            self._repaint()
        return True

    def _scroll_at_edge(self) -> None:
        """A drag beyond the edge scrolls, faster further out."""
        area, x, y = self.viewport().rect(), self._mouse.x(), self._mouse.y()
        self.scroll_by((x - min(max(x, 0), area.width())) / 3, (y - min(max(y, 0), area.height())) / 3)
        if self._drag is not None:
            self._drag.move(x, y)

    def _target(self, position: QPointF) -> Target:
        return target_at(self, position)

    def _drawn(self, index: int, rect: Rect) -> None:
        self.region_drawn.emit(self.page_id(index), self._upright(index, rect))
        self._put_away()

    def _region(self, index: int, rect: Rect) -> None:
        self.region_selected.emit(self.page_id(index), self._upright(index, rect))
        self._put_away()

    def _edited(self, index: int, mark: object, rects: tuple[Rect, ...]) -> None:
        self.rect_edited.emit(mark, tuple(self._upright(index, rect) for rect in rects))

    def _upright(self, index: int, rect: Rect) -> Rect:
        return upright(rect, self.finder.layout.box(index))

    def _put_away(self) -> None:
        """One box is what a tool for boxes is taken for: the next drag selects words again, unless Shift is held."""
        if not self._several and self.tool() in (Tool.DRAW, Tool.REGION):
            self.set_tool(Tool.SELECT)
