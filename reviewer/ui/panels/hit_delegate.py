"""Draws a hit of the search: its words, where it stands, and below them the strip of the page that holds it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QStyleOptionViewItem
from typing_extensions import override

from reviewer.model.geometry import Rect, bounds
from reviewer.ui.models.lists import ROW_ROLE, Index
from reviewer.ui.models.rows import HitRow
from reviewer.ui.panels.delegates import RowDelegate, row_height
from reviewer.ui.strips import PageStrips
from reviewer.ui.theme.theme import Theme

_STRIP: Final = 38  # pixels of the row that the strip takes
_LINES: Final = 1.9  # times the height of the hit: a line of print with what touches it
_LEAST: Final = 16.0  # points; a hit in small print is not blown up
_BEFORE: Final = 0.3  # share of the strip's width left of the hit
_HIT: Final = QColor(255, 213, 74, 110)


class HitDelegate(RowDelegate):
    """A row with a strip below; hits whose place is not known (notes, documents) leave it empty."""

    def __init__(self, theme: Theme, strips: PageStrips, parent: QObject) -> None:
        super().__init__(theme, parent)
        self._strips = strips

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(160, row_height() + _STRIP)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        row = index.data(ROW_ROLE)
        if isinstance(row, HitRow) and row.boxes and row.id:
            place = QRectF(option.rect).adjusted(12, row_height() - 4, -10, -6)
            self._strip(painter, place, row)

    def _strip(self, painter: QPainter, place: QRectF, row: HitRow) -> None:
        box = row.boxes[0]
        strip = strip_around(bounds(row.boxes) if len(row.boxes) == 1 else box, place.width() / place.height())
        picture = self._strips.picture((row.id, row.boxes), row.id, strip)
        if picture is None or picture.isNull():
            return
        shown = _fitted(picture, place)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(shown, picture, QRectF(picture.rect()))
        scale = shown.height() / strip.height
        for part in row.boxes:
            painter.fillRect(
                QRectF(
                    shown.left() + (part.x0 - max(0.0, strip.x0)) * scale,
                    shown.top() + (part.y0 - max(0.0, strip.y0)) * scale,
                    part.width * scale,
                    part.height * scale,
                ).intersected(shown),
                _HIT,
            )
        painter.setPen(self._theme.color("line"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(shown)
        painter.restore()


def strip_around(box: Rect, shape: float) -> Rect:
    """The part of the page (displayed points) that shows a hit in a place `shape` times as wide as high."""
    height = max(_LEAST, box.height * _LINES)
    width = height * shape
    x0 = max(0.0, box.x0 - width * _BEFORE)
    y0 = max(0.0, box.center[1] - height / 2)
    return Rect(x0, y0, x0 + width, y0 + height)


def _fitted(picture: QPixmap, place: QRectF) -> QRectF:
    """Where the picture is drawn: as high as the place, at its left; narrower where the page ends."""
    width = min(place.width(), picture.width() * place.height() / max(1, picture.height()))
    return QRectF(place.left(), place.top(), width, place.height())
