"""The table of redactions: what it shows, filters, sorts and copies, and what its keys do to one row and to many."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QPaintEvent, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from reviewer.storage.reads.listing import Grouping
from reviewer.storage.reads.redactions import RedactionFilter
from reviewer.ui.application import Application
from reviewer.ui.table import RedactionsView
from reviewer.ui.table.groups import GROUP_ROLE
from reviewer.ui.widgets.choice_box import ChoiceBox
from reviewer.ui.window import Window
from tests.ui.table_kit import listed, members, settle, words_of


@pytest.fixture
def table(window: Window, qtbot: QtBot) -> RedactionsView:
    """The table of an open project, in front and with the keys."""
    window.show()
    qtbot.waitExposed(window)
    window.registry.run("show.redactions")
    assert window.desk.views is not None
    view = window.desk.views.table
    qtbot.waitUntil(view.isVisible)
    settle(view)
    return view


def press(view: RedactionsView, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key in the table."""
    view.table.setFocus()
    QTest.keyClick(view.table, key, modifier)
    settle(view)


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
    assert listed(table) == tuple(reads.redactions.ids())
    row = table.model.row(0)
    assert row is not None
    assert row.redaction.id == listed(table)[0]
    assert row.identifier.startswith("BRR-2018-")
    assert row.title
    assert 0 < row.share < 1
    assert 0 <= row.span[0] < row.span[1] <= 1


def test_a_chip_and_the_lists_filter_and_can_be_taken_back(window: Window, table: RedactionsView) -> None:
    assert window.session is not None
    reads, everything = window.session.workspace.read, listed(table)
    counts = reads.redactions.count_by_code()
    code = max((name for name in counts if name), key=lambda name: counts[name])
    table.filters.choose_code(code)
    assert len(listed(table)) == reads.redactions.count(RedactionFilter(codes=(code,)))
    assert 0 < len(listed(table)) < len(everything)
    enter(table.filters.search, "xyzzyqqq")
    assert not listed(table)
    assert table.empty.isVisible()
    table.filters.clear()
    assert listed(table) == everything


def test_a_wrong_query_is_told_where_it_is_wrong(table: RedactionsView) -> None:
    before = listed(table)
    enter(table.filters.search, '"unclosed')
    assert "At " in table.problem
    assert listed(table) == before
    enter(table.filters.search, "")
    assert table.problem == ""


def test_a_click_on_a_heading_sorts_and_a_second_one_turns_round(table: RedactionsView) -> None:
    section = next(place for place, column in enumerate(table.model.columns) if column.id == "words")
    header = table.table.horizontalHeader()
    header.sectionClicked.emit(section)
    words = words_of(table)
    assert words == sorted(words)
    header.sectionClicked.emit(section)
    words = words_of(table)
    assert words == sorted(words, reverse=True)


def test_every_column_that_sorts_does_so_without_a_mouse(window: Window, table: RedactionsView) -> None:
    sortable = {column.id for column in table.model.columns if column.sorting is not None}
    assert {f"table.sort-{column}" for column in sortable} <= {record.id for record in window.registry.records}
    window.registry.run("table.sort-words")
    words = words_of(table)
    assert words == sorted(words)
    window.registry.run("table.sort-words")
    words = words_of(table)
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
    assert table.current == listed(table)[1]


def test_many_rows_are_decided_at_once_and_undone_at_once(window: Window, table: RedactionsView) -> None:
    chosen = list(listed(table)[2:6])
    table.select(chosen, chosen[0])
    press(table, Qt.Key.Key_Return)
    assert all(stored(window, row_id).checked for row_id in chosen)
    assert table.selected == chosen
    window.registry.run("edit.undo")
    QApplication.processEvents()
    assert not any(stored(window, row_id).box_decided for row_id in chosen)
    press(table, Qt.Key.Key_X)
    assert all(stored(window, row_id).rejected for row_id in chosen)
    assert not set(chosen) & set(listed(table))
    window.registry.run("edit.undo")
    QApplication.processEvents()
    assert set(chosen) <= set(listed(table))


