"""The panels say no more than is known, and no click or wheel in them changes what the next key means."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPixmap, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QListView, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from reviewer.model.geometry import Rect
from reviewer.model.page import PageError, PageResult
from reviewer.pdf.encode import encode_picture
from reviewer.services.operations import AddRequest, EditRelease, EditRequest
from reviewer.ui.history.words import clock, day_and_clock
from reviewer.ui.panels.delegates import ChipPart, Parts, RowDelegate, elided, row_height
from reviewer.ui.panels.tabs import TabPanel
from reviewer.ui.review import ReviewView
from reviewer.ui.theme.theme import Theme
from reviewer.ui.widgets.basics import button
from reviewer.ui.widgets.choice_box import ChoiceBox
from reviewer.ui.widgets.crop import CropView
from reviewer.ui.widgets.meter import Coverage
from reviewer.ui.widgets.note import NoteField
from reviewer.ui.window import Window


@pytest.fixture
def view(window: Window) -> ReviewView:
    assert window.desk.view is not None
    window.activateWindow()
    return window.desk.view


def words_of(widget: QWidget) -> list[str]:
    return [part.text() for part in widget.findChildren(QLabel) if not part.isHidden()]


@pytest.mark.parametrize(
    ("coverage", "least"),
    [
        (Coverage(pages=34, seen=0, redactions=11, checked=0), 0.0),
        (Coverage(pages=34, seen=34, redactions=11, checked=0), 0.0),
        (Coverage(pages=10, seen=10, redactions=4, checked=4, unread=5), 0.5),
        (Coverage(pages=10, seen=10, redactions=4, checked=4, failed=1), 0.9),
        (Coverage(pages=10, seen=10, redactions=0, checked=0, unread=10), 0.0),
    ],
)
def test_the_meters_one_number_is_the_least_of_the_three(coverage: Coverage, least: float) -> None:
    assert coverage.share == pytest.approx(least)
    assert not coverage.complete


def test_the_meter_is_complete_only_when_all_three_are_done() -> None:
    done = Coverage(pages=10, seen=10, redactions=4, checked=4)
    assert done.complete
    assert done.shares == (1.0, 1.0, 1.0)


def test_a_long_context_keeps_the_block_in_view(qtbot: QtBot) -> None:
    metrics = QFontMetrics(QApplication.font())
    text = "a very long run of words before the deletion that goes on ▇▇ and words after it that go on as well"
    shown = elided(text, metrics, 240)
    before, block, after = shown.partition("▇▇")
    assert block
    assert before.startswith("…")
    assert len(after) > 4
    assert metrics.horizontalAdvance(shown) <= 240
    assert elided("To ▇▇ Cc", metrics, 240) == "To ▇▇ Cc"


def test_the_wheel_over_a_choice_changes_nothing(qtbot: QtBot) -> None:
    box = ChoiceBox("Position", ("undecided", "contested"))
    qtbot.addWidget(box)
    box.show()
    place = QPointF(box.rect().center())
    turn = QWheelEvent(
        place, QPointF(box.mapToGlobal(box.rect().center())), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(box, turn)
    assert box.currentText() == "undecided"
    assert not turn.isAccepted()


def test_no_choice_in_the_window_takes_the_wheel(window: Window) -> None:
    assert all(isinstance(box, ChoiceBox) for box in window.findChildren(QComboBox))


def test_a_click_on_a_button_leaves_the_keys_with_the_page(view: ReviewView, qtbot: QtBot) -> None:
    view.page_view.setFocus()
    QTest.keyClick(view.page_view, Qt.Key.Key_N)
    for control in (*view.redactions.details.findChildren(QWidget), *view.strip.findChildren(QWidget)):
        if type(control).__name__ in ("ActionButton", "ChoiceBox", "QToolButton"):
            assert control.focusPolicy() == Qt.FocusPolicy.TabFocus, control.accessibleName()


def test_after_codes_are_typed_the_keys_belong_to_the_page(window: Window, view: ReviewView, qtbot: QtBot) -> None:
    qtbot.waitUntil(window.isVisible)
    view.page_view.setFocus()
    QTest.keyClick(view.page_view, Qt.Key.Key_N)
    field = view.redactions.details.codes_field
    with qtbot.waitSignal(view.redactions.left):
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, "b6 b7c")
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "(b)(6) (b)(7)(C)"


def test_codes_that_are_none_keep_the_field_open(view: ReviewView, qtbot: QtBot) -> None:
    view.page_view.setFocus()
    QTest.keyClick(view.page_view, Qt.Key.Key_N)
    field = view.redactions.details.codes_field
    known = field.text()
    with qtbot.assertNotEmitted(view.redactions.left):
        field.selectAll()
        QTest.keyClicks(field, "qqq")
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "qqq"
    with qtbot.waitSignal(view.redactions.left):
        QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == known


def test_codes_typed_count_when_the_field_is_left(window: Window, view: ReviewView, qtbot: QtBot) -> None:
    view.page_view.setFocus()
    QTest.keyClick(view.page_view, Qt.Key.Key_N)
    field = view.redactions.details.codes_field
    field.selectAll()
    QTest.keyClicks(field, "b5")
    with qtbot.waitSignal(view.redactions.details.codes_typed):
        field.editingFinished.emit()
    assert field.text() == "(b)(5)"


def test_a_redaction_drawn_by_hand_is_not_said_to_bear_no_code(window: Window, view: ReviewView) -> None:
    view.page_view.region_drawn.emit(view.page_view.current_page(), Rect(100, 300, 220, 314))
    shown = words_of(view.redactions.details)
    assert "not looked for: drawn by hand" in shown
    assert "No exemption found on the page" not in shown
    assert "drawn by hand, code not checked" in shown


def test_the_rule_on_marking_is_that_of_the_law_asked_under(window: Window, view: ReviewView) -> None:
    assert window.session is not None
    row = window.session.project.redaction(window.session.project.redaction_ids("all", None)[0])
    assert row is not None
    bare = replace(row, marking="none", codes=(), code_text="", needs_look="", recoverable=False)
    view.redactions.details.warning.show_row(bare)
    assert "5 U.S.C. 552(b) asks" in " ".join(words_of(view.redactions.details.warning))
    view.redactions.details.warning.show_row(replace(bare, regime="state law"))
    assert "552" not in " ".join(words_of(view.redactions.details.warning))


def test_a_redaction_knows_the_law_of_its_request(window: Window, qtbot: QtBot) -> None:
    assert window.session is not None
    workspace, project = window.session.workspace, window.session.project
    shown = project.redaction_ids("all", None)[0]
    release = workspace.read.sources.releases()[0]
    request = AddRequest(agency="Police", number="16-0191", regime="state law")
    workspace.perform(request)
    workspace.perform(EditRelease(release.uuid, request=request.uuid))
    qtbot.waitUntil(lambda: getattr(project.redaction(shown), "regime", "") == "state law")
    workspace.perform(EditRequest(request.uuid, regime="Privacy Act"))
    qtbot.waitUntil(lambda: getattr(project.redaction(shown), "regime", "") == "Privacy Act")


def test_enter_presses_the_button_that_has_the_focus(qtbot: QtBot) -> None:
    pressed: list[str] = []
    made = button("New project …", lambda: pressed.append("new"))
    qtbot.addWidget(made)
    QTest.keyClick(made, Qt.Key.Key_Return)
    QTest.keyClick(made, Qt.Key.Key_Space)
    assert pressed == ["new", "new"]


def test_a_search_says_what_it_could_not_search(view: ReviewView, qtbot: QtBot) -> None:
    view.search.search("redwood city")
    qtbot.waitUntil(lambda: not view.search.busy)
    assert any("1 page is not read and was not searched." in words for words in words_of(view.search.list))
    view.search.search("nowhereatall")
    qtbot.waitUntil(lambda: not view.search.busy)
    assert any(words.startswith("1 page is not read") for words in words_of(view.search.list.empty))


def test_a_page_that_failed_says_why(view: ReviewView, window: Window, qtbot: QtBot) -> None:
    assert window.session is not None
    workspace, project = window.session.workspace, window.session.project
    page = project.page_ids[-1]
    error = PageError("damaged", "The page is damaged.")
    workspace.intake.store_page_result(page, PageResult(0, 612.0, 792.0, error=error)).result()
    project.flush()
    view.go_to(page)
    qtbot.waitUntil(lambda: "This page could not be read" in words_of(view.redactions.list.empty))
    assert any(words.startswith("The page is damaged.") for words in words_of(view.redactions.list.empty))
    view.right.show_panel("text")
    assert "This page could not be read" in words_of(view.text)


def test_tab_goes_through_a_panel_from_top_to_bottom(view: ReviewView) -> None:
    for panel in (view.redactions, view.passages, view.entities.mentions):
        takers = [part for part in panel.findChildren(QWidget) if part.focusPolicy() & Qt.FocusPolicy.TabFocus]
        order: list[QWidget] = [panel]
        while len(order) <= 200:
            following = order[-1].nextInFocusChain()
            assert following is not None
            order.append(following)
        heights = [part.mapTo(panel, QPoint()).y() for part in order if part in takers and part.isVisible()]
        assert heights == sorted(heights)


def test_the_keys_go_along_to_the_panel_that_comes_to_the_front(window: Window, view: ReviewView, qtbot: QtBot) -> None:
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    view.right.show_panel("passages")
    view.passages.findChildren(ChoiceBox)[0].setFocus()
    view.right.show_panel("redactions")
    assert QApplication.focusWidget() is view.redactions.list.view


def test_no_name_for_the_screen_reader_holds_a_mnemonic(window: Window) -> None:
    assert [part.accessibleName() for part in window.findChildren(QWidget) if "&" in part.accessibleName()] == []


def test_escape_in_a_note_tells_it_and_leaves(qtbot: QtBot) -> None:
    note = NoteField("Note")
    qtbot.addWidget(note)
    QTest.keyClicks(note, "ask who decided")
    with qtbot.waitSignals([note.written, note.left]):
        QTest.keyClick(note, Qt.Key.Key_Escape)


def test_counts_in_tabs_go_where_there_is_no_room(theme: Theme, qtbot: QtBot) -> None:
    panel = TabPanel("Ways to a page", theme)
    qtbot.addWidget(panel)
    for name in ("documents", "pages", "outline", "found"):
        panel.add_panel(name, name.title(), QWidget())
    panel.resize(900, 200)
    panel.show()
    panel.set_count("found", 1700)
    bar = panel.findChild(QTabBar)
    assert bar is not None
    assert bar.tabText(3) == "Found 1,700"
    panel.resize(bar.sizeHint().width() - 4, 200)
    assert bar.tabText(3) == "Found"
    assert bar.tabToolTip(3) == "Found 1,700"


def test_tabs_become_pictures_before_a_word_is_cut_off(window: Window) -> None:
    window.resize(1280, 800)
    window.show()
    views = window.desk.views
    assert views is not None
    bar = views.review.right.findChild(QTabBar)
    assert bar is not None
    words = [bar.tabText(place).split(" ")[0] for place in range(bar.count())]
    assert words[:4] == ["Redactions", "Passages", "Entities", "Text"]
    shown = [place for place in range(bar.count()) if bar.isTabVisible(place)]
    assert sum(bar.tabSizeHint(place).width() for place in shown) <= views.review.right.width()
    assert not bar.isTabVisible(5), "no comments came with these files"
    assert bar.accessibleTabName(6) == "History"
    assert bar.tabText(6) == "" or bar.tabIcon(6).isNull()


def test_a_low_picture_shows_its_place_larger(theme: Theme, qtbot: QtBot) -> None:
    view = CropView(theme)
    qtbot.addWidget(view)
    strip = encode_picture(np.full((60, 1200), 255, np.uint8), "png")
    view.show_picture(strip, "", (0.1, 0.2))
    low, high = 13, view.heightForWidth(280)
    assert high > 2 * low + 20
    larger = view._larger(280)
    assert larger is not None
    assert larger.left() <= 120
    assert larger.right() >= 240
    view.show_picture(strip, "", (0.0, 1.0))
    assert view._larger(280) is None, "as wide as the page, it could not be shown larger"


def test_times_of_other_days_say_their_day() -> None:
    at = "2018-06-15T12:22:05.123Z"
    assert clock(at) == day_and_clock(at)
    assert clock(at, datetime.fromisoformat("2018-06-15T12:22:05+00:00").astimezone().date()) in day_and_clock(at)
    assert len(clock(at, datetime.fromisoformat("2018-06-15T12:22:05+00:00").astimezone().date())) == 8


def test_no_line_of_the_details_is_cut_off_in_a_low_window(window: Window) -> None:
    """Wrapped words keep all their lines; what has no room is scrolled to."""
    window.resize(1280, 640)
    window.show()
    view, commands = window.desk.view, window.desk.commands
    assert view is not None
    assert commands is not None
    commands.next_unchecked()
    QApplication.processEvents()
    QApplication.processEvents()
    details = view.redactions.details
    for said in (details._marking, details._check, details._size):
        assert said.height() >= said.heightForWidth(said.width()), said.text()


def test_a_panel_that_is_in_front_takes_the_keys_when_asked_again(
    window: Window, view: ReviewView, qtbot: QtBot
) -> None:
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    view.page_view.setFocus()
    for name in ("passages", "text", "documents", "outline", "search", "info", "redactions"):
        window.registry.run(f"view.{name}")
        window.registry.run(f"view.{name}")
        side = view.left if name in ("documents", "outline", "search") else view.right
        focused = QApplication.focusWidget()
        assert focused is not None
        assert side.isAncestorOf(focused)
        assert focused.isVisible()
        QTest.keyClick(focused, Qt.Key.Key_Escape)
        assert view.page_view.hasFocus()


def test_the_second_line_of_a_row_runs_below_its_chip(theme: Theme, qtbot: QtBot) -> None:
    """Beside a long chip there was room for a word; where it stands in the file was never read."""
    list_view = QListView()
    qtbot.addWidget(list_view)
    delegate, drawn = RowDelegate(theme, list_view), QPixmap(260, row_height())
    drawn.fill(Qt.GlobalColor.white)
    painter = QPainter(drawn)
    chip = ChipPart("(b)(6), (b)(7)(C)", "#000000")
    delegate._draw(painter, drawn.rect(), Parts((chip,), "", "black, 1 line, est. 5 words, p. 1", badge="new"))
    painter.end()
    image = drawn.toImage()
    inked = [
        x
        for x in range(image.width())
        if any(image.pixelColor(x, y).lightness() < 128 for y in range(image.height() // 2 + 6, image.height()))
    ]
    assert inked[0] < 20
