"""A note that writes itself: after a pause in typing, and when the field is left."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from typing_extensions import override

_PAUSE = 900  # milliseconds: long enough not to make an undo step of every word


class NoteField(QPlainTextEdit):
    """Plain text; `written` tells the whole note whenever it changed and typing paused."""

    written = Signal(object)  # str
    left = Signal()  # Escape: the note is told, the keys go back to where they came from

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = ""
        self.setAccessibleName(name)
        self.setPlaceholderText(self.tr("write a note …"))
        self.setTabChangesFocus(True)
        self.setFixedHeight(64)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self.flush)
        self.textChanged.connect(self._timer.start)

    def show_text(self, text: str) -> None:
        """Show what is stored; what is being typed is not overwritten."""
        if text == self._known and self.toPlainText() == text:
            return
        if self.hasFocus() and self.toPlainText() != self._known:
            return
        self._known = text
        self.blockSignals(True)
        self.setPlainText(text)
        self.blockSignals(False)
        self._timer.stop()

    def flush(self) -> None:
        """Tell the note now, if it changed."""
        self._timer.stop()
        text = self.toPlainText().strip()
        if text != self._known:
            self._known = text
            self.written.emit(text)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.flush()
            self.left.emit()
            return
        super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.flush()
        super().focusOutEvent(event)
