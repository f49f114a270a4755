"""The record of everything as an item model: ids of deeds, fetched in portions when a view asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt
from typing_extensions import override

from reviewer.storage.rows import DeedRow
from reviewer.ui.history.words import day_and_clock
from reviewer.ui.models.headed_table import HeadedTable, Heading
from reviewer.ui.models.lists import ID_ROLE, ROW_ROLE, Index
from reviewer.ui.models.portions import PORTION, Portions


class AuditModel(HeadedTable):
    """When, who, what, which kind, and whether it was taken back; the latest first."""

    def __init__(self, fetch: Callable[[Sequence[int]], Mapping[int, DeedRow]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids: tuple[int, ...] = ()
        self._rows: Portions[int, DeedRow] = Portions(fetch)
        names = (self.tr("When"), self.tr("Who"), self.tr("What"), self.tr("Kind"), self.tr("State"))
        self.columns = tuple(Heading(name) for name in names)

    @property
    def ids(self) -> tuple[int, ...]:
        """The deeds shown."""
        return self._ids

    def show_ids(self, ids: Sequence[int]) -> None:
        """Show these deeds; what is known of them is asked anew, since one may have been taken back."""
        self.beginResetModel()
        self._ids = tuple(ids)
        self._rows.forget()
        self.endResetModel()

    def row(self, place: int) -> DeedRow | None:
        """The deed at this place."""
        start = place - place % PORTION
        return self._rows.row(self._ids[place], lambda: self._ids[start : start + PORTION])

    @override
    def row_total(self) -> int:
        return len(self._ids)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        if role == ID_ROLE:
            return self._ids[index.row()]
        if role not in (ROW_ROLE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        row = self.row(index.row())
        if row is None or role == ROW_ROLE:
            return row
        return self._cells(row)[index.column()]

    def _cells(self, row: DeedRow) -> tuple[str, ...]:
        state = self.tr("taken back") if row.taken_back else ""
        return day_and_clock(row.at), row.reviewer, row.title, row.operation.replace("-", " "), state
