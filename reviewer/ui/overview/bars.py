"""A chart of horizontal bars: each with a name, a figure in words and a length; a click or Enter leads to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QColor, QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from reviewer.ui.spoken import Part, Spoken, tell_focus, tell_parts
from reviewer.ui.theme.fonts import small_px
from reviewer.ui.theme.theme import Theme

ROW = 30  # pixels of one bar
_BAR = 12.0
_NAMES = 0.34  # share of the width that the names take
_FIGURES = 190.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it leads to, its name, a figure in words, its length (0-1 of the longest) and its colour."""

    key: str
    name: str
    figure: str
    length: float
    color: str


class Bars(Spoken, QWidget):
    """`chosen` tells the key of the bar that was clicked, or taken with Enter."""

    chosen = Signal(object)  # key

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self.title = theme, name
        self._bars: tuple[Bar, ...] = ()
        self._current = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        theme.changed.connect(self.update)

    @property
    def bars(self) -> tuple[Bar, ...]:
        """What is shown."""
        return self._bars

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show other bars."""
        self._bars = tuple(bars)
        self._current = min(self._current, max(0, len(self._bars) - 1))
        self._tell()
        tell_parts(self)
        self.updateGeometry()
        self.update()

    @override
    def spoken_role(self) -> QAccessible.Role:
        return QAccessible.Role.List

    @override
    def spoken_parts(self) -> Sequence[Part]:
        return [
            Part(f"{bar.name}: {bar.figure}", QRect(0, place * ROW, self.width(), ROW), focused=place == self._current)
            for place, bar in enumerate(self._bars)
        ]

    @override
    def sizeHint(self) -> QSize:
        return QSize(420, max(1, len(self._bars)) * ROW)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(300, max(1, len(self._bars)) * ROW)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.draw(painter, self.width(), with_focus=self.hasFocus())
        painter.end()

    def draw(self, painter: QPainter, width: int, *, with_focus: bool = False) -> None:
        """Draw all bars onto anything, `width` pixels wide, from its left top corner."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = self.font()
        font.setPixelSize(small_px() + 1)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        if not self._bars:
            painter.setPen(self.theme.color("text2"))
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
            painter.drawText(QRectF(0, 0, width, ROW), flags, self.tr("Nothing found in what is read."))
        names = width * _NAMES
        room = max(20.0, width - names - _FIGURES - 24)
        for place, bar in enumerate(self._bars):
            row = QRectF(0, place * ROW, width, ROW)
            if with_focus and place == self._current:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self.theme.color("hover"))
                painter.drawRoundedRect(row.adjusted(0, 1, 0, -1), 4, 4)
            painter.setPen(self.theme.color("text"))
            name = metrics.elidedText(bar.name, Qt.TextElideMode.ElideMiddle, int(names) - 8)
            side = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
            painter.drawText(QRectF(8, row.y(), names - 8, ROW), side, name)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(bar.color))
            long = max(2.0, room * bar.length)
            painter.drawRoundedRect(QRectF(names + 8, row.center().y() - _BAR / 2, long, _BAR), 3, 3)
            painter.setPen(self.theme.color("text2"))
            painter.drawText(QPointF(names + 16 + long, row.center().y() + metrics.ascent() / 2 - 2), bar.figure)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = int(event.position().y()) // ROW
        if event.button() == Qt.MouseButton.LeftButton and 0 <= place < len(self._bars):
            self._current = place
            self._tell()
            self.update()
            self.chosen.emit(self._bars[place].key)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None and 0 <= self._current + step < len(self._bars):
            self._current += step
            self._tell()
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._bars:
            self.chosen.emit(self._bars[self._current].key)
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _tell(self) -> None:
        """Screen readers read the whole chart, and the bar that the keys are on."""
        words = "; ".join(f"{bar.name}: {bar.figure}" for bar in self._bars)
        here = f"{self._bars[self._current].name}: {self._bars[self._current].figure}" if self._bars else ""
        self.setAccessibleName(f"{self.title}. {here}" if here else self.title)
        self.setAccessibleDescription(words)
        tell_focus(self, self._current)
