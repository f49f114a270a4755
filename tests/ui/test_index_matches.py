"""Matches of an agency's index that a person changes in the window: set aside, matched by hand, undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from reviewer.services.indexes.plan import plan_index
from reviewer.services.indexes.reading import read_index_file
from reviewer.services.operations import AddRequest
from reviewer.ui.agency_index.block import IndexBlock
from reviewer.ui.agency_index.picker import EntryPicker
from reviewer.ui.agency_index.view import AgencyIndexView
from reviewer.ui.window import Window

WAIT = 20_000


@pytest.fixture
def view(window: Window, tmp_path: Path, qtbot: QtBot) -> AgencyIndexView:
    """The view of an index with one entry that matches by its page and one that names no page."""
    session = window.session
    assert session is not None
    read = session.workspace.read
    deletions = read.indexes.deletions()
    page = next(page for page in read.indexes.pages() if page.printed and any(d.page == page.page for d in deletions))
    codes = " ".join(sorted({code for row in deletions if row.page == page.page for code in row.codes}))
    path = tmp_path / "Vaughn.csv"
    path.write_text(f"No.,Bates,Exemptions,Reason\n1,{page.printed},{codes},Names of staff.\n2,Doc. 9,(b)(5),Advice.\n")
    session.commands.perform(plan_index(read, read_index_file(path)).operation())
    window.show()
    window.registry.run("show.index")
    assert window.desk.views is not None
    found = window.desk.views.further("index")
    assert isinstance(found, AgencyIndexView)
    qtbot.waitUntil(lambda: found.found is not None and bool(found.found.entries), timeout=WAIT)
    return found


def click(inside: QWidget, name: str) -> None:
    """Press the button whose accessible name begins so, with the mouse."""
    button = next(each for each in inside.findChildren(QPushButton) if each.accessibleName().startswith(name))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_set_aside_and_taken_back_in_the_list(window: Window, view: AgencyIndexView, qtbot: QtBot) -> None:
    view.show_part("matched")
    assert view.found is not None
    before = len(view.found.entries[0].agreeing)
    click(view.details, "Set aside:" if before == 1 else "Set all aside")
    qtbot.waitUntil(lambda: view.found is not None and bool(view.found.entries[0].set_aside), timeout=WAIT)
    assert len(view.found.entries[0].set_aside) == before
    view.show_part("no deletion")
    click(view.details, "Take back:" if before == 1 else "Take all back")
    qtbot.waitUntil(lambda: view.found is not None and not view.found.entries[0].set_aside, timeout=WAIT)
    window.registry.run("edit.undo")
    qtbot.waitUntil(lambda: view.found is not None and bool(view.found.entries[0].set_aside), timeout=WAIT)


def test_matched_by_hand_from_the_list(window: Window, view: AgencyIndexView, qtbot: QtBot) -> None:
    view.show_part("not indexed")
    line = view.model.rows[0]
    click(view.details, "Match by hand")
    picker = next(each for each in window.findChildren(EntryPicker) if each.isVisible())
    QTest.keyClicks(picker.search, "no such words")
    QTest.keyClick(picker.search, Qt.Key.Key_Return)
    assert picker.isVisible()  # refused, with a sentence
    picker.search.clear()
    QTest.keyClicks(picker.search, "advice")
    QTest.keyClick(picker.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.found is not None and bool(view.found.entries[1].by_hand), timeout=WAIT)
    assert view.found is not None
    assert view.found.entries[1].by_hand == {line.deletion}
    assert view.found.entries[1].state == "matched"
    window.registry.run("edit.undo")
    qtbot.waitUntil(lambda: view.found is not None and not view.found.entries[1].by_hand, timeout=WAIT)


def test_set_aside_beside_the_redaction(window: Window, view: AgencyIndexView, qtbot: QtBot) -> None:
    view.show_part("matched")
    redaction = view.model.rows[0].redaction
    view.place_wanted.emit(redaction)
    block = window.findChild(IndexBlock)
    assert block is not None
    qtbot.waitUntil(block.isVisible, timeout=WAIT)
    click(block, "Set entry 1 aside")
    qtbot.waitUntil(lambda: block.accessibleName() == "Not in the index.", timeout=WAIT)
    click(block, "Take back entry 1")
    qtbot.waitUntil(lambda: "Names of staff." in block.accessibleName(), timeout=WAIT)
    click(block, "Match by hand")
    picker = next(each for each in window.findChildren(EntryPicker) if each.isVisible())
    assert picker.model.rowCount() == 2
    QTest.keyClick(picker.search, Qt.Key.Key_Down)
    QTest.keyClick(picker.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Advice." in block.accessibleName(), timeout=WAIT)


def test_the_request_is_chosen_where_there_are_two(window: Window, view: AgencyIndexView, qtbot: QtBot) -> None:
    assert not view.requests.isVisible()
    session = window.session
    assert session is not None
    session.commands.perform(AddRequest("Other agency", number="X-1"))
    session.commands.perform(AddRequest("Third agency", number="X-2"))
    qtbot.waitUntil(view.requests.isVisible, timeout=WAIT)
    view.requests.setCurrentIndex(view.requests.findText("X-2 · Third agency"))
    view.requests.activated.emit(view.requests.currentIndex())
    (index,) = session.workspace.read.indexes.indexes()
    assert index.request == view.requests.request
    qtbot.waitUntil(lambda: view.found is not None and view.found.indexes[0].request is not None, timeout=WAIT)