def test_codes_are_typed_for_many(window: Window, table: RedactionsView) -> None:
    chosen = list(listed(table)[:3])
    table.select(chosen, chosen[0])
    press(table, Qt.Key.Key_K)
    assert table.codes_field.hasFocus()
    enter(table.codes_field, "b6 b7c")
    assert all(stored(window, row_id).codes == ("(b)(6)", "(b)(7)(C)") for row_id in chosen)
    assert table.table.hasFocus()
    enter(table.codes_field, "nonsense")
    assert "nonsense" in table.problem


def test_a_position_is_taken_for_many(window: Window, table: RedactionsView, qtbot: QtBot) -> None:
    chosen = list(listed(table)[:4])
    table.select(chosen, chosen[0])
    press(table, Qt.Key.Key_P)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_C)
    QApplication.processEvents()
    positions = {stored(window, row_id).position for row_id in chosen}
    assert positions == {"contested"}


def test_rows_are_copied_as_a_table(table: RedactionsView, window: Window) -> None:
    chosen = list(listed(table)[:2])
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
    view.selecting.select_redaction(listed(table)[5])
    window.registry.run("show.redactions")
    assert table.current == listed(table)[5]


def test_what_changes_behind_the_table_is_there_when_it_comes_forward(window: Window, table: RedactionsView) -> None:
    assert window.session is not None
    row_id = listed(table)[0]
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


GROUPS: tuple[Grouping, ...] = ("document", "codes", "marking", "kind", "check", "position")


@pytest.mark.parametrize("by", GROUPS)
def test_groups_hold_every_redaction_once(
    window: Window, table: RedactionsView, by: Grouping, qtmodeltester: Any
) -> None:
    assert window.session is not None
    table.grouping.choose(by)
    settle(table)
    assert sorted(listed(table)) == sorted(window.session.workspace.read.redactions.ids())
    assert table.model.rowCount() == len(listed(table)) + len(table.model.lines.groups)
    assert len({group.key for group in table.model.lines.groups}) == len(table.model.lines.groups) > 0
    for group in table.model.lines.groups:
        rows = list(table.model.rows_of(table.model.lines.members(group).tolist()))
        said = {
            "codes": {", ".join(row.redaction.codes) for row in rows},
            "kind": {row.redaction.kind for row in rows},
            "marking": {row.redaction.marking for row in rows},
            "position": {row.redaction.position for row in rows},
        }.get(by)
        assert said is None or said == {group.key}
    title = table.model.index(0, 0).data(GROUP_ROLE)
    assert title.title
    assert title.words in table.model.index(0, 3).data(Qt.ItemDataRole.AccessibleTextRole)
    qtmodeltester.check(table.model, force_py=True)
    table.grouping.choose(None)
    settle(table)
    assert not table.model.lines.groups


def test_a_group_is_closed_opened_and_decided_on_as_one(window: Window, table: RedactionsView) -> None:
    table.grouping.choose("codes")
    settle(table)
    group = max(table.model.lines.groups, key=lambda each: len(members(table, each)))
    line = next(n for n in range(table.model.rowCount()) if table.model.lines.group(n) == group)
    table.table.setCurrentIndex(table.model.index(line, 0))
    assert not table.selected
    press(table, Qt.Key.Key_Left)
    assert table.model.rowCount() == len(listed(table)) + len(table.model.lines.groups) - len(members(table, group))
    assert table.table.currentIndex().row() == line
    press(table, Qt.Key.Key_Right)
    press(table, Qt.Key.Key_Space)
    assert sorted(table.selected) == sorted(members(table, group))
    assert window.session is not None
    window.session.commands.set_position("not contested")
    assert {stored(window, row_id).position for row_id in members(table, group)} == {"not contested"}
    window.session.commands.undo()
    assert {stored(window, row_id).position for row_id in members(table, group)} == {"undecided"}


