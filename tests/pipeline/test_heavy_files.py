"""A long TIFF, a page with more words than a chapter, a Tesseract that is killed: read, or named and passed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from time import process_time

import psutil
import pytest
from PIL import Image, ImageDraw, ImageFont

from reviewer.model.errors import SourceError
from reviewer.model.ocr import OcrEngine
from reviewer.model.resources import resource
from reviewer.ocr.engines import create_engine
from reviewer.pdf.source import open_source
from reviewer.pdf.write import PdfWriter
from reviewer.workers.analyse import analyse_page
from reviewer.workers.pool import WorkerPool
from reviewer.workers.requests import AnalyseOptions, AnalysePage, Limits

FRAMES = 300
WORDS = 50_000
GROWTH = 40_000_000  # bytes; a single frame kept in memory for each page read would be three times that


@pytest.fixture(scope="module")
def engine() -> Iterator[OcrEngine]:
    made = create_engine()
    yield made
    made.close()


def long_tiff(path: Path, frames: int) -> Path:
    """Fax frames at 200 dpi, each with its number on it."""
    font = ImageFont.truetype(resource("fonts", "LiberationSerif-Regular.ttf"), 40)
    pictures = []
    for number in range(frames):
        picture = Image.new("L", (700, 400), 255)
        ImageDraw.Draw(picture).text((60, 150), f"Frame {1000 + number}", fill=0, font=font)
        pictures.append(picture.convert("1"))
    pictures[0].save(path, "TIFF", compression="group4", dpi=(200, 200), save_all=True, append_images=pictures[1:])
    return path


def test_every_frame_of_a_long_tiff_is_read_in_steady_memory(tmp_path: Path, engine: OcrEngine) -> None:
    texts: list[str] = []
    held: list[int] = []
    with open_source(long_tiff(tmp_path / "fax.tif", FRAMES)) as source:
        assert source.page_count == FRAMES
        for index in range(FRAMES):
            texts.append(analyse_page(source, index, AnalyseOptions(), engine).text.text)
            held.append(psutil.Process().memory_info().rss)
    assert texts == [f"Frame {1000 + index}" for index in range(FRAMES)]
    assert max(held[FRAMES // 2 :]) - max(held[: FRAMES // 2]) < GROWTH


def test_a_page_of_fifty_thousand_words_is_read_within_the_limits(tmp_path: Path, engine: OcrEngine) -> None:
    writer = PdfWriter()
    page = writer.page(2600, 3200)
    line = " ".join(["record", "office", "letter", "agency", "number"] * 40)
    for number in range(WORDS // 200):
        page.text(20, 20 + 12 * number, line, 4)
    writer.save(tmp_path / "words.pdf")
    with open_source(tmp_path / "words.pdf") as source:
        start = process_time()
        result = analyse_page(source, 0, AnalyseOptions(), engine)
    assert process_time() - start < Limits().work_seconds
    assert len(result.text.words) == WORDS
    assert result.text.text.splitlines()[0] == line


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in program is a shell script")
def test_a_tesseract_killed_in_mid_page_costs_that_page_alone(tmp_path: Path) -> None:
    real = Path(sys.executable).parent / "tesseract"
    died = tmp_path / "died"
    script = tmp_path / "tesseract"
    script.write_text(
        f'#!/bin/sh\ncase "$*" in *--list-langs*|*--version*) exec "{real}" "$@";; esac\n'
        f'[ -e "{died}" ] && exec "{real}" "$@"\ntouch "{died}"\nkill -9 $$\n'
    )
    script.chmod(0o755)
    options = AnalyseOptions(engine="pytesseract", tesseract=script)
    fax = long_tiff(tmp_path / "fax.tif", 2)
    with WorkerPool(1) as pool:
        with pytest.raises(SourceError) as caught:
            pool.submit(AnalysePage(fax, 0, options=options)).result()
        assert caught.value.code == "tesseract-failed"
        assert pool.submit(AnalysePage(fax, 1, options=options)).result().text.text == "Frame 1001"
