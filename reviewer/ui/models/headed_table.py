"""What flat tables with headings share, whatever they hold in their rows."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from typing_extensions import override

from reviewer.ui.models.lists import Index

ROOT = QModelIndex()


class Headed(Protocol):
    """A column as far as its head goes: `number` aligns to the right, `help` is the tool tip of the heading."""

    @property
    def heading(self) -> str:
        """The words above the column."""

    @property
    def number(self) -> bool:
        """Whether figures stand below it."""

    @property
    def help(self) -> str:
        """What explains the heading, or nothing."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading over words."""

    heading: str
    number: bool = False
    help: str = ""


class HeadedTable(QAbstractTableModel):
    """Answers for rows, columns and headings; a table says what its columns are and how many rows it has."""

    columns: Sequence[Headed] = ()

    @abstractmethod
    def row_total(self) -> int:
        """How many rows there are."""

    @override
    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else self.row_total()

    @override
    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].heading
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.columns[section].help or None
        return self.side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def side(self, column: int) -> Qt.AlignmentFlag:
        """Where the words of a column stand."""
        side = Qt.AlignmentFlag.AlignRight if self.columns[column].number else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter
