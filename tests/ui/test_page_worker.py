"""Tiles from a real render worker: sharp pages, clear failures, and nothing left behind."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future
from multiprocessing.shared_memory import SharedMemory
from pathlib import Path

import psutil
import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from reviewer.pdf.write import PdfWriter
from reviewer.ui.page import PageState, PageView, WorkerTiles
from reviewer.ui.page.tiles import TileKey, TileRequest
from reviewer.workers.pool import WorkerPool
from reviewer.workers.requests import RenderTile
from reviewer.workers.tiles import Tile, TileMemory
from tests.ui.page_kit import HIDDEN, make_pdf, read_pages


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    with WorkerPool(0, screen=True) as pool:
        yield pool


def _view(qtbot: QtBot) -> PageView:
    view = PageView()
    qtbot.addWidget(view)
    view.resize(800, 600)
    view.show()
    return view


def _shown(view: PageView) -> bool:
    view.viewport().update()
    return view.scenes is not None and len(view.cache) > 0 and not view.loader.busy()


def test_the_worker_draws_the_pages_in_view_and_the_next(qtbot: QtBot, pool: WorkerPool, tmp_path: Path) -> None:
    view = _view(qtbot)
    tiles = WorkerTiles(pool)
    view.set_content(read_pages(make_pdf(tmp_path / "a.pdf", 5)), tiles)
    qtbot.waitUntil(lambda: _shown(view), timeout=30_000)
    image = view.viewport().grab().toImage()
    x, y = view.finder.to_window(0, *HIDDEN.center)
    assert image.pixelColor(round(x), round(y)).lightness() < 5
    pages = {key.page for key in view.cache._images}
    assert {0, 1} <= pages
    sizes = {(image.format(), image.width()) for image in view.cache._images.values()}
    assert {form.name for form, _ in sizes} == {"Format_Grayscale8"}, "grey pages are kept in one byte a pixel"
    view.set_content(None, None)
    tiles.close()


def test_colour_stays(qtbot: QtBot, pool: WorkerPool, tmp_path: Path) -> None:
    writer = PdfWriter()
    page = writer.page(612, 792)
    page.rectangle(HIDDEN, fill=(0.8, 0.1, 0.1))
    writer.save(tmp_path / "stamp.pdf")
    view, tiles = _view(qtbot), WorkerTiles(pool)
    view.set_content(read_pages(tmp_path / "stamp.pdf", hidden=()), tiles)
    qtbot.waitUntil(lambda: _shown(view), timeout=30_000)
    x, y = view.finder.to_window(0, *HIDDEN.center)
    color = view.viewport().grab().toImage().pixelColor(round(x), round(y))
    assert color.red() > 190
    assert color.blue() < 40
    view.set_content(None, None)
    tiles.close()


def test_an_encrypted_file_is_shown_with_its_password_only(qtbot: QtBot, pool: WorkerPool, tmp_path: Path) -> None:
    plain = make_pdf(tmp_path / "plain.pdf", 1)
    pages = read_pages(plain)
    writer = PdfWriter()
    writer.page(612, 792).text(72, 100, "Secret", 16)
    writer.save(tmp_path / "locked.pdf", "open sesame")
    pages.path = tmp_path / "locked.pdf"
    view = _view(qtbot)
    locked = WorkerTiles(pool)
    with qtbot.waitSignal(view.loader.failed, timeout=30_000) as told:
        view.set_content(pages, locked)
    assert told.args is not None
    assert "password" in told.args[1]
    opened = WorkerTiles(pool, lambda path: "open sesame" if path.name == "locked.pdf" else None)
    view.set_content(pages, opened)
    qtbot.waitUntil(lambda: _shown(view), timeout=30_000)
    view.set_content(None, None)
    locked.close()
    opened.close()


def test_a_file_that_is_gone_fails_and_comes_back(qtbot: QtBot, pool: WorkerPool, tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "a.pdf", 1)
    pages = read_pages(path)
    away = path.rename(tmp_path / "away.pdf")
    view, tiles = _view(qtbot), WorkerTiles(pool)
    with qtbot.waitSignal(view.loader.failed, timeout=30_000):
        view.set_content(pages, tiles)
    pages.states[100] = PageState("failed", "a.pdf is not where it was.")
    away.rename(path)
    pages.states.clear()
    view.refresh()
    view.refresh_pictures()
    qtbot.waitUntil(lambda: _shown(view), timeout=30_000)
    view.set_content(None, None)
    tiles.close()


def test_a_pool_that_shuts_down_is_no_failure(tmp_path: Path) -> None:
    class Ending:
        def submit(self, request: RenderTile, priority: int = 0) -> Future[Tile]:
            future = Future[Tile]()
            future.set_exception(CancelledError())
            return future

    answers: list[tuple[QImage | None, str]] = []
    key = TileKey(tmp_path / "a.pdf", 0, 0, 1000, -1, -1)
    source = WorkerTiles(Ending())
    source.request(TileRequest(key, HIDDEN, 10, 10), lambda _key, image, reason: answers.append((image, reason)))
    assert answers == [(None, "")]


def test_closing_in_the_middle_leaves_nothing_behind(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    segments: list[str] = []
    reserve = TileMemory.reserve

    def noted(memory: TileMemory, request: RenderTile, budget: int) -> str:
        segments.append(reserve(memory, request, budget))
        return segments[-1]

    monkeypatch.setattr(TileMemory, "reserve", noted)
    threads = set(threading.enumerate())
    children = set(psutil.Process().children(recursive=True))
    pool = WorkerPool(0, screen=True)
    view, tiles = _view(qtbot), WorkerTiles(pool)
    view.set_content(read_pages(make_pdf(tmp_path / "a.pdf", 30)), tiles)
    qtbot.waitUntil(lambda: len(view.cache) > 0, timeout=30_000)
    view.go_to(120)
    view.viewport().repaint()
    assert view.loader.busy()
    view.set_content(None, None)
    tiles.close()
    pool.shutdown()
    gc.collect()
    assert set(threading.enumerate()) - threads == set()
    gone, alive = psutil.wait_procs(set(psutil.Process().children(recursive=True)) - children, timeout=5)
    assert alive == [], gone
    assert segments
    for name in segments:
        with pytest.raises(FileNotFoundError):
            SharedMemory(name)
