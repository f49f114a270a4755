"""The lines of a section as an item model: headings, items, and rows that stand for several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt
from typing_extensions import override

from reviewer.ui.contesting.facts import Line
from reviewer.ui.models.lists import ID_ROLE, ROW_ROLE, Index

_ROOT = QModelIndex()


class LinesModel(QAbstractListModel):
    """Holds the lines of the section in front; reset only where their ids or their order change."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[Line, ...] = ()
        self._places: dict[str, int] = {}

    @property
    def lines(self) -> tuple[Line, ...]:
        """What is shown, in its order."""
        return self._lines

    def show_lines(self, lines: Sequence[Line]) -> bool:
        """Show these; True where the ids are others than before, so that what was selected is not any more."""
        new = tuple(lines)
        if [line.id for line in new] == [line.id for line in self._lines]:
            self._lines = new
            if new:
                self.dataChanged.emit(self.index(0), self.index(len(new) - 1))
            return False
        self.beginResetModel()
        self._lines = new
        self._places = {line.id: place for place, line in enumerate(new)}
        self.endResetModel()
        return True

    def place(self, line: str | None) -> int | None:
        """Where a line stands, or None."""
        return self._places.get(line) if line is not None else None

    def line(self, index: Index) -> Line | None:
        """The line at an index."""
        return self._lines[index.row()] if index.isValid() and index.row() < len(self._lines) else None

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.line(index)
        if line is None:
            return None
        if role == ID_ROLE:
            return line.id
        if role == ROW_ROLE:
            return line
        return line.words if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) else None
