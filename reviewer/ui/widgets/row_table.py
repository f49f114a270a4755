"""What tables have in common whose rows are chosen whole."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from reviewer.ui.theme.tokens import ROW
from reviewer.ui.widgets.heads import fit_columns
from reviewer.ui.widgets.sized import even_rows


def choose_rows(table: QTableView, name: str, widths: Sequence[int]) -> None:
    """Set up a table that has its model: one row at a time, of even height and without a grid, headings at the left.

    `name` is what a screen reader says of it, `widths` those of the columns in pixels.
    """
    table.setAccessibleName(name)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.verticalHeader().setVisible(False)
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    even_rows(table, ROW)
    head = table.horizontalHeader()
    head.setHighlightSections(False)
    head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    table.setStyleSheet("QTableView::item { padding-left: 8px; }")  # beneath the words of the headings
    fit_columns(head, widths)
