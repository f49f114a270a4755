"""A reviewer's day on the keys: check, code, reject, draw, tag, mark, search, undo, reopen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from reviewer.model.geometry import Rect
from reviewer.sample.maker import make_release
from reviewer.services.workspace import Workspace
from reviewer.ui.application import Application
from reviewer.ui.commands import ReviewCommands
from reviewer.ui.models.lists import ROW_ROLE
from reviewer.ui.models.rows import RedactionRow, TreeRow
from reviewer.ui.page import ContextTarget, Segment
from reviewer.ui.review import ReviewView
from reviewer.ui.session import Session
from reviewer.ui.widgets.chooser import Chooser
from reviewer.ui.window import Window
from tests.ui.sample_project import fill_project


@pytest.fixture
def view(window: Window) -> ReviewView:
    assert window.desk.view is not None
    window.activateWindow()
    return window.desk.view


@pytest.fixture
def session(window: Window) -> Session:
    assert window.session is not None
    return window.session


@pytest.fixture
def commands(session: Session) -> ReviewCommands:
    return session.commands


def selected(session: Session) -> RedactionRow:
    row = session.project.redaction(session.commands.redaction)
    assert row is not None
    return row


def press(view: ReviewView, key: Qt.Key) -> None:
    view.page_view.setFocus()
    QTest.keyClick(view.page_view, key)
    QApplication.processEvents()


def choose(window: Window, key: Qt.Key) -> None:
    chooser = window.findChildren(Chooser)[-1]
    QTest.keyClick(chooser, key)
    QApplication.processEvents()


def words(session: Session, view: ReviewView, first: int, last: int) -> Segment:
    page = view.page_view.current_page()
    assert page is not None
    content = session.project.content(page)
    assert content is not None
    chosen = content.text.words[first : last + 1]
    return Segment(page, first, last, tuple(word.rect for word in chosen), " ".join(word.text for word in chosen))


def test_enter_says_the_box_is_right_and_enter_again_the_code(view: ReviewView, session: Session) -> None:
    press(view, Qt.Key.Key_N)
    first = selected(session)
    assert (first.box_checked, first.code_checked) == ("unchecked", "unchecked")
    press(view, Qt.Key.Key_Return)
    assert selected(session).box_checked == "right"
    assert not selected(session).checked
    press(view, Qt.Key.Key_Return)
    assert selected(session).code_checked == "right"
    assert selected(session).checked
    press(view, Qt.Key.Key_N)
    assert selected(session).id != first.id


def test_list_and_undo_give_a_page_the_same_number(application: Application, tmp_path: Path) -> None:
    sample = make_release(tmp_path / "release", damage="clean", only=("Determination_Letter", "Release_3of3"))
    workspace = Workspace.create(tmp_path / "Two files.foia", reviewer="Dana Reviewer")
    fill_project(workspace, sample.truth)
    window = application.new_window()
    window.use(workspace, read=False)
    assert window.session is not None
    project, commands = window.session.project, window.session.commands
    commands.redaction = project.redaction_ids("all", None)[0]
    row = selected(window.session)
    page = project.page(row.page_id)
    assert page is not None
    assert row.page == page.file_page != page.number, "the file is not the first"
    commands.confirm()
    assert f"page {row.page}" in window.session.edits.undo_title


def test_the_tree_counts_what_is_left_to_check(view: ReviewView, session: Session) -> None:
    press(view, Qt.Key.Key_N)
    page = selected(session).page_id
    document = session.project.branches_of(page)[0]

    def left() -> int:
        row: TreeRow = view.documents.model.find(document).data(ROW_ROLE)
        return row.new

    before = left()
    press(view, Qt.Key.Key_X)
    assert left() == before - 1
    session.edits.undo()
    session.project.flush()
    assert left() == before


def test_text_and_facts_are_those_of_the_page_when_they_are_shown(view: ReviewView, session: Session) -> None:
    view.go_to_number(3)
    page = view.page_view.current_page()
    assert page is not None
    view.right.show_panel("text")
    assert view.text._text.toPlainText() == session.project.text(page)
    view.go_to_number(4)
    page = view.page_view.current_page()
    assert page is not None
    assert view.text._text.toPlainText() == session.project.text(page)
    view.right.show_panel("info")
    assert any("p. 4" in label.text() or label.text() == "4" for label in view.info.findChildren(QLabel))


def test_x_rejects_and_undo_takes_it_back(window: Window, view: ReviewView, session: Session) -> None:
    press(view, Qt.Key.Key_N)
    press(view, Qt.Key.Key_X)
    assert selected(session).rejected
    assert "Undo: Reject" in window.registry.action("edit.undo").text().replace("&", "")
    window.registry.run("edit.undo")
    assert not selected(session).rejected
    window.registry.run("edit.redo")
    assert selected(session).rejected


def test_codes_are_typed_into_a_field_that_a_key_opens(view: ReviewView, session: Session, qtbot: QtBot) -> None:
    press(view, Qt.Key.Key_N)
    press(view, Qt.Key.Key_K)
    field = view.redactions.details.codes_field
    field.setText("b6 b7c")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert selected(session).codes == ("(b)(6)", "(b)(7)(C)")
    assert selected(session).code_checked == "corrected"


def test_codes_that_are_none_are_named_and_change_nothing(view: ReviewView, session: Session) -> None:
    press(view, Qt.Key.Key_N)
    before = selected(session).codes
    session.commands.set_codes("qqq")
    assert selected(session).codes == before
    assert view.redactions.details.codes_field.property("invalid") is True


def test_a_position_is_chosen_by_two_keys(window: Window, view: ReviewView, session: Session) -> None:
    press(view, Qt.Key.Key_N)
    press(view, Qt.Key.Key_P)
    choose(window, Qt.Key.Key_C)
    assert selected(session).position == "contested"


def test_a_missed_redaction_is_drawn_and_moved(view: ReviewView, session: Session, commands: ReviewCommands) -> None:
    page = view.page_view.current_page()
    assert page is not None
    view.page_view.region_drawn.emit(page, Rect(100, 300, 220, 314))
    drawn = selected(session)
    assert drawn.box_checked == "drawn"
    view.page_view.rect_edited.emit(drawn.id, (Rect(100, 320, 220, 334),))
    assert selected(session).rects == (Rect(100, 320, 220, 334),)
    commands.reject()
    assert session.project.redaction(drawn.id) is None


def test_words_are_tagged_with_a_note(window: Window, view: ReviewView, session: Session) -> None:
    tag = session.commands.new_tag("public interest", "#ffd54a", "P")
    assert tag is not None
    view.page_view.selection_changed.emit((words(session, view, 3, 8),))
    press(view, Qt.Key.Key_T)
    choose(window, Qt.Key.Key_P)
    passage = session.project.passage(session.commands.passage)
    assert passage is not None
    assert passage.tags == (("public interest", "#ffd54a"),)
    assert len(passage.quote.split()) >= 5
    assert view.right.current == "passages"
    view.passages.note_written.emit(passage.id, "ask who decided")
    again = session.project.passage(passage.id)
    assert again is not None
    assert again.note == "ask who decided"


def test_a_region_becomes_a_passage(window: Window, view: ReviewView, session: Session) -> None:
    session.commands.new_tag("stamp", "#7fc4ff", "S")
    page = view.page_view.current_page()
    view.page_view.region_selected.emit(page, Rect(300, 40, 500, 90))
    choose(window, Qt.Key.Key_S)
    passage = session.project.passage(session.commands.passage)
    assert passage is not None
    assert passage.rects == (Rect(300, 40, 500, 90),)


def test_a_name_becomes_an_entity_and_its_second_place_a_mention(
    window: Window, view: ReviewView, session: Session
) -> None:
    view.page_view.selection_changed.emit((words(session, view, 3, 4),))
    press(view, Qt.Key.Key_E)
    choose(window, Qt.Key.Key_P)
    entity = session.project.entity(view.entities.selected)
    assert entity is not None
    assert (entity.kind, entity.mentions) == ("person", 1)
    view.page_view.selection_changed.emit((words(session, view, 3, 4),))
    press(view, Qt.Key.Key_E)
    choose(window, Qt.Key.Key_1)
    again = session.project.entity(entity.id)
    assert again is not None
    assert again.mentions == 2


def test_a_redaction_is_no_name(window: Window, view: ReviewView, session: Session) -> None:
    part = words(session, view, 3, 4)
    view.page_view.selection_changed.emit((replace(part, quote="From: [redacted (b)(6), (b)(7)(C)]"),))
    assert session.commands.selected_words() == "From"
    view.page_view.selection_changed.emit((replace(part, quote="[redacted (b)(6)]"),))
    assert session.commands.has_words()
    assert not window.registry.action("entity.mark").isEnabled()


def test_a_page_is_seen_by_a_key_and_the_meter_follows(window: Window, view: ReviewView) -> None:
    assert window.toolbar.meter.coverage.seen == 0
    press(view, Qt.Key.Key_S)
    assert window.toolbar.meter.coverage.seen == 1
    assert "pages seen 1/14" in window.toolbar.meter.sentence()
    assert not window.toolbar.meter.coverage.complete
    press(view, Qt.Key.Key_S)
    assert window.toolbar.meter.coverage.seen == 0


def test_hits_open_at_their_place(window: Window, view: ReviewView, qtbot: QtBot) -> None:
    view.search.search("redwood city")
    qtbot.waitUntil(lambda: not view.search.busy)
    pages = view.search.list.model.ids
    assert pages
    view.search.step(1)
    assert view.page_view.current_page() == pages[0]
    assert any(mark.current for mark in view.pages_model.marks(pages[0]).hits)
    window.toolbar.search.searched.emit("redwood city")
    assert view.page_view.current_page() == pages[1 % len(pages)]
    view.search.search("code:(b9 OR")
    assert view.search.list.model.ids == ()


def test_everything_is_as_it_was_after_reopening(application: Application, window: Window, view: ReviewView) -> None:
    session = window.session
    assert session is not None
    path: Path = session.workspace.path
    view.go_to_number(5)
    press(view, Qt.Key.Key_N)
    press(view, Qt.Key.Key_Return)
    checked, page = selected(session).id, view.page_view.current_page()
    window.close_project()
    assert not window.desk.has_project()
    window.use(Workspace.open(path), read=False)
    assert window.session is not None
    assert window.desk.view is not None
    row = window.session.project.redaction(checked)
    assert row is not None
    assert row.box_checked == "right"
    assert window.desk.view.page_view.current_page() == page
    assert application.settings.recent[0] == path


def test_a_project_open_elsewhere_is_offered_for_reading(window: Window, application: Application) -> None:
    assert window.session is not None
    path = window.session.workspace.path
    window.close_project()
    with Workspace.open(path, reviewer="Ada Other"):  # a window of this program would be brought forward
        other = application.new_window()
        assert not other.open_path(path)
        (notice,) = other.notices.notices
        assert notice.steps[0][0] == "Open to read"
        notice.steps[0][1]()
        assert other.session is not None
        assert other.session.project.read_only
        assert not other.desk.can_edit()
        offered = {name: other.registry.action(f"tool.{name}").isEnabled() for name in ("select", "draw", "region")}
        assert offered == {"select": True, "draw": False, "region": False}
        assert other.desk.view is not None
        assert other.desk.view.redactions.details.codes_field.isReadOnly()


def test_the_right_button_offers_what_fits(window: Window, view: ReviewView, session: Session) -> None:
    page = session.project.page_ids[0]
    redaction = session.project.redaction_ids("page", page)[0]
    target = ContextTarget(QPoint(10, 10), page, (0.0, 0.0), redaction)
    view.page_view.context_requested.emit(target)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert window.registry.action("review.reject") in menu.actions()
    assert window.registry.action("review.split") in menu.actions()
    assert session.commands.redaction == redaction
    menu.close()


def test_a_mention_is_removed_and_comes_back_by_undo(window: Window, view: ReviewView, session: Session) -> None:
    view.page_view.selection_changed.emit((words(session, view, 3, 4),))
    press(view, Qt.Key.Key_E)
    choose(window, Qt.Key.Key_O)
    entity = view.entities.selected
    assert entity is not None
    (mention,) = session.project.mention_ids(entity)
    view.entities.mention_chosen.emit(mention)
    window.registry.run("mention.remove")
    assert session.project.mention_ids(entity) == []
    window.registry.run("edit.undo")
    assert session.project.mention_ids(entity) == [mention]


def test_back_leads_to_the_place_and_not_just_to_the_page(window: Window, view: ReviewView) -> None:
    view.page_view.set_zoom(1.5)
    view.page_view.scroll_by(0, 300)
    place = view.page_view.place()
    view.go_to_number(6)
    window.registry.run("go.back")
    assert view.page_view.place() == place
    window.registry.run("go.forward")
    assert view.page_view.current_page() == view._project.page_ids[5]


def test_words_are_copied_with_their_pin_cite(window: Window, view: ReviewView, session: Session) -> None:
    chosen = words(session, view, 3, 5)
    view.page_view.selection_changed.emit((chosen,))
    window.registry.run("edit.copy-quote")
    page = session.project.page(chosen.page_id)
    assert page is not None
    assert QApplication.clipboard().text() == f"“{chosen.quote}” ({page.cite})"


def test_the_selection_fills_the_view_and_layers_are_switched_by_actions(
    window: Window, view: ReviewView, session: Session
) -> None:
    press(view, Qt.Key.Key_N)
    before = view.page_view.zoom()
    press(view, Qt.Key.Key_Z)
    assert view.page_view.zoom() > before
    index = view.page_view.finder.current()
    assert index is not None
    assert view.page_view.labels(index)
    window.registry.run("view.layer-redactions")
    assert not view.page_view.labels(index)
    assert not window.registry.action("view.layer-redactions").isChecked()
    window.registry.run("view.single")
    assert not view.page_view.continuous()
    assert window.registry.action("view.single").isChecked()


def test_a_redaction_is_split_and_joined_by_keys_and_each_is_one_undo(
    window: Window, view: ReviewView, session: Session
) -> None:
    press(view, Qt.Key.Key_N)
    first = selected(session)
    before = session.project.redaction_ids("page", first.page_id)
    view.page_view.setFocus()
    QTest.keyClick(view.page_view, Qt.Key.Key_J, Qt.KeyboardModifier.ShiftModifier)
    parts = session.project.redaction_ids("page", first.page_id)
    assert len(parts) > len(before)
    assert selected(session).id == first.id
    made = [session.project.redaction(uuid) for uuid in parts if uuid not in before]
    assert all(row is not None and row.codes == first.codes and row.kind == first.kind for row in made)
    assert sum(row.rects[0].area for row in made if row) + sum(r.area for r in selected(session).rects) == (
        pytest.approx(sum(rect.area for rect in first.rects), rel=0.02)
    )
    window.registry.run("edit.undo")
    assert session.project.redaction_ids("page", first.page_id) == before
    assert selected(session).rects == first.rects
    press(view, Qt.Key.Key_J)
    joined = selected(session)
    assert joined.id == first.id
    assert len(joined.rects) > len(first.rects)
    window.registry.run("edit.undo")
    assert selected(session).rects == first.rects


def test_the_pictures_of_pages_open_at_the_page_in_view(window: Window, view: ReviewView, qtbot: QtBot) -> None:
    last = window.session.project.page_ids[-1] if window.session is not None else 0
    view.go_to(last)
    view.left.show_panel("pages")
    strip = view.pages.view
    qtbot.waitUntil(lambda: strip.viewport().rect().intersects(strip.visualRect(strip.currentIndex())))
    assert strip.currentIndex().row() == view.pages.model.rowCount() - 1
