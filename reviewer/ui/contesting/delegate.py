"""Draws the lines of the appeal: a heading, an item with its picture, codes and grounds, a row of several items."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from reviewer.export.packet.numbers import ranges
from reviewer.ui.contesting.facts import Entry, Line
from reviewer.ui.contesting.words import because
from reviewer.ui.models.lists import ROW_ROLE, Index
from reviewer.ui.theme.fonts import small_px, stretched
from reviewer.ui.theme.theme import Theme
from reviewer.ui.widgets.chips import CHIP_HEIGHT, chip_width, draw_chip
from reviewer.ui.words import counted

ITEM, HEAD, GROUP = 76, 52, 40
_PAD, _PICTURE = 12.0, 230.0
_SHARE = 0.29  # of a narrow line is the picture at most
_DIGITS = 38  # pixels for the number of an item, where text has 13
_KEPT = 200
_CENTER = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class LineDelegate(QStyledItemDelegate):
    """`picture` answers a redaction with its encoded picture, empty where there is none."""

    def __init__(self, theme: Theme, picture: Callable[[str], bytes], parent: QObject) -> None:
        super().__init__(parent)
        self._theme, self._read = theme, picture
        self._pictures: OrderedDict[str, QPixmap] = OrderedDict()

    def forget(self) -> None:
        """Pictures may have changed."""
        self._pictures.clear()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = index.data(ROW_ROLE)
        tall = ITEM if line.entry is not None else GROUP if line.group is not None else HEAD
        return QSize(320, stretched(tall))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(ROW_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, option, heading=line.entry is None and line.group is None)
        place = QRectF(option.rect).adjusted(_PAD, 0, -_PAD, 0)
        if line.entry is not None:
            self._entry(painter, place, line.entry, line)
        elif line.group is not None:
            self._group(painter, place, line)
        else:
            self._head(painter, place, line)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, *, heading: bool) -> None:
        state, rect = option.state, option.rect
        if heading:
            painter.fillRect(rect, self._theme.color("panel2"))
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self._theme.color("selection"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, self._theme.color("hover"))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), self._theme.color("accent"))
        painter.setPen(self._theme.color("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _head(self, painter: QPainter, place: QRectF, line: Line) -> None:
        head = line.head
        count = counted(head.count, self.tr("1 item"), self.tr("{0} items"))
        second = head.ground.condition if head.ground is not None else _under(line)
        upper = QRectF(place.left(), place.top() + stretched(6), place.width(), stretched(20))
        used = self._text(painter, upper.adjusted(0, 0, -80, 0), head.title, "text", strong=True)
        self._text(painter, upper.adjusted(used + 10, 0, 0, 0), count, "text2")
        lower = QRectF(place.left(), place.top() + stretched(27), place.width(), stretched(18))
        self._text(painter, lower, second, "text2", small=True)

    def _group(self, painter: QPainter, place: QRectF, line: Line) -> None:
        assert line.group is not None
        numbers = ranges(line.group.items)
        used = self._text(painter, place.adjusted(0, 0, -place.width() / 2, 0), numbers or "–", "text", strong=True)
        count = counted(line.group.count, self.tr("1 item"), self.tr("{0} items"))
        words = f"{line.group.title} · {count}"
        self._text(painter, place.adjusted(max(90.0, used + 16), 0, 0, 0), words, "text2")

    def _entry(self, painter: QPainter, place: QRectF, entry: Entry, line: Line) -> None:
        room = stretched(_DIGITS)
        number = QRectF(place.left(), place.top() + 8, room - 8, stretched(20))
        self._text(painter, number, entry.number or "–", "text", strong=True, right=True)
        wide = min(_PICTURE, _SHARE * place.width())
        frame = QRectF(place.left() + room, place.top() + 8, wide, place.height() - 16)
        self._shown(painter, frame, entry)
        text = place.adjusted(room + wide + 12, 8, 0, -8)
        left = self._codes(painter, text, entry)
        cite = entry.item.row.placed if entry.item.kind != "issue" else entry.item.row.record
        self._text(painter, QRectF(left, text.top() - 1, text.right() - left, stretched(20)), cite, "text")
        middle = QRectF(text.left(), text.top() + stretched(21), text.width(), stretched(18))
        self._text(painter, middle, _described(entry), "text2", small=True)
        lower = QRectF(text.left(), text.top() + stretched(41), text.width(), max(CHIP_HEIGHT, stretched(18)))
        if line.reason:
            self._text(painter, lower, because(line.reason), "accent_text", small=True)
        else:
            self._grounds(painter, lower, entry)

    def _codes(self, painter: QPainter, text: QRectF, entry: Entry) -> float:
        """The codes claimed, as chips; returns where they end."""
        left, item = text.left(), entry.item
        if item.kind == "issue":
            return left
        for code in item.codes or ("unmarked",):
            colors = self._theme.codes((code,) if item.codes else (), "none")
            left += draw_chip(painter, QPointF(left, text.top()), code, QColor(colors.text)) + 5
            if left > text.left() + 130:
                break
        return left + 4

    def _grounds(self, painter: QPainter, place: QRectF, entry: Entry) -> None:
        left = place.left()
        if entry.exhibit:
            tone = self._theme.color("text2")
            left += (
                draw_chip(painter, QPointF(left, place.top()), self.tr("Exhibit {0}").format(entry.exhibit), tone) + 6
            )
        if not entry.grounds:
            words = self.tr("no ground yet") if entry.item.position == "contested" else entry.item.position
            draw_chip(painter, QPointF(left, place.top()), words, self._theme.color("text2"), dashed=True)
        for number, name in enumerate(entry.grounds):
            more = f"+{len(entry.grounds) - number}"
            if left + chip_width(name, painter.font()) > place.right() - (30 if number + 1 < len(entry.grounds) else 0):
                draw_chip(painter, QPointF(left, place.top()), more, self._theme.color("accent_text"))
                return
            left += draw_chip(painter, QPointF(left, place.top()), name, self._theme.color("accent_text")) + 6

    def _shown(self, painter: QPainter, frame: QRectF, entry: Entry) -> None:
        picture = self._picture(entry)
        painter.setPen(self._theme.color("line"))
        if picture is None or picture.isNull():
            painter.setBrush(self._theme.color("panel2"))
            painter.drawRoundedRect(frame, 4, 4)
            icon = {"issue": "flag", "virtual page": "sheet"}.get(entry.item.kind, "redaction")
            at = frame.center() - QPointF(9, 9)
            painter.drawPixmap(QRectF(at.x(), at.y(), 18, 18), self._theme.pixmap(icon, "text2"), QRectF(0, 0, 36, 36))
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        scale = frame.width() / picture.width()
        height = min(frame.height(), picture.height() * scale)
        shown = QRectF(frame.left(), frame.center().y() - height / 2, frame.width(), height)
        cut = (picture.height() - height / scale) / 2  # of a tall picture the middle is shown
        painter.drawPixmap(shown, picture, QRectF(0, cut, picture.width(), height / scale))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(shown)

    def _picture(self, entry: Entry) -> QPixmap | None:
        if entry.item.kind != "redaction":
            return None
        subject = entry.item.subject
        if subject not in self._pictures:
            made = QPixmap()
            made.loadFromData(self._read(subject))
            self._pictures[subject] = made
            if len(self._pictures) > _KEPT:
                self._pictures.popitem(last=False)
        return self._pictures[subject]

    def _text(
        self, painter: QPainter, place: QRectF, text: str, tone: str,
        *, strong: bool = False, small: bool = False, right: bool = False,
    ) -> float:  # fmt: skip
        """One line of text, cut with `…`; returns its width."""
        painter.save()
        font = QFont(painter.font())
        if strong:
            font.setWeight(QFont.Weight.DemiBold)
        if small:
            font.setPixelSize(small_px())
        painter.setFont(font)
        painter.setPen(self._theme.color(tone))
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(place, _CENTER | side, shown)
        painter.restore()
        return metrics.horizontalAdvance(shown)


def _under(line: Line) -> str:
    """The second line of a heading: its grounds and what is asked for, or what is to be done."""
    head = line.head
    if head.challenge is None:
        return _tr("Choose grounds for these, or leave them to the attorney.") if head.key == "unargued" else ""
    said = "; ".join(head.grounds) or _tr("no ground chosen")
    return _tr("{0} · Relief: {1}").format(said, head.relief) if head.relief else said


def _described(entry: Entry) -> str:
    row = entry.item.row
    if entry.item.kind == "issue":
        return row.description
    return " · ".join(filter(None, (row.record, row.description, row.extent)))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Appeal", text)
