"""Lets a person choose the entry of an index that speaks for a deletion, where pages and codes do not tell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget
from typing_extensions import override

from reviewer.export.index_reasons import entry_name
from reviewer.storage.rows import IndexEntryRow
from reviewer.ui.dialogs.forms import FormDialog, text_field
from reviewer.ui.models.rows_table import Column, RowsTable
from reviewer.ui.placing import fitting
from reviewer.ui.widgets.heads import fit_columns

_SIZE: Final = (860, 520)


class EntryPicker(FormDialog):
    """`entry` is the one that was chosen. Typing narrows the list by number, pages, exemptions and words."""

    def __init__(self, place: str, entries: Sequence[IndexEntryRow], parent: QWidget | None = None) -> None:
        super().__init__("Match by hand", f"Which entry speaks for {place}?", "Match", parent)
        self._entries = entries
        self.search = text_field("", self.tr("Number, pages, exemption or words"))
        self.model: RowsTable[IndexEntryRow] = RowsTable(
            (
                Column(self.tr("Entry"), entry_name, 110),
                Column(self.tr("Pages"), lambda row: row.entry.pages, 200),
                Column(self.tr("Exemptions"), lambda row: ", ".join(row.entry.codes) or row.entry.code_text, 130),
                Column(self.tr("Reason or record"), _words, 300, stretch=True),
            ),
            parent=self,
        )
        self.list = QTreeView()
        self.list.setModel(self.model)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setStyleSheet("QTreeView::item { padding: 5px; }")
        self.list.setAllColumnsShowFocus(True)
        self.list.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.list.setAccessibleName(self.tr("Entries"))
        self.list.setMinimumHeight(280)
        self.list.doubleClicked.connect(lambda _index: self._try())
        fit_columns(self.list.header(), [column.width for column in self.model.columns])
        self.list.header().setStretchLastSection(True)
        self.add_field(self.tr("Find"), self.search)
        self.form.addRow(self.list)
        self.search.textChanged.connect(self._narrow)
        self._narrow("")
        self.search.setFocus()
        self.resize(*fitting(self, *_SIZE))

    @property
    def entry(self) -> IndexEntryRow | None:
        """The entry that is chosen in the list."""
        return self.model.row(self.list.currentIndex())

    @override
    def problem(self) -> str:
        return "" if self.entry is not None else self.tr("No entry is chosen: no entry has these words.")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move in the list while the words are typed."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            row = self.list.currentIndex().row() + step
            if 0 <= row < self.model.rowCount():
                self.list.setCurrentIndex(self.model.index(row, 0))
            return
        super().keyPressEvent(event)

    def _narrow(self, text: str) -> None:
        wanted = text.casefold().split()
        self.model.show([row for row in self._entries if all(word in _said(row) for word in wanted)])
        if self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(0, 0))


def _words(row: IndexEntryRow) -> str:
    return " ".join((row.entry.reason or row.entry.description).split())


def _said(row: IndexEntryRow) -> str:
    entry = row.entry
    parts = (entry_name(row), entry.pages, entry.code_text, *entry.codes, entry.reason, entry.description, entry.date)
    return " ".join(parts).casefold()
