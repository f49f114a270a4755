"""Makes labels, lines, buttons and boxes in the roles that the style sheet knows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from reviewer.ui.theme.tokens import SPACE


def label(text: str, role: str = "", *, wrap: bool = False, selectable: bool = False) -> QLabel:
    """A label in a role (`secondary`, `small`, `strong`, `title`, `head`, `good`, `attention`, `bad`, `key`)."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        made.setProperty("role", role)
    made.setWordWrap(wrap)
    if selectable:
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


class PushButton(QPushButton):
    """A push button that Enter presses too, not only Space; Qt does so in dialogs alone."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)


def button(text: str, clicked: Callable[[], object], role: str = "") -> QPushButton:
    """A push button in a role (`primary`, `left`, `primary-left`, `link`)."""
    made = PushButton(text)
    if role:
        made.setProperty("role", role)
    made.setAccessibleName(text.replace("&", ""))
    made.clicked.connect(lambda *_checked: clicked())
    return made


def divider(vertical: bool = False) -> QFrame:
    """A line of one pixel."""
    made = QFrame()
    made.setProperty("role", "divider")
    if vertical:
        made.setFixedSize(1, 20)
    else:
        made.setFixedHeight(1)
    return made


def spacer() -> QWidget:
    """Takes the room that is left in a bar."""
    made = QWidget()
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return made


def bare(layout: QBoxLayout, margin: int = 0, spacing: int = SPACE) -> QBoxLayout:
    """`layout` with these margins and this spacing."""
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(spacing)
    return layout


def row(*widgets: QWidget, spacing: int = SPACE, margin: int = 0) -> QHBoxLayout:
    """The widgets side by side."""
    made = QHBoxLayout()
    bare(made, margin, spacing)
    for widget in widgets:
        made.addWidget(widget)
    return made


def column(*widgets: QWidget, spacing: int = SPACE, margin: int = 0) -> QVBoxLayout:
    """The widgets one below the other."""
    made = QVBoxLayout()
    bare(made, margin, spacing)
    for widget in widgets:
        made.addWidget(widget)
    return made


class ElidedLabel(QLabel):
    """A label of one line that ends in `…` where the room ends; the tool tip has all of it.

    Where not even one letter fits, nothing is shown: dots alone say nothing.
    """

    def __init__(self, text: str = "", role: str = "", mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setToolTip(text)
        self._mode = mode
        if role:
            self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(24)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 2, super().sizeHint().height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    @override
    def setText(self, text: str) -> None:
        super().setText(text)
        self.setToolTip(text)

    def shortened(self) -> str:
        """As much of the text as there is room for."""
        return QFontMetrics(self.font()).elidedText(self.text(), self._mode, self.width())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = self.shortened()
        painter.setPen(self.palette().color(self.foregroundRole()))
        if len(shown) > 1:
            painter.drawText(self.rect(), self.alignment() | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()
