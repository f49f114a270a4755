from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from reviewer.detection.find import find_redactions
from reviewer.model.geometry import Rect
from reviewer.model.ocr import Layout, OcrWord
from reviewer.sample.raster import blank as sheet_of_paper
from reviewer.sample.raster import paint
from reviewer.sample.sheet import Glyphs, Sheet
from tests.unit.detection_pages import (
    Image,
    Reader,
    at,
    blank,
    evidence,
    fill,
    frame,
    redactions,
    slanted,
    speckled,
    with_text,
)


def _text(page: Image, words: str, x: float, y: float, size: float = 0.6, level: int = 0, width: int = 2) -> None:
    cv2.putText(page, words, at(x, y), cv2.FONT_HERSHEY_SIMPLEX, size, level, width, cv2.LINE_AA)


def plain_text() -> Image:
    return with_text(blank())


def bold_headings() -> Image:
    page = blank()
    for y in (100, 140, 180):
        _text(page, "PROGRAM LEGALITY AND OPERATION", 72, y, 1.2, width=6)
    return page


def rules_and_underlines() -> Image:
    page = with_text(blank())
    for y in (60, 103, 147, 300):
        cv2.line(page, at(72, y), at(540, y), 0, 3)
    cv2.line(page, at(60, 80), at(552, 80), 0, 8)
    return page


def strike_through() -> Image:
    page = with_text(blank())
    for y in (96, 118, 140):
        cv2.line(page, at(72, y), at(400, y), 0, 3)
    return page


def table() -> Image:
    page = blank()
    for row in range(12):
        for column in range(4):
            cell = Rect(72 + 110 * column, 100 + 20 * row, 182 + 110 * column, 120 + 20 * row)
            frame(page, cell, 1, clear=False)
            if (row + column) % 3:
                _text(page, "1,234.56", cell.x0 + 8, cell.y1 - 5, 0.55)
    return page


def empty_grid() -> Image:
    page = with_text(blank(), [60, 500, 520])
    for row in range(8):
        for column in range(5):
            frame(page, Rect(72 + 90 * column, 100 + 18 * row, 162 + 90 * column, 118 + 18 * row), 1, clear=False)
    return page


def punch_holes() -> Image:
    page = with_text(blank())
    for x in (200, 306, 412):
        cv2.circle(page, at(x, 30), 22, 0, cv2.FILLED)
    return page


def scanner_edges() -> Image:
    page = with_text(blank())
    page[:, :26] = 10
    page[-30:, :] = 20
    page[:14, 200:900] = 0
    return page


def photograph() -> Image:
    page = with_text(blank(), [60, 600, 620])
    random = np.random.default_rng(3)
    small = random.integers(0, 255, (14, 20), dtype=np.uint8)
    page[200:1000, 150:1100] = cv2.resize(small, (950, 800), interpolation=cv2.INTER_CUBIC)
    return page


def _only_photograph(seed: int, cells: tuple[int, int]) -> Image:
    random = np.random.default_rng(seed)
    small = random.integers(0, 255, cells, dtype=np.uint8)
    grain = random.normal(0, 4, (1650, 1275))
    return np.asarray(np.clip(cv2.resize(small, (1275, 1650), interpolation=cv2.INTER_CUBIC) + grain, 0, 255), np.uint8)


def letterhead_seal() -> Image:
    page = with_text(blank(), [300, 322, 344])
    cv2.circle(page, at(306, 80), 70, 0, 5)
    cv2.circle(page, at(306, 80), 50, 0, cv2.FILLED)
    cv2.circle(page, at(306, 80), 38, 255, cv2.FILLED)
    _text(page, "POLICE", 285, 84, 0.7)
    return page


def bullets() -> Image:
    page = with_text(blank(), x=90)
    for n in range(24):
        fill(page, Rect(74, 94 + 22 * n, 80, 100 + 22 * n))
    return page


def dense_scan() -> Image:
    return speckled(with_text(blank(215)), 0.01)


def crooked_text() -> Image:
    return slanted(with_text(blank()), 2.0)


def handwriting() -> Image:
    page = with_text(blank(), [60, 90])
    curve = np.array([at(100 + 3 * n, 300 + 30 * np.sin(n / 3)) for n in range(120)], np.int32)
    cv2.polylines(page, [curve], False, 0, 4, cv2.LINE_AA)
    return page


