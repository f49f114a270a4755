"""Work done with keys alone: where they go, what they mean, and that they decide only on what is seen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from typing_extensions import override

from reviewer.model.ids import PageId, Uuid
from reviewer.services.targets import ChosenFile, asked_for
from reviewer.services.workspace import Workspace
from reviewer.ui.agency_index.picker import EntryPicker
from reviewer.ui.agency_index.view import AgencyIndexView
from reviewer.ui.application import Application
from reviewer.ui.contesting.wiring import appeal_of
from reviewer.ui.dialogs.import_files import ImportDialog
from reviewer.ui.dialogs.matter_fields import Matter
from reviewer.ui.history.view import AuditView
from reviewer.ui.passages.board import PassageBoard
from reviewer.ui.passages.tag_picker import TagPicker
from reviewer.ui.search.saved import NameField
from reviewer.ui.search.tagging import tag_found
from reviewer.ui.widgets.field_undo import FieldUndo
from reviewer.ui.widgets.notice import Notice
from reviewer.ui.window import Window
from reviewer.ui.words import counted

DOWN, ENTER = Qt.Key.Key_Down, Qt.Key.Key_Return


@pytest.fixture
def empty(application: Application, tmp_path: Path) -> Window:
    """A window on a project without a page."""
    window = application.new_window()
    window.use(Workspace.create(tmp_path / "New.foia", reviewer="Dana Reviewer"), read=False)
    return window


def enabled(window: Window, name: str) -> bool:
    return window.registry.action(name).isEnabled()


def test_nothing_is_seen_or_gone_to_where_there_is_no_page(empty: Window) -> None:
    for name in ("review.seen", "review.next", "review.previous", "copies.next", "copies.previous"):
        assert not enabled(empty, name), name


def test_nothing_is_decided_on_behind_another_view(window: Window) -> None:
    window.registry.run("review.next")
    assert enabled(window, "review.reject")
    assert enabled(window, "review.seen")
    window.registry.run("show.compare")
    for name in ("review.seen", "review.next", "review.confirm", "review.reject", "review.codes"):
        assert not enabled(window, name), name
    window.registry.run("show.redactions")
    assert enabled(window, "review.next")
    assert not enabled(window, "review.seen")
    window.registry.run("show.review")
    assert enabled(window, "review.seen")


def test_the_key_of_the_view_in_front_gives_it_the_keys(window: Window, qtbot: QtBot) -> None:
    window.show()
    qtbot.waitExposed(window)
    assert window.desk.views is not None
    window.begin_search()
    assert window.toolbar.search.hasFocus()
    window.registry.run("show.review")
    assert window.desk.views.review.page_view.hasFocus()


def test_down_leads_from_the_search_into_its_hits(window: Window, qtbot: QtBot) -> None:
    window.show()
    qtbot.waitExposed(window)
    assert window.desk.view is not None
    panel, field = window.desk.view.search, window.toolbar.search
    window.begin_search()
    QTest.keyClicks(field, "Northwind")
    QTest.keyClick(field, DOWN)  # before an answer is there
    qtbot.waitUntil(panel.list.view.hasFocus)
    assert panel.list.current == panel.list.model.ids[0]
    if len(panel.list.model.ids) > 1:
        QTest.keyClick(panel.list.view, DOWN)
        assert panel.list.current == panel.list.model.ids[1]


def test_the_key_of_the_hits_goes_to_them_and_not_to_the_counts(window: Window, qtbot: QtBot) -> None:
    window.show()
    qtbot.waitExposed(window)
    assert window.desk.view is not None
    panel = window.desk.view.search
    panel.search("Northwind")
    qtbot.waitUntil(lambda: panel.facets.finished)
    window.registry.run("view.search")
    window.registry.run("view.search")
    assert panel.list.view.hasFocus()


def test_what_was_read_after_a_search_is_told_and_searched_with_enter(window: Window, qtbot: QtBot) -> None:
    assert window.desk.view is not None
    panel = window.desk.view.search
    panel.search("Northwind")
    qtbot.waitUntil(lambda: panel.facets.finished)
    panel._unread += 2  # as if two pages had waited when the query was asked
    panel.note_reading()
    assert "2 pages were read since" in panel._count.text()
    window.begin_search()
    window.toolbar.search.setText("Northwind")
    QTest.keyClick(window.toolbar.search, ENTER)
    qtbot.waitUntil(lambda: not panel.busy)
    assert "read since" not in panel._count.text()


def test_the_keys_of_an_import_go_where_something_is_missing(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4")
    dialog = ImportDialog([], Matter("", "2018-0042", "Bureau of Records"), tmp_path)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(lambda: dialog.focusWidget() is dialog._chosen._files)
    number = dialog.findChildren(QLineEdit)[0]
    number.setFocus()
    QTest.keyClick(number, ENTER)
    assert dialog._wrong.text().startswith("Choose the files")
    assert dialog.focusWidget() is dialog._chosen._files
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_asked: ([str(tmp_path / "a.pdf")], ""))
    QTest.keyClick(dialog._chosen._files, ENTER)
    assert dialog._wrong.text() == ""
    assert dialog.focusWidget() is dialog.accept_button
    QTest.keyClick(dialog.accept_button, ENTER)  # and not: choose once more
    assert dialog.result() == ImportDialog.DialogCode.Accepted
    assert dialog.paths == [tmp_path / "a.pdf"]


def test_a_notice_is_answered_and_left_by_keys(window: Window, qtbot: QtBot) -> None:
    window.show()
    qtbot.waitExposed(window)
    assert window.desk.view is not None
    window.desk.view.page_view.setFocus()
    done: list[str] = []
    assert not enabled(window, "view.notices")
    window.notify(Notice("Older", key="older"))
    window.notify(Notice("A file is missing", "", "warning", (("Locate …", lambda: done.append("located")),)))
    window.registry.run("view.notices")
    focused = window.focusWidget()
    assert isinstance(focused, QPushButton)
    QTest.keyClick(focused, Qt.Key.Key_Escape)
    assert window.desk.view.page_view.hasFocus()
    window.registry.run("view.notices")
    step = window.focusWidget()
    assert step is not None
    QTest.keyClick(step, ENTER)
    assert done == ["located"]
    assert window.desk.view.page_view.hasFocus()
    window.notify(Notice("Another", "", "attention"))
    window.registry.run("view.dismiss-notices")
    assert not window.notices.notices
    assert not enabled(window, "view.dismiss-notices")


class Greedy(QLineEdit):
    """Claims every key, as fields on X11 claim those of Emacs."""

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)


def test_commands_come_before_the_habits_of_a_system_in_fields(qtbot: QtBot) -> None:
    field, watch = Greedy(), FieldUndo()
    qtbot.addWidget(field)
    watch.follow(None, field)

    def claimed(key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, modifiers)
        event.ignore()
        QApplication.sendEvent(field, event)
        return event.isAccepted()

    control = Qt.KeyboardModifier.ControlModifier
    assert not claimed(Qt.Key.Key_E, control)
    assert not claimed(Qt.Key.Key_K, control)
    for key in (Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_V, Qt.Key.Key_X):
        assert claimed(key, control)
    assert claimed(Qt.Key.Key_E, Qt.KeyboardModifier.NoModifier)


def test_searches_are_kept_and_asked_again_from_their_menu(window: Window, qtbot: QtBot) -> None:
    window.show()
    qtbot.waitExposed(window)
    assert window.desk.view is not None
    assert window.session is not None
    panel = window.desk.view.search
    panel.search("Northwind")
    window.registry.run("edit.saved")
    menu = panel.saved.choices
    assert menu.isVisible()
    QTest.keyClick(menu, DOWN)
    QTest.keyClick(menu, ENTER)
    (field,) = panel.saved.findChildren(NameField)
    QTest.keyClicks(field.field, "The vendor")
    QTest.keyClick(field.field, ENTER)
    assert [kept.name for kept in window.session.workspace.read.search.saved()] == ["The vendor"]
    panel.search("code:b6")
    window.registry.run("edit.saved")
    QTest.keyClick(menu, DOWN)
    QTest.keyClick(menu, DOWN)
    QTest.keyClick(menu, ENTER)
    assert panel.query == "Northwind"
    assert window.toolbar.search.text() == "Northwind"


def test_nothing_kept_of_a_search_is_lost_by_its_new_name(window: Window, qtbot: QtBot) -> None:
    """Kept, renamed and removed by the menu's own steps, each taken back."""
    assert window.session is not None
    assert window.desk.view is not None
    panel, read = window.desk.view.search, window.session.workspace.read.search
    panel.search("Northwind")
    panel.saved.kept.emit("The vendor")
    (row,) = read.saved()
    panel.saved.renamed.emit(Uuid(row.uuid), "Northwind, the vendor")
    assert [kept.name for kept in read.saved()] == ["Northwind, the vendor"]
    assert window.session.edits.undo_title == "Rename search “The vendor” to “Northwind, the vendor”"
    window.registry.run("edit.undo")
    assert [kept.name for kept in read.saved()] == ["The vendor"]
    panel.saved.removed.emit(Uuid(row.uuid))
    assert read.saved() == []
    window.registry.run("edit.undo")
    assert [kept.query for kept in read.saved()] == ["Northwind"]


