"""A row of chips that never asks for more width than there is: what does not fit waits in a menu at its end."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QCursor, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QToolButton, QWidget
from typing_extensions import override

_SPACE: Final = 6
_LEAST: Final = 120  # pixels: two chips, or one and the menu


class ChipRow(QWidget):
    """Shows chips from the left, in the order given, as many as there is room for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: list[QAbstractButton] = []
        self._hint = QSize()
        self._more = QToolButton(self)
        self._more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._more.setAccessibleName(self.tr("More to choose from"))
        self._more.setCheckable(True)  # it looks like the chip that it stands for
        self._more.setVisible(False)
        self._menu = QMenu(self._more)
        self._menu.aboutToShow.connect(self._fill)
        self._menu.aboutToHide.connect(self._look_left)
        self._more.setMenu(self._menu)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_chips(self, chips: Sequence[QAbstractButton]) -> None:
        """Show these chips; those shown before are thrown away unless they are among them."""
        for chip in self._chips:
            if chip not in chips:
                chip.deleteLater()
        new = [chip for chip in chips if chip not in self._chips]
        self._chips = list(chips)
        for chip in self._chips:
            chip.setParent(self)
        for chip in new:
            chip.toggled.connect(self._toggled)  # the menu may have its name, and must not keep it
        self.fit()

    def fit(self) -> None:
        """Lay the chips out anew: their words or their number changed."""
        hint = self.sizeHint()
        if hint != self._hint:
            self._hint = hint
            self.updateGeometry()
        self._lay_out()

    @override
    def sizeHint(self) -> QSize:
        hints = [chip.sizeHint() for chip in self._chips]
        width = sum(hint.width() + _SPACE for hint in hints) - _SPACE
        return QSize(max(0, width), max((hint.height() for hint in hints), default=self._more.sizeHint().height()))

    @override
    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(_LEAST, hint.width()), hint.height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay_out()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # a chip says something else now
            self.fit()
        return super().event(event)

    def _lay_out(self) -> None:
        wide = [chip.sizeHint().width() for chip in self._chips]
        shown, x = self._fitting(wide), 0
        for place, (chip, width) in enumerate(zip(self._chips, wide, strict=True)):
            if place < shown:
                chip.setGeometry(x, 0, width, chip.sizeHint().height())
                x += width + _SPACE
            chip.setVisible(place < shown)
        self._more.setVisible(shown < len(self._chips))
        if shown < len(self._chips):
            chosen = next((chip.text() for chip in self._chips[shown:] if chip.isChecked()), "")
            self._name_more(chosen or f"+{len(self._chips) - shown}", bool(chosen))
            hint = self._more.sizeHint()
            high = min(hint.height(), self.height())
            self._more.setGeometry(x, (self.height() - high) // 2, hint.width(), high)

    def _fitting(self, wide: Sequence[int]) -> int:
        """How many chips of these widths fit, with the menu behind them if it is not all of them."""
        if sum(wide) + _SPACE * max(0, len(wide) - 1) <= self.width():
            return len(wide)
        more = self._width_of_more(f"+{len(wide)}")
        shown = self._before(wide, more)
        named = [width for chip, width in zip(self._chips[shown:], wide[shown:], strict=True) if chip.isChecked()]
        return self._before(wide, max(more, *named)) if named else shown  # the one chosen is named there

    def _before(self, wide: Sequence[int], last: int) -> int:
        """How many chips of these widths stand before a button of the width `last`."""
        ends = accumulate(width + _SPACE for width in wide)
        return sum(end + last <= self.width() for end in ends)

    def _look_left(self) -> None:
        """The pointer is in the menu when it goes: Qt never tells the button that the pointer left it."""
        under = self._more.rect().contains(self._more.mapFromGlobal(QCursor.pos()))
        self._more.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, under)
        self._more.update()

    def _toggled(self, _on: bool) -> None:
        self._lay_out()

    def _name_more(self, words: str, chosen: bool) -> None:
        """Say it only if it is not said already: Qt lays out anew after each new text, and would never come to rest."""
        if words != self._more.text():
            self._more.setText(words)
        self._more.setChecked(chosen)

    def _width_of_more(self, words: str) -> int:
        """How wide the button of the menu would be with these words."""
        metrics, hint = self._more.fontMetrics(), self._more.sizeHint()
        return hint.width() - metrics.horizontalAdvance(self._more.text()) + metrics.horizontalAdvance(words)

    def _fill(self) -> None:
        self._menu.clear()
        for chip in self._chips:
            if not chip.isVisible():
                action = self._menu.addAction(chip.text())
                action.setCheckable(True)
                action.setChecked(chip.isChecked())
                action.triggered.connect(chip.click)
