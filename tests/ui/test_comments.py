"""Comments that came with the files: listed with author and date, shown at their place, made passages of."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QTabBar
from pytestqt.qtbot import QtBot

from reviewer.model.comments import Comment
from reviewer.model.geometry import Rect
from reviewer.model.ids import FileId
from reviewer.model.page import PageResult
from reviewer.services.workspace import Workspace
from reviewer.ui.application import Application
from reviewer.ui.page import Layer
from reviewer.ui.page.targets import Target, tool_tip
from reviewer.ui.window import Window
from tests.ui.test_accessibility import nameless

COMMENTS = (
    Comment("highlight", (Rect(100, 150, 250, 165),), "OGC", "2018-10-29T14:30", "Why not released?"),
    Comment("note", (Rect(500, 300, 520, 320),), "J. Doyle", "2018-11-02", "Ask the program office"),
    Comment("note", (Rect(500, 400, 520, 420),), "J. Doyle", "", "", withheld=True),
)


@pytest.fixture
def commented(application: Application, project_path: Path) -> Window:
    """A window with a project whose second page came with three comments."""
    workspace = Workspace.open(project_path, reviewer="Dana Reviewer")
    page = next(page for page in workspace.read.pages.of_file(FileId(1)) if page.number == 1)
    kept = workspace.read.pages.content(page.id)
    assert kept is not None
    plain = PageResult(1, page.width, page.height, "ocr", kept.text, comments=COMMENTS)
    workspace.intake.store_page_result(page.id, plain).result()
    window = application.new_window()
    window.use(workspace, read=False)
    window.resize(1280, 800)
    window.show()
    return window


def test_a_release_without_comments_has_no_tab_for_them(window: Window) -> None:
    view = window.desk.view
    assert view is not None
    bar = view.right.findChild(QTabBar)
    assert bar is not None
    assert not bar.isTabVisible(5)
    window.registry.run("view.comments")
    assert view.right.current == "comments", "asked for, it says that there are none"
    assert view.comments.list.stack.currentWidget() is view.comments.list.empty


def test_they_are_listed_and_lead_to_their_place(commented: Window, qtbot: QtBot) -> None:
    view = commented.desk.view
    assert view is not None
    window = commented
    QTest.keyClick(view.page_view, Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    assert view.right.current == "comments"
    panel = view.comments
    QAbstractItemModelTester(panel.list.model, QAbstractItemModelTester.FailureReportingMode.Warning)
    assert panel.list.model.rowCount() == 3
    said = panel.list.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Why not released?" in said
    assert "OGC · highlight · 2018-10-29 14:30" in said
    with qtbot.waitSignal(panel.chosen):
        QTest.mouseClick(panel.list.view.viewport(), Qt.MouseButton.LeftButton,
                         pos=panel.list.view.visualRect(panel.list.model.index(1)).center())  # fmt: skip
    assert window.session is not None
    row = window.session.project.comments.one(panel.selected)
    assert row is not None
    assert view.page_view.shows(row.page_id, row.rects[0])
    marks = [mark for mark in view.pages_model.marks(row.page_id).highlights if mark.style == "comment"]
    assert [mark.selected for mark in marks] == [False, True, False]
    assert "J. Doyle" in tool_tip(Target(0, highlight=marks[1]))
    assert nameless(panel) == []


def test_a_click_on_its_frame_selects_it_in_the_list(commented: Window) -> None:
    view = commented.desk.view
    assert view is not None
    comment = view.comments.shown()[0]
    view.page_view.highlight_clicked.emit(comment)
    assert view.right.current == "comments"
    assert view.comments.selected == comment
    view.page_view.toggle_layer(Layer.COMMENTS)
    assert Layer.COMMENTS not in view.page_view.layers


def test_only_those_of_an_author(commented: Window) -> None:
    view = commented.desk.view
    assert view is not None
    panel = view.comments
    assert [panel._author.itemText(n) for n in range(3)] == ["All authors", "J. Doyle", "OGC"]
    panel._author.setCurrentIndex(1)
    panel._author.activated.emit(1)
    assert len(panel.shown()) == 2
    first = view.pages_model.marks  # the frame of a comment that the filter leaves out leads to it all the same
    assert first is not None
    assert commented.session is not None
    other = commented.session.project.comments.ids("OGC")[0]
    panel.select(other)
    assert panel.selected == other
    assert len(panel.shown()) == 3


def test_passages_are_made_of_one_and_of_all(commented: Window) -> None:
    window, view = commented, commented.desk.view
    assert view is not None
    assert window.session is not None
    assert not window.registry.action("comments.import").isEnabled()
    view.right.show_panel("comments")
    view.comments.select(view.comments.shown()[1])
    window.registry.run("comments.import")
    (passage,) = window.session.project.passage_ids(None)
    row = window.session.project.passage(passage)
    assert row is not None
    assert row.note == "Comment in the file (note) by J. Doyle, 2018-11-02: Ask the program office"
    assert [name for name, _color in row.tags] == ["comment in the file"]
    assert not window.registry.action("comments.import").isEnabled(), "it is a passage already"
    window.registry.run("comments.import-all")
    assert len(window.session.project.passage_ids(None)) == 3
    assert not window.registry.action("comments.import-all").isEnabled()
    window.desk.commands.undo()  # type: ignore[union-attr]
    assert len(window.session.project.passage_ids(None)) == 1


def test_words_that_name_what_is_hidden_are_not_shown(commented: Window) -> None:
    view = commented.desk.view
    assert view is not None
    view.comments.select(view.comments.shown()[2])
    assert "left in the file" in view.comments._words.toPlainText()
