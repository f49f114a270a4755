"""Draws the rows of the lists: a chip or a dot, a first line, a second line, and a mark at the right."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from reviewer.ui.models.lists import ROW_ROLE, Index
from reviewer.ui.models.rows import CommentRow, EntityRow, HitRow, PassageRow, RedactionRow
from reviewer.ui.theme.contrast import on
from reviewer.ui.theme.fonts import small_px, stretched
from reviewer.ui.theme.theme import Theme
from reviewer.ui.widgets.chips import chip_width, draw_chip
from reviewer.ui.widgets.cites import elided_cite
from reviewer.ui.words import counted

_LINE = 18  # pixels of a line, and twice five above and below them, where text has 13
_LEFT = 12
_MARK = 18
_BLOCK = "▇▇"  # stands for the deletion among the words around it
_BEFORE = 0.55  # at most this share of a line belongs to the words before the block
ENTITY_ICONS = {
    "person": "person",
    "organisation": "organisation",
    "place": "place",
    "system": "system",
    "other": "tag",
}


def row_height() -> int:
    """Pixels of a row of two lines, for the size of text in use."""
    return 10 + 2 * stretched(_LINE)


@dataclass(frozen=True, slots=True)
class ChipPart:
    """A chip of a row: words, colour of words and line, whether it is a mere suggestion, what it is filled with."""

    text: str
    color: str
    dashed: bool = False
    ground: str = ""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a row shows: chips, two lines, an icon or small words at the right."""

    chips: tuple[ChipPart, ...]
    first: str
    second: str
    icon: str = ""
    tone: str = "text2"
    badge: str = ""
    lead_icon: str = ""
    faded: bool = False


