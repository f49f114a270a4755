"""Turned pages are read by either engine; mirrored ones, scrawls and other scripts say that hardly anything is read."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from reviewer.model.evidence import Pixels
from reviewer.model.ocr import OcrEngine
from reviewer.model.page import PageResult
from reviewer.model.resources import resource
from reviewer.ocr.engines import create_engine
from reviewer.pdf.source import open_source
from reviewer.pdf.write import PdfWriter
from reviewer.workers.analyse import analyse_page
from reviewer.workers.requests import AnalyseOptions

DPI = 150
LINES = (
    "The committee met on Tuesday morning and heard the report of the",
    "treasurer. Nothing was decided before the recess at noon. Members",
    "asked for the invoices of last year and for the minutes of every",
    "meeting since. The chair promised both within two weeks of the day",
    "on which the request had been received by the office in the harbour.",
)


HEBREW = (
    "הוועדה התכנסה ביום שלישי בבוקר ושמעה את הדוח של הגזבר",
    "דבר לא הוחלט לפני ההפסקה בצהריים והחברים ביקשו עוד",
    "את החשבוניות של השנה שעברה ואת הפרוטוקולים של כולן",
)


@pytest.fixture(scope="module")
def engine() -> Iterator[OcrEngine]:
    engine = create_engine()
    yield engine
    engine.close()


@pytest.fixture(scope="module", params=["tesserocr", "pytesseract"])
def either(request: pytest.FixtureRequest) -> Iterator[OcrEngine]:
    """The shipped engine, and the program where the environment brings one."""
    name = str(request.param)
    program = Path(sys.executable).parent / "tesseract"
    if name == "pytesseract" and not program.exists():
        pytest.skip("the test environment brings no Tesseract program on this system")
    made = create_engine(name, "eng", program if name == "pytesseract" else None)
    yield made
    made.close()


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory) -> Pixels:
    path = tmp_path_factory.mktemp("typed") / "typed.pdf"
    writer = PdfWriter()
    page = writer.page(612, 792)
    for number, line in enumerate(LINES):
        page.text(90, 180 + 22 * number, line, 12)
    writer.save(path)
    with open_source(path) as source:
        return source.page(0).render(DPI).image


def _read(image: Pixels, folder: Path, engine: OcrEngine) -> PageResult:
    Image.fromarray(image).save(folder / "page.png", dpi=(DPI, DPI))
    with open_source(folder / "page.png") as source:
        return analyse_page(source, 0, AnalyseOptions(), engine)


def _told(result: PageResult) -> bool:
    return any("Hardly anything" in note for note in result.notes)


@pytest.mark.parametrize("quarters", range(4))
def test_a_page_is_read_by_either_engine_however_it_lies(
    typed: Pixels, tmp_path: Path, either: OcrEngine, quarters: int
) -> None:
    result = _read(np.ascontiguousarray(np.rot90(typed, -quarters)), tmp_path, either)
    assert result.text.text.splitlines() == list(LINES)
    assert not _told(result)


def test_a_blank_page_has_no_words_and_needs_no_note(tmp_path: Path, engine: OcrEngine) -> None:
    result = _read(np.full((1650, 1275), 252, np.uint8), tmp_path, engine)
    assert (result.text.words, result.text_source, result.notes) == ((), "none", ())


def test_a_script_whose_language_is_not_set_says_so(tmp_path: Path, engine: OcrEngine) -> None:
    picture = Image.new("L", (1275, 1650), 255)
    draw = ImageDraw.Draw(picture)
    font = ImageFont.truetype(resource("fonts", "LiberationSerif-Regular.ttf"), 26)
    for number in range(12):
        draw.text((150, 200 + 60 * number), HEBREW[number % len(HEBREW)], fill=0, font=font)
    assert _told(_read(np.asarray(picture), tmp_path, engine))


def test_a_mirrored_page_says_so(typed: Pixels, tmp_path: Path, engine: OcrEngine) -> None:
    result = _read(np.ascontiguousarray(typed[:, ::-1]), tmp_path, engine)
    assert "treasurer" not in result.text.text
    assert _told(result)


def test_scrawls_say_so(tmp_path: Path, engine: OcrEngine) -> None:
    image = np.full((1650, 1275), 255, np.uint8)
    draw = np.random.default_rng(5)
    for row in range(300, 1300, 90):
        for column in range(150, 1050, 150):
            steps = np.add(np.cumsum(draw.normal((6, 0), (5, 16), (18, 2)), axis=0), (column, row))
            cv2.polylines(image, [steps.round().astype(np.int32)], False, 0, 3, cv2.LINE_AA)
    assert _told(_read(image, tmp_path, engine))
