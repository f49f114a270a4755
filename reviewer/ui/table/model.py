"""The table's item model: row numbers in the order that SQL gives, rows fetched in portions when a view asks."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, Qt
from typing_extensions import override

from reviewer.ui.models.headed_table import ROOT, HeadedTable
from reviewer.ui.models.lists import ID_ROLE, ROW_ROLE, Index
from reviewer.ui.models.portions import PORTION, Portions
from reviewer.ui.table.columns import TableColumn, columns
from reviewer.ui.table.groups import GROUP_ROLE, Group, GroupRow, title_of
from reviewer.ui.table.lines import Lines, below_each_other, difference
from reviewer.ui.table.rows import TableRow

_AT_ONCE = 500  # rows fetched with one query where all of them are wanted
_ROLES, _FLAGS = Qt.ItemDataRole, Qt.ItemFlag
_ANSWERED = (ROW_ROLE, _ROLES.DisplayRole, _ROLES.AccessibleTextRole, _ROLES.ToolTipRole)
_OF_GROUPS = (GROUP_ROLE, ROW_ROLE, _ROLES.DisplayRole, _ROLES.AccessibleTextRole)
# Qt asks for the flags of every cell of a selection, and joining them takes 30 times as long as the rest of the answer.
_READ = _FLAGS.ItemIsEnabled | _FLAGS.ItemIsSelectable | _FLAGS.ItemNeverHasChildren
_WRITTEN = _READ | _FLAGS.ItemIsEditable

Fetch = Callable[[Sequence[int]], Mapping[int, TableRow]]


class RedactionTableModel(HeadedTable):
    """Redactions by the numbers of their rows, below each other or in groups.

    Lines come and go where they do; it is reset only when the order is another one. `fetch` answers row numbers with
    their rows; those that are gone are left out. The line above a group has no id.
    """

    def __init__(self, fetch: Fetch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns: tuple[TableColumn, ...] = columns()
        self.editable = False
        self.lines = below_each_other()
        self._fetch = fetch
        self._rows: Portions[int, TableRow] = Portions(fetch)

    def show(self, lines: Lines) -> bool:
        """Show these lines instead; what is known of their rows stays known. True: all were reset."""
        turn = difference(self.lines, lines)
        first, removed, added = turn.start, turn.removed, turn.added
        if removed and added:
            self.beginResetModel()
            self.lines = lines
            self.endResetModel()
        elif added:
            self.beginInsertRows(ROOT, first, first + added - 1)
            self.lines = lines
            self.endInsertRows()
        elif removed:
            self.beginRemoveRows(ROOT, first, first + removed - 1)
            self.lines = lines
            self.endRemoveRows()
        else:
            self.lines = lines
        reset = bool(removed and added)
        if lines.groups and not reset:  # the lines above groups tell other counts
            self._tell(range(len(lines)))
        return reset

    def forget(self, ids: Container[str], pages: Container[int] = ()) -> None:
        """Fetch these redactions, and those of these pages, anew when they are next shown."""
        stale = {number for number, row in self._rows.items() if row.id in ids or row.redaction.page_id in pages}
        self._rows.forget(stale)
        places = self.lines.places_of(list(stale))
        if places:
            self._tell(range(places[0], places[-1] + 1))

    def forget_all(self) -> None:
        """Fetch every row anew when it is next shown."""
        self._rows.forget()
        self._tell(range(len(self.lines)))

    def numbers(self, ids: Container[str]) -> dict[str, int]:
        """The row numbers of those of the redactions that were fetched, by id."""
        return {row.id: number for number, row in self._rows.items() if row.id in ids}

    def row(self, place: int) -> TableRow | None:
        """The row at this place, fetched with its neighbours if need be; None for the line above a group."""
        number = self.lines.row(place)
        return self._rows.row(number, lambda: self._near(place)) if number is not None else None

    def rows_of(self, numbers: Sequence[int]) -> Iterator[TableRow]:
        """The rows of these numbers, in their order; those that are gone are left out."""
        for start in range(0, len(numbers), _AT_ONCE):
            some = numbers[start : start + _AT_ONCE]
            found = self._fetch(some)
            yield from (found[number] for number in some if number in found)

    @override
    def row_total(self) -> int:
        return len(self.lines)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return _FLAGS.NoItemFlags
        if self.lines.group(index.row()) is not None:
            return _FLAGS.ItemIsEnabled
        return _WRITTEN if self.editable and self.columns[index.column()].edited else _READ

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        group = self.lines.group(index.row())
        if group is not None:
            return self._group_data(group, index.row(), role)
        column = self.columns[index.column()]
        if role not in (ID_ROLE, *_ANSWERED) or (role == Qt.ItemDataRole.ToolTipRole and not column.help):
            return None
        row = self.row(index.row())
        if role == ROW_ROLE or row is None:
            return row
        if role == ID_ROLE:
            return row.id
        if role == Qt.ItemDataRole.ToolTipRole:
            return None if column.words(row) else column.help
        if role == Qt.ItemDataRole.AccessibleTextRole and column.id == "picture":
            return row.words  # a picture has no words of its own: it says the whole row
        return column.words(row)

    def _group_data(self, group: Group, place: int, role: int) -> Any:
        if role not in _OF_GROUPS:
            return None
        first = int(self.lines.rows[group.start])
        known = self._rows.row(first, lambda: self._near(place)) if group.by == "document" else None
        shown = GroupRow(title_of(group, known.document if known is not None else ""), group.count, group.opened)
        return shown if role in (GROUP_ROLE, ROW_ROLE) else shown.words

    def _near(self, place: int) -> list[int]:
        """The redactions in the portion round a place; for the line above a document the first one below it."""
        start = place - place % PORTION
        entries = self.lines.entries[start : start + PORTION]
        heads = [self.lines.groups[-1 - int(line)] for line in entries[entries < 0]]
        firsts = [int(self.lines.rows[group.start]) for group in heads if group.by == "document"]
        return [*np.compress(entries > 0, entries).tolist(), *firsts]

    def _tell(self, places: range) -> None:
        if places:
            self.dataChanged.emit(self.index(places[0], 0), self.index(places[-1], len(self.columns) - 1))
