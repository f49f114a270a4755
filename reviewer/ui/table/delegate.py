"""Draws the cells of the table: the picture as released, the code in its colour, words in one or two lines."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPointF, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget
from typing_extensions import override

from reviewer.model.review import POSITIONS
from reviewer.ui.models.lists import ID_ROLE, ROW_ROLE, Index
from reviewer.ui.panels.delegates import elided
from reviewer.ui.table.columns import TableColumn
from reviewer.ui.table.filters import KINDS
from reviewer.ui.table.group_line import paint_group
from reviewer.ui.table.groups import GroupRow
from reviewer.ui.table.rows import TableRow
from reviewer.ui.theme.fonts import small_px, stretched
from reviewer.ui.theme.theme import Theme
from reviewer.ui.widgets.chips import CHIP_HEIGHT, draw_chip
from reviewer.ui.widgets.choice_box import ChoiceBox
from reviewer.ui.widgets.cites import elided_cite

HEIGHT = 46
_PAD = 8
_CHOICES: dict[str, tuple[str, ...]] = {"kind": KINDS, "position": POSITIONS}
_PICTURES = 200
# Looked up once: Qt's enumerations are slow in Python, and a screen has 130 cells.
_SMOOTH = QPainter.RenderHint.Antialiasing
_SELECTED, _FOCUSED = QStyle.StateFlag.State_Selected, QStyle.StateFlag.State_HasFocus
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_TONES = {
    "new": "accent_text",
    "box checked": "accent_text",
    "checked": "good_text",
    "needs a look": "attention_text",
    "no redaction": "text2",
    "contested": "accent_text",
    "attorney to decide": "attention_text",
    "resolved": "good_text",
}


class CellDelegate(QStyledItemDelegate):
    """Draws one cell; pictures are decoded once and kept while they are near.

    `edited` tells id, column and what was typed or chosen in a cell; nothing is written here.
    """

    edited = Signal(str, str, str)

    def __init__(
        self, theme: Theme, columns: tuple[TableColumn, ...], crop: Callable[[str], bytes], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._theme, self._columns, self._crop = theme, columns, crop
        self._pictures: OrderedDict[str, QPixmap] = OrderedDict()

    def forget(self, ids: Iterable[str] | None = None) -> None:
        """The pictures of these redactions (all: None) may have changed: read them anew."""
        for row_id in list(self._pictures) if ids is None else ids:
            self._pictures.pop(row_id, None)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._columns[index.column()].width, stretched(HEIGHT))

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        column = self._columns[index.column()]
        if column.id in _CHOICES:
            choices = ChoiceBox(column.heading, _CHOICES[column.id], parent)
            choices.activated.connect(lambda _place: self._finish(choices))
            return choices
        field = QLineEdit(parent)
        field.setAccessibleName(column.heading)
        return field

    @override
    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # Enter ends the cell; it is not the key that checks a redaction
            return True
        return super().eventFilter(editor, event)

    @override
    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(option.rect.adjusted(2, 6, -2, -6))

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        if isinstance(editor, ChoiceBox):
            editor.setCurrentText(words)
        elif isinstance(editor, QLineEdit):
            row = index.data(ROW_ROLE)
            codes = isinstance(row, TableRow) and self._columns[index.column()].id == "code"
            editor.setText(" ".join(row.redaction.codes) if codes else words)
            editor.selectAll()

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        before = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        typed = editor.currentText() if isinstance(editor, ChoiceBox) else ""
        if isinstance(editor, QLineEdit):
            typed = editor.text()
            row = index.data(ROW_ROLE)
            if isinstance(row, TableRow) and self._columns[index.column()].id == "code":
                before = " ".join(row.redaction.codes)
        if typed != before:
            self.edited.emit(str(index.data(ID_ROLE)), self._columns[index.column()].id, typed)

    def _finish(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        row, place = index.data(ROW_ROLE), index.row()
        if isinstance(row, GroupRow):
            self._group(painter, option, row, place)
        else:
            painter.setRenderHint(_SMOOTH)
            self._ground(painter, option, place)
        if isinstance(row, TableRow):
            inside, column = option.rect.adjusted(_PAD, 0, -_PAD, 0), self._columns[index.column()]
            if column.id == "picture":
                self._picture(painter, inside, row)
            elif column.id == "code":
                self._code(painter, inside, row)
            else:
                self._words(painter, inside, row, column)
        painter.restore()

    def _group(self, painter: QPainter, option: QStyleOptionViewItem, row: GroupRow, place: int) -> None:
        table = self.parent()
        assert isinstance(table, QTableView)
        header = table.horizontalHeader()
        ring = table.hasFocus() and table.currentIndex().row() == place
        paint_group(painter, option, row, (-header.offset(), header.length()), self._theme, ring=ring)

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, place: int) -> None:
        state, rect = option.state, option.rect
        if state & _SELECTED:
            painter.fillRect(rect, self._theme.color("selection"))
        elif getattr(self.parent(), "hovered", -1) == place:
            painter.fillRect(rect, self._theme.color("hover"))
        painter.setPen(self._theme.color("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if state & _FOCUSED:
            painter.setPen(self._theme.color("accent"))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def _picture(self, painter: QPainter, place: QRect, row: TableRow) -> None:
        pixmap = self._pixmap(row.id)
        frame = QRectF(place).adjusted(0, 6, 0, -6)
        if pixmap.isNull() or not row.redaction.rects:
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        part = _part(pixmap.size(), row.span, frame.size())
        size = part.size().scaled(frame.size(), Qt.AspectRatioMode.KeepAspectRatio)
        shown = QRectF(QPointF(frame.x(), frame.center().y() - size.height() / 2), size)
        painter.drawPixmap(shown, pixmap, part)
        painter.setPen(self._theme.color("line"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(shown)

    def _pixmap(self, row_id: str) -> QPixmap:
        if row_id not in self._pictures:
            pixmap = QPixmap()
            if data := self._crop(row_id):
                pixmap.loadFromData(data)
            self._pictures[row_id] = pixmap
            while len(self._pictures) > _PICTURES:
                self._pictures.popitem(last=False)
        return self._pictures[row_id]

    def _code(self, painter: QPainter, place: QRect, row: TableRow) -> None:
        shown = row.redaction
        color = self._theme.codes(shown.codes, shown.marking, awaited=shown.awaits_code).text
        metrics = QFontMetrics(painter.font())
        label = metrics.elidedText(shown.label, Qt.TextElideMode.ElideRight, place.width() - 12)
        at = QPointF(place.left(), place.center().y() - CHIP_HEIGHT / 2)
        draw_chip(painter, at, label, QColor(color), dashed=not shown.checked)

    def _words(self, painter: QPainter, place: QRect, row: TableRow, column: TableColumn) -> None:
        words = column.words(row)
        second = column.second(row) if column.second is not None else ""
        if not words and not second:
            return
        struck = row.redaction.rejected and column.id != "check"
        said = column.id in ("check", "position") and words in _TONES  # what nobody has decided stays calm
        font = painter.font()
        if struck or said:
            font.setStrikeOut(struck)
            font.setWeight(QFont.Weight.DemiBold if said else QFont.Weight.Normal)
            painter.setFont(font)
        painter.setPen(self._theme.color(self._tone(column, words)))
        side = _RIGHT if column.number else _LEFT
        line = QRect(place.left(), place.top() + stretched(4), place.width(), stretched(20)) if second else place
        painter.drawText(line, side, elided(words, QFontMetrics(font), place.width()))
        if second:
            font.setPixelSize(small_px())
            painter.setFont(font)
            painter.setPen(self._theme.color("text2"))
            below = QRect(place.left(), place.top() + stretched(22), place.width(), stretched(18))
            text = elided_cite(second, QFontMetrics(font), place.width())
            painter.drawText(below, side, text)

    @staticmethod
    def _tone(column: TableColumn, words: str) -> str:
        if column.id in ("check", "position"):
            return _TONES.get(words, "text2")
        return "text2" if column.id in ("item", "context", "record", "file") else "text"


def _part(whole: QSize, span: tuple[float, float], frame: QSizeF) -> QRectF:
    """The part of a strip as wide as the page that shows the redaction, with as much beside it as the frame holds."""
    left, right = span[0] * whole.width(), span[1] * whole.width()
    fitting = whole.height() * frame.width() / max(1.0, frame.height())
    width = min(float(whole.width()), max(fitting, (right - left) * 1.15))
    x = min(max(0.0, (left + right - width) / 2), whole.width() - width)
    return QRectF(x, 0.0, width, float(whole.height()))
