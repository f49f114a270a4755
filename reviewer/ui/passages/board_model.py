"""The lines of the board as an item model: headings, and cards that are fetched in portions when a view asks."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QByteArray, QMimeData, QModelIndex, QObject, Qt, Signal
from typing_extensions import override

from reviewer.storage.rows import BoardPlace
from reviewer.ui.models.lists import ID_ROLE, ROW_ROLE, Index
from reviewer.ui.passages.cards import Card, Heading
from reviewer.ui.passages.tag_model import PASSAGES_MIME

_PORTION = 30
_CACHE = 600
_ROOT = QModelIndex()
_FLAGS = Qt.ItemFlag
_CARD = _FLAGS.ItemIsEnabled | _FLAGS.ItemIsSelectable | _FLAGS.ItemNeverHasChildren | _FLAGS.ItemIsDragEnabled


class BoardModel(QAbstractListModel):
    """`dropped` asks to put passages before another one (None: at the end), while they can be arranged by hand."""

    dropped = Signal(object, object)  # tuple of passage ids, passage id or None

    def __init__(
        self,
        fetch: Callable[[Sequence[str]], Mapping[str, Card]],
        heading: Callable[[str, int], Heading],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._fetch, self._heading = fetch, heading
        self.arranging = False
        self._lines: tuple[BoardPlace, ...] = ()
        self._places: dict[str, list[int]] = {}
        self._cards: OrderedDict[str, Card] = OrderedDict()

    @property
    def passages(self) -> list[str]:
        """The passages shown, each once, in the order of their first cards."""
        return list(self._places)

    def show_lines(self, lines: Sequence[BoardPlace]) -> bool:
        """Show these lines; False where they are shown already. Cards known stay so."""
        new = tuple(lines)
        if new == self._lines:
            return False
        self.beginResetModel()
        self._lines = new
        self._places = {}
        for place, line in enumerate(new):
            if line.passage is not None:
                self._places.setdefault(line.passage, []).append(place)
        self.endResetModel()
        return True

    def refresh(self, passages: Iterable[str] | None = None) -> None:
        """Fetch the cards of these passages (None: all) anew when they are next shown."""
        changed = list(self._places) if passages is None else list(passages)
        for passage in changed:
            self._cards.pop(passage, None)
        if passages is None and self._lines:
            self.dataChanged.emit(self.index(0), self.index(len(self._lines) - 1))
            return
        for passage in changed:
            self.touch(passage)

    def touch(self, passage: str) -> None:
        """Paint the cards of a passage anew."""
        for place in self._places.get(passage, ()):
            self.dataChanged.emit(self.index(place), self.index(place))

    def place(self, passage: str | None) -> int | None:
        """Where the first card of a passage stands, or None."""
        return self._places[passage][0] if passage is not None and passage in self._places else None

    def is_heading(self, place: int) -> bool:
        """Whether a heading stands at this place."""
        return self._lines[place].passage is None

    def line(self, place: int) -> Card | Heading | None:
        """What stands at this place, fetched with what is near if need be; None for a passage that is gone."""
        line = self._lines[place]
        if line.passage is None:
            return self._heading(line.group, line.count)
        if line.passage not in self._cards:
            start = max(0, place - _PORTION // 3)
            near = [other.passage for other in self._lines[start : start + _PORTION] if other.passage is not None]
            self._cards.update(self._fetch([passage for passage in near if passage not in self._cards]))
            while len(self._cards) > _CACHE:
                self._cards.popitem(last=False)
        return self._cards.get(line.passage)

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        if role == ID_ROLE:
            return self._lines[index.row()].passage
        if role not in (ROW_ROLE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        line = self.line(index.row())
        return line if role == ROW_ROLE or line is None else line.words

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return _FLAGS.ItemIsDropEnabled if self.arranging else _FLAGS.NoItemFlags
        return _FLAGS.ItemIsEnabled if self.is_heading(index.row()) else _CARD

    @override
    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    @override
    def mimeTypes(self) -> list[str]:
        return [PASSAGES_MIME]

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        passages = [self._lines[index.row()].passage for index in sorted(indexes, key=lambda index: index.row())]
        data.setData(PASSAGES_MIME, QByteArray(json.dumps([p for p in passages if p is not None]).encode()))
        return data

    @override
    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Asks for what was dropped; False, so that Qt takes nothing away by itself."""
        if self.arranging and data.hasFormat(PASSAGES_MIME):
            told = json.loads(bytes(data.data(PASSAGES_MIME).data()))
            passages = tuple(str(passage) for passage in told)
            behind = next((line.passage for line in self._lines[max(0, row) :] if line.passage not in passages), None)
            self.dropped.emit(passages, behind if row >= 0 else None)
        return False
