"""Gives columns widths in which no heading is cut off, whatever the size of text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QHeaderView
from typing_extensions import override

from reviewer.ui.theme.fonts import stretched

_RESTYLED: Final = (QEvent.Type.StyleChange, QEvent.Type.FontChange)


def fit_columns(header: QHeaderView, widths: Sequence[int], *, grow: bool = False) -> None:
    """Each column as wide as it asks for (pixels; with `grow` for text of 13 pixels), and as its heading needs.

    Headings stay whole when text becomes larger later on.
    """
    header.ensurePolished()  # only then it knows how wide its words are
    for place, width in enumerate(widths):
        wanted = stretched(width) if grow else width
        header.resizeSection(place, max(wanted, header.sectionSizeHint(place)))
    if header.findChild(_Widener) is None:
        header.installEventFilter(_Widener(header))


def show_headings(header: QHeaderView) -> None:
    """Widen the columns whose heading is cut off: the widths were kept while text was smaller."""
    header.ensurePolished()
    for place in range(header.count()):
        least = header.sectionSizeHint(place)
        if not header.isSectionHidden(place) and header.sectionSize(place) < least:
            header.resizeSection(place, least)


class _Widener(QObject):
    """Looks at the headings anew when the style sheet brought another size of text."""

    def __init__(self, header: QHeaderView) -> None:
        super().__init__(header)
        self._header = header

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        handled = super().eventFilter(watched, event)
        if event.type() in _RESTYLED:
            show_headings(self._header)
        return handled
