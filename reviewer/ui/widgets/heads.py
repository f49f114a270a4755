"""Gives columns widths in which no heading is cut off, whatever the size of text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QHeaderView
from typing_extensions import override

from reviewer.ui.theme.fonts import stretched
from reviewer.ui.widgets.sized import RESTYLED

_PADDING, _ARROW = 9, 14  # pixels beside the words of a heading, and for the arrow of the column that sorts
_LEFT: Final = 0.7  # of the width goes at most to larger text; the rest is for the column that takes what is left


def fit_columns(header: QHeaderView, widths: Sequence[int]) -> None:
    """Each column as wide as it asks for where text has 13 pixels, and as its heading needs.

    Larger text gets wider columns as far as there is room, when it becomes larger later on, too; a column that
    somebody drew to another width keeps it, but for its heading.
    """
    fitter = header.findChild(_Fitter) or _Fitter(header)
    fitter.take(widths)


def show_headings(header: QHeaderView) -> None:
    """Widen the columns whose heading is cut off: the widths were kept while text was smaller."""
    header.ensurePolished()  # only then it knows how wide its words are
    for place in range(header.count()):
        least = heading_width(header, place)
        if not header.isSectionHidden(place) and header.sectionSize(place) < least:
            header.resizeSection(place, least)


def heading_width(header: QHeaderView, place: int) -> int:
    """The pixels that a heading needs. Qt itself keeps as much again for an arrow, which only one heading shows."""
    model = header.model()
    words = model.headerData(place, header.orientation()) if model is not None else ""
    font = QFont(header.font())
    font.setWeight(QFont.Weight.DemiBold)
    arrow = _ARROW if header.isSortIndicatorShown() else 0
    return QFontMetrics(font).horizontalAdvance(str(words or "")) + 2 * _PADDING + arrow


class _Fitter(QObject):
    """Looks at the columns anew when the style sheet brought another size of text, or the window another width."""

    def __init__(self, header: QHeaderView) -> None:
        super().__init__(header)
        self._header = header
        self._widths: dict[int, int] = {}
        self._given: dict[int, int] = {}  # what each column got here last
        header.installEventFilter(self)

    def take(self, widths: Sequence[int]) -> None:
        """Give the columns these widths, whatever they have."""
        self._widths, self._given = dict(enumerate(widths)), {}
        self._fit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        handled = super().eventFilter(watched, event)
        if event.type() in RESTYLED or event.type() == QEvent.Type.Resize:
            self._fit()
        if event.type() in RESTYLED:
            show_headings(self._header)
        return handled

    def _fit(self) -> None:
        header = self._header
        header.ensurePolished()
        growth = self._growth()
        for place, width in self._widths.items():
            untouched = self._given.get(place) in (None, header.sectionSize(place))
            if untouched and not header.isSectionHidden(place) and not self._takes_rest(place):
                wanted = max(round(width * growth), heading_width(header, place))
                if header.sectionSize(place) != wanted:
                    header.resizeSection(place, wanted)
                self._given[place] = header.sectionSize(place)

    def _growth(self) -> float:
        """How much wider than for text of 13 pixels the columns can be; narrower, if larger text left no room."""
        fixed = [place for place in self._widths if not self._header.isSectionHidden(place)]
        asked = sum(self._widths[place] for place in fixed if not self._takes_rest(place))
        growth = stretched(100) / 100
        return min(growth, _LEFT * self._header.width() / max(1, asked)) if growth > 1 else 1.0

    def _takes_rest(self, place: int) -> bool:
        return self._header.sectionResizeMode(place) == QHeaderView.ResizeMode.Stretch
