"""The strips below hits: around the word, never beyond the page's corner, one for each hit in view."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from reviewer.model.geometry import Rect
from reviewer.ui.panels.hit_delegate import HitDelegate, strip_around
from reviewer.ui.window import Window


@given(st.floats(0, 600), st.floats(0, 780), st.floats(1, 200), st.floats(1, 40), st.floats(1, 20))
def test_a_strip_holds_its_hit(x: float, y: float, width: float, height: float, shape: float) -> None:
    strip = strip_around(Rect(x, y, x + width, y + height), shape)
    assert strip.x0 >= 0
    assert strip.y0 >= 0
    assert strip.x0 <= x + 1e-6
    assert strip.y0 <= y + height / 2 <= strip.y1
    assert strip.width == pytest.approx(strip.height * shape)


def test_a_hit_shows_how_it_stands_on_the_page(window: Window, qtbot: QtBot) -> None:
    window.show()
    qtbot.waitExposed(window)
    assert window.desk.view is not None
    panel = window.desk.view.search
    panel.search("Northwind")
    qtbot.waitUntil(lambda: bool(panel.list.model.ids))
    window.desk.view.left.show_panel("search")
    row = panel.list.model.row(0)
    assert row is not None
    assert row.boxes
    delegate = panel.list.view.itemDelegate()
    assert isinstance(delegate, HitDelegate)
    view = panel.list.view

    def marked() -> bool:
        """The yellow of the hit is there, over the picture."""
        place = view.visualRect(panel.list.model.index(0))
        image = view.viewport().grab(place).toImage()
        yellow = QColor(255, 240, 190)
        return any(
            abs(image.pixelColor(x, y).blue() - yellow.blue()) < 40
            and image.pixelColor(x, y).red() > 240
            and image.pixelColor(x, y).green() > 215
            and image.pixelColor(x, y).blue() < 220
            for x in range(0, image.width(), 2)
            for y in range(image.height() // 2, image.height(), 2)
        )

    qtbot.waitUntil(marked, timeout=20_000)
