"""The field that a search is typed into; it says what is typed and where the keys shall go."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget
from typing_extensions import override

from reviewer.ui.theme.theme import Theme

PAUSE: Final = 120  # milliseconds without a key before what is typed is searched


class SearchField(QLineEdit):
    """Where a search is typed, searched as one types; Enter opens the hits in turn, Down goes into their list.

    Escape goes back to the page.
    """

    searched = Signal(object)  # str
    typed = Signal(object)  # str: not finished yet
    left = Signal()
    led_down = Signal(object)  # str: what stands in the field

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setPlaceholderText(self.tr("Search words, “phrases”, code:b5, near:redaction …"))
        self.setAccessibleName(self.tr("Search the project"))
        self.setClearButtonEnabled(True)
        self.setMinimumWidth(220)
        self._icon = self.addAction(theme.icon("search", "text2"), QLineEdit.ActionPosition.LeadingPosition)
        self._icon.triggered.connect(lambda _checked: self._search())
        self._icon.setToolTip(self.tr("Show what was found"))
        for part in self.findChildren(QToolButton):
            part.setAccessibleName(self.tr("Search") if part.defaultAction() is self._icon else self.tr("Clear"))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(lambda: self.typed.emit(self.text().strip()))
        theme.changed.connect(self._tint)
        self.textEdited.connect(lambda _text: self._pause.start())
        self.returnPressed.connect(self._search)
        self.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self._pause.stop()
                self.left.emit()
                return True
            if event.key() == Qt.Key.Key_Down and self.text().strip():
                self._pause.stop()
                self.led_down.emit(self.text().strip())
                return True
        return super().eventFilter(watched, event)

    def _search(self) -> None:
        self._pause.stop()
        self.searched.emit(self.text().strip())

    def _tint(self) -> None:
        self._icon.setIcon(self._theme.icon("search", "text2"))
