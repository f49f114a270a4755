"""The table of redactions: what it shows, filters, sorts and copies, and what its keys do to one row and to many."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from reviewer.storage.reads.redactions import RedactionFilter
from reviewer.ui.table import RedactionsView
from reviewer.ui.window import Window


@pytest.fixture
def table(window: Window, qtbot: QtBot) -> RedactionsView:
    """The table of an open project, in front and with the keys."""
    window.show()
    qtbot.waitExposed(window)
    window.registry.run("show.redactions")
    assert window.desk.views is not None
    view = window.desk.views.table
    qtbot.waitUntil(view.isVisible)
    return view


def press(view: RedactionsView, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key in the table."""
    view.table.setFocus()
    QTest.keyClick(view.table, key, modifier)
    QApplication.processEvents()


def enter(field: QLineEdit, text: str) -> None:
    """Type a text into a field and press Enter."""
    field.setFocus()
    field.clear()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)
    QApplication.processEvents()


def stored(window: Window, row_id: str) -> Any:
    """The redaction as the project has it."""
    assert window.session is not None
    return window.session.project.redaction(row_id)


def test_the_model_keeps_qts_rules(table: RedactionsView, qtmodeltester: Any) -> None:
    qtmodeltester.check(table.model, force_py=True)


def test_every_redaction_is_a_row_in_the_order_of_the_release(window: Window, table: RedactionsView) -> None:
    assert window.session is not None
    reads = window.session.workspace.read
    assert table.model.ids == tuple(reads.redactions.ids())
    row = table.model.row(0)
    assert row is not None
    assert row.redaction.id == table.model.ids[0]
    assert row.identifier.startswith("BRR-2018-")
    assert row.title
    assert 0 < row.share < 1
    assert 0 <= row.span[0] < row.span[1] <= 1


def test_a_chip_and_the_lists_filter_and_can_be_taken_back(window: Window, table: RedactionsView) -> None:
    assert window.session is not None
    reads, everything = window.session.workspace.read, table.model.ids
    counts = reads.redactions.count_by_code()
    code = max((name for name in counts if name), key=lambda name: counts[name])
    table.filters.choose_code(code)
    assert len(table.model.ids) == reads.redactions.count(RedactionFilter(codes=(code,)))
    assert 0 < len(table.model.ids) < len(everything)
    enter(table.filters.search, "xyzzyqqq")
    assert not table.model.ids
    assert table.empty.isVisible()
    table.filters.clear()
    assert table.model.ids == everything


def test_a_wrong_query_is_told_where_it_is_wrong(table: RedactionsView) -> None:
    before = table.model.ids
    enter(table.filters.search, '"unclosed')
    assert "At " in table.problem
    assert table.model.ids == before
    enter(table.filters.search, "")
    assert table.problem == ""


def test_a_click_on_a_heading_sorts_and_a_second_one_turns_round(table: RedactionsView) -> None:
    section = next(place for place, column in enumerate(table.model.columns) if column.id == "words")
    header = table.table.horizontalHeader()
    header.sectionClicked.emit(section)
    words = [row.redaction.words for row in table.model.rows_of(table.model.ids)]
    assert words == sorted(words)
    header.sectionClicked.emit(section)
    words = [row.redaction.words for row in table.model.rows_of(table.model.ids)]
    assert words == sorted(words, reverse=True)


def test_enter_checks_box_then_code_then_goes_on(window: Window, table: RedactionsView) -> None:
    table.table.selectRow(0)
    first = table.current
    assert first is not None
    press(table, Qt.Key.Key_Return)
    assert stored(window, first).box_checked == "right"
    press(table, Qt.Key.Key_Return)
    assert stored(window, first).checked
    assert table.current == first
    press(table, Qt.Key.Key_Return)
    assert table.current == table.model.ids[1]


def test_many_rows_are_decided_at_once_and_undone_at_once(window: Window, table: RedactionsView) -> None:
    chosen = list(table.model.ids[2:6])
    table.select(chosen, chosen[0])
    press(table, Qt.Key.Key_Return)
    assert all(stored(window, row_id).checked for row_id in chosen)
    assert table.selected == chosen
    window.registry.run("edit.undo")
    QApplication.processEvents()
    assert not any(stored(window, row_id).box_decided for row_id in chosen)
    press(table, Qt.Key.Key_X)
    assert all(stored(window, row_id).rejected for row_id in chosen)
    assert not set(chosen) & set(table.model.ids)
    window.registry.run("edit.undo")
    QApplication.processEvents()
    assert set(chosen) <= set(table.model.ids)


def test_codes_are_typed_for_many(window: Window, table: RedactionsView) -> None:
    chosen = list(table.model.ids[:3])
    table.select(chosen, chosen[0])
    press(table, Qt.Key.Key_K)
    assert table.codes_field.hasFocus()
    enter(table.codes_field, "b6 b7c")
    assert all(stored(window, row_id).codes == ("(b)(6)", "(b)(7)(C)") for row_id in chosen)
    assert table.table.hasFocus()
    enter(table.codes_field, "nonsense")
    assert "nonsense" in table.problem


def test_a_position_is_taken_for_many(window: Window, table: RedactionsView, qtbot: QtBot) -> None:
    chosen = list(table.model.ids[:4])
    table.select(chosen, chosen[0])
    press(table, Qt.Key.Key_P)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_C)
    QApplication.processEvents()
    positions = {stored(window, row_id).position for row_id in chosen}
    assert positions == {"contested"}


def test_rows_are_copied_as_a_table(table: RedactionsView, window: Window) -> None:
    chosen = list(table.model.ids[:2])
    table.select(chosen, chosen[0])
    window.registry.run("edit.copy")
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].startswith("No.\tDocument\tExemption")
    assert len(lines) == 3
    assert all(line.count("\t") == lines[0].count("\t") for line in lines)


def test_a_row_opens_on_its_page_and_is_found_again_in_the_table(window: Window, table: RedactionsView) -> None:
    row = table.model.row(20)
    assert row is not None
    table.table.doubleClicked.emit(table.model.index(20, 3))
    QApplication.processEvents()
    view = window.desk.view
    assert view is not None
    assert window.desk.shows("review")
    assert view.redactions.selected == row.id
    assert view.page_view.current_page() == row.redaction.page_id
    view.selecting.select_redaction(table.model.ids[5])
    window.registry.run("show.redactions")
    assert table.current == table.model.ids[5]


def test_what_changes_behind_the_table_is_there_when_it_comes_forward(window: Window, table: RedactionsView) -> None:
    assert window.session is not None
    row_id = table.model.ids[0]
    window.registry.run("show.review")
    window.session.edits.box_right(row_id)
    QApplication.processEvents()
    window.registry.run("show.redactions")
    row = table.model.row(0)
    assert row is not None
    assert row.redaction.state == "box checked"


def test_columns_are_kept_from_one_time_to_the_next(table: RedactionsView, window: Window) -> None:
    place = next(place for place, column in enumerate(table.model.columns) if column.id == "note")
    table.table.setColumnHidden(place, False)
    path = window.session.workspace.path if window.session is not None else None
    assert path is not None
    window.close_project()
    assert window.open_path(path)
    assert window.desk.views is not None
    assert not window.desk.views.table.table.isColumnHidden(place)
