"""A list of things of the project: holds their ids, fetches a row when a view asks, and says what changed."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from reviewer.model.page_sizes import PageIds

RowT = TypeVar("RowT")
Index = QModelIndex | QPersistentModelIndex

ID_ROLE = int(Qt.ItemDataRole.UserRole) + 1
ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 2
_CACHE = 512
_ROOT = QModelIndex()


class IdListModel(QAbstractListModel, Generic[RowT]):
    """Rows of one kind by id. The list is reset only when the ids change; changed rows are fetched anew.

    `fetch` answers one id with its row, or None when it is gone; `words` says the row in one line.
    """

    def __init__(
        self, fetch: Callable[[Any], RowT | None], words: Callable[[RowT], str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._fetch, self._words = fetch, words
        self._ids: PageIds | tuple[Any, ...] = ()
        self._places: dict[Any, int] | None = None  # made when the place of an id is asked for first
        self._rows: OrderedDict[Any, RowT] = OrderedDict()

    @property
    def ids(self) -> PageIds | tuple[Any, ...]:
        """The ids in the order shown."""
        return self._ids

    def set_ids(self, ids: PageIds | Sequence[Any]) -> None:
        """Show these ids; known rows stay cached, an equal list changes nothing."""
        new = ids if isinstance(ids, PageIds) else tuple(ids)
        if new == self._ids:
            return
        self.beginResetModel()
        self._ids, self._places = new, None
        self.endResetModel()

    def exchange(self, start: int, stop: int, ids: Sequence[Any]) -> None:
        """Show these ids in place of those from `start` up to `stop`, and tell only of the rows that come or go."""
        known, new = tuple(self._ids), list(ids)
        old = list(known[start:stop])
        while old and new and old[0] == new[0]:
            del old[0], new[0]
            start += 1
        while old and new and old[-1] == new[-1]:
            del old[-1], new[-1]
        for gone, come in ((len(old), ()), (0, new)):
            if gone:
                self.beginRemoveRows(_ROOT, start, start + gone - 1)
            elif come:
                self.beginInsertRows(_ROOT, start, start + len(come) - 1)
            else:
                continue
            known = (*known[:start], *come, *known[start + gone :])
            self._ids, self._places = known, None
            (self.endRemoveRows if gone else self.endInsertRows)()

    def refresh(self, ids: Iterable[Any] | None = None) -> None:
        """Fetch these rows (all: None) anew when they are next shown."""
        if ids is None:
            self._rows.clear()
            if self._ids:
                self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1))
            return
        for row_id in ids:
            self._rows.pop(row_id, None)
            place = self.place(row_id)
            if place is not None:
                self.dataChanged.emit(self.index(place), self.index(place))

    def place(self, row_id: Any) -> int | None:
        """Where in the list this id stands, or None."""
        if isinstance(self._ids, PageIds):
            return self._ids.place(row_id)
        if self._places is None:
            self._places = {known: place for place, known in enumerate(self._ids)}
        return self._places.get(row_id)

    def row(self, place: int) -> RowT | None:
        """The row at this place, fetched if need be."""
        row_id = self._ids[place]
        if row_id in self._rows:
            self._rows.move_to_end(row_id)
            return self._rows[row_id]
        row = self._fetch(row_id)
        if row is not None:
            self._rows[row_id] = row
            if len(self._rows) > _CACHE:
                self._rows.popitem(last=False)
        return row

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._ids)

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
        return self._words(row)
