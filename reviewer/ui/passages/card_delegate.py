"""Draws the lines of the board: a heading, or a card with picture, tags, words, note and pin cite."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QFontMetricsF, QPainter, QPixmap, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from reviewer.ui.models.lists import ROW_ROLE, Index
from reviewer.ui.passages.cards import Card, Heading
from reviewer.ui.passages.tag_delegate import DEFAULT_COLOR
from reviewer.ui.theme.contrast import on
from reviewer.ui.theme.fonts import small_px, stretched
from reviewer.ui.theme.theme import Theme
from reviewer.ui.widgets.chips import CHIP_HEIGHT, chip_width, draw_chip
from reviewer.ui.widgets.cites import elided_cite

CARD, HEADING = 108, 34
_PAD = 12.0
_PICTURE = 0.42  # of the width of a card
_WIDEST = 460.0
_LINE = 18  # pixels of a line where text has 13
_LOOKED_AT = 600  # characters of a quote: two lines hold fewer
_CENTER = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class CardDelegate(QStyledItemDelegate):
    """`picture` answers a card with its picture, a null one where there is none, None while it is on its way.

    `is_heading` tells what stands at a place: Qt asks for the height of every line of the board, 25,000 perhaps.
    """

    def __init__(
        self,
        theme: Theme,
        picture: Callable[[Card], QPixmap | None],
        is_heading: Callable[[int], bool],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._theme, self._picture, self._is_heading = theme, picture, is_heading

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(320, stretched(HEADING if self._is_heading(index.row()) else CARD))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(ROW_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(line, Heading):
            self._heading(painter, QRectF(option.rect), line)
        else:
            self._ground(painter, option)
            if isinstance(line, Card):
                self._card(painter, QRectF(option.rect).adjusted(_PAD, 8, -_PAD, -8), line)
        painter.restore()

    def _heading(self, painter: QPainter, place: QRectF, heading: Heading) -> None:
        painter.fillRect(place, self._theme.color("panel2"))
        left = place.left() + _PAD
        if heading.color:
            painter.setPen(self._theme.color("control"))
            painter.setBrush(QColor(heading.color))
            painter.drawEllipse(QRectF(left, place.center().y() - 5, 10, 10))
            left += 18
        font = QFont(painter.font())
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(self._theme.color("text"))
        title = QFontMetricsF(font).elidedText(heading.title, Qt.TextElideMode.ElideRight, place.width() - 120)
        painter.drawText(QRectF(left, place.top(), place.width(), place.height()), _CENTER, title)
        painter.setPen(self._theme.color("text2"))
        left += QFontMetricsF(font).horizontalAdvance(title) + 8
        painter.drawText(QRectF(left, place.top(), 90, place.height()), _CENTER, f"{heading.count:,}")
        painter.setPen(self._theme.color("line"))
        painter.drawLine(place.bottomLeft(), place.bottomRight())

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, self._theme.color("selection"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, self._theme.color("hover"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            rect = option.rect
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), self._theme.color("accent"))
        painter.setPen(self._theme.color("line"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())

    def _card(self, painter: QPainter, place: QRectF, card: Card) -> None:
        width = min(_WIDEST, place.width() * _PICTURE)
        self._shown(painter, QRectF(place.left(), place.top(), width, place.height()), card)
        text = place.adjusted(width + 14, 0, 0, 0)
        self._tags(painter, text, card)
        font = painter.font()
        quote = card.passage.quote
        painter.setPen(self._theme.color("text" if quote else "text2"))
        self._wrapped(painter, text.adjusted(0, CHIP_HEIGHT + 4, 0, 0), quote or self.tr("A region of the page"))
        small = QFont(font)
        small.setPixelSize(small_px())
        painter.setFont(small)
        metrics = QFontMetricsF(small)
        foot = " · ".join(part for part in (card.passage.cite, card.document, card.reviewer) if part)
        painter.setPen(self._theme.color("text2"))
        tall = stretched(16)
        line = QRectF(text.left(), text.bottom() - tall, text.width(), tall)
        painter.drawText(line, _CENTER, elided_cite(foot, QFontMetrics(small), int(line.width())))
        if card.passage.note:
            note = metrics.elidedText(
                "✎ " + " ".join(card.passage.note.split()), Qt.TextElideMode.ElideRight, line.width()
            )
            painter.setPen(self._theme.color("accent_text"))
            painter.drawText(line.translated(0, -tall - 1), _CENTER, note)
        painter.setFont(font)

    def _shown(self, painter: QPainter, frame: QRectF, card: Card) -> None:
        """The strip of the page, as large as fits into the frame, or why there is none."""
        picture = self._picture(card)
        painter.setPen(self._theme.color("line"))
        if picture is None or picture.isNull():
            painter.setBrush(self._theme.color("panel2"))
            painter.drawRoundedRect(frame, 4, 4)
            if picture is not None:
                painter.setPen(self._theme.color("text2"))
                painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, self.tr("no picture: its file is not there"))
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        scale = frame.width() / picture.width()
        height = min(frame.height(), picture.height() * scale)
        shown = QRectF(frame.left(), frame.top() + (frame.height() - height) / 2, frame.width(), height)
        painter.drawPixmap(shown, picture, QRectF(0, 0, picture.width(), height / scale))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(shown)
        painter.setPen(QColor(card.passage.tags[0][1] if card.passage.tags else DEFAULT_COLOR))
        self._bracket(painter, shown, card, scale * picture.width() / max(1.0, card.strip.width))

    @staticmethod
    def _bracket(painter: QPainter, shown: QRectF, card: Card, scale: float) -> None:
        """A translucent highlight over the words, as on the page."""
        color = painter.pen().color()
        color.setAlphaF(0.38)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.save()
        painter.setClipRect(shown)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        for rect in card.passage.rects:
            at = QPointF(shown.left() + rect.x0 * scale, shown.top() + (rect.y0 - card.strip.y0) * scale)
            painter.fillRect(QRectF(at.x(), at.y(), rect.width * scale, rect.height * scale), color)
        painter.restore()

    def _tags(self, painter: QPainter, place: QRectF, card: Card) -> None:
        left = place.left()
        if card.passage.needs_look:
            left += (
                draw_chip(painter, QPointF(left, place.top()), "needs a look", self._theme.color("attention_text")) + 6
            )
        for number, (name, color) in enumerate(card.passage.tags):
            width = chip_width(name, painter.font())
            rest = f"+{len(card.passage.tags) - number}"
            if left + width > place.right() - (36 if number + 1 < len(card.passage.tags) else 0):
                draw_chip(painter, QPointF(left, place.top()), rest, self._theme.color("text2"))
                return
            ground = QColor(color or DEFAULT_COLOR)
            left += draw_chip(painter, QPointF(left, place.top()), name, QColor(on(ground.name())), ground=ground) + 6
        if not card.passage.tags:
            draw_chip(painter, QPointF(left, place.top()), self.tr("no tag"), self._theme.color("text2"), dashed=True)

    @staticmethod
    def _wrapped(painter: QPainter, place: QRectF, text: str) -> None:
        """Two lines of text at most, the second one cut with `…`."""
        text = " ".join(text[:_LOOKED_AT].split())
        layout = QTextLayout(text, painter.font())
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(place.width())
        layout.endLayout()
        first, rest = text[: line.textLength()].rstrip(), text[line.textLength() :]
        metrics = QFontMetricsF(painter.font())
        for number, words in enumerate((first, rest)):
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, place.width() + 1)
            tall = stretched(_LINE)
            at = QRectF(place.left(), place.top() + number * tall, place.width() + 2, tall)
            painter.drawText(at, _CENTER, shown)
