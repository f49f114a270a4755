"""Lists the words of a page that people corrected, each with what was read and a way back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout, QWidget

from reviewer.storage.rows import CorrectionRow
from reviewer.ui.widgets.basics import button, label, row

_TALLEST = 160


class CorrectionList(QScrollArea):
    """Hidden while there is none; `undo_wanted` tells the correction that shall be taken back."""

    undo_wanted = Signal(object)  # uuid

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Corrected words of this page"))
        self.setWidgetResizable(True)
        self.setVisible(False)
        self._shown: tuple[CorrectionRow, ...] = ()

    def show_rows(self, rows: Sequence[CorrectionRow], *, editable: bool) -> None:
        """Show these corrections."""
        self.setVisible(bool(rows))
        if tuple(rows) == self._shown:
            return
        self._shown = tuple(rows)
        inside = QWidget()
        inside.setProperty("role", "panel2")
        column = QVBoxLayout(inside)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        column.addWidget(label(self.tr("✎ Corrected words"), "strong"))
        for correction in rows:
            line = row()
            line.addWidget(label(self._words(correction), wrap=True, selectable=True), 1)
            if editable:
                line.addWidget(self._way_back(correction))
            column.addLayout(line)
        column.addStretch(1)
        if self.widget() is not None:  # the link in it may be what was just clicked
            self.takeWidget().deleteLater()
        self.setWidget(inside)
        self.setFixedHeight(min(_TALLEST, inside.sizeHint().height() + 2))

    def _words(self, correction: CorrectionRow) -> str:
        after = f"“{correction.text}”" if correction.text else self.tr("nothing, it is dirt")
        said = self.tr("{0}, read as “{1}”").format(after, correction.read)
        return self.tr("{0} · its place is gone: needs a look").format(said) if correction.needs_look else said

    def _way_back(self, correction: CorrectionRow) -> QPushButton:
        back = button(self.tr("Take back"), lambda: self.undo_wanted.emit(correction.uuid), "link")
        back.setAccessibleName(self.tr("Take the correction of “{0}” back").format(correction.read))
        return back
