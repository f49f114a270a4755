"""The board of passages, the tree of tags, the history and the settings, by keys and mouse."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer.model.ids import Uuid
from reviewer.services.operations import AddPassage, AddTag, WordRun
from reviewer.ui.history.panel import HistoryPanel
from reviewer.ui.history.view import AuditView
from reviewer.ui.history.words import row_changes
from reviewer.ui.keymap import key_problem
from reviewer.ui.models.lists import ID_ROLE
from reviewer.ui.passages.board import PassageBoard
from reviewer.ui.passages.tag_picker import TagPicker
from reviewer.ui.preferences import SettingsView
from reviewer.ui.rooms import board_of
from reviewer.ui.window import Window
from tests.ui.test_accessibility import nameless


@pytest.fixture
def board(window: Window, qtbot: QtBot) -> PassageBoard:
    """The board in front, with three tags and four passages."""
    assert window.session is not None
    workspace = window.session.workspace
    top, low, other = AddTag("top", key="O"), AddTag("low", key="L"), AddTag("other", "#7fc4ff")
    low = AddTag("low", key="L", parent=top.uuid, uuid=low.uuid)
    for tag in (top, low, other):
        workspace.perform(tag)
    page = workspace.read.pages.of_file(workspace.read.sources.files()[0].id)[0].id
    for place, tags in enumerate(((top,), (low,), (other, low), ())):
        workspace.perform(AddPassage((WordRun(page, place * 3, place * 3 + 2),), tuple(tag.uuid for tag in tags)))
    window.show()
    qtbot.waitExposed(window)
    window.registry.run("show.passages")
    found = board_of(window.desk.views)
    assert found is not None
    return found


def tags(window: Window) -> list[str]:
    assert window.session is not None
    return ["  " * tag.depth + tag.name for tag in window.session.project.tags()]


def test_models(board: PassageBoard, window: Window, qtmodeltester: Any) -> None:
    board.filters.group.setCurrentIndex(1)
    assert board.model.rowCount() == 4 + 5  # headings, and a card below each of its tags
    views = window.desk.views
    assert views is not None
    audit, settings = views.further("audit"), views.further("settings")
    assert isinstance(audit, AuditView)
    assert isinstance(settings, SettingsView)
    audit.reload()
    for model in (board.model, board.tree.model, audit.model, settings.shortcuts.model):
        assert model.rowCount() > 0
        qtmodeltester.check(model, force_py=True)


def test_every_control_has_a_name(board: PassageBoard, window: Window) -> None:
    assert nameless(window) == []


def test_a_tag_keeps_what_bears_it_or_one_below(board: PassageBoard) -> None:
    assert len(board.model.passages) == 4
    board.tree.view.setCurrentIndex(board.tree.model.index(0, 0))
    assert len(board.model.passages) == 3
    QTest.keyClick(board.tree.view, Qt.Key.Key_Escape)
    assert len(board.model.passages) == 4
    board.filters.search.setText("no passage has these words")
    QTest.keyClick(board.filters.search, Qt.Key.Key_Return)
    assert board.model.passages == []
    assert board.empty.isVisible()
    board.show_all()
    assert len(board.model.passages) == 4


def test_enter_shows_a_passage_on_its_page(board: PassageBoard, window: Window) -> None:
    wanted = board.list.current
    QTest.keyClick(board.list, Qt.Key.Key_Return)
    assert window.desk.shows("review")
    assert window.desk.commands is not None
    assert window.desk.commands.passage == wanted


def test_keys_move_passages_and_the_board_shows_their_order(board: PassageBoard, window: Window) -> None:
    before = board.model.passages
    window.registry.run("board.down")
    assert board.model.passages == [before[1], before[0], *before[2:]]
    assert board.filters.ordering == "arranged"
    assert board.list.selected == [before[0]]
    window.registry.run("edit.undo")
    assert board.model.passages == before


def test_a_card_that_is_dropped_is_arranged_in_whatever_order_it_stood(board: PassageBoard, window: Window) -> None:
    before = board.model.passages
    assert str(board.filters.ordering) == "place"
    assert board.model.flags(QModelIndex()) & Qt.ItemFlag.ItemIsDropEnabled
    last = board.model.place(before[3])
    assert last is not None
    data = board.model.mimeData([board.model.index(last)])
    board.model.dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, QModelIndex())
    assert board.model.passages == [before[3], *before[:3]]
    assert board.filters.ordering == "arranged"
    window.registry.run("edit.undo")
    assert board.model.passages == before


def test_several_passages_get_a_tag_and_lose_it(board: PassageBoard, window: Window) -> None:
    assert window.session is not None
    commands, marks = window.session.commands, window.session.workspace.read.marks
    board.list.selectAll()
    other = next(tag.uuid for tag in marks.tags() if tag.name == "other")
    commands.tag_selection(other)
    assert all(other in row.tags for row in marks.passages())
    commands.tag_selection(other)
    assert not any(other in row.tags for row in marks.passages())
    commands.remove_passage()
    assert marks.passages() == []
    commands.undo()
    assert len(marks.passages()) == 4


def test_tags_are_moved_by_keys_and_by_dropping(board: PassageBoard, window: Window) -> None:
    tree = board.tree
    tree.view.setFocus()
    tree.view.setCurrentIndex(tree.model.index(1, 0))
    window.registry.run("tags.indent")
    assert tags(window) == ["top", "  low", "  other"]
    window.registry.run("tags.outdent")
    assert tags(window) == ["top", "  low", "other"]
    window.registry.run("board.up")
    assert tags(window) == ["other", "top", "  low"]
    low = tree.model.index(0, 0, tree.model.index(1, 0))
    data = tree.model.mimeData([tree.model.index(1, 0)])
    failed: list[object] = []
    assert window.desk.commands is not None
    window.desk.commands.failed.connect(failed.append)
    tree.model.dropMimeData(data, Qt.DropAction.MoveAction, -1, -1, low)
    assert len(failed) == 1  # a tag is not dropped below itself
    assert tags(window) == ["other", "top", "  low"]
    tree.model.dropMimeData(tree.model.mimeData([low]), Qt.DropAction.MoveAction, 0, 0, QModelIndex())
    assert tags(window) == ["low", "other", "top"]


def test_passages_are_tagged_by_dropping_them_on_a_tag(board: PassageBoard, window: Window) -> None:
    assert window.session is not None
    marks = window.session.workspace.read.marks
    bare = next(row.uuid for row in marks.passages() if not row.tags)
    data = board.model.mimeData([board.model.index(board.model.passages.index(bare))])
    board.tree.model.dropMimeData(data, Qt.DropAction.CopyAction, -1, -1, board.tree.model.index(0, 0))
    row = marks.passage(bare)
    assert row is not None
    assert row.tags == (Uuid(str(board.tree.model.index(0, 0).data(ID_ROLE))),)


def test_a_tag_is_merged_into_one_found_by_typing(board: PassageBoard, window: Window) -> None:
    board.tree.view.setCurrentIndex(board.tree.model.index(1, 0))
    window.registry.run("tags.merge")
    picker = window.findChildren(TagPicker)[-1]
    QTest.keyClicks(picker.field, "lo")
    QTest.keyClick(picker.field, Qt.Key.Key_Return)
    assert tags(window) == ["top", "  low"]


def test_the_history_panel_goes_to_a_point(board: PassageBoard, window: Window) -> None:
    window.registry.run("show.review")
    window.registry.run("view.history")
    panel = window.findChildren(HistoryPanel)[0]
    assert panel.list.count() == 8
    panel.list.setCurrentRow(3)
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert tags(window) == ["top", "  low", "other"]
    assert window.session is not None
    assert window.session.workspace.read.marks.passages() == []
    assert panel.list.currentRow() == 3


def test_the_record_is_filtered_and_saved(board: PassageBoard, window: Window, tmp_path: Path) -> None:
    window.registry.run("show.audit")
    assert window.desk.views is not None
    view = window.desk.views.further("audit")
    assert isinstance(view, AuditView)
    view.search.setText("add tag")
    QTest.keyClick(view.search, Qt.Key.Key_Return)
    assert view.model.rowCount() == 3
    assert "name: other" in view.details.toPlainText()
    view.write(tmp_path / "done.csv")
    assert len((tmp_path / "done.csv").read_text(encoding="utf-8-sig").splitlines()) == 4
    view.since.setText("tomorrow or so")
    view.reload()
    assert view.since.property("invalid")


def test_the_record_names_what_people_know(window: Window) -> None:
    assert window.session is not None
    assert window.desk.views is not None
    session = window.session
    redaction = session.project.redaction_ids("all", None)[0]
    session.edits.set_position([redaction], "contested")
    row = session.project.redaction(redaction)
    assert row is not None
    window.registry.run("show.audit")
    view = window.desk.views.further("audit")
    assert isinstance(view, AuditView)
    said = view.details.toPlainText()
    page = session.project.stored_page(row.page_id)
    assert page is not None
    file = session.project.file(page.file)
    assert file is not None
    assert said.startswith(f"changed redaction {file.name} p. {row.page}: position: undecided → contested")
    assert f"position by: nothing → {session.workspace.read.matter.reviewers()[0].name}" in said
    assert redaction not in said
    assert "T" not in said.rpartition("position at: nothing → ")[2]  # a time of the clock on the wall
    gone = row_changes([["tag", ["0199-a"], {"uuid": "0199-a", "name": "old"}]], [["tag", ["0199-a"], None]])
    assert gone == ["removed tag 0199-a: name: old"]  # what has no name any more keeps its id


def test_a_key_is_given_taken_and_given_back_everywhere(board: PassageBoard, window: Window) -> None:
    registry, keys = window.registry, window.settings.keys
    editor = window.desk.views.further("settings").shortcuts  # type: ignore[union-attr]  # the settings view
    seen = next(record for record in registry.records if record.id == "review.seen")
    problem = key_problem(seen, "X", registry.records)
    assert problem is not None
    assert problem.owner == "review.reject"
    assert key_problem(seen, "Home", registry.records) is not None
    window_wide = next(record for record in registry.records if record.id == "show.review")
    assert key_problem(window_wide, "Y", registry.records) is not None
    editor.choose("review.seen")
    editor.field.setKeySequence("X")
    assert "Not a redaction" in editor.said.text()
    assert not editor.set_button.isEnabled()
    editor.take()
    assert registry.key("review.seen") == "X"
    assert registry.action("review.seen").shortcut().toString() == "X"
    assert "(X)" in registry.action("review.seen").toolTip()
    assert registry.key("review.reject") == "Del"
    keys.reset_all()
    assert (registry.key("review.seen"), registry.key("review.reject")) == ("S", "X")


def test_settings_hold_at_once_and_are_kept(board: PassageBoard, window: Window) -> None:
    window.registry.run("show.settings")
    assert window.desk.views is not None
    view = window.desk.views.further("settings")
    assert isinstance(view, SettingsView)
    view.reviewer.setText("Ada  Other ")
    view.reviewer.editingFinished.emit()
    assert window.settings.reviewer == "Ada Other"
    view.text_size.setCurrentIndex(4)
    view.text_size.activated.emit(4)
    assert QApplication.font().pixelSize() == 17
    assert window.settings.text_size == 130
    view.text_size.activated.emit(2)
    assert view.project is not None
    view.project.policy.setCurrentIndex(1)
    view.project.attorney.setText("Ruth")
    view.project.set_button.click()
    assert window.desk.undo_text() == "&Undo: Recoverable text: attorney only, decided by Ruth"
