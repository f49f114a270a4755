"""What flat tables with headings share, whatever they hold in their rows."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from typing_extensions import override

from reviewer.ui.models.lists import Index

ROOT = QModelIndex()


class HeadedTable(QAbstractTableModel):
    """Answers for rows, columns and headings; a table says what its headings are and how many rows it has."""

    headings: tuple[str, ...] = ()

    @abstractmethod
    def row_total(self) -> int:
        """How many rows there are."""

    @override
    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else self.row_total()

    @override
    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.headings)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        wanted = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self.headings[section] if wanted and 0 <= section < len(self.headings) else None
