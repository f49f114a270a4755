"""Draws a mention among the words around it so that the name itself is never cut off."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from reviewer.storage.rows.names import NamePlaceRow
from reviewer.ui.panels.delegates import elided

_OPENS, _CLOSES = "▸", "◂"
_MARGIN = 16  # pixels that the style keeps at both ends of a cell


def in_context(row: NamePlaceRow) -> str:
    """The words before, the name between two marks, the words after."""
    return " ".join(part for part in (row.before, f"{_OPENS}{row.quote}{_CLOSES}", row.after) if part)


class InContext(QStyledItemDelegate):
    """Cuts long words before the name from their beginning."""

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        room = option.rect.width() - _MARGIN
        option.text = elided(option.text, QFontMetrics(option.font), room, keep=_OPENS)
