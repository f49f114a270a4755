"""Placing pages: points and pixels match, pages are found, and ten thousand of them are laid out at once."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.model.geometry import Rect
from reviewer.model.ids import PageId
from reviewer.model.page_sizes import PageSizes
from reviewer.ui.page import PageBox, PageLayout
from reviewer.ui.page.layout import CLOSE, GAP, NARROW, ROOMY
from reviewer.ui.page.viewfinder import LEAST, MOST, Viewfinder
from tests.ui.page_kit import LAW

SIZES = st.lists(st.tuples(st.floats(20, 3000), st.floats(20, 3000)), min_size=1, max_size=30)
SCALES = st.floats(0.2, 12)


def _layout(sizes: list[tuple[float, float]], quarters: dict[int, int] | None = None) -> PageLayout:
    rows = ((PageId(1000 + i), width, height) for i, (width, height) in enumerate(sizes))
    return PageLayout(PageSizes(rows), quarters)


def _finder(sizes: list[tuple[float, float]], width: int = 900, height: int = 700) -> Viewfinder:
    finder = Viewfinder()
    finder.set_size(width, height)
    finder.set_pages(_layout(sizes))
    return finder


@LAW
@given(SIZES, SCALES, st.floats(0, 1), st.floats(0, 1), st.data())
def test_points_survive_the_way_to_pixels_and_back(
    sizes: list[tuple[float, float]], scale: float, across: float, down: float, data: st.DataObject
) -> None:
    canvas = _layout(sizes).canvas(scale)
    index = data.draw(st.integers(0, len(sizes) - 1))
    x, y = across * sizes[index][0], down * sizes[index][1]
    there = canvas.to_pixels(index, x, y)
    assert canvas.to_points(index, *there) == pytest.approx((x, y), abs=1e-6)


@LAW
@given(SIZES, SCALES)
def test_pages_follow_each_other_and_are_found_where_they_lie(sizes: list[tuple[float, float]], scale: float) -> None:
    canvas = _layout(sizes).canvas(scale)
    bottom = 0
    for index in range(len(sizes)):
        left, top, width, height = canvas.rect(index)
        assert top == bottom + GAP
        assert left >= ROOMY.margin
        assert left + width + ROOMY.gutter <= canvas.width
        assert {canvas.at(top), canvas.at(top + height - 1), canvas.at(top - 1)} == {index}
        bottom = top + height
    assert canvas.height == bottom + GAP
    assert canvas.span(0, canvas.height) == range(len(sizes))


@LAW
@given(SIZES, SCALES, st.floats(0, 1), st.integers(1, 2000))
def test_the_span_holds_exactly_the_pages_in_the_window(
    sizes: list[tuple[float, float]], scale: float, start: float, height: int
) -> None:
    canvas = _layout(sizes).canvas(scale)
    top = start * canvas.height
    shown = [i for i in range(len(sizes)) if _touches(canvas.rect(i), top, top + height)]
    assert list(canvas.span(top, top + height)) == shown


def _touches(page: tuple[int, int, int, int], top: float, bottom: float) -> bool:
    return page[1] < bottom and page[1] + page[3] > top


@LAW
@given(SIZES, st.floats(LEAST, MOST), st.floats(LEAST, MOST), st.floats(0, 1), st.integers(0, 899), st.integers(0, 699))
def test_zooming_about_the_pointer_keeps_the_point_below_it(
    sizes: list[tuple[float, float]], before: float, after: float, start: float, x: int, y: int
) -> None:
    finder = _finder(sizes)
    finder.set_zoom(before)
    finder.scroll_to(round(start * finder.canvas.width), round(start * finder.canvas.height))
    place = finder.at(x, y)
    assert place is not None
    finder.set_zoom(after, (x, y))
    wide, high = finder.canvas.width > finder.width, finder.canvas.height > finder.height
    now = finder.to_window(*place)
    if wide and 0 < finder.x < finder.canvas.width - finder.width:
        assert now[0] == pytest.approx(x, abs=1)
    if high and 0 < finder.y < finder.canvas.height - finder.height:
        assert now[1] == pytest.approx(y, abs=1)


@LAW
@given(SIZES, st.data(), st.integers(100, 1500), st.integers(100, 1500))
def test_a_rect_that_fits_is_in_view_after_going_to_it(
    sizes: list[tuple[float, float]], data: st.DataObject, width: int, height: int
) -> None:
    finder = _finder(sizes, width, height)
    finder.set_zoom(1.0)
    index = data.draw(st.integers(0, len(sizes) - 1))
    side = min(sizes[index])
    rect = Rect(side * 0.4, side * 0.4, side * 0.4 + min(40, side / 3), side * 0.4 + min(20, side / 3))
    finder.go_to(index, rect)
    left, top = finder.to_window(index, rect.x0, rect.y0)
    right, bottom = finder.to_window(index, rect.x1, rect.y1)
    assert left >= -1
    assert top >= -1
    assert right <= width + 1
    assert bottom <= height + 1


@LAW
@given(SIZES, st.floats(0, 1), st.sampled_from(["width", "page", "none"]), st.floats(LEAST, MOST))
def test_a_state_brings_the_same_place_back(
    sizes: list[tuple[float, float]], start: float, fit: str, zoom: float
) -> None:
    finder = _finder(sizes)
    if fit == "none":
        finder.set_zoom(zoom)
    else:
        finder.set_fit("width" if fit == "width" else "page")
    finder.scroll_to(0, round(start * finder.canvas.height))
    other = _finder(sizes)
    assert other.restore(finder.state())
    assert other.fit == finder.fit
    if fit == "none":
        assert (other.x, other.y) == pytest.approx((finder.x, finder.y), abs=1)


def test_a_state_of_other_pages_changes_nothing() -> None:
    finder = _finder([(612, 792)] * 3)
    before = finder.state()
    for state in ({}, {"page": 7}, {"page": 1001, "x": "left", "y": 0, "zoom": 1}, {"page": 1001, "x": float("nan")}):
        assert not finder.restore(state)
    assert finder.state() == before


def test_resizing_keeps_what_is_at_the_top() -> None:
    finder = _finder([(612, 792)] * 50)
    finder.go_to(20, None)
    finder.scroll_to(finder.x, finder.y + 200)
    before = finder.at(300, 0)
    finder.set_size(600, 500)
    after = finder.at(300, 0)
    assert before is not None
    assert after is not None
    assert after[0] == before[0] == 20
    assert after[2] == pytest.approx(before[2], abs=2)


def test_one_page_at_a_time_shows_only_that_page() -> None:
    finder = _finder([(612, 792)] * 5)
    finder.go_to(3)
    finder.set_continuous(False)
    assert finder.visible() == range(3, 4)
    finder.go_to(4)
    assert finder.visible() == range(4, 5)
    finder.set_continuous(True)
    assert finder.current() == 4


def test_a_wide_page_does_not_make_the_others_small() -> None:
    finder = _finder([(612, 792), (1224, 792), (615, 790)])
    finder.set_fit("width")
    assert finder.scale == pytest.approx((900 - sum(ROOMY)) / 615, rel=1e-6)
    left, _, width, _ = finder.page_rect(0)
    assert left >= 0
    assert left + width + ROOMY.gutter <= 903


def test_a_narrow_window_keeps_less_desk_beside_the_page() -> None:
    finder = _finder([(612, 792)] * 2, width=NARROW - 150)
    finder.set_fit("width")
    assert finder.scale == pytest.approx((NARROW - 150 - sum(CLOSE)) / 612, rel=1e-6)
    assert not finder.reaches_out(finder.height)


def test_only_what_is_in_view_reaches_out_of_the_window() -> None:
    finder = _finder([(612, 792), (612, 792), (1224, 792)])
    finder.set_fit("width")
    assert not finder.reaches_out(finder.height)
    finder.go_to(2)
    assert finder.reaches_out(finder.height)
    finder.set_fit("width")
    assert not finder.reaches_out(finder.height)


def test_a_scroll_bar_that_comes_does_not_fit_another_page() -> None:
    finder = _finder([(612, 792), (1224, 792)])
    finder.set_fit("width")
    zoom = finder.zoom
    finder.go_to(1)
    finder.set_size(finder.width, finder.height - 12)
    assert finder.zoom == zoom


def test_ten_thousand_pages_are_laid_out_in_a_moment() -> None:
    layout = _layout([(612, 792)] * 10_000)
    times = []
    for _ in range(5):
        start = perf_counter()
        layout.canvas(1.37)
        times.append(perf_counter() - start)
    assert min(times) < 0.01


def test_a_turned_page_lies_on_its_side_and_the_others_stand() -> None:
    layout = _layout([(612, 792), (600, 700), (612, 792)], {1001: 1, 1002: 2, 7: 1})
    assert [layout.box(i) for i in range(3)] == [
        PageBox(1000, 612, 792),
        PageBox(1001, 700, 600, 1),
        PageBox(1002, 612, 792, 2),
    ]
    assert layout.widest == 700
    assert layout.widest_up_to(650) == 612
    assert [layout.index(page) for page in (999, 1000, 1002, 1003, "1000")] == [None, 0, 2, None, None]


def test_pages_added_at_the_end_go_on_with_those_before() -> None:
    before, more = _layout([(612, 792)] * 2), _layout([(612, 792)] * 3)
    assert more.goes_on(before)
    assert not before.goes_on(more)
    assert not _layout([(612, 792), (612, 700), (612, 792)]).goes_on(before)
    assert not _layout([(612, 792)] * 3, {1000: 1}).goes_on(before)
    assert _layout([(612, 792)]).goes_on(_layout([]))
