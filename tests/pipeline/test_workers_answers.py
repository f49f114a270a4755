"""Workers answer every kind of request by plain values, and a fault costs one page."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from multiprocessing.shared_memory import SharedMemory
from pathlib import Path

import pytest

from reviewer.model.errors import SourceError
from reviewer.model.geometry import Rect
from reviewer.pdf.write import PdfWriter
from reviewer.workers.pool import WorkerPool
from reviewer.workers.requests import AnalysePage, LoadFinders, MakeCrops, OpenFile, RenderThumbnail, RenderTile
from tests.pipeline.workers_kit import make_release


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_release(tmp_path_factory.mktemp("release") / "release.pdf")


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    with WorkerPool(1, screen=True) as pool:
        yield pool


def test_a_file_says_its_facts(pool: WorkerPool, release: Path) -> None:
    facts = pool.submit(OpenFile(release)).result()
    assert facts.page_count == 6
    assert facts.sizes[5] == (612.0, 792.0)
    assert facts.metadata["title"] == "Release"


def test_what_finds_is_loaded_ahead(pool: WorkerPool, release: Path) -> None:
    for citations in (False, True):
        assert pool.submit(LoadFinders(release, citations)).result() is None


def test_a_page_is_read(pool: WorkerPool, release: Path) -> None:
    result = pool.submit(AnalysePage(release, 2)).result()
    assert result.page == 2
    assert "Line 13 of page 2" in result.text.text
    assert {"total", "render", "detect", "codes", "ocr"} == set(result.seconds)


def test_a_tile_comes_through_shared_memory_and_is_gone_after_close(pool: WorkerPool, release: Path) -> None:
    with pool.submit(RenderTile(release, 0, 2.0, Rect(50, 390, 350, 430), color=False)).result() as tile:
        shape, name, pixels = tile.shape, tile.name, tile.pixels()
        assert len(tile.buffer) == shape.stride * shape.height
    assert (shape.width, shape.height, shape.channels, tile.format) == (600, 80, 1, "gray8")
    assert (shape.left, shape.top) == (50, 390)
    assert pixels[30, 100] == 0
    assert pixels[5, 5] == 255
    with pytest.raises(FileNotFoundError):
        SharedMemory(name=name)
    tile.close()


def test_colour_tiles_have_three_channels(pool: WorkerPool, release: Path) -> None:
    with pool.submit(RenderTile(release, 0, 0.5, Rect(0, 0, 612, 792))).result() as tile:
        assert tile.pixels().shape == (396, 306, 3)
        assert tile.shape.stride % 4 == 0


def test_thumbnails_and_crops_are_picture_files(pool: WorkerPool, release: Path) -> None:
    small = pool.submit(RenderThumbnail(release, 0, side=120)).result()
    crops = pool.submit(MakeCrops(release, 0, (Rect(72, 400, 300, 414), Rect(0, 0, 50, 50)))).result()
    assert small.startswith(b"\xff\xd8\xff")
    assert [crop[:4] for crop in crops] == [b"\x89PNG", b"\x89PNG"]


def test_errors_of_files_arrive_whole(pool: WorkerPool, tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        pool.submit(OpenFile(tmp_path / "gone.pdf")).result()
    assert (caught.value.code, caught.value.file) == ("missing", tmp_path / "gone.pdf")


def test_a_fault_of_the_program_costs_one_page_and_is_logged(
    pool: WorkerPool, release: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR), pytest.raises(SourceError) as caught:
        pool.submit(AnalysePage(release, 99)).result()
    assert caught.value.code == "internal"
    assert "release.pdf, page 100," in caught.value.message
    assert "IndexError" in caplog.text
    assert "no page 99" not in caplog.text + str(caught.value)  # what an error says may quote the release
    assert pool.submit(AnalysePage(release, 0)).result().page == 0


def test_a_changed_file_is_read_anew(pool: WorkerPool, tmp_path: Path) -> None:
    path = tmp_path / "growing.pdf"
    for pages in (1, 2):
        writer = PdfWriter()
        for _ in range(pages):
            writer.page(100, 100)
        writer.save(path)
        assert pool.submit(OpenFile(path)).result().page_count == pages


def test_the_screen_does_not_wait_for_the_reading(pool: WorkerPool, release: Path) -> None:
    order: list[str] = []
    pages = [pool.submit(AnalysePage(release, number % 6)) for number in range(12)]
    pages[-1].add_done_callback(lambda _: order.append("pages"))
    with pool.submit(RenderTile(release, 0, 1.0, Rect(0, 0, 200, 200))).result():
        order.append("tile")
    assert order == ["tile"]
    for future in pages:
        pool.cancel(future)


def test_a_request_never_shows_its_password(release: Path) -> None:
    assert "open sesame" not in repr(AnalysePage(release, 0, "open sesame")) + repr(OpenFile(release, "open sesame"))
