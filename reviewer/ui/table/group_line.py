"""Paints the line above a group across all columns: an arrow, its title, how many there are."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPolygonF
from PySide6.QtWidgets import QStyleOptionViewItem

from reviewer.ui.table.groups import GroupRow
from reviewer.ui.theme.theme import Theme

ARROW: Final = 28  # pixels at the left that open and close the group
_SIDE: Final = 4.5


def paint_group(
    painter: QPainter, option: QStyleOptionViewItem, row: GroupRow, span: tuple[int, int], theme: Theme, *, ring: bool
) -> None:
    """The part of the line that lies in one cell; `span` is where the whole line begins and how wide it is."""
    left, width = span
    painter.setClipRect(option.rect)
    painter.fillRect(option.rect, theme.color("window"))
    painter.setPen(theme.color("line"))
    painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
    place = QRect(left, option.rect.top(), width, option.rect.height())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("text2"))
    painter.drawPolygon(_arrow(left + ARROW / 2, place.center().y() + 0.5, opened=row.opened))
    font = QFont(painter.font())
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(theme.color("text"))
    flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)
    words = place.adjusted(ARROW, 0, 0, 0)
    counted = QFontMetrics(painter.font()).horizontalAdvance(row.counted) + 24
    title = QFontMetrics(font).elidedText(row.title, Qt.TextElideMode.ElideRight, max(200, words.width() - counted))
    painter.drawText(words, flags, title)
    advance = QFontMetrics(font).horizontalAdvance(title)
    font.setWeight(QFont.Weight.Normal)
    painter.setFont(font)
    painter.setPen(theme.color("text2"))
    painter.drawText(words.adjusted(advance + 12, 0, 0, 0), flags, row.counted)
    if ring:
        painter.setPen(theme.color("accent"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(place.adjusted(0, 0, -1, -1))


def _arrow(x: float, y: float, *, opened: bool) -> QPolygonF:
    """A triangle that points down while the group is open, to the right while it is closed."""
    if opened:
        return QPolygonF([QPointF(x - _SIDE, y - 2.5), QPointF(x + _SIDE, y - 2.5), QPointF(x, y + 3)])
    return QPolygonF([QPointF(x - 2.5, y - _SIDE), QPointF(x - 2.5, y + _SIDE), QPointF(x + 3, y)])
