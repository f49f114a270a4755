"""Lets sizes that are given in pixels follow the size of text, now and whenever it changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QTableView, QWidget
from typing_extensions import override

from reviewer.ui.theme.fonts import stretched

RESTYLED: Final = (QEvent.Type.StyleChange, QEvent.Type.FontChange)


def with_text(widget: QWidget, fit: Callable[[], object]) -> None:
    """Call `fit` now, and again each time the text of `widget` has another size."""
    fit()
    widget.installEventFilter(_Follower(widget, fit))


def even_rows(table: QTableView, pixels: int) -> None:
    """Rows of this height where text has 13 pixels, and as much higher as text is larger."""
    with_text(table, lambda: table.verticalHeader().setDefaultSectionSize(stretched(pixels)))


class _Follower(QObject):
    """Calls when the style sheet brought another size of text to its parent."""

    def __init__(self, widget: QWidget, fit: Callable[[], object]) -> None:
        super().__init__(widget)
        self._fit = fit
        self._size = widget.font().pixelSize()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        handled = super().eventFilter(watched, event)
        parent = self.parent()
        if event.type() in RESTYLED and isinstance(parent, QWidget):
            size = parent.font().pixelSize()
            if size != self._size:  # else what `fit` does to the style would call it again, and again
                self._size = size
                self._fit()
        return handled
