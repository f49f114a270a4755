"""The list of differences: one row for each redaction, read when it comes into view."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt
from typing_extensions import override

from reviewer.storage.reads.copies import CopyRef
from reviewer.storage.rows.copies import CopyRow
from reviewer.ui.compare.words import kind_words, shown_words
from reviewer.ui.models.lists import Index
from reviewer.ui.models.rows_table import Column, RowsTable

_KEPT = 2_000


class DifferencesModel(RowsTable[CopyRef]):
    """References as rows; what a row says is read once and kept."""

    def __init__(
        self,
        read: Callable[[CopyRef], CopyRow | None],
        cite: Callable[[int], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__((), parent=parent)
        self._read, self._cite = read, cite
        self._kept: dict[CopyRef, CopyRow | None] = {}
        self.columns = (
            Column(self.tr("Difference"), lambda ref: kind_words(ref.kind), 150),
            Column(self.tr("Code"), lambda ref: self._said(ref, lambda row: ", ".join(row.here.codes) or "—"), 100),
            Column(self.tr("Hidden at"), lambda ref: self._cite(ref.page), 215),
            Column(self.tr("Other copy"), self._other, 225),
            Column(self.tr("What stands there"), lambda ref: self._said(ref, shown_words), 320, stretch=True),
            Column(self.tr("Sure"), lambda ref: f"{ref.confidence:.0%}", 56, number=True),
            Column(self.tr("Verdict"), lambda ref: ref.verdict or "", 84),
        )

    def forget(self) -> None:
        """Rows may say something else now."""
        self._kept.clear()

    def whole(self, ref: CopyRef | None) -> CopyRow | None:
        """All that a row says."""
        if ref is None:
            return None
        if ref not in self._kept:
            if len(self._kept) > _KEPT:
                self._kept.clear()
            self._kept[ref] = self._read(ref)
        return self._kept[ref]

    def place(self, redaction: str) -> int | None:
        """The row of a redaction."""
        return next((n for n, ref in enumerate(self.rows) if ref.redaction == redaction), None)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.AccessibleTextRole and index.isValid():
            return ", ".join(column.words(self.rows[index.row()]) for column in self.columns)
        return super().data(index, role)

    def _other(self, ref: CopyRef) -> str:
        cite = self._cite(ref.there)
        return self.tr("{0} (+{1})").format(cite, ref.others) if ref.others else cite

    def _said(self, ref: CopyRef, words: Callable[[CopyRow], str]) -> str:
        row = self.whole(ref)
        return words(row) if row is not None else ""
