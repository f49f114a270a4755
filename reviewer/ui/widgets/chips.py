"""Draws chips: a code in its colour, a tag, a count; in lists and as widgets."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from reviewer.ui.spoken import Spoken
from reviewer.ui.theme.fonts import stretched

CHIP_HEIGHT = 18.0
LARGEST = 14  # pixels of text that fit into a chip
_PADDING = 6.0


def chip_font(base: QFont) -> QFont:
    """The small bold font of chips."""
    font = QFont(base)
    font.setPixelSize(min(stretched(11), LARGEST))
    font.setWeight(QFont.Weight.DemiBold)
    return font


def chip_width(text: str, base: QFont) -> float:
    """Width of the chip with this text, in device-independent pixels."""
    return QFontMetricsF(chip_font(base)).horizontalAdvance(text) + 2 * _PADDING


def draw_chip(
    painter: QPainter, place: QPointF, text: str, color: QColor, *, dashed: bool = False, ground: QColor | None = None
) -> float:
    """Draw a chip with its left top corner at `place`; returns its width. `dashed` marks a mere suggestion."""
    painter.save()
    font = chip_font(painter.font())
    width = chip_width(text, painter.font())
    box = QRectF(place.x() + 0.5, place.y() + 0.5, width - 1, CHIP_HEIGHT - 1)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(ground if ground is not None else color, 1.2)
    if dashed:
        pen.setDashPattern([2.6, 2.0])
    painter.setPen(pen)
    painter.setBrush(ground if ground is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, 4, 4)
    painter.setFont(font)
    painter.setPen(color)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
    return width


class Chip(Spoken, QWidget):
    """One chip as a widget; its text is its accessible name."""

    def __init__(self, text: str, color: QColor, dashed: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._color, self._dashed = text, color, dashed
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def text(self) -> str:
        """What it says."""
        return self._text

    def show_text(self, text: str, color: QColor, dashed: bool = False) -> None:
        """Say something else."""
        self._text, self._color, self._dashed = text, color, dashed
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(round(chip_width(self._text, self.font()) + 0.5), int(CHIP_HEIGHT))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_chip(painter, QPointF(0, 0), self._text, self._color, dashed=self._dashed)
        painter.end()
