"""Draws a line of the tree of tags: its colour, its name, its key and how many passages bear it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from reviewer.ui.models.lists import ROW_ROLE, Index
from reviewer.ui.models.rows import TagRow
from reviewer.ui.theme.fonts import small_px, stretched
from reviewer.ui.theme.theme import Theme
from reviewer.ui.theme.tokens import ROW
from reviewer.ui.widgets.chips import CHIP_HEIGHT, chip_width, draw_chip

DEFAULT_COLOR = "#ffd54a"
_DOT = 10.0


class TagDelegate(QStyledItemDelegate):
    """The key is drawn as keys are drawn elsewhere, the count at the right in figures of one width."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, stretched(ROW))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, TagRow):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, self._theme.color("selection"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, self._theme.color("hover"))
        place = QRectF(option.rect).adjusted(8, 0, -8, 0)
        self._dot(painter, place, row)
        place.setRight(self._count(painter, place, row) - 8)
        if row.key:
            width = chip_width(row.key.upper(), painter.font())
            at = QPointF(place.right() - width, place.center().y() - CHIP_HEIGHT / 2)
            draw_chip(painter, at, row.key.upper(), self._theme.color("text2"))
            place.setRight(at.x() - 8)
        painter.setPen(self._theme.color("text"))
        name = QFontMetricsF(painter.font()).elidedText(row.name, Qt.TextElideMode.ElideRight, place.width() - 18)
        painter.drawText(place.adjusted(18, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, name)
        if option.state & QStyle.StateFlag.State_HasFocus:
            rect = option.rect  # as in every other list: a frame would stand in the frame of the list
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), self._theme.color("accent"))
        painter.restore()

    def _dot(self, painter: QPainter, place: QRectF, row: TagRow) -> None:
        painter.setPen(self._theme.color("control"))
        painter.setBrush(QColor(row.color or DEFAULT_COLOR))
        painter.drawEllipse(QRectF(place.left(), place.center().y() - _DOT / 2, _DOT, _DOT))

    def _count(self, painter: QPainter, place: QRectF, row: TagRow) -> float:
        """Draw the count; the x at which it begins."""
        painter.save()
        small = QFont(painter.font())
        small.setPixelSize(small_px())
        painter.setFont(small)
        painter.setPen(self._theme.color("text2"))
        text = f"{row.passages:,}"
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)
        width = QFontMetricsF(small).horizontalAdvance(text)
        painter.restore()
        return place.right() - width