def test_the_space_bar_opens_a_closed_group_and_takes_it(table: RedactionsView) -> None:
    table.grouping.choose("codes")
    settle(table)
    group = table.model.lines.groups[0]
    table.table.setCurrentIndex(table.model.index(0, 0))
    press(table, Qt.Key.Key_Left)
    press(table, Qt.Key.Key_Space)
    assert sorted(table.selected) == sorted(members(table, group))


def test_the_space_bar_ticks_one_column_after_the_other(table: RedactionsView) -> None:
    button = next(found for found in table.findChildren(QPushButton) if found.text() == "Columns")
    menu = button.menu()
    menu.popup(table.mapToGlobal(QPoint(0, 0)))
    for place in (0, 1):
        QTest.keyClick(menu, Qt.Key.Key_Down)
        QTest.keyClick(menu, Qt.Key.Key_Space)
        assert menu.isVisible()
        assert table.table.isColumnHidden(place)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert not menu.isVisible()
    assert not table.table.isColumnHidden(1)


def _click(table: RedactionsView, place: QPoint) -> None:
    none = Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(table.table.viewport(), Qt.MouseButton.LeftButton, none, place)


def test_the_mouse_turns_and_takes_a_group(table: RedactionsView) -> None:
    table.grouping.choose("kind")
    settle(table)
    line = table.table.visualRect(table.model.index(0, 0))
    count = table.model.rowCount()
    arrow = QPoint(line.left() + 10, line.center().y())
    _click(table, arrow)
    assert table.model.rowCount() < count
    _click(table, arrow)
    assert table.model.rowCount() == count
    _click(table, QPoint(200, line.center().y()))
    assert sorted(table.selected) == sorted(members(table, table.model.lines.groups[0]))


def _edit(table: RedactionsView, row: int, column: str) -> QWidget:
    """Open the editor of a cell by F2."""
    place = next(n for n, each in enumerate(table.model.columns) if each.id == column)
    table.table.setColumnHidden(place, False)
    table.table.setCurrentIndex(table.model.index(row, place))
    press(table, Qt.Key.Key_F2)
    editors = [
        child for child in table.table.viewport().findChildren(QWidget)
        if isinstance(child, (QLineEdit, ChoiceBox)) and child.isVisible()
    ]  # fmt: skip
    assert editors, "F2 opens an editor"
    return editors[0]


def test_cells_are_edited_in_place(window: Window, table: RedactionsView) -> None:
    row_id = listed(table)[0]
    field = _edit(table, 0, "code")
    assert isinstance(field, QLineEdit)
    enter(field, "b4 b5")
    assert stored(window, row_id).codes == ("(b)(4)", "(b)(5)")

    field = _edit(table, 0, "note")
    assert isinstance(field, QLineEdit)
    enter(field, "ask counsel")
    assert window.session is not None
    assert window.session.project.note("redaction", row_id) == "ask counsel"

    box = _edit(table, 0, "position")
    assert isinstance(box, ChoiceBox)
    box.setCurrentText("contested")
    box.activated.emit(box.currentIndex())
    QApplication.processEvents()
    assert stored(window, row_id).position == "contested"


def test_an_edited_cell_concerns_its_row_alone(window: Window, table: RedactionsView) -> None:
    chosen = list(listed(table)[:3])
    before = stored(window, chosen[1]).codes
    table.select(chosen, chosen[0])
    table.cell_edited.emit(chosen[0], "code", "b7e")
    assert stored(window, chosen[0]).codes == ("(b)(7)(E)",)
    assert stored(window, chosen[1]).codes == before
    assert sorted(table.selected) == sorted(chosen)


def test_what_is_no_code_is_said_and_changes_nothing(window: Window, table: RedactionsView) -> None:
    row_id = listed(table)[0]
    before = stored(window, row_id).codes
    table.cell_edited.emit(row_id, "code", "nonsense")
    assert stored(window, row_id).codes == before
    assert "nonsense" in table.problem


