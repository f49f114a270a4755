"""The loupe: larger at the mouse, from sharp tiles of its own, put away by Esc, nothing over the desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer.ui.page import PageState, PageView
from reviewer.ui.page.keys import STEP
from reviewer.ui.page.loupe import FACTOR
from tests.ui.page_kit import HIDDEN, Pages, PromptTiles, make_pdf, mouse, read_pages, settle


@pytest.fixture
def pages(tmp_path: Path) -> Pages:
    return read_pages(make_pdf(tmp_path / "a.pdf"))


@pytest.fixture
def view(qtbot: QtBot, pages: Pages) -> Iterator[PageView]:
    view = PageView()
    qtbot.addWidget(view)
    view.resize(900, 700)
    view.set_content(pages, PromptTiles())
    view.set_zoom(1.0)
    view.show()
    settle(view)
    yield view
    view.set_content(None, None)


def _point(view: PageView, x: float, y: float) -> None:
    mouse(view, QMouseEvent.Type.MouseMove, view.finder.to_window(0, x, y))
    settle(view)


def _held(view: PageView) -> bool:
    return view.loupe.at is not None


def _dark(image: QImage) -> int:
    return sum(
        image.pixelColor(x, y).lightness() < 60 for x in range(0, image.width(), 4) for y in range(0, image.height(), 4)
    )


def test_a_box_is_larger_under_the_loupe(view: PageView) -> None:
    _point(view, *HIDDEN.center)
    before = _dark(view.viewport().grab().toImage())
    view.toggle_loupe()
    _point(view, HIDDEN.center[0], HIDDEN.center[1] + 1)
    after = _dark(view.viewport().grab().toImage())
    assert after > before * (FACTOR + 1)  # its height and width are larger; the frame cuts some of it
    assert any(key.scale > round(view.finder.scale * 1000 * 2) for key in view.cache._images)


def test_it_is_put_away_by_escape_and_by_leaving(view: PageView) -> None:
    view.toggle_loupe()
    _point(view, 300, 300)
    assert _held(view)
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    assert not _held(view)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not view.magnifies()


def test_arrows_carry_it_and_scroll_at_the_edge(view: PageView) -> None:
    view.toggle_loupe()
    view.loupe.at = QPointF(450, 350)
    QTest.keyClick(view, Qt.Key.Key_Left)
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert view.loupe.at == QPointF(450 - STEP, 350 - STEP)
    before = view.finder.y
    while view.finder.y == before:
        QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.loupe.at is not None
    assert view.loupe.at.y() == view.finder.height - 1
    QTest.keyClick(view, Qt.Key.Key_Escape)
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert view.finder.y < view.finder.canvas.height
    assert not _held(view)


def test_beside_the_page_it_shows_nothing(view: PageView) -> None:
    before = view.viewport().grab().toImage()
    view.toggle_loupe()
    assert _held(view), "without a mouse it is held over the middle"
    view.loupe.at = QPointF(3, 300)
    assert view.viewport().grab().toImage() == before


def test_a_page_without_its_source_asks_for_nothing(view: PageView, pages: Pages) -> None:
    pages.states[100] = PageState("missing", "gone")
    view.refresh()
    view.toggle_loupe()
    _point(view, 300, 300)
    assert view.scenes is not None
    assert view.loupe.tiles(view.scenes, 1.0) == []
