"""The list below the axis: dated records in order of time, below each other or gathered into conversations."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt
from typing_extensions import override

from reviewer.model.ids import Uuid
from reviewer.storage.reads.timeline import Dated, DatedRow
from reviewer.ui.models.lists import ROW_ROLE, Index
from reviewer.ui.timeline.words import short_name

Key: TypeAlias = tuple[Uuid, int]
Fetch: TypeAlias = Callable[[Sequence[Key]], Mapping[Key, DatedRow]]

_PORTION: Final = 40
_CACHE: Final = 2_000
_ROOT = QModelIndex()
COLUMNS: Final = ("date", "subject", "sender", "to", "pages", "redactions")
NUMBERS: Final = frozenset({"pages", "redactions"})


@dataclass(frozen=True, slots=True)
class Thread:
    """A conversation: places of its records among all, in order of time."""

    places: tuple[int, ...]


class TimelineModel(QAbstractItemModel):
    """Records by place; rows are fetched in portions when a view asks. A conversation of one stands as its record.

    The internal id of an index is 0 at the top, else the number of its conversation from 1.
    """

    def __init__(self, fetch: Fetch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._records: tuple[Dated, ...] = ()
        self._top: tuple[Thread, ...] = ()
        self._rows: OrderedDict[Key, DatedRow] = OrderedDict()
        self._headings = (
            self.tr("Date"), self.tr("Subject"), self.tr("From"), self.tr("To"), self.tr("Pages"),
            self.tr("Redactions"),
        )  # fmt: skip

    def show(self, records: Sequence[Dated], threads: Sequence[Sequence[int]] | None) -> None:
        """Show these records, gathered as `threads` says (places); None: below each other."""
        self.beginResetModel()
        self._records = tuple(records)
        gathered = threads if threads is not None else [[place] for place in range(len(records))]
        self._top = tuple(Thread(tuple(places)) for places in gathered)
        self.endResetModel()

    def forget(self) -> None:
        """What was fetched may have changed."""
        self._rows.clear()

    def record(self, index: Index) -> DatedRow | None:
        """What a row shows; of a conversation its first record."""
        return self._row(self._place(index)) if index.isValid() else None

    @override
    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    @override
    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]  # QObject.parent() shares the name
        number = index.internalId() if index.isValid() else 0
        return self.createIndex(number - 1, 0, 0) if number else QModelIndex()

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        if not parent.isValid():
            return len(self._top)
        if parent.internalId() or parent.column():
            return 0
        count = len(self._top[parent.row()].places)
        return count if count > 1 else 0

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        return len(COLUMNS)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        return _alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        if role not in (ROW_ROLE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        row = self.record(index)
        if row is None or role == ROW_ROLE:
            return row
        words = self._words(row, COLUMNS[index.column()])
        thread = self._top[index.row()] if not index.internalId() else None
        if thread is None or len(thread.places) == 1:
            return words
        return self._thread_words(thread, COLUMNS[index.column()], words)

    def _words(self, row: DatedRow, column: str) -> str:
        if column == "date":
            return row.date.replace("T", " ")
        if column == "subject":
            return row.subject or self.tr("{0}, {1} p. {2}").format(row.type, row.file_name, f"{row.file_page + 1:,}")
        if column == "sender":
            return short_name(row.sender)
        if column == "to":
            return "; ".join(short_name(name) for name in row.to)
        return f"{row.pages:,}" if column == "pages" else f"{row.redactions:,}"

    def _thread_words(self, thread: Thread, column: str, words: str) -> str:
        """What stands above a conversation: when it began, what about, how many records, who took part."""
        if column == "subject":
            return self.tr("{0} ({1} records)").format(words, f"{len(thread.places):,}")
        if column == "date":
            last = self._row(thread.places[-1])
            ended = last.date[:10] if last is not None else ""
            return f"{words[:10]} – {ended}" if ended and ended != words[:10] else words[:10]
        return words if column in ("sender", "to") else ""

    def _place(self, index: Index) -> int:
        number = index.internalId()
        return self._top[number - 1].places[index.row()] if number else self._top[index.row()].places[0]

    def _row(self, place: int) -> DatedRow | None:
        record = self._records[place]
        key = (record.document, record.ordinal)
        if key not in self._rows:
            start = max(0, place - _PORTION // 4)
            near = ((r.document, r.ordinal) for r in self._records[start : start + _PORTION])
            self._rows.update(self._fetch([k for k in near if k not in self._rows]))
            while len(self._rows) > _CACHE:
                self._rows.popitem(last=False)
        return self._rows.get(key)


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if COLUMNS[column] in NUMBERS else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