class RowDelegate(QStyledItemDelegate):
    """Draws redactions, passages, entities and hits in one manner."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(160, row_height())

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        parts = parts_of(index.data(ROW_ROLE), self._theme)
        rect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, option)
        if parts is not None:
            self._draw(painter, rect, parts)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, self._theme.color("selection"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, self._theme.color("hover"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(QRect(option.rect.left(), option.rect.top(), 3, row_height()), self._theme.color("accent"))

    def _draw(self, painter: QPainter, rect: QRect, parts: Parts) -> None:
        left, top = float(rect.left() + _LEFT), float(rect.top() + 5)
        right = edge = float(rect.right() - 10)
        if parts.icon:
            scale = painter.device().devicePixelRatioF()
            pixmap = self._theme.pixmap(parts.icon, parts.tone, 16, scale)
            painter.drawPixmap(QPointF(right - 16, top + 2), pixmap)
            right -= _MARK + 4
        elif parts.badge:
            right -= self._badge(painter, right, top, parts) + 6
        if parts.lead_icon:
            scale = painter.device().devicePixelRatioF()
            pixmap = self._theme.pixmap(parts.lead_icon, "text2", 18, scale)
            painter.drawPixmap(QPointF(left, rect.center().y() - 9.0), pixmap)
            left += 28
        below = QRectF(left, top + stretched(_LINE), max(10.0, edge - left), stretched(_LINE))
        for chip in parts.chips:
            if chip_width(chip.text, painter.font()) > right - left - 40:
                break
            ground = QColor(chip.ground) if chip.ground else None
            color = QColor(chip.color)
            left += draw_chip(painter, QPointF(left, top), chip.text, color, dashed=chip.dashed, ground=ground) + 6
        left += 2 if parts.chips else 0
        self._lines(painter, QRectF(left, top, max(10.0, right - left), stretched(_LINE)), below, parts)

    def _lines(self, painter: QPainter, place: QRectF, below: QRectF, parts: Parts) -> None:
        """The first line beside chips and mark, the second below them, over the whole width."""
        font = QFont(painter.font())
        font.setStrikeOut(parts.faded)
        painter.setFont(font)
        painter.setPen(self._theme.color("text2" if parts.faded else "text"))
        self._elided(painter, place, parts.first)
        small = QFont(painter.font())
        small.setStrikeOut(False)
        small.setPixelSize(small_px())
        painter.setFont(small)
        painter.setPen(self._theme.color("text2"))
        shown = elided_cite(parts.second, QFontMetrics(painter.font()), int(below.width()))
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)

    def _badge(self, painter: QPainter, right: float, top: float, parts: Parts) -> float:
        width = chip_width(parts.badge, painter.font())
        draw_chip(painter, QPointF(right - width, top), parts.badge, self._theme.color(parts.tone))
        return width

    @staticmethod
    def _elided(painter: QPainter, place: QRectF, text: str) -> None:
        shown = elided(text, QFontMetrics(painter.font()), int(place.width()))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)


def elided(text: str, metrics: QFontMetrics, width: int, keep: str = _BLOCK) -> str:
    """`text` cut to `width` pixels; what is to be kept, first of all the block of a deletion, stays in view.

    Words stand on both sides of it.
    """
    before, block, after = text.partition(keep)
    room = int(width * _BEFORE)
    if block and metrics.horizontalAdvance(text) > width and metrics.horizontalAdvance(before) > room:
        before = metrics.elidedText(before, Qt.TextElideMode.ElideLeft, room)
    return metrics.elidedText(before + block + after, Qt.TextElideMode.ElideRight, width)


def parts_of(row: object, theme: Theme) -> Parts | None:
    """How a row of any kind is drawn; None for a row that is gone."""
    if isinstance(row, RedactionRow):
        return _redaction(row, theme)
    if isinstance(row, PassageRow):
        chips = tuple(
            ChipPart(name, on(color) if color else theme.tokens["accent_text"], ground=color)
            for name, color in row.tags[:2]
        )
        second = f"{row.cite} · {row.note}" if row.note else row.cite
        icon = "needs-look" if row.needs_look else "note" if row.note else ""
        return Parts(chips, row.quote or _tr("region of the page"), second, icon)
    if isinstance(row, CommentRow):
        first = " ".join(row.text.split()) or (
            _tr("words left in the file") if row.withheld else _tr("{0} without words").format(row.kind)
        )
        return Parts((), first, f"{row.by} · {row.cite}", "tag" if row.imported else "", lead_icon="note")
    if isinstance(row, EntityRow):
        count = counted(row.mentions, _tr("1 mention"), _tr("{0} mentions"))
        also = [_tr("also {0}").format(", ".join(row.aliases))] if row.aliases else []
        second = " · ".join([row.kind, count, *also])
        return Parts((), row.name, second, badge=str(row.here) if row.here else "", lead_icon=ENTITY_ICONS[row.kind])
    if isinstance(row, HitRow):
        second = " · ".join(part for part in (row.cite, row.title) if part)
        badge = _tr("misread?") if row.misread else ""
        return Parts((), row.snippet or row.title, second, tone="attention_text", badge=badge, lead_icon=row.icon)
    return None


def _redaction(row: RedactionRow, theme: Theme) -> Parts:
    color = theme.codes(row.codes, row.marking, awaited=row.awaits_code).text
    chips = (ChipPart(row.label, color, not row.checked),)
    stance = "" if row.position == "undecided" else f"{row.position} · "
    beneath = _tr("text beneath!") + " · " if row.recoverable and not row.rejected else ""
    second = f"{beneath}{stance}{row.kind} · {row.size} · {_tr('p. {0}').format(f'{row.page:,}')}"
    if row.needs_look:
        return Parts(chips, row.context, second, badge="look", tone="attention_text")
    if row.rejected:
        return Parts(chips, row.context, second, "reject", faded=True)
    if row.checked:
        return Parts(chips, row.context, second, "flag" if row.position == "contested" else "check", "good_text")
    if row.box_decided:
        return Parts(chips, row.context, second, badge="code?", tone="accent_text")
    return Parts(chips, row.context, second, badge="new", tone="accent_text")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Rows", text)
