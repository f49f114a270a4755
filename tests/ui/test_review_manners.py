"""What the keys act on can be seen, what is said of a redaction is known, and one act is one undo."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from reviewer.model.geometry import Rect
from reviewer.services.workspace import Workspace
from reviewer.ui.application import Application
from reviewer.ui.dialogs.new_tag import NewTagDialog
from reviewer.ui.page import RedactionMark, Tool
from reviewer.ui.review import ReviewView
from reviewer.ui.session import Session
from reviewer.ui.widgets.chooser import Chooser
from reviewer.ui.window import Window
from tests.ui.test_review import choose, press, selected, words


@pytest.fixture
def view(window: Window) -> ReviewView:
    assert window.desk.view is not None
    window.activateWindow()
    return window.desk.view


@pytest.fixture
def session(window: Window) -> Session:
    assert window.session is not None
    return window.session


def mark_of(view: ReviewView, redaction: str) -> RedactionMark | None:
    pane = view.page_view
    index = pane.finder.current()
    assert index is not None
    return next((mark for mark in pane.scene(index).marks.redactions if mark.id == redaction), None)


def test_nobody_calls_a_drawn_box_unmarked_before_someone_looked(
    window: Window, view: ReviewView, session: Session
) -> None:
    page = view.page_view.current_page()
    view.page_view.region_drawn.emit(page, Rect(100, 300, 220, 314))
    drawn = selected(session)
    mark = mark_of(view, drawn.id)
    assert mark is not None
    assert drawn.label == mark.label == "no code yet"
    assert mark.color == window.theme.codes((), "shared").fill
    assert window.desk.confirm_text() == "No code there"
    press(view, Qt.Key.Key_Return)
    confirmed = mark_of(view, drawn.id)
    assert confirmed is not None
    assert selected(session).label == confirmed.label == "unmarked"
    assert confirmed.color == window.theme.codes(()).fill


def test_what_was_rejected_is_shown_while_it_is_selected(view: ReviewView, session: Session) -> None:
    press(view, Qt.Key.Key_N)
    rejected = selected(session).id
    press(view, Qt.Key.Key_X)
    mark = mark_of(view, rejected)
    assert mark is not None
    assert mark.state == "rejected"
    view.selecting.select_redaction(None)
    assert mark_of(view, rejected) is None


def test_a_jump_leaves_the_selected_words_behind(view: ReviewView, session: Session) -> None:
    view.page_view.select_page()
    here = view.page_view.current_page()
    assert session.commands.has_words()
    view.go_to_number(6)
    assert view.page_view.current_page() != here
    assert not session.commands.has_words()
    assert view.page_view.selection() == ()


def test_words_scrolled_out_of_view_come_back_before_they_are_tagged(
    window: Window, view: ReviewView, session: Session
) -> None:
    session.commands.new_tag("public interest", "#ffd54a", "P")
    part = words(session, view, 3, 8)
    view.page_view.selection_changed.emit((part,))
    view.page_view.scroll_by(0, 5000)
    assert not view.page_view.shows(part.page_id, part.rects[0])
    press(view, Qt.Key.Key_T)
    assert view.page_view.shows(part.page_id, part.rects[0])
    choose(window, Qt.Key.Key_P)
    assert session.commands.passage is not None


def test_a_region_that_was_not_tagged_is_forgotten(window: Window, view: ReviewView, session: Session) -> None:
    session.commands.new_tag("stamp", "#7fc4ff", "S")
    view.page_view.region_selected.emit(view.page_view.current_page(), Rect(300, 40, 500, 90))
    assert session.commands.has_words()
    QTest.keyClick(window.findChildren(Chooser)[-1], Qt.Key.Key_Escape)
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, 52)  # QEvent.DeferredDelete, which is left to the event loop
    assert not session.commands.has_words()


def test_without_tags_the_key_asks_for_the_first_one(
    window: Window, view: ReviewView, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[QDialog] = []

    def ask(dialog: QDialog) -> int:
        asked.append(dialog)
        return QDialog.DialogCode.Rejected

    monkeypatch.setattr(NewTagDialog, "exec", ask)
    view.page_view.selection_changed.emit((words(session, view, 3, 8),))
    press(view, Qt.Key.Key_T)
    assert len(asked) == 1
    assert not window.findChildren(Chooser)


def test_a_hint_says_what_the_keys_do(window: Window, view: ReviewView, session: Session) -> None:
    hint = window.status._hint
    view.page_view.selection_changed.emit((words(session, view, 3, 8),))
    assert hint.text() == "T tag · E entity · Ctrl+C copy"
    view.page_view.selection_changed.emit(())
    assert hint.text() == ""
    press(view, Qt.Key.Key_D)
    assert "Esc" in hint.text()
    press(view, Qt.Key.Key_Escape)
    assert view.page_view.tool() == Tool.SELECT
    assert hint.text() == ""


def test_w_goes_to_the_note_of_the_passage_in_front(view: ReviewView, session: Session, window: Window) -> None:
    session.commands.new_tag("public interest", "#ffd54a", "P")
    view.page_view.selection_changed.emit((words(session, view, 3, 8),))
    press(view, Qt.Key.Key_T)
    choose(window, Qt.Key.Key_P)
    press(view, Qt.Key.Key_W)
    assert QApplication.focusWidget() is view.passages.note_field


def test_a_new_entity_is_one_undo(window: Window, view: ReviewView, session: Session) -> None:
    before = session.project.entity_ids()
    view.page_view.selection_changed.emit((words(session, view, 3, 4),))
    press(view, Qt.Key.Key_E)
    choose(window, Qt.Key.Key_P)
    assert len(session.project.entity_ids()) == len(before) + 1
    assert session.edits.undo_title.startswith("Mark new person")
    window.registry.run("edit.undo")
    assert session.project.entity_ids() == before
    window.registry.run("edit.redo")
    assert session.project.entity(session.project.entity_ids()[-1]) is not None


def test_menus_say_what_the_next_press_does(window: Window, view: ReviewView) -> None:
    seen = window.registry.action("review.seen")
    assert seen.text().replace("&", "") == "Page seen"
    press(view, Qt.Key.Key_S)
    assert seen.text().replace("&", "") == "Page not seen"
    assert window.registry.action("edit.copy").shortcut().toString() == "Ctrl+C"


def test_an_empty_project_has_nothing_to_scroll(application: Application, tmp_path: Path) -> None:
    window = application.new_window()
    window.use(Workspace.create(tmp_path / "Empty.foia", reviewer="Dana Reviewer"), read=False)
    assert window.desk.view is not None
    assert not window.desk.view.page_view.verticalScrollBar().isVisible()


def test_the_sides_follow_the_width_of_the_window_until_they_are_moved(window: Window, view: ReviewView) -> None:
    window.resize(1280, 800)
    QApplication.processEvents()
    left, _, right = view.splitter.sizes()
    assert (left, right) == (241, 309)
    window.resize(1600, 900)
    QApplication.processEvents()
    assert view.splitter.sizes()[0] == 280
    view.splitter.setSizes([250, 1000, 340])
    view.splitter.splitterMoved.emit(250, 1)
    moved = view.splitter.sizes()
    window.resize(1280, 800)
    QApplication.processEvents()
    assert (view.splitter.sizes()[0], view.splitter.sizes()[2]) == (moved[0], moved[2])


def test_no_key_decides_on_a_redaction_that_was_left_behind(window: Window, view: ReviewView, session: Session) -> None:
    press(view, Qt.Key.Key_N)
    chosen = selected(session)
    details = view.redactions.details
    view.go_to_number(6)
    assert view.selecting.out_of_view()
    page = session.project.page(chosen.page_id)
    assert page is not None
    assert details.place == f"Redaction on page {page.number}"
    for key in (Qt.Key.Key_Return, Qt.Key.Key_X):
        view.go_to_number(6)
        assert window.desk.confirm_text() == "Show it"
        press(view, key)
        assert selected(session).box_checked == "unchecked"
        assert not view.selecting.out_of_view()
    press(view, Qt.Key.Key_Return)
    assert selected(session).box_checked == "right"


def test_a_panel_comes_to_the_front_from_any_view(window: Window, view: ReviewView) -> None:
    window.desk.view_opener("overview")()
    window.registry.run("view.history")
    assert window.desk.shows("review")
    assert view.right.current == "history"


@pytest.mark.parametrize(
    ("key", "with_key", "said"),
    [
        (Qt.Key.Key_K, Qt.KeyboardModifier.NoModifier, "Set codes: select a redaction first"),
        (Qt.Key.Key_J, Qt.KeyboardModifier.ShiftModifier, "Split: select a redaction first"),
        (Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier, "Correct words: select words first"),
        (Qt.Key.Key_T, Qt.KeyboardModifier.NoModifier, "Tag: select words first"),
        (Qt.Key.Key_Q, Qt.KeyboardModifier.NoModifier, ""),
    ],
)
def test_a_key_that_can_do_nothing_says_what_it_lacks(
    view: ReviewView, key: Qt.Key, with_key: Qt.KeyboardModifier, said: str
) -> None:
    hints: list[str] = []
    view.hinted.connect(hints.append)
    view.page_view.setFocus()
    QTest.keyClick(view.page_view, key, with_key)
    assert [hint for hint in hints if hint] == ([said] if said else [])
    QTest.keyClick(view.page_view, Qt.Key.Key_N)  # what is missing is there: it is not said any more
    assert hints[-1] == ""
