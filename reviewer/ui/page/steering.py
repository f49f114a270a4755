"""Turns, scrolls and zooms pages by wheel, by fingers and by keys, and reaches on with a selection."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QWidget
from typing_extensions import override

from reviewer.ui.page.keys import ENDS, reach_of, scroll_of, turn_of
from reviewer.ui.page.palette import LIGHT, PagePalette
from reviewer.ui.page.text_pane import TextPane

NOTCH = 1.0015  # zoom for one unit of wheel turn; a notch is 120


class SteeredPane(TextPane):
    """Pages that follow the wheel, two fingers and the keys that a reader uses."""

    def __init__(self, palette: PagePalette = LIGHT, parent: QWidget | None = None) -> None:
        super().__init__(palette, parent)
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        turn = event.angleDelta().y() or event.angleDelta().x()
        bar = self.verticalScrollBar()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_about(self.finder.zoom * NOTCH**turn, (event.position().x(), event.position().y()))
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.scroll_by(-turn, 0)
        elif not self.finder.continuous and turn and bar.value() == (bar.minimum() if turn > 0 else bar.maximum()):
            self._turn(-1 if turn > 0 else 1)
        else:
            super().wheelEvent(event)
        event.accept()

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                at = self.viewport().mapFromGlobal(pinch.centerPoint())
                self.zoom_about(self.finder.zoom * pinch.scaleFactor(), (at.x(), at.y()))
                return True
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            at = event.position()
            self.zoom_about(self.finder.zoom * (1 + event.value()), (at.x(), at.y()))
            return True
        return super().viewportEvent(event)

    def steered_by(self, event: QKeyEvent) -> bool:
        """Copy, select all, scroll, turn pages or reach further with the selection; False for other keys."""
        key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        move, reach = scroll_of(key, modifiers, self.finder), reach_of(key, modifiers)
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_page()
        elif reach is not None:
            self.extend_selection(*reach)
        elif key in ENDS and modifiers == Qt.KeyboardModifier.ShiftModifier:
            self.hold_end(start=ENDS[key])
        elif turn_of(key, modifiers):
            self._turn(turn_of(key, modifiers))
        elif move is not None:
            self.scroll_by(*move)
        else:
            return False
        return True
