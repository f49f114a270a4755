"""The table's item model: ids in the order that SQL gives, rows fetched in portions when a view asks for them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from typing_extensions import override

from reviewer.ui.models.lists import ID_ROLE, ROW_ROLE, Index
from reviewer.ui.table.columns import TableColumn, columns
from reviewer.ui.table.rows import TableRow

_PORTION = 40  # rows of a screen and a little more, fetched with one query
_CACHE = 2_000
_ROOT = QModelIndex()


class RedactionTableModel(QAbstractTableModel):
    """Redactions by id. It is reset only when the ids or their order change; changed rows are fetched anew.

    `fetch` answers ids with their rows; those that are gone are left out.
    """

    def __init__(self, fetch: Callable[[Sequence[str]], Mapping[str, TableRow]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns: tuple[TableColumn, ...] = columns()
        self._fetch = fetch
        self._ids: tuple[str, ...] = ()
        self._places: dict[str, int] = {}
        self._rows: OrderedDict[str, TableRow] = OrderedDict()

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids in the order shown."""
        return self._ids

    def set_ids(self, ids: Iterable[str]) -> bool:
        """Show these ids; False where they are shown already. Known rows stay cached."""
        new = tuple(ids)
        if new == self._ids:
            return False
        self.beginResetModel()
        self._ids = new
        self._places = {row_id: place for place, row_id in enumerate(new)}
        self.endResetModel()
        return True

    def refresh(self, ids: Iterable[str] | None = None) -> None:
        """Fetch these rows (all: None) anew when they are next shown."""
        if ids is None:
            self._rows.clear()
            places = range(len(self._ids))
        else:
            changed = list(ids)
            for row_id in changed:
                self._rows.pop(row_id, None)
            found = sorted(self._places[row_id] for row_id in changed if row_id in self._places)
            places = range(found[0], found[-1] + 1) if found else range(0)
        if places:
            self.dataChanged.emit(self.index(places[0], 0), self.index(places[-1], len(self.columns) - 1))

    def place(self, row_id: str | None) -> int | None:
        """Where in the table this redaction stands, or None."""
        return self._places.get(row_id) if row_id is not None else None

    def row(self, place: int) -> TableRow | None:
        """The row at this place, fetched with its neighbours if need be."""
        row_id = self._ids[place]
        if row_id not in self._rows:
            start = place - place % _PORTION
            missing = [near for near in self._ids[start : start + _PORTION] if near not in self._rows]
            self._rows.update(self._fetch(missing))
            while len(self._rows) > _CACHE:
                self._rows.popitem(last=False)
        return self._rows.get(row_id)

    def rows_of(self, ids: Sequence[str]) -> list[TableRow]:
        """The rows of these ids, in their order; those that are gone are left out."""
        fetched: dict[str, TableRow] = {}
        for start in range(0, len(ids), _CACHE):
            fetched.update(self._fetch(ids[start : start + _CACHE]))
        return [fetched[row_id] for row_id in ids if row_id in fetched]

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].heading
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.columns[section].number else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        if role == ID_ROLE:
            return self._ids[index.row()]
        if role not in (ROW_ROLE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self.row(index.row())
        if role == ROW_ROLE or row is None:
            return row
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole and column.id == "picture":
            return row.words  # a picture has no words of its own: it says the whole row
        return column.words(row)
