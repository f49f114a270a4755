"""Tiles: the cache keeps its budget, the loader asks for the newest first and drops answers to older questions."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from reviewer.model.geometry import Rect
from reviewer.pdf.source import open_source
from reviewer.ui.page import PageBox, PagePlace, PageView, TileCache, TileKey
from reviewer.ui.page.grid import Grid
from reviewer.ui.page.tiles import TILE, Answer, TileLoader, TileRequest
from tests.ui.page_kit import LAW, PromptTiles, make_pdf, read_pages, settle

FILE, OTHER = Path("a.pdf"), Path("b.pdf")


def _key(page: int, scale: int = 1333, file: Path = FILE) -> TileKey:
    return TileKey(file, page, 0, scale, -1, -1)


def _image(side: int = 10) -> QImage:
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(0)
    return image


def _request(page: int) -> TileRequest:
    return TileRequest(_key(page), Rect(0, 0, 612, 792), 816, 1056)


class HeldTiles:
    """Holds every question until the test answers it."""

    def __init__(self) -> None:
        self.asked: dict[TileKey, Answer] = {}
        self.order: list[int] = []
        self.cancelled: list[int] = []

    def request(self, request: TileRequest, answer: Answer) -> None:
        self.asked[request.key] = answer
        self.order.append(request.key.page)

    def cancel(self, key: TileKey) -> None:
        self.cancelled.append(key.page)

    def answer(self, page: int, image: QImage | None = None, reason: str = "") -> None:
        self.asked.pop(_key(page))(_key(page), image, reason)


@LAW
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 60)), max_size=60), st.integers(1, 40_000))
def test_the_cache_never_exceeds_its_budget_and_counts_right(puts: list[tuple[int, int]], budget: int) -> None:
    cache, sizes = TileCache(budget), dict[int, int]()
    for page, side in puts:
        cache.put(_key(page), _image(side))
        sizes[page] = side * side * 4
        assert cache.bytes <= budget
        assert cache.bytes == sum(sizes[p] for p in range(10) if _key(p) in cache)
    assert len(cache) == sum(_key(p) in cache for p in range(10))


def test_the_picture_used_longest_ago_goes_first() -> None:
    cache = TileCache(1200)
    for page in (1, 2, 3):
        cache.put(_key(page), _image())
    cache.get(_key(1))
    cache.put(_key(4), _image())
    assert [page for page in (1, 2, 3, 4) if _key(page) in cache] == [1, 3, 4]


def test_the_nearest_other_size_is_painted_last() -> None:
    cache = TileCache()
    for scale in (300, 1200, 5000):
        cache.put(_key(1, scale), _image())
    cache.put(_key(2, 1333), _image())
    assert [key.scale for key in cache.other_sizes(_key(1, 1333))] == [300, 5000, 1200]


def test_files_are_forgotten_one_by_one() -> None:
    cache = TileCache()
    cache.put(_key(1), _image())
    cache.put(_key(1, file=OTHER), _image())
    cache.drop_files([FILE])
    assert _key(1) not in cache
    assert _key(1, file=OTHER) in cache
    cache.clear()
    assert (len(cache), cache.bytes) == (0, 0)


def test_the_newest_wish_goes_first_and_old_ones_are_dropped(qtbot: QtBot) -> None:
    source, loader = HeldTiles(), TileLoader(TileCache(), in_flight=1)
    loader.set_source(source)
    loader.want([_request(1), _request(2), _request(3)])
    loader.want([_request(8), _request(9)])
    assert source.order == [1]
    assert source.cancelled == [1]
    with qtbot.waitSignal(loader.arrived):
        source.answer(1, _image())
    assert source.order == [1, 8]
    assert _key(1) in loader.cache, "an answer that is there is kept"
    source.answer(8)
    qtbot.waitUntil(lambda: source.order == [1, 8, 9])
    source.answer(9, _image())
    qtbot.waitUntil(lambda: not loader.busy())


def test_answers_of_an_earlier_generation_are_dropped(qtbot: QtBot) -> None:
    source, loader = HeldTiles(), TileLoader(TileCache())
    loader.set_source(source)
    loader.want([_request(1)])
    loader.forget()
    source.answer(1, _image())
    loader.want([_request(2)])
    with qtbot.waitSignal(loader.arrived) as told:
        source.answer(2, _image())
    assert told.args == [_key(2)]
    assert _key(1) not in loader.cache


def test_a_failed_tile_is_not_asked_for_again_until_forgotten(qtbot: QtBot) -> None:
    source, loader = HeldTiles(), TileLoader(TileCache())
    loader.set_source(source)
    loader.want([_request(1)])
    with qtbot.waitSignal(loader.failed):
        source.answer(1, None, "page 2 is damaged")
    loader.want([_request(1)])
    assert loader.failure(_key(1)) == "page 2 is damaged"
    assert source.order == [1]
    loader.forget()
    loader.want([_request(1)])
    assert source.order == [1, 1]


@pytest.mark.parametrize("scale", [0.4, 1.333, 3.7, 10.667])
def test_tiles_cover_the_page_without_gap_or_overlap(scale: float) -> None:
    grid = Grid(PagePlace(FILE, 0), PageBox(1, 612, 792), scale)
    requests = list(grid.needed(0, 0, grid.width, grid.height))
    areas = [grid.area(request.key) for request in requests]
    assert sum(width * height for _, _, width, height in areas) == grid.width * grid.height
    assert len({(left, top) for left, top, _, _ in areas}) == len(areas)
    assert all((request.width, request.height) == area[2:] for request, area in zip(requests, areas, strict=True))
    if len(areas) > 1:
        assert max(width for _, _, width, _ in areas) <= TILE


def test_only_the_tiles_in_view_are_asked_for() -> None:
    grid = Grid(PagePlace(FILE, 0), PageBox(1, 612, 792), 8.0)
    requests = list(grid.needed(1100, 1100, 1900, 2100))
    assert {(r.key.column, r.key.row) for r in requests} == {(1, 1), (1, 2)}
    assert requests[0].clip == Rect(128, 128, 256, 256)


def test_tiles_of_the_view_join_without_a_seam(qtbot: QtBot, tmp_path: Path) -> None:
    """A page in many tiles shows the pixels of the page in one piece."""
    pages = read_pages(make_pdf(tmp_path / "a.pdf", 1), hidden=())
    view = PageView()
    qtbot.addWidget(view)
    view.resize(1300, 900)
    view.show()
    tiles = PromptTiles()
    view.set_content(pages, tiles)
    view.set_zoom(4.0)
    view.go_to(100, Rect(150, 190, 230, 210))
    settle(view)
    view.clearFocus()  # its frame lies over the outermost pixels
    assert view.scenes is not None
    assert len({(key.column, key.row) for key in tiles.rendered if key.column >= 0}) >= 2
    image = view.viewport().grab().toImage()
    left, top, _, _ = view.finder.page_rect(0)
    with open_source(pages.path) as source:
        whole = source.page(0).render(view.pictures.grid(view.scenes, 0, 1.0).scale * 72, budget=40_000_000).image
    differing = sum(
        abs(image.pixelColor(x, y).lightness() - int(whole[y - top, x - left])) > 8
        for x in range(max(0, left), view.viewport().width(), 3)
        for y in range(0, view.viewport().height(), 3)
        if x - left < whole.shape[1] and 0 <= y - top < whole.shape[0]
    )
    assert differing == 0
