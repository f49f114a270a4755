"""Pages that lie wrong are put right, and their words come back where they stand on the page."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
import pytest

from reviewer.model.geometry import Rect
from reviewer.model.ocr import Gray, Layout, OcrEngine, OcrWord
from reviewer.ocr.careful import SURE, PageReading, confidence, read_carefully
from reviewer.ocr.engines import create_engine
from reviewer.ocr.prepare import NOISY, despeckled, is_noisy, skew_degrees, smoothed, speckles, straightened, turned
from tests.unit.test_ocr_engines import drawn

TEXT = (
    "The committee met on Tuesday morning and",
    "heard the report of the treasurer. Nothing",
    "was decided before the recess at noon.",
    "Members asked for the invoices of last year",
    "and for the minutes of every meeting since.",
    "The chair promised both within two weeks.",
)
DPI = 200


@pytest.fixture(scope="module")
def engine() -> Iterator[OcrEngine]:
    made = create_engine()
    yield made
    made.close()


@pytest.fixture(scope="module")
def page() -> Gray:
    """Six lines with wide margins, so that nothing is cut off by turning."""
    return np.pad(drawn(TEXT), 150, constant_values=255)


def rotated(image: Gray, degrees: float) -> Gray:
    height, width = image.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    return cv2.warpAffine(image, matrix, (width, height), borderValue=255).astype(np.uint8)


def text(reading: PageReading) -> str:
    return " ".join(word.text for word in reading.words)


class Counting:
    """An engine that keeps the pictures it is given."""

    name = "counting"

    def __init__(self, engine: OcrEngine) -> None:
        self.engine = engine
        self.seen: list[Gray] = []

    def read(self, image: Gray, *, dpi: int, layout: Layout = "page", alphabet: str = "") -> list[OcrWord]:
        self.seen.append(image)
        return self.engine.read(image, dpi=dpi, layout=layout, alphabet=alphabet)

    def close(self) -> None:
        return None


def specked(page: Gray, share: float) -> Gray:
    """`page` with a share of its points black: 2 % are some specks for each letter."""
    return np.where(np.random.default_rng(3).random(page.shape) < share, np.uint8(0), page).astype(np.uint8)


def test_a_good_page_is_read_once(engine: OcrEngine, page: Gray) -> None:
    counting = Counting(engine)
    reading = read_carefully(counting, page, DPI)
    assert len(counting.seen) == 1
    assert counting.seen[0] is page
    assert text(reading) == " ".join(TEXT)
    assert reading.confidence >= SURE
    assert (reading.turn, reading.skew) == (0, 0.0)


def test_a_noisy_copy_is_read_once_and_blurred(engine: OcrEngine, page: Gray) -> None:
    counting = Counting(engine)
    copy = specked(page, 0.02)
    reading = read_carefully(counting, copy, DPI)
    assert len(counting.seen) == 1
    assert np.array_equal(counting.seen[0], smoothed(copy, DPI))
    assert reading.confidence >= SURE
    assert len(set(text(reading).split()) & set(" ".join(TEXT).split())) >= 30


@pytest.mark.parametrize("share", [0.0, 0.0002, 0.002, 0.02, 0.05])
def test_the_quick_look_tells_noisy_copies_as_counting_does(page: Gray, share: float) -> None:
    copy = specked(page, share)
    assert is_noisy(copy, DPI) is (speckles(copy, DPI) > NOISY)


def test_nothing_is_noisy_about_an_empty_sheet_or_a_few_rows() -> None:
    assert not is_noisy(np.full((500, 400), 255, np.uint8), DPI)
    assert not is_noisy(np.zeros((2, 400), np.uint8), DPI)


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_turned_page_is_read_upright_and_its_words_stand_on_the_page_as_given(
    engine: OcrEngine, page: Gray, quarters: int
) -> None:
    lying = np.ascontiguousarray(np.rot90(page, -quarters))
    reading = read_carefully(engine, lying, DPI)
    assert reading.turn == quarters
    assert text(reading) == " ".join(TEXT)
    x0, y0, x1, y1 = (round(v) for v in reading.words[0].rect)
    assert int(lying[y0:y1, x0:x1].min()) < 100
    upright = read_carefully(engine, page, DPI).words[0].rect
    assert reading.words[0].rect.area == pytest.approx(upright.area, rel=0.1)


@pytest.mark.parametrize("degrees", [6.0, -8.0])
def test_steep_lines_are_levelled(engine: OcrEngine, page: Gray, degrees: float) -> None:
    reading = read_carefully(engine, rotated(page, degrees), DPI)
    assert reading.skew == pytest.approx(degrees, abs=0.75)
    assert len(set(text(reading).split()) & set(" ".join(TEXT).split())) >= 30


def test_a_finer_picture_is_asked_for_only_when_needed_and_its_boxes_fit_the_first(
    engine: OcrEngine, page: Gray
) -> None:
    coarse = cv2.resize(page, None, fx=0.3, fy=0.3, interpolation=cv2.INTER_AREA).astype(np.uint8)
    asked: list[int] = []

    def finer(dpi: int) -> Gray:
        asked.append(dpi)
        return cv2.resize(page, None, fx=1.5, fy=1.5, interpolation=cv2.INTER_CUBIC).astype(np.uint8)

    reading = read_carefully(engine, coarse, 60, finer)
    assert asked == [300]
    assert reading.dpi == 300
    assert text(reading) == " ".join(TEXT)
    assert reading.words[-1].rect.x1 < coarse.shape[1]
    read_carefully(engine, page, DPI, finer)
    assert asked == [300]


def test_marks_are_counted_by_tiles_as_on_the_whole_page() -> None:
    """Letters of all sizes and specks lie across the edges of tiles; what begins in a tile is counted there."""
    rng = np.random.default_rng(5)
    sheet = np.full((1500, 1300), 255, np.uint8)
    for x, y, width, height in rng.integers((0, 0, 1, 1), (1290, 1480, 30, 60), (400, 4)):
        sheet[y : y + height, x : x + width] = 0
    sheet[rng.random(sheet.shape) < 0.002] = 0
    _, _, marks, _ = cv2.connectedComponentsWithStats((sheet == 0).astype(np.uint8), connectivity=8)
    heights, areas = marks[1:, cv2.CC_STAT_HEIGHT], marks[1:, cv2.CC_STAT_AREA]
    letters = np.count_nonzero((heights >= DPI * 3 / 72) & (heights <= DPI * 30 / 72))
    assert speckles(sheet, DPI) == pytest.approx(np.count_nonzero(areas <= 3) / letters, rel=0.02)


def test_specks_are_counted_and_removed(engine: OcrEngine, page: Gray) -> None:
    copy = specked(page, 0.02)
    assert speckles(page, DPI) < 0.2 < speckles(copy, DPI)
    assert speckles(despeckled(copy), DPI) < 0.5 * speckles(copy, DPI)
    reading = read_carefully(engine, copy, DPI)
    assert reading.confidence >= confidence(engine.read(copy, dpi=DPI))


def test_blank_pages_cost_one_reading_and_have_no_words(engine: OcrEngine) -> None:
    reading = read_carefully(engine, np.full((500, 400), 250, np.uint8), DPI)
    assert (reading.words, reading.confidence) == ((), 0.0)
    assert skew_degrees(np.full((500, 400), 250, np.uint8)) == 0.0


@pytest.mark.parametrize("quarters", range(4))
def test_boxes_come_back_from_a_turn(quarters: int) -> None:
    image = np.full((60, 100), 255, np.uint8)
    image[10:20, 30:50] = 0
    prepared = turned(image, quarters)
    ys, xs = np.nonzero(prepared.image == 0)
    box = Rect(float(xs.min()), float(ys.min()), float(xs.max() + 1), float(ys.max() + 1))
    assert prepared.back(box) == Rect(30, 10, 50, 20)


def test_boxes_come_back_from_levelling() -> None:
    image = np.full((400, 600), 255, np.uint8)
    image[100:120, 450:500] = 0
    prepared = straightened(image, 5.0)
    ys, xs = np.nonzero(prepared.image < 100)
    middle = prepared.back(Rect(float(xs.min()), float(ys.min()), float(xs.max()), float(ys.max()))).center
    assert middle == pytest.approx((475, 110), abs=2)
