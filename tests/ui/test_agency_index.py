"""The agency's index in the window: previewed, taken in, listed by state, quoted beside a deletion, undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from reviewer.ui.agency_index.block import IndexBlock
from reviewer.ui.agency_index.preview import IndexPreview
from reviewer.ui.agency_index.view import AgencyIndexView
from reviewer.ui.agency_index.wiring import importing_of
from reviewer.ui.window import Window

WAIT = 20_000


@pytest.fixture
def index(window: Window, tmp_path: Path) -> Path:
    """An index of the first pages: one entry that matches, one of pages that were not released."""
    assert window.session is not None
    pages = [page for page in window.session.workspace.read.indexes.pages() if page.printed]
    deletions = window.session.workspace.read.indexes.deletions()
    page = next(page for page in pages if any(row.page == page.page for row in deletions))
    codes = " ".join(sorted({code for row in deletions if row.page == page.page for code in row.codes}))
    path = tmp_path / "Vaughn.csv"
    path.write_text(f"Item,Where,Claim,Because\n1,{page.printed},{codes},Names of staff.\n2,XYZ-000900,(b)(5),\n")
    return path


def shown(window: Window, qtbot: QtBot) -> IndexPreview:
    """The preview, once the file is read."""
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(IndexPreview)), timeout=WAIT)
    return next(each for each in window.findChildren(IndexPreview) if each.isVisible())


def opened(window: Window) -> AgencyIndexView:
    """The view, in front."""
    window.registry.run("show.index")
    assert window.desk.views is not None
    view = window.desk.views.further("index")
    assert isinstance(view, AgencyIndexView)
    return view


def test_from_preview_to_the_reason_beside_a_deletion(window: Window, index: Path, qtbot: QtBot) -> None:
    window.show()
    view = opened(window)
    assert window.desk.views is not None
    qtbot.waitUntil(lambda: view.found is not None, timeout=WAIT)
    importing_of(window.desk.views).read(index)
    dialog = shown(window, qtbot)
    assert "no columns that say which pages" in dialog.plan.problem()
    assert not dialog.accept_button.isEnabled()
    for column, role in ((0, "number"), (1, "pages"), (2, "codes"), (3, "reason")):
        box = dialog.table.cellWidget(0, column)
        box.setCurrentIndex(box.findData(role))  # type: ignore[attr-defined]  # a ChoiceBox
        box.activated.emit(box.currentIndex())  # type: ignore[attr-defined]
    qtbot.waitUntil(dialog.accept_button.isEnabled, timeout=WAIT)
    assert [entry.number for entry in dialog.plan.entries] == ["1", "2"]
    assert (dialog.plan.matched, dialog.accept_button.isEnabled()) == (1, True)
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: view.model.rowCount() > 1, timeout=WAIT)
    QAbstractItemModelTester(view.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    view.show_part("not released")
    assert [line.pages for line in view.model.rows] == ["XYZ-000900"]
    view.show_part("matched")
    (line,) = view.model.rows
    assert line.words == "Names of staff."
    view.list.setFocus()
    QTest.keyClick(view.list, Qt.Key.Key_Return)
    assert window.desk.views.in_front == "review"
    block = window.findChild(IndexBlock)
    assert block is not None
    qtbot.waitUntil(block.isVisible, timeout=WAIT)
    assert "“Names of staff.” (Vaughn.csv, entry 1)" in block.accessibleName()
    window.registry.run("edit.undo")
    qtbot.waitUntil(lambda: not block.isVisible(), timeout=WAIT)


def test_without_an_index_the_view_says_what_to_do(window: Window, qtbot: QtBot) -> None:
    window.show()
    view = opened(window)
    qtbot.waitUntil(lambda: view.found is not None, timeout=WAIT)
    assert "No index of the agency yet" in view._state.accessibleName()
