"""The page view driven by mouse and keys on a real PDF: selecting, copying, drawing, changing, going to places."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QColor, QGuiApplication, QImage, QKeyEvent, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer.model.geometry import Rect
from reviewer.ui.page import DARK, HighlightMark, HitMark, PageMarks, PageState, PageView, RedactionMark, Tool
from reviewer.ui.page.keys import HELD
from reviewer.ui.page.targets import target_at, tool_tip
from reviewer.ui.page.tools import ContextTarget
from tests.ui.page_kit import HIDDEN, Pages, PromptTiles, drag, make_pdf, mouse, read_pages, settle, word_center

Press, Release = QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease
Move, Double = QEvent.Type.MouseMove, QEvent.Type.MouseButtonDblClick
Shift, Alt, Control = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
)


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_pdf(tmp_path_factory.mktemp("pages") / "release.pdf", 4)


@pytest.fixture
def pages(pdf: Path) -> Pages:
    return read_pages(pdf)


@pytest.fixture
def view(qtbot: QtBot, pages: Pages) -> Iterator[PageView]:
    view = PageView()
    qtbot.addWidget(view)
    view.resize(900, 700)
    view.show()
    view.set_content(pages, PromptTiles())
    view.set_zoom(1.0)
    view.go_to(100)
    settle(view)
    yield view
    assert not [timer for timer in view.findChildren(QTimer) if timer.isActive() and not timer.isSingleShot()]
    view.set_content(None, None)


def _at(view: PageView, index: int, x: float, y: float) -> tuple[float, float]:
    return view.finder.to_window(index, x, y)


def test_a_drag_selects_the_words_between(view: PageView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.selection_changed) as told:
        drag(view, word_center(view, 0, "good"), word_center(view, 0, "meet"))
    assert told.args is not None
    (segment,) = told.args[0]
    assert segment.quote == "good to meet"
    assert segment.page_id == 100
    words = view.scene(0).words.words
    assert [w.text for w in words[segment.first : segment.last + 1]] == ["good", "to", "meet"]


def test_copying_over_a_redaction_gives_its_token(view: PageView) -> None:
    hidden = _at(view, 0, *HIDDEN.center)
    drag(view, word_center(view, 0, "person"), (hidden[0] + 20, hidden[1]))
    view.copy()
    assert QGuiApplication.clipboard().text() == "person\n[redacted (b)(6)]"


def test_double_and_triple_click_take_a_word_and_a_line(view: PageView) -> None:
    at = word_center(view, 0, "again")
    mouse(view, Double, at)
    mouse(view, Release, at)
    assert view.selected_text() == "again"
    mouse(view, Press, at)
    mouse(view, Release, at)
    assert view.selected_text() == "Thank you again for the time on Tuesday"


def test_shift_extends_and_a_click_clears(view: PageView) -> None:
    drag(view, word_center(view, 0, "Thank"), word_center(view, 0, "you"))
    at = word_center(view, 0, "good")
    mouse(view, Press, at, Shift)
    mouse(view, Release, at, Shift)
    assert view.selected_text() == "Thank you again for the time on Tuesday\nit was good"
    qt_key(view, Qt.Key.Key_Right, Shift)
    assert view.selected_text().endswith("good to")
    mouse(view, Press, _at(view, 0, 500, 700))
    mouse(view, Release, _at(view, 0, 500, 700))
    assert view.selected_text() == ""


def qt_key(view: PageView, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(view, key, modifiers)


def test_a_selection_goes_on_over_the_next_page(view: PageView) -> None:
    view.set_zoom(0.5)
    drag(view, word_center(view, 0, "some"), word_center(view, 1, "number"))
    assert view.selected_text() == "some value\nPage number"
    assert [s.page_id for s in view.selection()] == [100, 101]


def test_select_all_takes_the_page_in_view(view: PageView) -> None:
    qt_key(view, Qt.Key.Key_A, Control)
    assert view.selected_text().startswith("Page number 1\nThank you")
    qt_key(view, Qt.Key.Key_C, Control)
    assert "[redacted (b)(6)]" in QGuiApplication.clipboard().text()
    qt_key(view, Qt.Key.Key_Escape)
    assert view.selection() == ()


def test_a_click_on_a_redaction_and_on_its_label_names_it(view: PageView, qtbot: QtBot) -> None:
    at = _at(view, 0, *HIDDEN.center)
    with qtbot.waitSignal(view.redaction_clicked) as told:
        mouse(view, Press, at)
        mouse(view, Release, at)
    assert told.args == [(0, 0)]
    left, top, _, _ = view.finder.page_rect(1)
    label = view.labels(1)[0].rect.center
    view.set_zoom(0.8)
    left, top, _, _ = view.finder.page_rect(0)
    label = view.labels(0)[0].rect.center
    with qtbot.waitSignal(view.redaction_clicked) as told:
        mouse(view, Press, (left + label[0], top + label[1]))
        mouse(view, Release, (left + label[0], top + label[1]))
    assert told.args == [(0, 0)]


def test_drawing_gives_the_box_in_points(view: PageView, qtbot: QtBot) -> None:
    view.set_tool(Tool.DRAW)
    with qtbot.waitSignal(view.region_drawn) as told:
        drag(view, _at(view, 0, 300, 400), _at(view, 0, 200, 300))
    assert told.args is not None
    assert told.args[0] == 100
    assert tuple(told.args[1]) == pytest.approx((200, 300, 300, 400), abs=0.01)


def test_a_box_is_cut_to_its_page_and_a_slip_is_none(view: PageView, qtbot: QtBot) -> None:
    view.set_tool(Tool.DRAW)
    with qtbot.waitSignal(view.region_drawn) as told:
        drag(view, _at(view, 0, 500, 300), _at(view, 0, 900, 350))
    assert told.args is not None
    assert told.args[1].x1 == pytest.approx(612)
    view.set_tool(Tool.DRAW)
    with qtbot.assertNotEmitted(view.region_drawn):
        drag(view, _at(view, 0, 300, 400), _at(view, 0, 301, 401))


def test_alt_takes_a_region_as_a_passage(view: PageView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.region_selected) as told:
        drag(view, _at(view, 0, 100, 100), _at(view, 0, 150, 150), Alt)
    assert told.args is not None
    assert told.args[0] == 100


def test_escape_gives_up_a_box(view: PageView, qtbot: QtBot) -> None:
    view.set_tool(Tool.DRAW)
    with qtbot.assertNotEmitted(view.region_drawn):
        mouse(view, Press, _at(view, 0, 100, 100))
        mouse(view, Move, _at(view, 0, 200, 200))
        qt_key(view, Qt.Key.Key_Escape)
        mouse(view, Release, _at(view, 0, 200, 200))


def test_the_selected_redaction_is_moved_and_resized(view: PageView, qtbot: QtBot) -> None:
    view.select_redaction((0, 0))
    start = _at(view, 0, *HIDDEN.center)
    with qtbot.waitSignal(view.rect_edited) as told:
        drag(view, start, (start[0] + 40, start[1] + 20))
    assert told.args is not None
    assert told.args[0] == (0, 0)
    by = 1 / view.finder.scale
    assert tuple(told.args[1][0]) == pytest.approx(
        (HIDDEN.x0 + 40 * by, HIDDEN.y0 + 20 * by, HIDDEN.x1 + 40 * by, HIDDEN.y1 + 20 * by), abs=0.01
    )
    corner = _at(view, 0, HIDDEN.x1, HIDDEN.y1)
    handle = (corner[0] + 5, corner[1] + 5)
    with qtbot.waitSignal(view.rect_edited) as told:
        drag(view, handle, (handle[0] + 30, handle[1] + 12))
    assert told.args is not None
    assert tuple(told.args[1][0]) == pytest.approx(
        (HIDDEN.x0, HIDDEN.y0, HIDDEN.x1 + 30 * by, HIDDEN.y1 + 12 * by), abs=0.01
    )


def test_nothing_is_moved_in_a_project_opened_for_reading(view: PageView, qtbot: QtBot) -> None:
    view.set_editable(False)
    view.select_redaction((0, 0))
    start = _at(view, 0, *HIDDEN.center)
    with qtbot.assertNotEmitted(view.rect_edited):
        drag(view, start, (start[0] + 40, start[1] + 20))


def test_ctrl_and_wheel_zoom_about_the_pointer(view: PageView, qtbot: QtBot) -> None:
    spot = QPointF(*word_center(view, 0, "mission"))
    before = view.finder.at(spot.x(), spot.y())
    with qtbot.waitSignal(view.zoom_changed):
        QApplication.sendEvent(
            view.viewport(),
            QWheelEvent(
                spot, view.viewport().mapToGlobal(spot), QPoint(), QPoint(0, 240), Qt.MouseButton.NoButton, Control,
                Qt.ScrollPhase.NoScrollPhase, False,
            ),
        )  # fmt: skip
    assert before is not None
    assert view.zoom() == pytest.approx(1.0015**240)
    assert view.finder.to_window(*before) == pytest.approx((spot.x(), spot.y()), abs=1)
    assert view.fit() == "none"


def test_a_view_is_sharp_once_it_has_the_picture_of_this_size(view: PageView) -> None:
    assert view.sharp()
    view.set_zoom(1.5)
    assert not view.sharp(), "what it shows was made for another size"
    settle(view)
    assert view.sharp()


def test_going_to_a_rect_brings_it_into_view_and_tells_the_page(view: PageView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.page_changed) as told:
        view.go_to(102, Rect(72, 600, 180, 620))
    assert told.args == [102]
    x, y = _at(view, 2, 72, 600)
    assert 0 <= x < view.viewport().width()
    assert 0 <= y < view.viewport().height()
    place = view.view_state()
    view.go_to(102, Rect(72, 610, 180, 620))
    assert view.view_state() == place, "what is in comfortable view does not jump"
    view.go_to(555)
    assert view.view_state() == place


def test_the_place_is_restored(view: PageView) -> None:
    view.go_to(103, Rect(0, 500, 10, 510))
    state = view.view_state()
    view.go_to(100)
    view.set_zoom(3)
    view.restore(state)
    assert view.view_state() == state
    assert view.current_page() == 103


def test_keys_scroll_and_turn_pages(view: PageView) -> None:
    bar = view.verticalScrollBar()
    start = bar.value()
    qt_key(view, Qt.Key.Key_Down)
    assert bar.value() == start + 40
    qt_key(view, Qt.Key.Key_End)
    assert view.current_page() == 103
    qt_key(view, Qt.Key.Key_PageUp, Control)
    assert view.current_page() == 102
    qt_key(view, Qt.Key.Key_Home)
    assert bar.value() == 0


def test_a_drag_beyond_the_edge_scrolls_on(view: PageView, qtbot: QtBot) -> None:
    bar = view.verticalScrollBar()
    start = bar.value()
    mouse(view, Press, word_center(view, 0, "time"))
    mouse(view, Move, (300, view.viewport().height() + 90))
    qtbot.waitUntil(lambda: bar.value() > start + 200)
    mouse(view, Release, (300, view.viewport().height() + 90))
    assert view.selected_text().startswith("time on Tuesday")


def test_the_hand_moves_the_pages_and_middle_button_too(view: PageView) -> None:
    view.set_tool(Tool.HAND)
    bar = view.verticalScrollBar()
    start = bar.value()
    drag(view, (300, 500), (300, 300))
    assert bar.value() == start + 200
    view.set_tool(Tool.SELECT)
    mouse(view, Press, (300, 300), button=Qt.MouseButton.MiddleButton)
    mouse(view, Move, (300, 400), button=Qt.MouseButton.MiddleButton)
    mouse(view, Release, (300, 400), button=Qt.MouseButton.MiddleButton)
    assert bar.value() == start + 100


def test_what_is_released_stays_as_it_is_beside_the_outlines(view: PageView, pages: Pages) -> None:
    """Overlays leave the words of the page alone: their pixels are those of a view without marks."""
    marked = view.viewport().grab().toImage()
    pages.over.clear()
    view.refresh()
    settle(view)
    plain = view.viewport().grab().toImage()
    for word in view.scene(0).words.words:
        x0, y0 = _at(view, 0, word.rect.x0, word.rect.y0)
        for x in range(round(x0), round(x0 + word.rect.width), 3):
            for y in range(round(y0) + 2, round(y0 + word.rect.height) - 2, 2):
                assert marked.pixelColor(x, y) == plain.pixelColor(x, y), word.text
    assert marked != plain


def test_passages_and_hits_tint_the_paper_but_leave_the_ink(view: PageView, pages: Pages) -> None:
    rect = next(w.rect for w in view.scene(0).words.words if w.text == "mission")
    pages.over[100] = PageMarks(
        highlights=(HighlightMark("p", (rect,), "#e8b800"),), hits=(HitMark((rect.grown(0, 0),), current=True),)
    )
    view.refresh([100])
    settle(view)
    colors = _colors(view, rect)
    assert any(color.lightness() < 60 for color in colors)
    assert not any(color == QColor("#ffffff") for color in colors)


def _colors(view: PageView, rect: Rect) -> list[QColor]:
    image: QImage = view.viewport().grab().toImage()
    x0, y0 = _at(view, 0, rect.x0, rect.y0)
    x1, y1 = _at(view, 0, rect.x1, rect.y1)
    return [image.pixelColor(x, y) for x in range(round(x0), round(x1)) for y in range(round(y0), round(y1))]


def test_the_context_menu_is_asked_for_with_what_lies_there(view: PageView, qtbot: QtBot) -> None:
    from PySide6.QtGui import QContextMenuEvent

    at = QPointF(*_at(view, 0, *HIDDEN.center)).toPoint()
    with qtbot.waitSignal(view.context_requested) as told:
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.viewport().mapToGlobal(at))
        QApplication.sendEvent(view.viewport(), event)
    assert told.args is not None
    target = told.args[0]
    assert isinstance(target, ContextTarget)
    assert (target.page_id, target.redaction) == (100, (0, 0))


def test_a_failed_page_says_why_and_the_others_are_shown(view: PageView, pages: Pages, tmp_path: Path) -> None:
    view.set_zoom(0.5)
    pages.states[101] = PageState("failed", "Page 2 of release.pdf is damaged.")
    view.refresh()
    settle(view)
    left, top, width, _ = view.finder.page_rect(1)
    notice = view.painter.notice_rect(pages.states[101], width)
    assert notice is not None
    with_notice = [view.notice_clicked]
    told: list[object] = []
    with_notice[0].connect(told.append)
    spot = notice.center()
    mouse(view, Press, (left + spot.x(), top + spot.y()))
    mouse(view, Release, (left + spot.x(), top + spot.y()))
    assert told == [101]


def test_a_missing_source_is_shown_from_what_was_read(view: PageView, pages: Pages) -> None:
    pages.path = Path("gone.pdf")
    pages.states = {100 + i: PageState("missing", "release.pdf was moved.") for i in range(4)}
    tiles = PromptTiles()
    view.set_content(pages, tiles)
    settle(view)
    assert tiles.rendered == []
    rect = next(w.rect for w in view.scene(0).words.words if w.text == "mission")
    assert any(color.lightness() < 140 for color in _colors(view, rect))


def test_single_pages_turn_with_the_wheel_at_their_end(view: PageView) -> None:
    view.set_fit("page")
    view.set_continuous(False)
    assert list(view.finder.visible()) == [0]
    view.next_page()
    assert view.current_page() == 101
    view.previous_page()
    view.previous_page()
    assert view.current_page() == 100


def test_themes_change_the_desk_and_soften_the_paper(view: PageView) -> None:
    view.set_colors(DARK)
    settle(view)
    image = view.viewport().grab().toImage()
    left, top, _, _ = view.finder.page_rect(0)
    assert image.pixelColor(3, 3) == QColor(DARK.desk)
    assert image.pixelColor(left + 20, top + 30) == QColor(DARK.paper)


def test_a_view_without_pages_says_so(qtbot: QtBot) -> None:
    view = PageView()
    qtbot.addWidget(view)
    view.set_empty_text("No pages here yet", "Drop a folder on the window.")
    view.resize(500, 400)
    view.show()
    settle(view)
    assert view.current_page() is None
    assert view.view_state() == {}
    mouse(view, Press, (100, 100))
    mouse(view, Release, (100, 100))
    qt_key(view, Qt.Key.Key_A, Control)
    assert view.selected_text() == ""


def test_the_view_has_a_name_and_tells_the_page_to_a_screen_reader(view: PageView) -> None:
    view.go_to(102)
    assert view.accessibleName()
    assert view.accessibleDescription() == "Page 3 of 4"


def test_pages_that_come_in_at_the_end_leave_the_selection_alone(view: PageView, pages: Pages) -> None:
    drag(view, word_center(view, 0, "good"), word_center(view, 0, "meet"))
    place = view.view_state()
    pages.sizes = [*pages.sizes, (612.0, 792.0)]
    view.reload()
    assert view.selected_text() == "good to meet"
    assert view.view_state() == place
    pages.sizes = [(500.0, 500.0), *pages.sizes]
    view.reload()
    assert view.selected_text() == ""


def test_a_touchpad_zooms_about_the_fingers(view: PageView) -> None:
    spot = QPointF(*word_center(view, 0, "mission"))
    before = view.finder.at(spot.x(), spot.y())
    event = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture, QPointingDevice.primaryPointingDevice(), 2, spot, spot,
        view.viewport().mapToGlobal(spot), 0.25, QPointF(),
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), event)
    assert before is not None
    assert view.zoom() == pytest.approx(1.25)
    assert view.finder.to_window(*before) == pytest.approx((spot.x(), spot.y()), abs=1)


def test_a_tool_tip_tells_what_a_label_has_no_room_for(view: PageView, pages: Pages) -> None:
    mark = RedactionMark(
        "r", (HIDDEN,), "#0072b2", "(b)(1), (b)(3), (b)(5), (b)(6)", kind="black", detail="needs a look"
    )
    pages.over[100] = PageMarks((mark,))
    view.refresh()
    tip = tool_tip(target_at(view, QPointF(*_at(view, 0, *HIDDEN.center))))
    assert tip == "(b)(1), (b)(3), (b)(5), (b)(6) · black · suggested · needs a look"
    view.set_zoom(0.7)
    left, top, _, _ = view.finder.page_rect(0)
    (label,) = view.labels(0)
    assert label.rows[-1] == "+2"
    beside = QPointF(left + label.rect.center[0], top + label.rect.center[1])
    assert tool_tip(target_at(view, beside)) == tip


def test_the_mouse_pointer_tells_what_a_press_would_do(view: PageView) -> None:
    shapes = []
    for tool, at in (
        (Tool.SELECT, word_center(view, 0, "good")),
        (Tool.SELECT, _at(view, 0, *HIDDEN.center)),
        (Tool.SELECT, _at(view, 0, 300, 600)),
        (Tool.HAND, _at(view, 0, 300, 600)),
        (Tool.DRAW, _at(view, 0, 300, 600)),
    ):
        view.set_tool(tool)
        mouse(view, Move, at)
        shapes.append(view.viewport().cursor().shape())
    cursor = Qt.CursorShape
    assert shapes == [
        cursor.IBeamCursor, cursor.PointingHandCursor, cursor.ArrowCursor, cursor.OpenHandCursor, cursor.CrossCursor,
    ]  # fmt: skip
    view.set_tool(Tool.SELECT)
    view.select_redaction((0, 0))
    mouse(view, Move, _at(view, 0, *HIDDEN.center))
    assert view.viewport().cursor().shape() == cursor.SizeAllCursor


def test_random_handling_never_breaks_the_view(view: PageView) -> None:
    """A clumsy hand: presses, moves, keys, wheel, zoom and reloads in any order."""
    chance = Random(7)
    keys = [Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_Home, Qt.Key.Key_A, Qt.Key.Key_Escape, Qt.Key.Key_Right]
    for _ in range(300):
        at = (chance.uniform(-50, 950), chance.uniform(-50, 750))
        held = chance.choice([Qt.KeyboardModifier.NoModifier, Shift, Alt, Control])
        deed = chance.randrange(8)
        if deed < 4:
            mouse(view, chance.choice([Press, Move, Release, Double]), at, held)
        elif deed == 4:
            qt_key(view, chance.choice(keys), held)
        elif deed == 5:
            view.set_tool(chance.choice(list(Tool)))
        elif deed == 6:
            view.set_zoom(chance.choice([0.25, 0.7, 1, 3, 8]))
        else:
            again: list[Callable[[], None]] = [view.reload, view.refresh, view.next_page]
            chance.choice(again)()
            view.set_continuous(chance.random() < 0.7)
        view.viewport().repaint()
    mouse(view, Release, (300, 300))
    finder = view.finder
    assert finder.x <= max(0, finder.canvas.width - finder.width)
    assert view.current_page() in range(100, 104)


def test_keys_nudge_and_stretch_the_selected_redaction(view: PageView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.rect_edited):
        qt_key(view, Qt.Key.Key_Right, Control)
    view.select_redaction((0, 0))
    with qtbot.waitSignal(view.rect_edited) as told:
        qt_key(view, Qt.Key.Key_Right, Control)
    assert told.args == [(0, 0), (Rect(HIDDEN.x0 + 1, HIDDEN.y0, HIDDEN.x1 + 1, HIDDEN.y1),)]
    with qtbot.waitSignal(view.rect_edited) as told:
        qt_key(view, Qt.Key.Key_Down, Control | Shift)
    assert told.args == [(0, 0), (Rect(HIDDEN.x0, HIDDEN.y0, HIDDEN.x1, HIDDEN.y1 + 1),)]


def test_keys_nudge_as_one_edit_for_as_long_as_ctrl_is_held(view: PageView, qtbot: QtBot) -> None:
    view.select_redaction((0, 0))
    told: list[object] = []
    view.rect_edited.connect(lambda _mark, rects: told.append(rects))
    QTest.keyPress(view, Qt.Key.Key_Control, Control)
    for _ in range(3):
        QApplication.sendEvent(view, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Right, Control))
    QApplication.sendEvent(view, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Right, Control, "", True))
    QApplication.sendEvent(view, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Down, Control | Shift))
    assert told == []
    QTest.keyRelease(view, Qt.Key.Key_Control)
    across = 3 + HELD
    assert told == [(Rect(HIDDEN.x0 + across, HIDDEN.y0, HIDDEN.x1 + across, HIDDEN.y1 + 1),)]
    QApplication.sendEvent(view, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Left, Control))
    QTest.keyClick(view, Qt.Key.Key_Escape)
    QTest.keyRelease(view, Qt.Key.Key_Control)
    assert len(told) == 1, "Esc leaves the box where it was"


def test_the_lower_scroll_bar_is_there_only_where_a_page_is_cut_off(qtbot: QtBot, tmp_path: Path) -> None:
    view = PageView()
    qtbot.addWidget(view)
    view.resize(640, 600)
    view.show()
    path = make_pdf(tmp_path / "a.pdf", 5)
    pages = read_pages(path)
    pages.sizes = [(612.0, 792.0)] * 4 + [(1224.0, 792.0)]
    view.set_content(pages, None)
    view.set_fit("width")
    bar = view.horizontalScrollBar()
    assert not bar.isVisible()
    zoom = view.zoom()
    view.go_to(104)
    assert bar.isVisible()
    bar.setValue(bar.maximum())
    assert view.finder.x == bar.maximum() > 0
    view.go_to(100)
    assert not bar.isVisible()
    assert view.zoom() == zoom
    left, _, width, _ = view.finder.page_rect(0)
    assert 0 <= left < left + width <= view.finder.width, "back on a page that fits, all of it is in view"


def test_a_tool_for_boxes_draws_one_box_and_with_shift_several(view: PageView) -> None:
    view.set_tool(Tool.DRAW)
    drag(view, _at(view, 0, 300, 400), _at(view, 0, 200, 300), Qt.KeyboardModifier.ShiftModifier)
    assert view.tool() == Tool.DRAW
    drag(view, _at(view, 0, 300, 400), _at(view, 0, 200, 300))
    assert view.tool() == Tool.SELECT
    view.set_tool(Tool.HAND)
    drag(view, _at(view, 0, 300, 400), _at(view, 0, 200, 300), Alt)
    assert view.tool() == Tool.HAND, "Alt takes a region with any tool and leaves it in hand"
    view.set_tool(Tool.REGION)
    qt_key(view, Qt.Key.Key_Escape)
    assert view.tool() == Tool.SELECT


@pytest.mark.parametrize("kind", ["black", "outline"])
def test_the_selected_redaction_stands_out_without_covering_words(view: PageView, pages: Pages, kind: str) -> None:
    marks = pages.over[100].redactions
    pages.over[100] = PageMarks(tuple(replace(mark, kind=kind) for mark in marks))
    view.set_zoom(0.75)
    view.go_to(100)
    view.refresh()
    settle(view)
    before = view.viewport().grab().toImage()
    view.select_redaction(marks[0].id)
    settle(view)
    after = view.viewport().grab().toImage()
    ratio = before.devicePixelRatio()
    left, top, _width, _height = view.finder.page_rect(0)
    box = HIDDEN.scaled(view.finder.scale)
    inside = QPoint(round((left + box.center[0]) * ratio), round((top + box.center[1]) * ratio))
    bar = QPoint(round((left - 4) * ratio), inside.y())
    if kind == "black":
        assert after.pixelColor(inside).lightness() > before.pixelColor(inside).lightness() + 60
    assert after.pixelColor(bar) != before.pixelColor(bar)
    around = Rect(box.x0 + left - 4, box.y0 + top - 4, box.x1 + left + 4, box.y1 + top + 4).scaled(ratio)
    changed = [
        y
        for x in range(round(left * ratio), round((left + 612 * view.finder.scale) * ratio), 2)
        for y in range(round(top * ratio), round((top + 300) * ratio), 2)
        if before.pixel(x, y) != after.pixel(x, y) and not around.contains_point(x, y)
    ]
    assert all(abs(y - inside.y()) <= 3 * ratio for y in changed), "beside the box only its leader is drawn otherwise"


def test_words_are_selected_with_nothing_but_keys(view: PageView) -> None:
    view.clear_selection()
    qt_key(view, Qt.Key.Key_Right, Shift)
    assert view.selected_text() == "Page"
    qt_key(view, Qt.Key.Key_Down, Shift)
    qt_key(view, Qt.Key.Key_Right, Shift)
    assert view.selected_text() == "Page number 1\nThank you"
    qt_key(view, Qt.Key.Key_Home, Shift)
    qt_key(view, Qt.Key.Key_Down, Shift)
    assert view.selected_text() == "Thank you"
    qt_key(view, Qt.Key.Key_End, Shift)
    qt_key(view, Qt.Key.Key_Right, Shift)
    assert view.selected_text() == "Thank you again"
    qt_key(view, Qt.Key.Key_Escape)
    qt_key(view, Qt.Key.Key_Down, Shift)
    assert view.selected_text() == "Page number 1"


def test_keys_shrink_what_select_all_took(view: PageView) -> None:
    qt_key(view, Qt.Key.Key_A, Control)
    qt_key(view, Qt.Key.Key_End, Shift)
    qt_key(view, Qt.Key.Key_Left, Shift)
    assert view.selected_text().endswith("of some")


def test_the_words_that_keys_reach_come_into_view(view: PageView) -> None:
    view.set_zoom(4)
    view.go_to(100)
    qt_key(view, Qt.Key.Key_Down, Shift)
    for _ in range(4):
        qt_key(view, Qt.Key.Key_Down, Shift)
    assert view.shows(100, Rect(72, 222, 300, 234))


def test_space_draws_a_box_in_the_middle_with_the_tool_that_draws(view: PageView, qtbot: QtBot) -> None:
    view.set_tool(Tool.DRAW)
    before = view.finder.y
    with qtbot.waitSignal(view.region_drawn) as told:
        qt_key(view, Qt.Key.Key_Space)
    page, box = told.args
    assert view.shows(page, box)
    assert (box.width, box.height) == (120, 14)
    assert view.finder.y == before
    assert view.tool() == Tool.SELECT


def test_keys_begin_on_the_page_in_view_and_leave_it_where_it_is(view: PageView) -> None:
    view.go_to(101)
    view.scroll_by(0, -60)
    before = view.finder.y
    qt_key(view, Qt.Key.Key_Down, Shift)
    assert [part.page_id for part in view.selection()] == [101]
    assert view.finder.y == before
