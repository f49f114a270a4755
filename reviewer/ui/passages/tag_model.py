"""The tree of tags as an item model: every tag below the one it stands under; tags and passages drop on it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QByteArray, QMimeData, QModelIndex, QObject, Qt, Signal
from typing_extensions import override

from reviewer.ui.models.lists import ID_ROLE, ROW_ROLE, Index
from reviewer.ui.models.rows import TagRow

TAG_MIME = "application/x-foia-reviewer-tag"
PASSAGES_MIME = "application/x-foia-reviewer-passages"
_ROOT = QModelIndex()

# Joined once: Qt asks for the flags of thousands of tags, and joining takes Python 30 times as long as the answer.
_FLAGS = Qt.ItemFlag
_READ = _FLAGS.ItemIsEnabled | _FLAGS.ItemIsSelectable
_MOVABLE = _READ | _FLAGS.ItemIsDropEnabled | _FLAGS.ItemIsDragEnabled


class TagTreeModel(QAbstractItemModel):
    """Shows rows that stand in the order of their tree. It is reset only when ids or places change.

    `tag_dropped` asks to move a tag below another (None: to the top), before a sibling (None: to the end);
    `passages_dropped` to give passages a tag. Nothing is changed here.
    """

    tag_dropped = Signal(object, object, object)  # tag, parent or None, before or None
    passages_dropped = Signal(object, object)  # tuple of passage ids, tag

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.editable = True
        self._rows: dict[str, TagRow] = {}
        self._below: dict[str, list[str]] = {"": []}
        self._places: dict[str, int] = {}
        self._numbers: dict[str, int] = {}  # what an index bears to tell which tag it is
        self._ids: list[str] = []

    def show_tags(self, tags: Sequence[TagRow]) -> bool:
        """Show these tags; False where their places are as before. One whose parent is not among them is at the top."""
        rows = {tag.id: tag for tag in tags}
        below: dict[str, list[str]] = {"": []}
        for tag in tags:
            below.setdefault(tag.parent if tag.parent in rows else "", []).append(tag.id)
        if below == self._below:
            known, self._rows = self._rows, rows
            for changed in (self.find(name) for name, row in rows.items() if row != known[name]):
                self.dataChanged.emit(changed, changed)
            return False
        self.beginResetModel()
        self._rows, self._below = rows, below
        self._places = {tag: place for ids in below.values() for place, tag in enumerate(ids)}
        self._ids = list(rows)
        self._numbers = {tag: number for number, tag in enumerate(self._ids)}
        self.endResetModel()
        return True

    def holds(self, tags: Sequence[TagRow]) -> bool:
        """Whether these tags are shown in these places already, perhaps with other facts."""
        here = {tag.id: tag.parent for tag in tags}
        told = {tag.id: tag.parent for tag in self._rows.values()}
        return here == told and list(here) == self._ids

    def find(self, tag: str | None) -> QModelIndex:
        """Where a tag stands; invalid if it is not shown."""
        if tag is None or tag not in self._places:
            return QModelIndex()
        return self.createIndex(self._places[tag], 0, self._numbers[tag])

    def tag(self, index: Index) -> TagRow | None:
        """The tag at a place."""
        return self._rows.get(self._ids[index.internalId()]) if index.isValid() else None

    def siblings(self, tag: str) -> list[str]:
        """The tags that stand where this one stands, itself among them."""
        row = self._rows.get(tag)
        return [] if row is None else self._below[row.parent if row.parent in self._rows else ""]

    @override
    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        ids = self._below.get(self._id(parent), [])
        return self.find(ids[row]) if column == 0 and 0 <= row < len(ids) else QModelIndex()

    @override
    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]  # Qt overloads it with QObject.parent
        row = self.tag(index)
        return self.find(row.parent) if row is not None else QModelIndex()

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.column() > 0 else len(self._below.get(self._id(parent), []))

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        return 1

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.tag(index)
        if row is None:
            return None
        if role == ID_ROLE:
            return row.id
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.description or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._words(row)
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return _FLAGS.ItemIsDropEnabled if self.editable else _FLAGS.NoItemFlags
        return _MOVABLE if self.editable else _READ

    @override
    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    @override
    def mimeTypes(self) -> list[str]:
        return [TAG_MIME, PASSAGES_MIME]

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        data.setData(TAG_MIME, QByteArray("\n".join(self._id(index) for index in indexes).encode()))
        return data

    @override
    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Asks for what was dropped; False, so that Qt takes nothing away by itself."""
        target = self._id(parent)
        if data.hasFormat(TAG_MIME):
            tag = bytes(data.data(TAG_MIME).data()).decode().partition("\n")[0]
            siblings = self._below.get(target, [])
            before = siblings[row] if 0 <= row < len(siblings) else None
            if before != tag:
                self.tag_dropped.emit(tag, target or None, before)
        elif data.hasFormat(PASSAGES_MIME) and target and row < 0:
            passages = json.loads(bytes(data.data(PASSAGES_MIME).data()))
            self.passages_dropped.emit(tuple(str(passage) for passage in passages), target)
        return False

    def _id(self, index: Index) -> str:
        return self._ids[index.internalId()] if index.isValid() else ""

    def _words(self, row: TagRow) -> str:
        count = self.tr("1 passage") if row.passages == 1 else self.tr("{0} passages").format(f"{row.passages:,}")
        key = self.tr("key {0}").format(row.key) if row.key else self.tr("no key")
        return f"{row.name}, {key}, {count}"
