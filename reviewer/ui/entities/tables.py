"""The tables of the entities view: calm, of whole rows, walked through by keys as a list is."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView
from typing_extensions import override

from reviewer.ui.models.rows_table import RowsTable, RowT
from reviewer.ui.theme.tokens import ROW
from reviewer.ui.widgets.heads import fit_columns
from reviewer.ui.widgets.sized import even_rows


class RowTable(QTableView):
    """A table of whole rows: Home and End go to the first and the last row, not to the ends of one."""

    @override
    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        model, moves = self.model(), QAbstractItemView.CursorAction
        if model is not None and model.rowCount() and action in (moves.MoveHome, moves.MoveEnd):
            return model.index(0 if action == moves.MoveHome else model.rowCount() - 1, 0)
        return super().moveCursor(action, modifiers)


def make_table(model: RowsTable[RowT], name: str) -> QTableView:
    """A table over the model, with this accessible name."""
    table = RowTable()
    table.setAccessibleName(name)
    table.setModel(model)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setStyleSheet("QTableView::item { padding: 0 5px; }")
    table.verticalHeader().setVisible(False)
    even_rows(table, ROW)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    fit_columns(header, [column.width for column in model.columns])
    for place, column in enumerate(model.columns):
        if column.stretch:
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
    return table
