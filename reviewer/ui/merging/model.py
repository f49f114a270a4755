"""The conflicts of a merge as rows, each with the choice of whose word counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from typing_extensions import override

from reviewer.services.merging.choices import Asked
from reviewer.services.merging.plan import Conflict
from reviewer.ui.merging.words import fact_words, one_line, value_words
from reviewer.ui.models.lists import Index
from reviewer.ui.models.rows_table import Column, RowsTable

MINE, THEIRS = "Mine", "Theirs"


class ConflictsModel(RowsTable[Conflict]):
    """Mine is chosen everywhere to begin with; rows may be narrowed to one kind, the choices of the others stay."""

    chosen_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(self._columns(), parent=parent)
        self._conflicts: tuple[Conflict, ...] = ()
        self._theirs: set[Asked] = set()

    def hold(self, conflicts: Sequence[Conflict]) -> None:
        """Take all conflicts of a merge, and show them."""
        self._conflicts = tuple(conflicts)
        self._theirs.clear()
        self.show(self._conflicts)
        self.chosen_changed.emit()

    @property
    def kinds(self) -> tuple[str, ...]:
        """What the conflicts are about, each once, in their order."""
        return tuple(dict.fromkeys(map(fact_words, self._conflicts)))

    def narrow(self, kind: str) -> None:
        """Show those about one kind of fact only; empty: all."""
        self.show([found for found in self._conflicts if not kind or fact_words(found) == kind])

    def takes(self, conflict: Conflict) -> bool:
        """Whether the other copy's word is chosen."""
        return conflict.asked in self._theirs

    @property
    def decided(self) -> dict[Asked, bool]:
        """The choice for each conflict: True takes the other copy's word."""
        return {found.asked: self.takes(found) for found in self._conflicts}

    @property
    def theirs(self) -> int:
        """In how many conflicts the other's word is chosen."""
        return len(self._theirs)

    def choose(self, row: int, theirs: bool) -> None:
        """Choose for one of the rows shown; what cannot be taken over stays mine."""
        self._set([self.rows[row]], theirs)
        self._told(row, row)

    def choose_shown(self, theirs: bool) -> None:
        """Choose alike for all rows shown."""
        self._set(self.rows, theirs)
        if self.rows:
            self._told(0, len(self.rows) - 1)

    def _set(self, conflicts: Sequence[Conflict], theirs: bool) -> None:
        asked = {found.asked for found in conflicts if found.possible}
        self._theirs = self._theirs | asked if theirs else self._theirs - asked

    def _told(self, first: int, last: int) -> None:
        column = len(self.columns) - 1
        self.dataChanged.emit(self.index(first, column), self.index(last, column))
        self.chosen_changed.emit()

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.columns[index.column()].heading}: {super().data(index)}"
        return super().data(index, role)

    def _columns(self) -> Sequence[Column[Conflict]]:
        return (
            Column("What", lambda found: one_line(found.what), 290),
            Column("Differs in", fact_words, 130),
            Column("Mine", lambda found: one_line(value_words(found, found.ours)), 190),
            Column("Theirs", lambda found: one_line(value_words(found, found.theirs)), 190),
            Column("Chosen", lambda found: THEIRS if self.takes(found) else MINE, 80, stretch=True),
        )
