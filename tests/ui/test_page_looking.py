"""Looking at pages as in a good PDF reader: zoom to a selection, the space bar as a hand, layers, screen scales."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QImage, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollBar
from pytestqt.qtbot import QtBot

from reviewer.model.geometry import Rect
from reviewer.ui.page import HighlightMark, Layer, PageMarks, PageView
from reviewer.ui.page.targets import target_at
from tests.ui.page_kit import HIDDEN, Pages, PromptTiles, make_pdf, mouse, read_pages, settle, word_center

Press, Move, Release = (
    QMouseEvent.Type.MouseButtonPress, QMouseEvent.Type.MouseMove, QMouseEvent.Type.MouseButtonRelease,
)  # fmt: skip


@pytest.fixture
def pages(tmp_path: Path) -> Pages:
    return read_pages(make_pdf(tmp_path / "release.pdf", 4))


@pytest.fixture
def view(qtbot: QtBot, pages: Pages) -> Iterator[PageView]:
    made = PageView()
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    made.set_content(pages, PromptTiles())
    made.set_zoom(1.0)
    made.go_to(100)
    settle(made)
    yield made
    made.set_content(None, None)


def test_a_rect_fills_the_view_and_stands_in_its_middle(view: PageView) -> None:
    view.zoom_to(102, Rect(100, 300, 300, 340))
    assert view.fit() == "none"
    assert view.current_page() == 102
    left, top = view.finder.to_window(2, 100, 300)
    right, bottom = view.finder.to_window(2, 300, 340)
    width, height = view.viewport().width(), view.viewport().height()
    assert 0 < left < right < width
    assert right - left > 0.7 * width
    assert abs((left + right) / 2 - width / 2) <= 1
    assert abs((top + bottom) / 2 - height / 2) <= 1
    view.zoom_to(102, Rect(100, 300, 101, 301))
    assert view.zoom() == 8.0, "800 % is the limit"


def test_the_space_bar_pushes_pages_while_it_is_held(view: PageView) -> None:
    bar: QScrollBar = view.verticalScrollBar()
    start = bar.value()
    QTest.keyPress(view, Qt.Key.Key_Space)
    assert view.viewport().cursor().shape() == Qt.CursorShape.OpenHandCursor
    at = word_center(view, 0, "mission")
    mouse(view, Press, at)
    mouse(view, Move, (at[0], at[1] - 120))
    mouse(view, Release, (at[0], at[1] - 120))
    assert bar.value() == start + 120
    QTest.keyRelease(view, Qt.Key.Key_Space)
    assert bar.value() == start + 120, "it was a hand, not a key"
    assert view.selected_text() == ""
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert bar.value() == start + 120 + round(view.finder.height * 0.9)
    QTest.keyClick(view, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert bar.value() == start + 120


def test_the_space_bar_is_let_go_with_the_focus(view: PageView) -> None:
    QTest.keyPress(view, Qt.Key.Key_Space)
    QApplication.sendEvent(view, QFocusEvent(QEvent.Type.FocusOut))
    at = word_center(view, 0, "good")
    mouse(view, QMouseEvent.Type.MouseButtonDblClick, at)
    mouse(view, Release, at)
    assert view.selected_text() == "good"


def test_layers_are_hidden_with_their_labels_and_can_not_be_clicked(view: PageView, pages: Pages) -> None:
    rect = next(w.rect for w in view.scene(0).words.words if w.text == "mission")
    pages.over[100] = PageMarks(
        pages.over[100].redactions,
        (HighlightMark("p", (rect,), "#e8b800"), HighlightMark("e", (rect,), "#117a65", "entity")),
        doubtful=(rect,),
    )
    view.refresh()
    spot = QPointF(*view.finder.to_window(0, *HIDDEN.center))
    assert view.scene(0).marks.doubtful == (), "usually not shown"
    assert target_at(view, spot).mark is not None
    assert view.labels(0)
    view.toggle_layer(Layer.REDACTIONS)
    assert target_at(view, spot).mark is None
    assert not view.labels(0)
    view.toggle_layer(Layer.ENTITIES)
    assert [mark.id for mark in view.scene(0).marks.highlights] == ["p"]
    view.set_layers(frozenset({Layer.DOUBTFUL}))
    assert view.scene(0).marks == PageMarks(doubtful=(rect,))
    view.toggle_layer(Layer.REDACTIONS)
    assert target_at(view, spot).mark is not None


def test_a_place_is_returned_to_at_the_size_of_now(view: PageView) -> None:
    view.go_to(102, Rect(72, 600, 180, 620))
    place = view.place()
    assert place is not None
    view.go_to(100)
    view.set_zoom(1.5)
    view.return_to(place)
    assert view.zoom() == 1.5
    again = view.place()
    assert again is not None
    assert again[0] == place[0]
    assert again[2] == pytest.approx(place[2], abs=1)
    view.return_to((555, 0.0, 0.0))
    assert view.place() == again


@pytest.mark.parametrize("ratio", [1.25, 1.5, 2.0])
def test_pages_are_rendered_for_the_pixels_of_the_screen(view: PageView, ratio: float) -> None:
    """A tile has exactly the device pixels that its page takes, so that nothing is stretched."""
    assert view.scenes is not None
    grid = view.pictures.grid(view.scenes, 0, ratio)
    left, top, width, height = view.finder.page_rect(0)
    assert abs(grid.width - width * ratio) <= 1
    assert abs(grid.height - height * ratio) <= 1
    image = QImage(grid.width, grid.height, QImage.Format.Format_Grayscale8)
    image.fill(255)
    for x in range(0, grid.width, 2):
        image.setPixel(x, 5, 0)
    shown = QImage(round(900 * ratio), round(700 * ratio), QImage.Format.Format_RGB32)
    shown.fill(0)
    shown.setDevicePixelRatio(ratio)
    painter = QPainter(shown)
    requests = view.pictures.needed(view.scenes, 0, ratio)
    view.cache.put(requests[0].key, image)
    page = QRectF(left, top, width, height)
    assert view.painter.picture(painter, page, grid, requests, view.cache, view.scene(0), ratio)
    painter.end()
    row = round(top * ratio) + 5
    tones = {shown.pixelColor(round(left * ratio) + x, row).lightness() for x in range(60, 260)}
    assert tones == {0, 255}, "lines of one device pixel stay black and white"


def test_only_the_page_that_changed_is_painted_anew(view: PageView, pages: Pages, qtbot: QtBot) -> None:
    view.set_zoom(0.25)
    settle(view)
    painted: list[tuple[int, int]] = []
    keep = view.paintEvent

    def count(event: QPaintEvent) -> None:
        painted.append((event.rect().top(), event.rect().bottom()))
        keep(event)

    view.paintEvent = count  # type: ignore[method-assign]
    view.refresh([101])
    qtbot.waitUntil(lambda: bool(painted))
    _, top, _, height = view.finder.page_rect(1)
    assert painted[0][0] >= top - 8
    assert painted[0][1] <= top + height + 8
    painted.clear()
    view.refresh([])
    QApplication.processEvents()
    assert painted == []


def test_more_pixels_than_a_scroll_bar_counts_are_reached_all_the_same(view: PageView, pages: Pages) -> None:
    pages.sizes = [(612.0, 792.0)] * 400_000
    view.set_content(pages, None)
    view.set_zoom(8.0)
    assert view.finder.canvas.height > 2**31
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert view.current_page() == 100 + 399_999
    bar.setValue(bar.maximum() // 2)
    assert view.current_page() == pytest.approx(100 + 200_000, abs=2)
    view.go_to(100 + 300_000)
    assert bar.value() == pytest.approx(bar.maximum() * 3 / 4, abs=bar.maximum() / 1000)
