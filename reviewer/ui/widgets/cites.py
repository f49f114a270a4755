"""Shortens a pin cite where room is short: the page stays to be read, whatever the name of the file is."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from reviewer.ui.widgets.basics import ElidedLabel

_PAGE: Final = re.compile(r"\s+p\. [\d,]+(?:[–-][\d,]+)?")
_PARTED: Final = "; "  # as export/pincite.py joins the parts of a cite
_LEAST_NAME: Final = "Rel…1.pdf"


def elided_cite(text: str, metrics: QFontMetrics, width: int) -> str:
    """`text` cut to `width` pixels; the file's name loses its middle before the page behind it loses anything.

    A number that was stamped on the page stays whole: where little more fits, it tells the page alone. Where not even
    the page fits, its number loses its end.
    """
    if metrics.horizontalAdvance(text) <= width:
        return text
    page = _PAGE.search(text)
    if page is None or metrics.horizontalAdvance(text[: page.end()] + "…") <= width:
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
    stamped, parted, name = text[: page.start()].partition(_PARTED)
    if not parted:
        stamped, name = "", stamped
    room = width - metrics.horizontalAdvance(stamped + parted) - metrics.horizontalAdvance(page.group())
    if stamped and room < metrics.horizontalAdvance(_LEAST_NAME):
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
    name = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, room)
    return metrics.elidedText(stamped + parted + name + page.group(), Qt.TextElideMode.ElideRight, width)


class CiteLabel(ElidedLabel):
    """A label of one line that shows a pin cite, with its page even where the file's name does not fit."""

    @override
    def shortened(self) -> str:
        return elided_cite(self.text(), QFontMetrics(self.font()), self.width())


class CiteDelegate(QStyledItemDelegate):
    """Draws the pin cites of a table's column."""

    _MARGIN = 16  # pixels that the style keeps at both ends of a cell

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        option.text = elided_cite(option.text, QFontMetrics(option.font), option.rect.width() - self._MARGIN)
