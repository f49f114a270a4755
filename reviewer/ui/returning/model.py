"""The differences of a returned log as rows with a box to check, where they can be taken over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from typing_extensions import override

from reviewer.services.returning.log import Difference
from reviewer.ui.models.lists import Index
from reviewer.ui.models.rows_table import Column, RowsTable

_SHOWN = 120  # characters of a text in one line; the whole of it stands below the table


class DifferenceModel(RowsTable[Difference]):
    """All that can be taken over is checked to begin with; what cannot has no box, and says why."""

    chosen_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_columns(), parent=parent)
        self._left: set[int] = set()  # places of those that are not wanted

    @property
    def chosen(self) -> tuple[Difference, ...]:
        """What is to be taken over, in order."""
        rows = enumerate(self.rows)
        return tuple(found for place, found in rows if not found.problem and place not in self._left)

    def choose(self, wanted: bool) -> None:
        """Check all, or none."""
        self._left = set() if wanted else set(range(len(self.rows)))
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, 0), [Qt.ItemDataRole.CheckStateRole])
        self.chosen_changed.emit()

    @override
    def show(self, rows: Sequence[Difference]) -> None:
        self._left = set()
        super().show(rows)
        self.chosen_changed.emit()

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        found = self.row(index)
        if index.column() == 0 and found is not None and not found.problem:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.CheckStateRole:
            return super().data(index, role)
        found = self.row(index)
        if index.column() or found is None or found.problem:
            return None
        return Qt.CheckState.Unchecked if index.row() in self._left else Qt.CheckState.Checked

    @override
    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not self.flags(index) & Qt.ItemFlag.ItemIsUserCheckable:
            return False
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self._left.discard(index.row())
        else:
            self._left.add(index.row())
        self.dataChanged.emit(index, index, [role])
        self.chosen_changed.emit()
        return True


def _columns() -> Sequence[Column[Difference]]:
    return (
        Column("Item", lambda found: found.item or f"row {found.row}", 78),
        Column("What", lambda found: found.field, 130),
        Column("Here", lambda found: _line(found.old), 230),
        Column("In the log", lambda found: _line(found.new), 230),
        Column("Cannot be taken over", lambda found: found.problem, 200, stretch=True),
    )


def _line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
