"""Draws rows of the document tree and thumbnails of pages, with badges for what is new, unread or failed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPixmap, QPixmapCache
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from reviewer.ui.models.lists import ROW_ROLE, Index
from reviewer.ui.models.rows import PageRow, TreeRow
from reviewer.ui.theme.fonts import small_px, stretched
from reviewer.ui.theme.theme import Theme
from reviewer.ui.theme.tokens import ROW
from reviewer.ui.widgets.chips import CHIP_HEIGHT, chip_width, draw_chip

THUMBNAIL = QSize(104, 166)  # two beside each other in a panel of the usual width
_PAPER = QSize(88, 116)
_SPACIOUS = 260  # pixels of width above which badges have room for words, where text has 13


class TreeDelegate(QStyledItemDelegate):
    """Icon, title, badge, number of pages; releases in bold."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, stretched(ROW))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: TreeRow = index.data(ROW_ROLE)
        rect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self._theme.color("selection"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, self._theme.color("hover"))
        scale = painter.device().devicePixelRatioF()
        tone = "bad_text" if row.problem else "text"
        picture = self._theme.pixmap("warning" if row.problem else row.icon, tone, 16, scale)
        painter.drawPixmap(QPointF(rect.left() + 4, rect.center().y() - 7.5), picture)
        right = self._right(painter, option, row)
        font = QFont(painter.font())
        font.setWeight(QFont.Weight.DemiBold if row.level == "release" else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(self._theme.color("text"))
        left = rect.left() + 28
        words = fitted(row.title, QFontMetrics(font), int(right - left - 4), file=row.level == "file")
        painter.drawText(QRectF(left, rect.top(), right - left, rect.height()), Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()

    def _right(self, painter: QPainter, option: QStyleOptionViewItem, row: TreeRow) -> float:
        rect = option.rect
        small = QFont(painter.font())
        small.setPixelSize(small_px())
        count = f"{row.pages:,}"
        right = float(rect.right() - 10)
        painter.save()
        painter.setFont(small)
        painter.setPen(self._theme.color("text2"))
        width = QFontMetrics(small).horizontalAdvance(count)
        place = QRectF(right - width, rect.top(), width + 2, rect.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, count)
        painter.restore()
        right -= max(width, 14) + 8
        badge, tone = _badge(row)
        if row.new and rect.width() < stretched(_SPACIOUS):
            badge = badge.removesuffix(" new")  # the title needs the room, and the tool tip says what is counted
        if badge == "reading" and rect.width() < stretched(_SPACIOUS):
            badge = "…"
        if badge:
            width_of_chip = chip_width(badge, painter.font())
            top = rect.center().y() - CHIP_HEIGHT / 2 + 1
            draw_chip(painter, QPointF(right - width_of_chip, top), badge, self._theme.color(tone))
            right -= width_of_chip + 6
        return right


class ThumbnailDelegate(QStyledItemDelegate):
    """A page as a small picture with its number; a tick when it was seen, a mark when reading it failed."""

    def __init__(self, theme: Theme, thumbnail: Callable[[int], bytes], parent: QObject) -> None:
        super().__init__(parent)
        self._theme, self._thumbnail = theme, thumbnail

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return THUMBNAIL

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, PageRow):
            return
        rect = option.rect
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        paper = QRectF(rect.center().x() - _PAPER.width() / 2, rect.top() + 10, _PAPER.width(), _PAPER.height())
        picture = self._picture(row)
        if not picture.isNull():
            size = picture.size().scaled(_PAPER, Qt.AspectRatioMode.KeepAspectRatio)
            paper = QRectF(rect.center().x() - size.width() / 2, paper.y(), size.width(), size.height())
        painter.fillRect(paper, self._theme.color("page"))
        if not picture.isNull():
            painter.drawPixmap(paper, picture, QRectF(picture.rect()))
        painter.setPen(QColor(self._theme.tokens["accent" if selected else "control"]))
        if selected:
            pen = painter.pen()
            pen.setWidthF(2.0)
            painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(paper.adjusted(-1, -1, 1, 1))
        self._caption(painter, QRectF(rect.left(), rect.top() + _PAPER.height() + 16, rect.width(), 18), row, selected)
        painter.restore()

    def _caption(self, painter: QPainter, place: QRectF, row: PageRow, selected: bool) -> None:
        font = QFont(painter.font())
        font.setPixelSize(small_px())
        font.setWeight(QFont.Weight.DemiBold if selected else QFont.Weight.Normal)
        painter.setFont(font)
        tone = "bad_text" if row.state == "failed" else "text" if selected else "text2"
        painter.setPen(self._theme.color(tone))
        marks = " !" if row.state == "failed" else " ✓" if row.seen else ""
        new = f" · {row.new} new" if row.new else ""
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, f"{row.number:,}{marks}{new}")

    def _picture(self, row: PageRow) -> QPixmap:
        key = f"{id(self)}/{row.id}/{row.state}"
        picture = QPixmap()
        if not QPixmapCache.find(key, picture):
            encoded = self._thumbnail(row.id)
            if encoded:
                picture.loadFromData(encoded)
                QPixmapCache.insert(key, picture)
        return picture


def fitted(title: str, metrics: QFontMetrics, width: int, *, file: bool) -> str:
    """A title in the room there is. Files of a release differ at their end: `_1of3.pdf` first goes without `.pdf`."""
    if not file or metrics.horizontalAdvance(title) <= width:
        return metrics.elidedText(title, Qt.TextElideMode.ElideRight, width)
    return metrics.elidedText(PurePath(title).stem, Qt.TextElideMode.ElideMiddle, width)


def _badge(row: TreeRow) -> tuple[str, str]:
    if row.failed:
        return f"{row.failed} failed", "bad_text"
    if row.new:
        return f"{row.new} new", "accent_text"
    if row.unread:
        return "reading", "text2"
    return "", ""