def test_codes_beside_which_something_else_is_typed_are_not_taken_alone(window: Window, table: RedactionsView) -> None:
    row_id = listed(table)[0]
    before = stored(window, row_id).codes
    table.cell_edited.emit(row_id, "code", "b6 zz")
    assert stored(window, row_id).codes == before
    assert "“zz”" in table.problem
    table.cell_edited.emit(row_id, "code", "b6, b7c and b5")
    assert stored(window, row_id).codes == ("(b)(6)", "(b)(7)(C)", "(b)(5)")


def test_the_keys_stay_in_the_table_when_an_edit_moves_the_row(window: Window, table: RedactionsView) -> None:
    table.grouping.choose("codes")
    settle(table)
    row_id = next(row_id for row_id in listed(table) if stored(window, row_id).codes == ("(b)(5)",))
    table.select([row_id], row_id)
    field = _edit(table, table.table.currentIndex().row(), "code")
    assert isinstance(field, QLineEdit)
    enter(field, "b4")
    assert stored(window, row_id).codes == ("(b)(4)",)
    assert window.focusWidget() is table.table
    assert table.current == row_id


def test_f2_edits_the_first_cell_that_can_be_written_into(window: Window, table: RedactionsView) -> None:
    place = next(place for place, column in enumerate(table.model.columns) if column.id == "picture")
    table.table.setFocus()
    table.table.setCurrentIndex(table.model.index(0, place))
    QTest.keyClick(table.table, Qt.Key.Key_F2)
    assert table.model.columns[table.table.currentIndex().column()].id == "code"
    assert table.table.viewport().findChildren(QLineEdit)


def test_the_frame_round_a_group_line_goes_with_the_keys(table: RedactionsView, qtbot: QtBot) -> None:
    table.grouping.choose("codes")
    settle(table)
    table.table.setFocus()
    table.table.setCurrentIndex(table.model.index(0, 0))
    QApplication.processEvents()
    painted = PaintedRegion()
    table.table.viewport().installEventFilter(painted)
    table.table.setCurrentIndex(table.model.index(1, 0))
    qtbot.waitUntil(lambda: not painted.region.isEmpty())
    line = table.table.visualRect(table.model.index(0, 0))
    line.setRight(table.table.viewport().width() - 1)
    assert QRegion(line).subtracted(painted.region).isEmpty()


class PaintedRegion(QObject):
    """Gathers what of a widget was painted anew."""

    def __init__(self) -> None:
        super().__init__()
        self.region = QRegion()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.region = self.region.united(event.region())
        return False


def test_grouping_from_the_palette_is_remembered(application: Application, window: Window) -> None:
    path = window.session.workspace.path  # type: ignore[union-attr]
    window.show()
    window.registry.run("table.group-codes")
    views = window.desk.views
    assert views is not None
    assert views.in_front == "redactions"
    assert views.table.grouping.by == "codes"
    window.registry.refresh()
    assert window.registry.action("table.group-codes").isChecked()
    assert not window.registry.action("table.group-none").isChecked()
    window.close_project()
    assert window.open_path(path)
    assert window.desk.views is not None
    assert window.desk.views.table.grouping.by == "codes"


def _menu_key(table: RedactionsView) -> None:
    grid = table.table
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), grid.mapToGlobal(QPoint(5, 5)))
    QApplication.sendEvent(grid.viewport(), event)