def signature() -> Image:
    """Strokes of a felt pen, whose ink is grainy where it is dark, crossing each other."""
    page = with_text(blank(), [60, 90, 600])
    curve = np.array([at(120 + 2.2 * n, 300 + 14 * np.sin(n / 2.1) + n / 9) for n in range(70)], np.int32)
    ink = np.zeros_like(page)
    cv2.polylines(ink, [curve], False, 1, 9)
    cv2.line(ink, at(110, 310), at(290, 296), 1, 8)
    grain = np.random.default_rng(6).integers(0, 110, page.shape, dtype=np.uint8)
    return np.where(ink > 0, grain, page)


def fingerprint_card() -> Image:
    page = with_text(blank(), [60, 90, 700])
    random = np.random.default_rng(8)
    for row in range(2):
        for finger in range(5):
            cell = Rect(60 + 98 * finger, 130 + 110 * row, 158 + 98 * finger, 240 + 110 * row)
            frame(page, cell, 2, clear=False)
            _text(page, f"{5 * row + finger + 1}. R. THUMB", cell.x0 + 4, cell.y0 + 12, 0.45, width=1)
            x, y = at((cell.x0 + cell.x1) / 2, (cell.y0 + cell.y1) / 2 + 6)
            for ring in range(4, 66, 6):
                cv2.ellipse(page, (x, y), (ring, ring + 20), 0, 0, 360, int(random.integers(20, 90)), 3)
    return page


def form_fields() -> Image:
    page = blank()
    for row, label in enumerate(("NAME", "DATE OF BIRTH", "ADDRESS", "TELEPHONE", "SIGNATURE")):
        y = 120 + 40 * row
        _text(page, label, 72, y, 0.5, width=1)
        cv2.line(page, at(180, y + 2), at(420, y + 2), 0, 2)
    for row in range(5):
        box = Rect(450, 110 + 40 * row, 460, 120 + 40 * row)
        frame(page, box, 2)
    return page


def letterhead_and_logo() -> Image:
    page = with_text(blank(), [200, 222, 244, 266])
    cv2.line(page, at(60, 110), at(552, 110), 0, 12)
    _text(page, "BUREAU OF RESIDENCY RECORDS", 150, 90, 1.3, width=4)
    triangle = np.array([at(70, 95), at(90, 55), at(110, 95)], np.int32)
    cv2.fillPoly(page, [triangle], 0)
    cv2.circle(page, at(125, 75), 26, 0, cv2.FILLED)
    return page


def chart_with_mottled_bars() -> Image:
    """Bars in the very gray up to which a pixel counts as black, on grainy paper."""
    page = blank(209)
    for n, height in enumerate((65, 223, 58, 202, 151)):
        fill(page, Rect(137 + 85 * n, 450 - height, 195 + 85 * n, 450), 106)
    grain = np.random.default_rng(3).normal(0, 9, page.shape)
    return np.asarray(np.clip(cv2.GaussianBlur(page, (3, 3), 0) + grain, 0, 255), np.uint8)


LOOKALIKES = [
    plain_text,
    bold_headings,
    rules_and_underlines,
    strike_through,
    table,
    empty_grid,
    punch_holes,
    scanner_edges,
    photograph,
    letterhead_seal,
    bullets,
    dense_scan,
    crooked_text,
    handwriting,
    signature,
    fingerprint_card,
    form_fields,
    letterhead_and_logo,
    chart_with_mottled_bars,
]


@pytest.mark.parametrize("draw", LOOKALIKES, ids=lambda f: f.__name__)
def test_stays_quiet_on(draw: object) -> None:
    assert callable(draw)
    found = redactions(draw())
    assert [(f.kind, f.method, [r.rounded(0) for r in f.rects]) for f in found] == []


@pytest.mark.parametrize("cells", [(8, 6), (14, 20)])
@pytest.mark.parametrize("seed", range(1, 8))
def test_a_photograph_over_the_whole_page(seed: int, cells: tuple[int, int]) -> None:
    assert not redactions(_only_photograph(seed, cells))


def test_a_block_drawn_onto_a_photograph_is_seen() -> None:
    page = fill(_only_photograph(1, (14, 20)), Rect(180, 480, 350, 560), 190)
    fill(page, Rect(200, 500, 330, 540))
    assert [r.kind for r in redactions(page)] == ["black"]


