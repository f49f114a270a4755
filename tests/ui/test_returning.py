"""An edited log taken back in the window: what differs is shown, what is chosen is done, one undo takes it back."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from reviewer.export.registry import Options
from reviewer.services.exporting import export
from reviewer.services.workspace import Workspace
from reviewer.ui.returning.dialog import ReturnedLogDialog
from reviewer.ui.window import Window
from tests.unit.appeal_kit import Contested, make_contested

WAIT = 20_000


@pytest.fixture
def made(tmp_path: Path) -> Contested:
    return make_contested(tmp_path)


@pytest.fixture
def log(made: Contested) -> Path:
    """The log with two cells edited, and a number that is no item's."""
    path = made.path.with_name("edited log.xlsx")
    with Workspace.open(made.path) as workspace:
        export(workspace, "log-xlsx", path, options=Options(internal=True))
    book = openpyxl.load_workbook(path)
    inner = book["Internal"]
    heads = {cell.value: place for place, cell in enumerate(inner[1], start=1)}
    for row in range(2, inner.max_row + 1):
        if inner.cell(row, 1).value == 6:
            inner.cell(row, heads["codes"]).value = "(b)(6); b5"
            inner.cell(row, heads["notes"]).value = "See the press release of May."
    served = book["Withholding log"]
    served.cell(row=served.max_row + 1, column=1, value=99)
    book.save(path)
    return path


def shown(window: Window, qtbot: QtBot) -> ReturnedLogDialog:
    """The dialog, once the comparison is there."""

    def dialogs() -> list[ReturnedLogDialog]:
        return [each for each in window.findChildren(ReturnedLogDialog) if each.isVisible()]

    qtbot.waitUntil(lambda: bool(dialogs()), timeout=WAIT)
    return dialogs()[0]


def test_what_is_chosen_is_taken_over_and_undone(window: Window, made: Contested, log: Path, qtbot: QtBot) -> None:
    window.open_path(made.path)
    assert window.session is not None
    read = window.session.workspace.read
    window.returning.compare(log)
    dialog = shown(window, qtbot)
    QAbstractItemModelTester(dialog.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    cells = [[dialog.model.index(row, column).data() for column in range(5)] for row in range(dialog.model.rowCount())]
    assert [line[:2] for line in cells] == [["6", "codes"], ["6", "notes"], ["99", "row"]]
    assert cells[2][4] == "there is no item 99"
    assert dialog.accept_button.text() == "Take over 2 changes"
    dialog.table.setCurrentIndex(dialog.model.index(1, 0))
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)  # not the note
    assert dialog.accept_button.text() == "Take over 1 change"
    assert dialog.all.checkState() == Qt.CheckState.PartiallyChecked
    dialog.accept_button.click()
    row = read.redactions.one(made.redactions[5])
    assert row is not None
    assert (row.codes, row.note) == (("(b)(6)", "(b)(5)"), "")
    assert window.notices.notices[0].title == "1 item is taken over from edited log.xlsx"
    undo = window.registry.action("edit.undo")
    qtbot.waitUntil(undo.isEnabled, timeout=WAIT)
    undo.trigger()
    row = read.redactions.one(made.redactions[5])
    assert row is not None
    assert row.codes == ("(b)(4)",)


def test_all_or_none_are_chosen_with_one_box(window: Window, made: Contested, log: Path, qtbot: QtBot) -> None:
    window.open_path(made.path)
    window.returning.compare(log)
    dialog = shown(window, qtbot)
    dialog.all.click()
    assert not dialog.chosen
    assert not dialog.accept_button.isEnabled()
    dialog.all.click()
    assert [found.field for found in dialog.chosen] == ["codes", "notes"]
    dialog.reject()


def test_a_log_that_says_the_same_and_a_file_that_is_none(window: Window, made: Contested, qtbot: QtBot) -> None:
    window.open_path(made.path)
    assert window.session is not None
    path = made.path.with_name("log.csv")
    export(window.session.workspace, "log-csv", path)
    window.returning.compare(path)
    title = "log.csv says what the project says"
    qtbot.waitUntil(lambda: any(notice.title == title for notice in window.notices.notices), timeout=WAIT)
    path.write_text("Name,Amount\nA,1\n", encoding="utf-8")
    window.returning.compare(path)
    wrong = "log.csv is not a withholding log of this program."
    qtbot.waitUntil(lambda: any(notice.title == wrong for notice in window.notices.notices), timeout=WAIT)