def test_the_menu_key_offers_what_fits_the_line(window: Window, table: RedactionsView, qtbot: QtBot) -> None:
    table.grouping.choose("kind")
    settle(table)
    table.table.setCurrentIndex(table.model.index(0, 0))
    assert table.group is not None
    with qtbot.waitSignal(table.table.menu_wanted) as told:
        _menu_key(table)
    assert told.args is not None
    assert told.args[1] is True
    menu = window.desk._menu
    assert menu is not None
    assert [action.objectName() for action in menu.actions() if not action.isSeparator()] == [
        "table.select-group",
        "table.turn-group",
        "table.open-groups",
        "table.close-groups",
    ]
    menu.close()
    window.registry.run("table.close-groups")
    assert table.model.rowCount() == len(table.model.lines.groups)
    table.table.setCurrentIndex(table.model.index(0, 0))
    window.registry.run("table.select-group")
    assert table.selected == list(members(table, table.model.lines.groups[0])), (
        "a closed group is opened, so that one sees what is taken"
    )
    window.registry.run("table.open-groups")
    assert all(group.opened for group in table.model.lines.groups)
    row = next(place for place in range(table.model.rowCount()) if table.model.lines.group(place) is None)
    table.table.selectRow(row)
    with qtbot.waitSignal(table.table.menu_wanted) as told:
        _menu_key(table)
    assert told.args is not None
    assert told.args[1] is False
    assert window.desk._menu is not None
    assert "review.position" in [action.objectName() for action in window.desk._menu.actions()]
    window.desk._menu.close()


def test_an_empty_number_explains_itself(window: Window, table: RedactionsView) -> None:
    header = table.model.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert "first export" in header
    assert "first export" in table.model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "not numbered yet" in table._totals.text()
    window.registry.run("review.number")
    assert window.session is not None
    window.session.project.flush()
    settle(table)
    assert table.model.index(0, 0).data() == "1"
    assert table.model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) is None
    assert "not numbered" not in table._totals.text()


def test_the_order_is_remembered(window: Window, table: RedactionsView) -> None:
    place = next(n for n, column in enumerate(table.model.columns) if column.id == "words")
    table.table.horizontalHeader().sectionClicked.emit(place)
    table.table.horizontalHeader().sectionClicked.emit(place)
    words = words_of(table)
    assert words == sorted(words, reverse=True)
    path = window.session.workspace.path  # type: ignore[union-attr]
    window.close_project()
    assert window.open_path(path)
    window.registry.run("show.redactions")
    assert window.desk.views is not None
    again = window.desk.views.table
    assert words_of(again) == words


def test_where_an_edit_takes_a_row_out_the_next_one_is_selected(window: Window, table: RedactionsView) -> None:
    ids = listed(table)
    table.table.selectRow(4)
    press(table, Qt.Key.Key_X)
    assert table.selected == [ids[5]]
    assert listed(table) == (*ids[:4], *ids[5:])
    press(table, Qt.Key.Key_X)
    assert table.selected == [ids[6]]
    for _ in range(2):
        window.registry.run("edit.undo")
    assert listed(table) == ids
    assert table.selected == [ids[6]], "what comes back does not take the keys away"


def test_rows_of_groups_come_and_go_with_their_counts(window: Window, table: RedactionsView) -> None:
    table.grouping.choose("codes")
    settle(table)
    group = max(table.model.lines.groups, key=lambda each: each.count)
    row_id, resets = members(table, group)[1], list[int]()
    table.model.modelReset.connect(lambda: resets.append(1))
    table.select([row_id], row_id)
    press(table, Qt.Key.Key_X)
    now = next(each for each in table.model.lines.groups if each.key == group.key)
    head = table.model.lines.head(group.key)
    assert head is not None
    assert now.count == group.count - 1
    assert table.model.index(head, 0).data(GROUP_ROLE).count == now.count
    window.registry.run("edit.undo")
    assert row_id in listed(table)
    assert not resets, "one row that goes is no reason to begin anew"


def test_a_project_is_closed_while_the_table_asks(window: Window, table: RedactionsView) -> None:
    table.sort_by("words")
    table.filters.choose_code("(b)(6)")
    assert table.following.listing.busy
    window.close_project()
    QApplication.processEvents()
    assert window.session is None


def test_all_rows_are_taken_and_decided_on(window: Window, table: RedactionsView) -> None:
    ids = listed(table)
    table.table.selectAll()
    assert len(table.selected) == len(ids)
    assert table.selected == ids
    assert f"{len(ids):,} selected" in table._totals.text()
    press(table, Qt.Key.Key_Return)
    assert all(stored(window, row_id).checked for row_id in ids)
    assert table.selected == ids
