"""What is asked stands beside what it is about, and nothing moves under the hand that works on a page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from reviewer.model.geometry import Rect, bounds
from reviewer.ui.page import PageView
from reviewer.ui.passages.tag_picker import TagPicker
from reviewer.ui.review import ReviewView
from reviewer.ui.session import Session
from reviewer.ui.widgets.action_button import ActionButton
from reviewer.ui.widgets.beside import GAP, beside
from reviewer.ui.widgets.chooser import Chooser
from reviewer.ui.window import Window
from tests.ui.table_kit import listed
from tests.ui.test_review import press, selected, words

ROOM = QRect(0, 0, 1000, 800)
SMALL = QSize(280, 200)


@pytest.fixture
def view(window: Window) -> ReviewView:
    assert window.desk.view is not None
    window.activateWindow()
    return window.desk.view


@pytest.fixture
def session(window: Window) -> Session:
    assert window.session is not None
    return window.session


def box_of(widget: QWidget) -> QRect:
    return QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size())


def chooser(window: Window) -> Chooser:
    return window.findChildren(Chooser)[-1]


def on_screen(view: PageView, session: Session) -> QRect:
    row = selected(session)
    return view.on_screen(row.page_id, (bounds(row.rects),))


@pytest.mark.parametrize(
    ("subject", "corner"),
    [
        (QRect(100, 100, 60, 20), (100, 119 + GAP)),  # below
        (QRect(900, 100, 60, 20), (719, 119 + GAP)),  # moved in from the right edge
        (QRect(100, 700, 60, 20), (100, 700 - GAP - 200)),  # no room below: above
        (QRect(100, 100, 60, 600), (159 + GAP, 100)),  # neither: to the right
        (QRect(600, 100, 300, 600), (600 - GAP - 280, 100)),  # nor there: to the left
        (QRect(10, 10, 980, 780), (359, 299)),  # all of it is covered anyhow: over its middle
    ],
)
def test_a_small_window_leaves_its_subject_to_be_seen(subject: QRect, corner: tuple[int, int]) -> None:
    at = beside(subject, SMALL, ROOM)
    assert (at.x(), at.y()) == corner
    assert ROOM.contains(QRect(at, SMALL))


def test_positions_are_offered_beside_the_redaction(window: Window, view: ReviewView, session: Session) -> None:
    press(view, Qt.Key.Key_N)
    press(view, Qt.Key.Key_P)
    box = on_screen(view.page_view, session)
    offered = box_of(chooser(window))
    assert not box.isEmpty()
    assert not offered.intersects(box)
    assert offered.left() == box.left() or offered.intersects(box.adjusted(-2 * GAP, -2 * GAP, 2 * GAP, 2 * GAP))


def test_tags_are_offered_beside_the_words(window: Window, view: ReviewView, session: Session) -> None:
    session.commands.new_tag("public interest", "#ffd54a", "P")
    part = words(session, view, 3, 8)
    view.page_view.selection_changed.emit((part,))
    press(view, Qt.Key.Key_T)
    place = view.page_view.on_screen(part.page_id, part.rects)
    offered = box_of(chooser(window))
    assert not offered.intersects(place)
    assert offered.intersects(place.adjusted(0, -2 * GAP, 0, 2 * GAP))


def test_the_button_that_was_clicked_has_the_tags_beside_it(
    window: Window, view: ReviewView, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    tag = session.commands.new_tag("public interest", "#ffd54a", "P")
    assert tag is not None
    view.page_view.selection_changed.emit((words(session, view, 3, 8),))
    session.commands.tag_selection(tag)
    QApplication.processEvents()
    name = window.registry.action("passage.tag").text().replace("&", "")
    (clicked,) = (found for found in view.passages.findChildren(ActionButton) if found.accessibleName() == name)
    asked: list[QRect] = []
    monkeypatch.setattr(Chooser, "pop_up", lambda _self, subject: asked.append(subject))
    clicked.click()
    press(view, Qt.Key.Key_T)
    assert asked[0] == box_of(clicked)
    assert not asked[1].intersects(box_of(clicked))  # by its key it is about the words


def test_in_the_table_positions_stand_at_the_row(window: Window) -> None:
    assert window.desk.views is not None
    window.registry.run("show.redactions")
    table = window.desk.views.table
    found = listed(table)[2]  # once the table has its rows, which come from behind
    table.select([found], found)
    table.table.setFocus()
    QApplication.processEvents()
    window.registry.run("review.position")
    grid = table.table
    cell = grid.visualRect(grid.currentIndex())
    place = QRect(grid.viewport().mapToGlobal(cell.topLeft()), cell.size())
    offered = box_of(chooser(window))
    assert not offered.intersects(place)
    assert offered.intersects(place.adjusted(-2 * GAP, -2 * GAP, 2 * GAP, 2 * GAP))


def test_a_box_drawn_in_view_moves_no_page(view: ReviewView, session: Session) -> None:
    page = view.page_view.current_page()
    assert page is not None
    low = view.page_view.finder.height / view.page_view.finder.scale - 40  # near the lower edge, where it can be drawn
    before = view.page_view.place()
    view.page_view.region_drawn.emit(page, Rect(100, low, 300, low + 20))
    assert selected(session).box_checked == "drawn"
    assert view.page_view.place() == before
    session.commands.split()
    assert view.page_view.place() == before
    session.commands.join()
    assert view.page_view.place() == before


def test_a_region_stays_outlined_while_its_tag_is_chosen(window: Window, view: ReviewView, session: Session) -> None:
    session.commands.new_tag("stamp", "#7fc4ff", "S")
    page, region = view.page_view.current_page(), Rect(300, 40, 500, 90)
    view.page_view.region_selected.emit(page, region)
    assert view.page_view.look(0).band == region
    QTest.keyClick(chooser(window), Qt.Key.Key_Escape)
    settle()
    assert view.page_view.look(0).band is None


def test_a_region_waits_until_its_tag_is_found_among_many(window: Window, view: ReviewView, session: Session) -> None:
    for number in range(41):
        session.commands.new_tag(f"subject {number}", "#7fc4ff", "")
    settle()
    view.page_view.region_selected.emit(view.page_view.current_page(), Rect(300, 40, 500, 90))
    asked = chooser(window)
    QTest.keyClick(asked, Qt.Key.Key_Slash)
    QApplication.sendPostedEvents(asked, 52)  # QEvent.DeferredDelete: it is gone before anything is typed
    picker = window.findChildren(TagPicker)[-1]
    assert view.page_view.look(0).band is not None
    QTest.keyClicks(picker.field, "subject 31")
    QTest.keyClick(picker.field, Qt.Key.Key_Return)
    settle()
    row = session.project.passage(session.commands.passage)
    assert row is not None
    assert [name for name, _color in row.tags] == ["subject 31"]
    assert view.page_view.look(0).band is None
    assert session.commands.region is None


def settle() -> None:
    """Let what was closed be gone."""
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, 52)  # QEvent.DeferredDelete, which is left to the event loop
