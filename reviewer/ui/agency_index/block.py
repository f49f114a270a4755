"""The agency's own reason beside the selected redaction, quoted with its entry; hidden where there is no index."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from reviewer.ui.contesting.emptied import clear
from reviewer.ui.widgets.basics import button, label
from reviewer.ui.widgets.tall_area import height_of


class IndexBlock(QWidget):
    """`all_wanted` asks for the index itself."""

    all_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setVisible(False)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)

    def show_reasons(self, reasons: Sequence[str], *, agrees: bool) -> None:
        """Show quotations; none: the index leaves this deletion out. `agrees`: the codes of both are the same."""
        clear(self._column)
        self._column.addWidget(label(self.tr("The agency's reason"), "secondary"))
        for text in reasons:
            self._column.addWidget(label(text, "" if agrees else "attention", wrap=True, selectable=True))
        if not reasons:
            self._column.addWidget(label(self.tr("Not in the index."), "attention", wrap=True))
        link = button(self.tr("Open the index"), self.all_wanted.emit, "link")
        self._column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        self.setAccessibleName(" ".join(reasons) or self.tr("Not in the index."))
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return handled

    def _fit(self) -> None:
        """Be as tall as the wrapped words need: a form gives them one line each."""
        self.setMinimumHeight(height_of(self._column, self.width()))