def test_a_shaded_total_on_a_speckled_form_is_a_cell_though_it_is_hard_to_read() -> None:
    class Doubtful(Reader):
        def read(self, image: Image, *, dpi: int, layout: Layout = "page", alphabet: str = "") -> list[OcrWord]:
            return [replace(word, confidence=0.45) for word in super().read(image, dpi=dpi, layout=layout)]

    page = frame(with_text(blank(), [300, 322]), Rect(400, 200, 530, 224))
    _text(page, "Total $395.05", 410, 218, 0.8)
    _text(page, "due on 12 May", 420, 208, 0.4, width=1)
    assert not find_redactions(evidence(page), Doubtful("Total $395.05")).redactions
    assert find_redactions(evidence(page), Doubtful("(b)(6)")).redactions


def test_shaded_rows_of_a_table_are_no_redactions() -> None:
    page = with_text(blank(), [60, 90])
    for row in range(6):
        box = Rect(72, 140 + 22 * row, 540, 162 + 22 * row)
        if row % 2:
            fill(page, box, 205)
        _text(page, "Vehicles   64   62   0.97   0.95", 80, box.y1 - 7, 0.6)
    assert find_redactions(evidence(page), Reader(*["Vehicles 64 62 0.97 0.95"] * 20)).redactions == ()


def test_a_release_stamp_is_a_stamp_and_its_codes_are_the_head_of_the_page() -> None:
    page = frame(with_text(blank(), [300, 322]), Rect(440, 40, 520, 60))
    _text(page, "RELEASE IN PART B6", 444, 54, 0.4, width=1)
    fill(page, Rect(150, 318, 260, 331))
    detection = find_redactions(evidence(page), Reader("RELEASE IN PART B6"))
    assert [r.kind for r in detection.redactions] == ["black"]
    assert detection.redactions[0].marking == "head"
    assert "release in part" in detection.markers
    assert len(detection.stamps) == 1


def test_highlighted_words_are_no_redaction() -> None:
    page = cv2.cvtColor(with_text(blank()), cv2.COLOR_GRAY2RGB)
    x0, y0 = at(72, 180)
    x1, y1 = at(300, 194)
    page[y0:y1, x0:x1, 2] = np.minimum(page[y0:y1, x0:x1, 2], 90)
    found = find_redactions(evidence(np.asarray(page, np.uint8)), Reader("The undersigned asks for payment"))
    assert found.redactions == ()


@pytest.mark.parametrize("x", [150.0, 150.1, 150.4, 150.8])
@pytest.mark.parametrize("words", ["The Registry Review", "The Entry Industry"])
def test_bold_letters_that_touch_are_no_block(x: float, words: str) -> None:
    sheet = Sheet(612, 792)
    sheet.add(Glyphs(x, 86, words, "serif-bold", 32))
    image = sheet_of_paper(sheet, 300)
    paint(image, sheet.marks, 300)
    page = np.asarray((np.asarray(image.convert("L")) > 127) * np.uint8(255))
    assert not find_redactions(evidence(page, scale=300 / 72)).redactions


def test_a_caption_in_white_on_black_is_no_redaction() -> None:
    page = fill(with_text(blank()), Rect(72, 60, 300, 80))
    _text(page, "AANTAL BEDRIJVEN", 80, 75, 0.9, level=255)
    found = find_redactions(evidence(page), Reader("AANTAL BEDRIJVEN"))
    assert found.redactions == ()


@pytest.mark.parametrize(("words", "redactions"), [("$ 4,134.00", 0), ("of", 0), ("N/A", 0), ("b6", 1), ("5.1.2e", 1)])
def test_what_stands_in_a_frame_tells_a_field_from_a_redaction(words: str, redactions: int) -> None:
    page = frame(with_text(blank()), Rect(200, 181, 290, 200), 1)
    _text(page, words, 215, 195, 0.8)
    assert len(find_redactions(evidence(page), Reader(words)).redactions) == redactions


def test_a_black_banner_with_a_large_title_in_white() -> None:
    page = fill(with_text(blank(), [400, 422]), Rect(60, 100, 550, 160))
    cv2.putText(page, "BULLETIN", at(80, 150), cv2.FONT_HERSHEY_SIMPLEX, 3.2, 255, 12)
    assert not redactions(page)
