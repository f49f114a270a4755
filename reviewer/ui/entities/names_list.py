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
            Column(self.tr("Why it belongs here"), lambda row: row.reason or row.source, 220),
            Column(self.tr("Sure"), lambda row: f"{row.alike or row.confidence:.0%}", 64, number=True),
        )
        self._ticked: set[int] = set()

    def show_names(self, names: Sequence[NameRow], *, ticked: bool) -> None:
        """Show these names, all ticked or none."""
        self._ticked = {row.id for row in names} if ticked else set()
        self.show(names)
        self.ticks_changed.emit()

    def chosen(self) -> tuple[NameRef, ...]:
        """The names that are ticked."""
        return tuple(NameRef(row.kind, row.key, row.form) for row in self.rows if row.id in self._ticked)

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
