"""The agency's own reason beside the selected redaction, quoted with its entry; hidden where there is no index."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from reviewer.export.index_reasons import entry_name
from reviewer.model.ids import Uuid
from reviewer.storage.rows import Cited, IndexEntryRow
from reviewer.ui.contesting.emptied import clear
from reviewer.ui.widgets.basics import bare, button, label
from reviewer.ui.widgets.tall_area import height_of


class IndexBlock(QWidget):
    """`all_wanted` asks for the index itself, the others for decisions on matches of the redaction that is shown."""

    all_wanted = Signal()
    judged = Signal(object, object, object)  # Uuid of an entry, deletions (tuple of Uuid), verdict
    match_wanted = Signal(object, object)  # deletions (tuple of Uuid), where they are

    def __init__(self, parent: QWidget, *, editable: bool = True) -> None:
        super().__init__(parent)
        self._editable = editable
        self.setVisible(False)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)

    def show_cited(self, redaction: Uuid, place: str, reasons: Sequence[str], cited: Cited) -> None:
        """Show quotations; none: the index leaves this deletion out. `place` says where the redaction is."""
        clear(self._column)
        self._column.addWidget(label(self.tr("The agency's reason"), "secondary"))
        for text in reasons:
            self._column.addWidget(label(text, "" if cited.agrees else "attention", wrap=True, selectable=True))
        if not reasons:
            self._column.addWidget(label(self.tr("Not in the index."), "attention", wrap=True))
        if self._editable:
            for entry in cited.entries:
                self._add_step(entry, redaction, by_hand=entry.uuid in cited.by_hand)
            for entry in cited.set_aside:
                self._add_taken_aside(entry, redaction)
        links = QWidget()  # goes as a whole when another redaction is shown
        line = bare(QHBoxLayout(links))
        if self._editable:
            match = button(self.tr("Match by hand …"), lambda: self.match_wanted.emit((redaction,), place), "link")
            line.addWidget(match)
        line.addWidget(button(self.tr("Open the index"), self.all_wanted.emit, "link"))
        line.addStretch(1)
        self._column.addWidget(links)
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

    def _add_step(self, entry: IndexEntryRow, redaction: Uuid, *, by_hand: bool) -> None:
        name = entry_name(entry)
        words = self.tr("Take back {0}, matched by hand") if by_hand else self.tr("Set {0} aside")
        verdict = None if by_hand else "set aside"
        self._add_link(words.format(name), entry, redaction, verdict)

    def _add_taken_aside(self, entry: IndexEntryRow, redaction: Uuid) -> None:
        self._add_link(self.tr("Take back {0}, set aside").format(entry_name(entry)), entry, redaction, None)

    def _add_link(self, text: str, entry: IndexEntryRow, redaction: Uuid, verdict: str | None) -> None:
        made = button(text, lambda: self.judged.emit(entry.uuid, (redaction,), verdict), "link")
        self._column.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)

    def _fit(self) -> None:
        """Be as tall as the wrapped words need: a form gives them one line each."""
        self.setMinimumHeight(height_of(self._column, self.width()))
