"""The table's item model: ids in the order that SQL gives, rows fetched in portions when a view asks for them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from typing_extensions import override

from reviewer.ui.models.lists import ID_ROLE, ROW_ROLE, Index
from reviewer.ui.table.columns import TableColumn, columns
from reviewer.ui.table.groups import GROUP_ROLE, Group, GroupRow, title_of
from reviewer.ui.table.rows import TableRow

_PORTION = 40  # rows of a screen and a little more, fetched with one query
_CACHE = 2_000
_ROOT = QModelIndex()
_ROLES = Qt.ItemDataRole
_ANSWERED = (ROW_ROLE, _ROLES.DisplayRole, _ROLES.AccessibleTextRole, _ROLES.ToolTipRole)


class RedactionTableModel(QAbstractTableModel):
    """Redactions by id, below each other or in groups. It is reset only when the ids or their order change; changed
    rows are fetched anew.

    `fetch` answers ids with their rows; those that are gone are left out. The line above a group has no id.
    """

    def __init__(self, fetch: Callable[[Sequence[str]], Mapping[str, TableRow]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns: tuple[TableColumn, ...] = columns()
        self.editable = False
        self._fetch = fetch
        self._ids: tuple[str, ...] = ()
        self._groups: tuple[Group, ...] = ()
        self._lines: tuple[str | Group, ...] = ()
        self._places: dict[str, int] = {}
        self._rows: OrderedDict[str, TableRow] = OrderedDict()

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids in their order, those of closed groups among them."""
        return self._ids

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups in their order; none where rows are not grouped."""
        return self._groups

    def set_ids(self, ids: Iterable[str]) -> bool:
        """Show these ids below each other; False where they are shown so already. Known rows stay cached."""
        new = tuple(ids)
        return self._show(new, (), new)

    def set_groups(self, groups: Sequence[Group]) -> bool:
        """Show the ids of these groups, each below a line of its own; False where they are shown so already."""
        lines: list[str | Group] = []
        for group in groups:
            lines.append(group)
            lines.extend(group.ids if group.opened else ())
        return self._show(tuple(row_id for group in groups for row_id in group.ids), tuple(groups), tuple(lines))

    def group(self, place: int) -> Group | None:
        """The group whose line stands at this place; None where a redaction does."""
        line = self._lines[place] if 0 <= place < len(self._lines) else None
        return line if isinstance(line, Group) else None

    def _show(self, ids: tuple[str, ...], groups: tuple[Group, ...], lines: tuple[str | Group, ...]) -> bool:
        if lines == self._lines:
            return False
        self.beginResetModel()
        self._ids, self._groups, self._lines = ids, groups, lines
        self._places = {line: place for place, line in enumerate(lines) if isinstance(line, str)}
        self.endResetModel()
        return True

    def refresh(self, ids: Iterable[str] | None = None) -> None:
        """Fetch these rows (all: None) anew when they are next shown."""
        if ids is None:
            self._rows.clear()
            places = range(len(self._lines))
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
        """The row at this place, fetched with its neighbours if need be; None for the line above a group."""
        row_id = self._lines[place]
        if isinstance(row_id, Group):
            return None
        if row_id not in self._rows:
            start = place - place % _PORTION
            near = (line for line in self._lines[start : start + _PORTION] if isinstance(line, str))
            self._rows.update(self._fetch([line for line in near if line not in self._rows]))
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
        return 0 if parent.isValid() else len(self._lines)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self.group(index.row()) is not None:
            return Qt.ItemFlag.ItemIsEnabled
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        can_edit = self.editable and self.columns[index.column()].edited
        return usual | Qt.ItemFlag.ItemIsEditable if can_edit else usual

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].heading
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.columns[section].help or None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.columns[section].number else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        line = self._lines[index.row()]
        if isinstance(line, Group):
            return self._group_data(line, role)
        if role == ID_ROLE:
            return line
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole and not column.help:
            return None
        if role not in _ANSWERED:
            return None
        row = self.row(index.row())
        if role == ROW_ROLE or row is None:
            return row
        if role == Qt.ItemDataRole.ToolTipRole:
            return None if column.words(row) else column.help
        if role == Qt.ItemDataRole.AccessibleTextRole and column.id == "picture":
            return row.words  # a picture has no words of its own: it says the whole row
        return column.words(row)

    def _group_data(self, group: Group, role: int) -> Any:
        if role not in (GROUP_ROLE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        first = group.ids[0]
        if group.by == "document" and first not in self._rows:
            self._rows.update(self._fetch([first]))
        known = self._rows.get(first)
        shown = GroupRow(title_of(group, known.document if known is not None else ""), len(group.ids), group.opened)
        return shown if role == GROUP_ROLE else shown.words
