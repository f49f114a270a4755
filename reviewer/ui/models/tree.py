"""The tree of releases, files and documents; each branch is fetched when it is opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import is_
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt
from typing_extensions import override

from reviewer.ui.models.lists import ID_ROLE, ROW_ROLE, Index
from reviewer.ui.models.rows import TreeRow

Fetch = Callable[[TreeRow | None], Sequence[TreeRow]]
_ROOT = QModelIndex()


class _Node:
    """A row with its place in the tree; `children` is None until it was opened, `rows` are those of the children."""

    __slots__ = ("children", "parent", "place", "row", "rows")

    def __init__(self, row: TreeRow | None, parent: _Node | None, place: int) -> None:
        self.row, self.parent, self.place = row, parent, place
        self.children: list[_Node] | None = None
        self.rows: list[TreeRow] = []


class DocumentTree(QAbstractItemModel):
    """`fetch(None)` gives the releases, `fetch(row)` what is in a release or a file; documents have nothing in them."""

    def __init__(self, fetch: Fetch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._root = _Node(None, None, 0)
        self._root.children = []
        self._nodes_by_id: dict[str, _Node] = {}

    def reload(self) -> None:
        """Fetch everything anew; branches that stay the same keep their places, so that nothing folds up."""
        new = list(self._fetch(None))
        if self._same(self._root, new):
            self._update(self._root, new)
            return
        self.beginResetModel()
        self._nodes_by_id.clear()
        self._root = _Node(None, None, 0)
        self._root.children = self._nodes(self._root, new)
        self.endResetModel()

    def find(self, row_id: str) -> QModelIndex:
        """Where a fetched row stands; invalid if it is not in the tree yet."""
        node = self._nodes_by_id.get(row_id)
        return self.createIndex(node.place, 0, node) if node is not None else QModelIndex()

    @override
    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        children = self._node(parent).children or []
        if column != 0 or not 0 <= row < len(children):
            return QModelIndex()
        return self.createIndex(row, 0, children[row])

    @override
    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        node = self._node(index)
        if not index.isValid() or node.parent is None or node.parent is self._root:
            return QModelIndex()
        return self.createIndex(node.parent.place, 0, node.parent)

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.column() > 0 else len(self._node(parent).children or [])

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        return 1

    @override
    def hasChildren(self, parent: Index = _ROOT) -> bool:
        node = self._node(parent)
        if node.children is not None:
            return bool(node.children)
        return (
            node.row is not None
            and node.row.level != "document"
            and (node.row.level == "release" or node.row.pages > 0)
        )

    @override
    def canFetchMore(self, parent: Index) -> bool:
        node = self._node(parent)
        return node.children is None and node.row is not None and node.row.level != "document"

    @override
    def fetchMore(self, parent: Index) -> None:
        node = self._node(parent)
        if not self.canFetchMore(parent):
            return
        rows = list(self._fetch(node.row))
        if not rows:
            node.children = []
            return
        self.beginInsertRows(self.createIndex(node.place, 0, node), 0, len(rows) - 1)
        node.children = self._nodes(node, rows)
        self.endInsertRows()

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._node(index).row
        if row is None:
            return None
        if role == ID_ROLE:
            return row.id
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.problem or row.detail or row.title
        return None

    def _node(self, index: Index) -> _Node:
        return index.internalPointer() if index.isValid() else self._root

    def _nodes(self, parent: _Node, rows: Sequence[TreeRow]) -> list[_Node]:
        parent.rows = list(rows)
        made = [_Node(row, parent, place) for place, row in enumerate(rows)]
        self._nodes_by_id |= {row.id: node for row, node in zip(rows, made, strict=True)}
        return made

    def _forget(self, nodes: Sequence[_Node]) -> None:
        for node in nodes:
            if node.row is not None:
                self._nodes_by_id.pop(node.row.id, None)
            self._forget(node.children or [])

    @staticmethod
    def _same(node: _Node, rows: Sequence[TreeRow]) -> bool:
        """Whether the rows are those of the branch, perhaps with other figures."""
        known = node.rows
        return len(known) == len(rows) and all(known[place].id == rows[place].id for place in _others(known, rows))

    def _update(self, node: _Node, rows: Sequence[TreeRow]) -> None:
        """Put new figures into a branch whose ids did not change; a branch that did change is rebuilt alone."""
        children, known, node.rows = node.children or [], node.rows, list(rows)
        for place in _others(known, rows):
            if known[place] != rows[place]:
                children[place].row = rows[place]
                index = self.createIndex(place, 0, children[place])
                self.dataChanged.emit(index, index)
        for child in children if rows and rows[0].level != "document" else ():
            if child.children is not None:
                self._update_branch(child)

    def _update_branch(self, child: _Node) -> None:
        inside = list(self._fetch(child.row))
        if self._same(child, inside):
            self._update(child, inside)
            return
        place = self.createIndex(child.place, 0, child)
        if child.children:
            self.beginRemoveRows(place, 0, len(child.children) - 1)
            self._forget(child.children)
            child.children, child.rows = [], []
            self.endRemoveRows()
        if inside:
            self.beginInsertRows(place, 0, len(inside) - 1)
            child.children = self._nodes(child, inside)
            self.endInsertRows()


def _others(known: Sequence[TreeRow], rows: Sequence[TreeRow]) -> list[int]:
    """Where two lists of one length hold different objects: of the thousands in a large file nearly none."""
    return [place for place, same in enumerate(map(is_, known, rows)) if not same]


def _spoken(row: TreeRow) -> str:
    parts = [row.title, f"{row.pages} pages"]
    if row.new:
        parts.append(f"{row.new} redactions not checked")
    if row.failed:
        parts.append(f"{row.failed} pages could not be read")
    return ", ".join(parts)
