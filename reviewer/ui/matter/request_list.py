"""The list of requests: agency, number, and what is next for each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from reviewer.appeal.deadlines import Deadline
from reviewer.model.ids import Uuid
from reviewer.ui.laws import law_words
from reviewer.ui.matter.facts import RequestFacts
from reviewer.ui.matter.words import short_line
from reviewer.ui.theme.fonts import small_px, stretched
from reviewer.ui.theme.theme import Theme
from reviewer.ui.words import counted

_HEIGHT, _ABOVE, _LINE = 64, 7, 17  # pixels where text has 13
_FACTS = Qt.ItemDataRole.UserRole + 1
_URGENCY = ("past the safe date", "open", "past", "dates missing", "no rule known", "in litigation")


class RequestList(QListWidget):
    """One row a request; `chosen` tells the id of the one the reader went to."""

    chosen = Signal(object)  # Uuid

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Requests"))
        self.setItemDelegate(_RowDelegate(theme, self))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._quiet = False
        self.currentItemChanged.connect(self._current)

    def show_requests(self, requests: Sequence[RequestFacts], selected: Uuid | None) -> None:
        """Show these requests with this one current, without telling so."""
        self._quiet = True
        self.clear()
        for request in requests:
            item = QListWidgetItem()
            item.setData(Qt.ItemDataRole.UserRole, request.row.uuid)
            item.setData(_FACTS, request)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(_lines(request)))
            self.addItem(item)
            if request.row.uuid == selected:
                self.setCurrentItem(item)
        self._quiet = False

    def _current(self, item: QListWidgetItem | None, _before: object) -> None:
        if item is not None and not self._quiet:
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))


class _RowDelegate(QStyledItemDelegate):
    """Three lines: agency, number, next step."""

    def __init__(self, theme: Theme, parent: QListWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(160, stretched(_HEIGHT))

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        request = index.data(_FACTS)
        rect: QRect = option.rect
        painter.save()
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self._theme.color("selection"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, self._theme.color("hover"))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), self._theme.color("accent"))
        font = option.font
        for line, (text, tone) in enumerate(zip(_lines(request), ("text", "text2", "text2"), strict=True)):
            font.setBold(line == 0)
            if line:
                font.setPixelSize(small_px())
            painter.setFont(font)
            painter.setPen(self._theme.color(tone))
            tall = stretched(_LINE)
            place = QRect(rect.left() + 16, rect.top() + stretched(_ABOVE) + line * tall, rect.width() - 28, tall)
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.restore()


def _lines(request: RequestFacts) -> tuple[str, str, str]:
    known = request.row
    agency = " · ".join(filter(None, (known.agency, known.component))) or known.number
    return agency, f"{known.number or '–'} · {law_words(known.regime)}", _next(request)


def _next(request: RequestFacts) -> str:
    """The deadline that needs someone first, else how much there is."""
    deadlines = [event.deadline for event in request.events if event.deadline is not None]
    if deadlines:
        return short_line(min(deadlines, key=_order))
    count = len(request.events)
    return counted(count, _tr("1 event"), _tr("{0} events")) if count else _tr("no events yet")


def _order(deadline: Deadline) -> tuple[int, str]:
    return _URGENCY.index(deadline.state), str(deadline.safe)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Requests", text)
