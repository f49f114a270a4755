"""Pages turned for the eye: what lies on them turns with them, and what a person does there is told upright."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from reviewer.model.geometry import Rect
from reviewer.ui.page import PageBox, PageView, Tool
from reviewer.ui.page.turning import as_shown, turned, upright
from tests.ui.page_kit import HIDDEN, LAW, PromptTiles, drag, make_pdf, read_pages, settle

WIDTH, HEIGHT = 612.0, 792.0


@LAW
@given(st.tuples(*[st.floats(0, 600)] * 4), st.integers(-8, 8))
def test_turning_there_and_back_changes_nothing(corners: tuple[float, float, float, float], quarters: int) -> None:
    x0, y0, x1, y1 = corners
    rect = Rect(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    size = (HEIGHT, WIDTH) if quarters % 2 else (WIDTH, HEIGHT)
    box = PageBox(1, *size, quarters % 4)
    assert upright(as_shown(rect, box), box) == pytest.approx(rect)


def test_a_quarter_turn_brings_the_top_to_the_right() -> None:
    top = Rect(0, 0, WIDTH, 10)
    assert turned(top, WIDTH, HEIGHT, 1) == Rect(HEIGHT - 10, 0, HEIGHT, WIDTH)
    assert turned(top, WIDTH, HEIGHT, 2) == Rect(0, HEIGHT - 10, WIDTH, HEIGHT)
    assert turned(top, WIDTH, HEIGHT, 3) == Rect(0, 0, 10, WIDTH)


@pytest.fixture
def view(qtbot: QtBot, tmp_path: Path) -> Iterator[PageView]:
    view = PageView()
    qtbot.addWidget(view)
    view.resize(900, 700)
    view.set_content(read_pages(make_pdf(tmp_path / "a.pdf")), PromptTiles())
    view.set_zoom(0.7)
    view.show()
    settle(view)
    yield view
    view.set_content(None, None)


def _black(image: QImage, rect: Rect) -> float:
    """Share of dark pixels in a rect of the picture of the view."""
    spots = [
        image.pixelColor(x, y).lightness() < 60
        for x in range(round(rect.x0) + 2, round(rect.x1) - 2, 3)
        for y in range(round(rect.y0) + 2, round(rect.y1) - 2, 3)
    ]
    return sum(spots) / len(spots)


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_the_picture_and_its_marks_turn_together(view: PageView, quarters: int) -> None:
    view.turn((100,), quarters)
    settle(view)
    mark = view.scene(0).marks.redactions[0].rects[0]
    assert mark == pytest.approx(turned(HIDDEN, WIDTH, HEIGHT, quarters))
    left, top, width, height = view.finder.page_rect(0)
    assert (width < height) is (quarters == 2)
    box = mark.scaled(view.finder.scale)
    place = Rect(left + box.x0, top + box.y0, left + box.x1, top + box.y1)
    assert _black(view.viewport().grab().toImage(), place) > 0.9


def test_a_page_turned_all_the_way_is_as_before(view: PageView) -> None:
    view.go_to(100)
    settle(view)
    before = view.viewport().grab().toImage()
    for _ in range(4):
        view.turn((100,))
    settle(view)
    assert view.viewport().grab().toImage() == before


def test_what_is_drawn_and_selected_on_a_turned_page_is_told_upright(view: PageView) -> None:
    view.turn((100,))
    settle(view)
    drawn: list[Rect] = []
    view.region_drawn.connect(lambda _page, rect: drawn.append(rect))
    view.set_tool(Tool.DRAW)
    wanted = Rect(100, 300, 200, 340)
    box = as_shown(wanted, view.finder.layout.box(0))
    drag(view, view.finder.to_window(0, box.x0, box.y0), view.finder.to_window(0, box.x1, box.y1))
    assert drawn[0] == pytest.approx(wanted, abs=1.5)

    view.set_tool(Tool.SELECT)
    view.select_page()
    words = view.scenes.model.words(100).words if view.scenes is not None else ()
    assert words
    page = Rect(0, 0, WIDTH, HEIGHT)
    parts = view.selection()[0].rects
    assert all(page.contains_point(rect.x0, rect.y0) and page.contains_point(rect.x1, rect.y1) for rect in parts)
    assert min(rect.y0 for rect in parts) < 110 < max(rect.y1 for rect in parts)


def test_a_rect_of_a_turned_page_is_brought_into_view(view: PageView) -> None:
    view.turn((101,), 3)
    view.go_to(101, HIDDEN)
    settle(view)
    assert view.shows(101, HIDDEN)


def test_turns_are_kept_with_the_place(view: PageView) -> None:
    view.turn((101,), 3)
    kept = view.view_state()
    view.turn((101, 102), 2)
    view.restore(kept)
    assert view.view_state() == kept
    view.restore({**kept, "turned": [["x", 1], 7, None]})
    assert "turned" not in view.view_state()
