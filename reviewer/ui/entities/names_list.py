"""The names of a group or of an entity, each with its count and the reason why it belongs there, to be ticked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from typing_extensions import override

from reviewer.services.operations import NameRef
from reviewer.storage.rows.names import NameRow
from reviewer.ui.models.lists import Index
from reviewer.ui.models.rows_table import Column, RowsTable


class NamesModel(RowsTable[NameRow]):
    """Names with a tick each; `ticks_changed` tells that others are ticked."""

    ticks_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__((), parent=parent)
        self.columns = (
            Column(self.tr("Name"), lambda row: row.form, 200, stretch=True),
            Column(self.tr("Mentions"), lambda row: f"{row.mentions:,}", 84, number=True),
            Column(self.tr("Why it belongs here"), lambda row: row.reason or self._source(row.source), 220),
            Column(self.tr("Sure"), lambda row: f"{row.alike or row.confidence:.0%}", 64, number=True),
        )
        self._ticked: set[int] = set()

    def show_names(self, names: Sequence[NameRow], *, ticked: bool, but: frozenset[int] = frozenset()) -> None:
        """Show these names, all ticked (`but` for some, by id) or none."""
        self._ticked = {row.id for row in names} - but if ticked else set()
        self.show(names)
        self.ticks_changed.emit()

    def unticked(self) -> frozenset[int]:
        """The ids of the names that are not ticked."""
        return frozenset(row.id for row in self.rows) - self._ticked

    def chosen(self) -> tuple[NameRef, ...]:
        """The names that are ticked."""
        return tuple(NameRef(row.kind, row.key, row.form) for row in self.rows if row.id in self._ticked)

    def _source(self, source: str) -> str:
        """Where a name was found, in words; the reason why it is a name at all."""
        words = {
            "header": self.tr("in the head of a message"),
            "pattern": self.tr("written like one"),
            "citation": self.tr("in a citation"),
            "gazetteer": self.tr("in the list of known names"),
            "text": self.tr("in the text"),
            "model": self.tr("by the statistical model"),
        }
        return words.get(source, source)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return usual | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else usual

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.CheckStateRole and index.isValid() and index.column() == 0:
            ticked = self.rows[index.row()].id in self._ticked
            return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        return super().data(index, role)

    @override
    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        self._ticked ^= {self.rows[index.row()].id}
        self.dataChanged.emit(self.index(index.row(), 0), self.index(index.row(), 0))
        self.ticks_changed.emit()
        return True
