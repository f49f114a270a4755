"""What stays selected in the table when other rows are listed, and what a selection costs."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from typing_extensions import override

from reviewer.ui.table import RedactionsView, following
from reviewer.ui.table.grid import RedactionGrid
from reviewer.ui.table.lines import below_each_other
from reviewer.ui.table.model import RedactionTableModel
from reviewer.ui.window import Window
from tests.ui.table_kit import listed, settle

ROWS = 5_000


@pytest.fixture
def table(window: Window, qtbot: QtBot) -> RedactionsView:
    """The table of an open project, in front, with its first five rows selected."""
    window.show()
    qtbot.waitExposed(window)
    window.registry.run("show.redactions")
    assert window.desk.views is not None
    view = window.desk.views.table
    settle(view)
    view.select(listed(view)[:5], listed(view)[0])
    return view


def meant(window: Window) -> list[str]:
    """What a key would work on."""
    assert window.desk.commands is not None
    return list(window.desk.commands.several)


def test_what_is_filtered_away_is_not_what_the_next_key_works_on(window: Window, table: RedactionsView) -> None:
    assert len(meant(window)) == 5
    kept = set(meant(window))
    rows = list(table.model.rows_of(table.model.lines.rows.tolist()))
    theirs = {code for row in rows if row.id in kept for code in row.redaction.codes}
    other = next(code for row in rows for code in row.redaction.codes if code not in theirs)
    table.sort_by("words")
    table.filters.choose_code(other)
    settle(table)
    assert len(listed(table)) > 0
    assert len(table.selected) == 0
    assert meant(window) == []


def test_another_order_keeps_the_selection(window: Window, table: RedactionsView) -> None:
    chosen = set(table.selected)
    table.sort_by("words")
    settle(table)
    assert set(table.selected) == chosen == set(meant(window))


def test_a_selection_that_would_lie_in_too_many_parts_is_given_up(
    window: Window, table: RedactionsView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "MOST_PARTS", 0)
    table.sort_by("words")
    settle(table)
    assert len(table.selected) == 0
    assert meant(window) == []


class _Counting(RedactionTableModel):
    def __init__(self) -> None:
        super().__init__(lambda _numbers: {})
        self.asked = 0

    @override
    def flags(self, index: Any) -> Any:
        self.asked += 1
        return super().flags(index)


def test_painting_does_not_ask_for_every_row_that_is_selected(qtbot: QtBot) -> None:
    model = _Counting()
    model.show(below_each_other(range(1, ROWS + 1)))
    grid = RedactionGrid(model)
    qtbot.addWidget(grid)
    grid.show()
    grid.select_places(range(ROWS - 1))
    QApplication.processEvents()
    model.asked = 0
    grid.viewport().repaint()
    grid.horizontalHeader().viewport().repaint()
    assert model.asked < ROWS
