"""A push button that stands for an action: same words, same icon, enabled with it, and its key drawn inside."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QFont, QFontMetricsF, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget
from typing_extensions import override

from reviewer.ui.widgets.basics import PushButton

_KEY_HEIGHT = 16.0


class ActionButton(PushButton):
    """Follows the action; `short` replaces its words where room is small."""

    def __init__(
        self, action: QAction, key: str, role: str = "", short: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._action, self._key, self._short = action, key, short
        self._triggers = False
        self._shows_key = bool(key)
        if role:
            self.setProperty("role", role)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click must not take the keys away from the page
        self._key_font = QFont(self.font())
        self._key_font.setPixelSize(11)
        self.clicked.connect(self._trigger)
        action.changed.connect(self._follow)
        self._follow()

    @override
    def sizeHint(self) -> QSize:
        return super().sizeHint()

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def triggers(self, action_id: str) -> bool:
        """Whether the action with this id runs right now because this button was clicked."""
        return self._triggers and self._action.objectName() == action_id

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._key:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = QColor(self.palette().buttonText().color())
        width = self._key_width()
        box = QRectF(self.width() - width - 8, (self.height() - _KEY_HEIGHT) / 2, width, _KEY_HEIGHT)
        painter.setFont(self._key_font)
        painter.setPen(color)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._key)
        color.setAlphaF(0.45)
        painter.setPen(color)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.end()

    def _trigger(self) -> None:
        self._triggers = True
        try:
            self._action.trigger()
        finally:
            self._triggers = False

    def _key_width(self) -> float:
        return max(_KEY_HEIGHT, QFontMetricsF(self._key_font).horizontalAdvance(self._key) + 8)

    def _follow(self) -> None:
        if self._shows_key:
            self._key = short_key(self._action.shortcut())
        words = self._short or self._action.text().replace("&", "").removesuffix("…").strip()
        if words != self.text():
            self.setText(words)
        self.setAccessibleName(self._action.text().replace("&", ""))
        self.setAccessibleDescription(self._action.statusTip())
        self.setToolTip(self._action.toolTip())
        self.setEnabled(self._action.isEnabled())
        right = round(self._key_width() + 14) if self._key else 10
        room = f"padding-left: 9px; padding-right: {right}px;"
        if room != self.styleSheet():  # setting the same one again takes a millisecond, and actions change often
            self.setStyleSheet(room)


def short_key(sequence: QKeySequence) -> str:
    """A key as it is drawn on buttons: `⏎`, `X`, `Ctrl+Z`."""
    return sequence.toString(QKeySequence.SequenceFormat.NativeText).replace("Return", "⏎")


class KeyLabel(QLabel):
    """The key of an action beside what it does; follows the action, and is not there where it has none."""

    def __init__(self, action: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._action = action
        self.setProperty("role", "key")
        self.setFixedHeight(18)
        action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.setText(short_key(self._action.shortcut()))
        if self.parentWidget() is not None or not self.text():  # alone it would come up as a window of its own
            self.setVisible(bool(self.text()))
