"""What a page gives as evidence: pixels within a budget, words, letters, shapes, images and annotations in order."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from reviewer.model.evidence import PageEvidence
from reviewer.model.geometry import Rect
from reviewer.pdf import drawings
from reviewer.pdf.budget import PIXEL_BUDGET
from reviewer.pdf.source import open_source
from reviewer.pdf.write import PageWriter, PdfWriter

EVERYWHERE = Rect(0, 0, 10_000, 10_000)


def made(path: Path, draw: Callable[[PageWriter], object], width: float = 612, height: float = 792) -> Path:
    writer = PdfWriter()
    draw(writer.page(width, height))
    writer.save(path)
    return path


def evidence_of(path: Path, dpi: float = 100) -> PageEvidence:
    with open_source(path) as source:
        return source.page(0).evidence(dpi)


def test_a_giant_page_is_read_within_the_budget_and_says_so(tmp_path: Path) -> None:
    path = made(tmp_path / "wall.pdf", lambda page: page.text(100, 500, "MAP", 400), 20_000, 20_000)
    with open_source(path) as source:
        evidence, notes = source.page(0).read(200)
    assert evidence.image.size <= PIXEL_BUDGET * 1.01
    assert evidence.image.shape[0] == pytest.approx(20_000 * evidence.scale, abs=2)
    assert len(notes) == 1
    assert "14 dpi instead of 200" in notes[0]


def test_a_very_fine_scan_is_read_coarser_and_says_so(tmp_path: Path) -> None:
    scan = np.full((4800, 3600), 255, np.uint8)
    scan[:2400] = 0
    path = made(tmp_path / "fine.pdf", lambda page: page.image(Rect(0, 0, 108, 144), scan, "ccitt"), 108, 144)
    with open_source(path) as source:
        evidence, notes = source.page(0).read(200)
    assert evidence.native_dpi == 2400
    assert evidence.image.shape == (400, 300)
    assert evidence.image[:195].max() == 0
    assert notes == ("The page is a scan of 2,400 dpi and was read at 200 dpi.",)


def test_a_coarse_scan_is_never_blown_up(tmp_path: Path) -> None:
    scan = np.full((1100, 850), 255, np.uint8)
    evidence = evidence_of(made(tmp_path / "fax.pdf", lambda page: page.image(Rect(0, 0, 612, 792), scan)), 200)
    assert evidence.native_dpi == 100
    assert evidence.image.shape == (1100, 850)


def test_a_small_picture_makes_no_scan(tmp_path: Path) -> None:
    logo = np.zeros((300, 300), np.uint8)
    evidence = evidence_of(made(tmp_path / "logo.pdf", lambda page: page.image(Rect(0, 0, 72, 72), logo)), 150)
    assert evidence.native_dpi == 0
    assert evidence.image.shape == (1650, 1275)


def test_pages_come_in_colour_only_if_they_have_any(tmp_path: Path) -> None:
    gray = made(tmp_path / "gray.pdf", lambda page: page.rectangle(Rect(10, 10, 300, 300), (0.5, 0.5, 0.5)))
    red = made(tmp_path / "red.pdf", lambda page: page.rectangle(Rect(10, 10, 80, 80), (0.9, 0.1, 0.1)))
    assert evidence_of(gray).image.ndim == 2
    image = evidence_of(red).image
    assert image.ndim == 3
    assert image[50, 50, 0] > 200 > 60 > image[50, 50, 2]  # RGB, not BGR


def layered(page: PageWriter) -> None:
    page.text(100, 112, "Name", 12)
    page.rectangle(Rect(95, 100, 140, 116), (0, 0, 0))
    page.text(100, 212, "Plain", 12)
    page.text_in(Rect(100, 300, 160, 312), "Unseen")
    page.image(Rect(300, 300, 340, 340), np.zeros((4, 4), np.uint8))
    page.rectangle(Rect(300, 400, 340, 420), None, (1, 0, 0), 2)


def test_letters_shapes_and_images_share_one_painting_order(tmp_path: Path) -> None:
    with open_source(made(tmp_path / "order.pdf", layered)) as source:
        evidence = source.page(0).evidence(100)
        letters = evidence.characters(EVERYWHERE)
        hidden = evidence.characters(Rect(95, 100, 140, 116))
    first = {letter.char: letter for letter in reversed(letters)}
    box, frame = evidence.drawings
    assert first["N"].order < box.order < first["P"].order < evidence.images[0].order < frame.order
    assert "".join(letter.char for letter in hidden) == "Name"
    assert all(letter.visible for letter in hidden)
    assert not any(letter.visible for letter in letters if letter.char in "Unse" and letter.rect.y0 > 290)


def test_shapes_keep_their_paint(tmp_path: Path) -> None:
    evidence = evidence_of(made(tmp_path / "paint.pdf", layered))
    box, frame = evidence.drawings
    assert (box.fill, box.stroke, box.is_rect, box.opacity) == ((0, 0, 0), None, True, 1.0)
    assert (frame.fill, frame.stroke, frame.is_rect, frame.line_width) == (None, (1, 0, 0), True, 2.0)
    assert evidence.images[0].rect == pytest.approx((300, 300, 340, 340))
    assert (evidence.images[0].width, evidence.images[0].bits) == (4, 8)


def test_separate_rectangles_of_one_path_are_told_apart_and_nested_ones_are_not(tmp_path: Path) -> None:
    def several(page: PageWriter) -> None:
        page._draw("0 g 100 600 50 10 re 200 600 50 10 re f")
        page._draw("0 g 100 400 200 100 re 110 410 180 80 re f*")

    shapes = evidence_of(made(tmp_path / "paths.pdf", several)).drawings
    assert [tuple(round(v) for v in shape.rect) for shape in shapes] == [
        (100, 182, 150, 192),
        (200, 182, 250, 192),
        (100, 292, 300, 392),
    ]
    assert [shape.is_rect for shape in shapes] == [True, True, False]


def test_lines_around_a_box_are_a_rectangle_and_a_triangle_is_none(tmp_path: Path) -> None:
    def lines(page: PageWriter) -> None:
        page._draw("100 600 m 200 600 l 200 650 l 100 650 l h f")
        page._draw("100 400 m 200 400 l 150 450 l h f")

    shapes = evidence_of(made(tmp_path / "lines.pdf", lines)).drawings
    assert [shape.is_rect for shape in shapes] == [True, False]


def test_a_flood_of_shapes_is_cut_and_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawings, "MAX_DRAWINGS", 50)

    def many(page: PageWriter) -> None:
        for i in range(80):
            page.rectangle(Rect(i * 5, 10, i * 5 + 4, 14))

    with open_source(made(tmp_path / "many.pdf", many)) as source:
        evidence, notes = source.page(0).read(72)
    assert len(evidence.drawings) == 50
    assert "drawn shapes" in notes[0]


def test_annotations_say_what_they_are(tmp_path: Path) -> None:
    def annotated(page: PageWriter) -> None:
        page.annotation(Rect(100, 100, 200, 120), "Redact", "b6", fill=(0, 0, 0), author="FOIA office")
        page.annotation(Rect(100, 200, 200, 220), "Square", fill=(0, 0, 0))
        page.annotation(Rect(100, 300, 200, 320), "Highlight", "look here")

    redact, square, highlight = evidence_of(made(tmp_path / "notes.pdf", annotated)).annotations
    assert (redact.subtype, redact.author, redact.fill) == ("Redact", "FOIA office", (0, 0, 0))
    assert redact.rects[0] == pytest.approx((100, 100, 200, 120), abs=0.5)
    assert (square.subtype, square.fill, square.hidden) == ("Square", (0, 0, 0), False)
    assert (highlight.subtype, highlight.content) == ("Highlight", "look here")


def test_a_watermark_has_a_box_although_none_can_be_set(tmp_path: Path) -> None:
    def marked(page: PageWriter) -> None:
        page.annotation(Rect(100, 100, 200, 120), "Square", fill=(0, 0, 0))

    file = made(tmp_path / "plain.pdf", marked)
    data = file.read_bytes()
    assert data.count(b"/Subtype/Square") == 1
    marks = tmp_path / "watermark.pdf"
    marks.write_bytes(data.replace(b"/Subtype/Square", b"/Subtype/Watermark"))
    (watermark,) = evidence_of(marks).annotations
    assert watermark.subtype == "Watermark"
    assert watermark.rects[0].grown(2).overlap(Rect(100, 100, 200, 120)) == pytest.approx(2000, rel=0.01)


def test_words_of_one_line_share_its_number(tmp_path: Path) -> None:
    def lines(page: PageWriter) -> None:
        page.text(72, 72, "first line")
        page.text(72, 90, "second")

    words = evidence_of(made(tmp_path / "words.pdf", lines)).words
    assert [(word.text, word.line, word.confidence) for word in words] == [
        ("first", 0, None),
        ("line", 0, None),
        ("second", 1, None),
    ]
