"""A plain table of rows that are all known, or come in portions as one scrolls."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt
from typing_extensions import override

from reviewer.ui.models.headed_table import ROOT, HeadedTable
from reviewer.ui.models.lists import ROW_ROLE, Index

RowT = TypeVar("RowT")


@dataclass(frozen=True, slots=True)
class Column(Generic[RowT]):
    """A heading, the words of a cell, the width in pixels; `number` aligns to the right."""

    heading: str
    words: Callable[[RowT], str]
    width: int
    number: bool = False
    stretch: bool = False
    help: str = ""


class RowsTable(HeadedTable, Generic[RowT]):
    """Rows in their order. `more(n)` answers the rows that follow the first n; without it all are known."""

    def __init__(
        self,
        columns: Sequence[Column[RowT]],
        more: Callable[[int], Sequence[RowT]] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns: tuple[Column[RowT], ...] = tuple(columns)
        self._more = more
        self._rows: list[RowT] = []
        self._all = True

    @property
    def rows(self) -> tuple[RowT, ...]:
        """The rows known up to now."""
        return tuple(self._rows)

    def show(self, rows: Sequence[RowT]) -> None:
        """Show these rows; more of them are asked for as one scrolls, if there is someone to ask."""
        self.beginResetModel()
        self._rows = list(rows)
        self._all = self._more is None or not rows
        self.endResetModel()

    def row(self, index: Index) -> RowT | None:
        """The row of an index."""
        return self._rows[index.row()] if index.isValid() else None

    @override
    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not self._all

    @override
    def fetchMore(self, parent: Index) -> None:
        found = self._more(len(self._rows)) if self._more is not None else ()
        self._all = not found
        if found:
            self.beginInsertRows(ROOT, len(self._rows), len(self._rows) + len(found) - 1)
            self._rows.extend(found)
            self.endInsertRows()

    @override
    def row_total(self) -> int:
        return len(self._rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        if role == ROW_ROLE:
            return self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.columns[index.column()].words(self._rows[index.row()])
        return self.side(index.column()) if role == Qt.ItemDataRole.TextAlignmentRole else None