def test_letters_pressed_on_the_packet_decide_nothing(window: Window, qtbot: QtBot) -> None:
    """`Shift+A` once accepted every suggestion of the list behind, from the box that chooses a letter."""
    window.show()
    qtbot.waitExposed(window)
    assert window.session is not None
    window.registry.run("show.appeal")
    view = appeal_of(window.desk.views)
    assert view is not None
    qtbot.waitUntil(lambda: view.facts is not None)
    view.show_section("suggested")
    qtbot.waitUntil(view.can_decide)
    assert enabled(window, "appeal.accept-all")
    before = window.session.workspace.read.contesting.challenges()
    window.registry.run("appeal.packet")
    assert not enabled(window, "appeal.accept-all")
    view.packet.channel.setFocus()
    QTest.keyClick(view.packet.channel, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(view.packet.channel, Qt.Key.Key_A)
    assert window.session.workspace.read.contesting.challenges() == before


def test_an_action_that_went_out_of_reach_unnoticed_does_nothing(window: Window) -> None:
    window.registry.run("review.next")
    seen = window.registry.action("review.seen")
    assert seen.isEnabled()
    assert window.session is not None
    assert window.desk.views is not None
    before = window.session.project.coverage().seen
    window.desk.views._stack.setCurrentIndex(window.desk.views._stack.count() - 1)
    window.session.commands.page = None
    seen.trigger()
    assert window.session.project.coverage().seen == before
    assert not seen.isEnabled()


def test_the_keys_of_an_empty_index_are_at_the_way_to_bring_one_in(window: Window, qtbot: QtBot) -> None:
    window.show()
    qtbot.waitExposed(window)
    window.registry.run("show.index")
    assert window.desk.views is not None
    view = cast("AgencyIndexView", window.desk.views.further("index"))
    qtbot.waitUntil(lambda: view.found is not None)
    focused = window.focusWidget()
    assert isinstance(focused, QPushButton)
    assert focused.text() == "Import index …"


def test_the_entry_for_a_deletion_is_typed_first(qtbot: QtBot) -> None:
    """With the keys on Match, the first Enter took whatever entry stood first."""
    picker = EntryPicker("Release_1of2.pdf p. 3", [])
    qtbot.addWidget(picker)
    picker.show()
    assert picker.focusWidget() is picker.search


def test_pages_found_by_their_redactions_show_the_first_of_them(window: Window, qtbot: QtBot) -> None:
    assert window.session is not None
    assert window.desk.view is not None
    panel, reads = window.desk.view.search, window.session.workspace.read.redactions
    panel.search("code:b6 kind:black")
    qtbot.waitUntil(lambda: not panel.busy)
    row = panel.list.model.row(0)
    assert row is not None
    found = [one for one in reads.of_page(PageId(row.id)) if "(b)(6)" in one.codes and one.kind == "black"]
    assert row.boxes == found[0].rects
    assert (row.hits, row.snippet.split(":")[0]) == (len(found), counted(len(found), "1 redaction", "{0} redactions"))
    panel.search("NOT code:b6")
    qtbot.waitUntil(lambda: not panel.busy)
    row = panel.list.model.row(0)
    assert row is not None
    assert (row.boxes, row.snippet) == ((), "")


def test_every_place_found_gets_a_tag_once(window: Window, qtbot: QtBot) -> None:
    window.show()
    qtbot.waitExposed(window)
    assert window.session is not None
    assert window.desk.view is not None
    panel, marks = window.desk.view.search, window.session.workspace.read.marks
    tag = window.session.commands.new_tag("vendor", "#ffd54a", "V")
    assert tag is not None
    assert not enabled(window, "edit.tag-found")
    panel.search("Northwind")
    qtbot.waitUntil(lambda: not panel.busy)
    assert enabled(window, "edit.tag-found")
    places = sum(len(window.session.project.found.runs(page)) for page in panel.pages)
    assert places > len(panel.pages) > 0
    before = len(marks.passage_ids())
    window.registry.run("edit.tag-found")
    (picker,) = window.findChildren(TagPicker)
    QTest.keyClicks(picker.field, "vend")
    QTest.keyClick(picker.field, ENTER)
    assert len(marks.passage_ids(Uuid(tag))) == places
    assert window.session.edits.undo_title == f"Mark {places} passages"
    assert window.notices.notices[0].title == f"{places} places are tagged: vendor"
    tag_found(window.desk, tag, window.notify)
    assert window.notices.notices[0].title == "0 places are tagged: vendor"
    assert len(marks.passage_ids(Uuid(tag))) == places
    window.registry.run("edit.undo")
    assert len(marks.passage_ids()) == before


@pytest.mark.parametrize("saver", ["chart", "codebook", "record"])
def test_nothing_saved_takes_the_place_of_the_project_or_of_a_file_nobody_gave_up(
    window: Window, tmp_path: Path, saver: str
) -> None:
    assert window.session is not None
    assert window.desk.views is not None
    views, project = window.desk.views, window.session.workspace.path
    kept = tmp_path / "dear.png"
    kept.write_text("dear")
    if saver == "chart":
        write: Callable[..., None] = partial(window.exporting.write_chart, views.overview.codes)
    elif saver == "codebook":
        write = cast("PassageBoard", views.further("passages")).tags.write
    else:
        write = cast("AuditView", views.further("audit")).write
    window.notices.dismiss_all()
    write(project, overwrite=True)
    assert "is the project that is open" in window.notices.notices[0].title
    write(kept)
    assert "is already there" in window.notices.notices[0].title
    assert kept.read_text() == "dear"
    assert project.read_bytes().startswith(b"SQLite")


def test_only_a_file_that_was_asked_about_is_replaced() -> None:
    assert asked_for(Path("a.png"), (".png", ".svg")) == ChosenFile(Path("a.png"), replace=True)
    assert asked_for(Path("a.SVG"), (".png", ".svg")) == ChosenFile(Path("a.SVG"), replace=True)
    assert asked_for(Path("a"), (".png", ".svg")) == ChosenFile(Path("a.png"), replace=False)
    assert asked_for(Path("p.v2"), (".zip",)) == ChosenFile(Path("p.v2.zip"), replace=False)
