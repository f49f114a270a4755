"""A push button that stands for an action: same words, same icon, enabled with it, and its key drawn inside."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QFont, QFontMetricsF, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget
from typing_extensions import override

from reviewer.ui.theme.fonts import stretched
from reviewer.ui.widgets.basics import PushButton
from reviewer.ui.widgets.sized import with_text

_KEY_PX = (11, 15)  # of the letters of a key: beside text of 13 pixels, and beside the largest
_AROUND_KEY = 5  # pixels of its frame above and below the letters, together
_BARE = 10  # pixels right of the words where no key stands


class ActionButton(PushButton):
    """Follows the action; `short` replaces its words where room is small. Where it is too small for both, the key goes:
    the tool tip has it, too."""

    def __init__(
        self, action: QAction, key: str, role: str = "", short: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._action, self._key, self._short = action, key, short
        self._triggers = False
        self._shows_key, self._kept, self._asked = bool(key), _BARE, 0
        if role:
            self.setProperty("role", role)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click must not take the keys away from the page
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._key_font = QFont(self.font())
        self.clicked.connect(self._trigger)
        action.changed.connect(self._follow)
        with_text(self, self._size_key)
        self._follow()

    @override
    def sizeHint(self) -> QSize:
        return self._with(self._wanted())

    @override
    def minimumSizeHint(self) -> QSize:
        return self._with(_BARE)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_room()

    def triggers(self, action_id: str) -> bool:
        """Whether the action with this id runs right now because this button was clicked."""
        return self._triggers and self._action.objectName() == action_id

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._kept == _BARE:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = QColor(self.palette().buttonText().color())
        width = self._key_width()
        tall = self._key_height()
        box = QRectF(self.width() - width - 8, (self.height() - tall) / 2, width, tall)
        painter.setFont(self._key_font)
        painter.setPen(color)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._key)
        color.setAlphaF(0.45)
        painter.setPen(color)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.end()

    def _key_height(self) -> float:
        return float(self._key_font.pixelSize() + _AROUND_KEY)

    def _trigger(self) -> None:
        self._triggers = True
        try:
            self._action.trigger()
        finally:
            self._triggers = False

    def _key_width(self) -> float:
        return max(self._key_height(), QFontMetricsF(self._key_font).horizontalAdvance(self._key) + 8)

    def _size_key(self) -> None:
        least, most = _KEY_PX
        self._key_font.setPixelSize(min(most, stretched(least)))
        self._keep_room()

    def _wanted(self) -> int:
        """The pixels right of the words that the key needs."""
        return round(self._key_width() + 14) if self._key else _BARE

    def _with(self, room: int) -> QSize:
        """The size with this room right of the words, whatever is kept there now."""
        hint = super().sizeHint()
        return QSize(hint.width() - self._kept + room, hint.height())

    def _keep_room(self) -> None:
        wanted = self._wanted()
        kept = wanted if self.width() >= self._with(wanted).width() else _BARE
        room = f"padding-left: 9px; padding-right: {kept}px;"
        if room != self.styleSheet():  # setting the same one again takes as long
            self._kept = kept
            self.setStyleSheet(room)

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
        if self._asked != self._wanted():  # to lay out anew takes a millisecond, and actions change often
            self._asked = self._wanted()
            self.updateGeometry()
        self._keep_room()


def short_key(sequence: QKeySequence) -> str:
    """A key as it is drawn on buttons: `⏎`, `X`, `Ctrl+Z`."""
    return sequence.toString(QKeySequence.SequenceFormat.NativeText).replace("Return", "⏎")


class KeyLabel(QLabel):
    """The key of an action beside what it does; follows the action, and is not there where it has none."""

    def __init__(self, action: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._action = action
        self.setProperty("role", "key")
        with_text(self, lambda: self.setFixedHeight(stretched(18)))
        action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.setText(short_key(self._action.shortcut()))
        if self.parentWidget() is not None or not self.text():  # alone it would come up as a window of its own
            self.setVisible(bool(self.text()))
