"""The walk of a page: words from the layer or by OCR, holes where redactions stand, and nothing from beneath them."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from reviewer.model.evidence import Character, Pixels
from reviewer.model.geometry import Rect
from reviewer.model.ocr import OcrEngine
from reviewer.model.page import PageResult, Word
from reviewer.ocr.engines import create_engine
from reviewer.pdf.source import open_source
from reviewer.pdf.write import PageWriter, PdfWriter, text_width
from reviewer.workers.analyse import analyse_page
from reviewer.workers.layer_text import share_of_ink, visible_words
from reviewer.workers.recognise import paint_out
from reviewer.workers.requests import AnalyseOptions
from reviewer.workers.resolution import reading_resolution

LETTER = Rect(0, 0, 612, 792)
LINES = (
    "The office met the vendor in March to discuss the image service",
    "and agreed that a second meeting would follow before summer.",
    "The draft contract was sent to the program manager for review,",
    "who asked for two changes in the section about retention.",
)


@pytest.fixture(scope="module")
def engine() -> Iterator[OcrEngine]:
    engine = create_engine()
    yield engine
    engine.close()


def letter(page: PageWriter, top: float = 150) -> None:
    for number, line in enumerate(LINES):
        page.text(72, top + 20 * number, line, 12)


def made(path: Path, draw: Callable[[PageWriter], object]) -> Path:
    writer = PdfWriter()
    draw(writer.page(612, 792))
    writer.save(path)
    return path


def scan_of(path: Path, dpi: int = 200) -> Pixels:
    with open_source(path) as source:
        return source.page(0).render(dpi).image


def analysed(path: Path, engine: OcrEngine, options: AnalyseOptions | None = None) -> PageResult:
    with open_source(path) as source:
        return analyse_page(source, 0, options or AnalyseOptions(), engine)


def test_what_stands_beneath_a_redaction_is_told_but_never_kept(tmp_path: Path, engine: OcrEngine) -> None:
    def failed(page: PageWriter) -> None:
        letter(page)
        page.text(72, 300, "Please call Rumpelstiltskin about the matter of the spinning wheel", 12)
        left, right = (72 + text_width(text, 12) for text in ("Please call ", "Please call Rumpelstiltskin"))
        page.rectangle(Rect(left - 1, 288, right + 1, 304))

    result = analysed(made(tmp_path / "failed.pdf", failed), engine)
    assert result.text_source == "layer"
    (redaction,) = result.redactions
    assert redaction.recoverable
    assert "Please call [redacted] about the matter" in result.text.text
    assert b"Rumpel" not in pickle.dumps(result)
    assert b"stiltskin" not in pickle.dumps(result)


def test_a_word_that_is_half_covered_keeps_only_its_free_letters() -> None:
    word = Word(Rect(0, 0, 80, 10), "Smithson")
    letters = [Character(Rect(10 * i, 0, 10 * i + 10, 10), char, i) for i, char in enumerate("Smithson")]

    def characters(clip: Rect) -> list[Character]:
        return [c for c in letters if c.rect.overlap(clip) > 0]

    assert visible_words([word], [Rect(48, -2, 90, 12)], characters) == (Word(Rect(0, 0, 50, 10), "Smith"),)
    assert visible_words([word], [Rect(-5, -2, 90, 12)], characters) == ()
    assert visible_words([word], [Rect(90, 0, 200, 10)], characters) == (word,)
    assert visible_words([word], [Rect(-5, -2, 60, 12)], lambda _: []) == ()


def test_a_scan_is_read_by_ocr_with_its_holes(tmp_path: Path, engine: OcrEngine) -> None:
    def redacted(page: PageWriter) -> None:
        letter(page)
        page.rectangle(Rect(140, 178, 260, 194))

    scan = scan_of(made(tmp_path / "before.pdf", redacted))
    path = made(tmp_path / "scan.pdf", lambda page: page.image(LETTER, scan, "ccitt"))
    result = analysed(path, engine)
    assert result.text_source == "ocr"
    assert [redaction.kind for redaction in result.redactions] == ["black"]
    assert "[redacted]" in result.text.text.splitlines()[2]
    assert "discuss the image service" in result.text.text
    first = result.text.words[0]
    assert first.text == "The"
    assert first.rect.overlap(Rect(72, 140, 94, 152)) > 0.5 * first.rect.area
    assert first.confidence is not None
    assert result.redactions[0].characters > 5


@pytest.mark.parametrize(
    ("options", "source"),
    [
        (AnalyseOptions(), "mixed"),
        (AnalyseOptions(text_layer="ignore"), "ocr"),
        (AnalyseOptions(text_layer="keep"), "layer"),
        (AnalyseOptions(ocr=False), "layer"),
    ],
)
def test_a_stamp_at_the_head_of_a_scan_claims_its_blocks(
    tmp_path: Path, engine: OcrEngine, options: AnalyseOptions, source: str
) -> None:
    def redacted(page: PageWriter) -> None:
        page.text(380, 50, "RELEASE IN PART", 12)
        page.text(380, 64, "B5,B6", 12)
        letter(page)
        page.rectangle(Rect(140, 178, 260, 194))

    scan = scan_of(made(tmp_path / "before.pdf", redacted))

    def with_layer(page: PageWriter) -> None:
        page.image(LETTER, scan, "ccitt")
        page.text(72, 600, "This copy was produced to the committee under the agreement between both parties", 9)

    result = analysed(made(tmp_path / "stamped.pdf", with_layer), engine, options)
    assert result.text_source == source
    assert [(redaction.marking, redaction.codes) for redaction in result.redactions] == [("head", ())]
    assert result.markers == ("release in part",)
    assert "RELEASE" not in result.text.text


def test_a_scan_with_a_stamp_as_its_only_text_is_read_as_well(tmp_path: Path, engine: OcrEngine) -> None:
    scan = scan_of(made(tmp_path / "before.pdf", lambda page: letter(page, 300)))

    def stamped(page: PageWriter) -> None:
        page.image(LETTER, scan, "ccitt")
        page.text(72, 60, "This copy was produced to the committee under the agreement between both parties", 9)
        page.text(72, 72, "and may hold personal data that has to be protected", 9)

    result = analysed(made(tmp_path / "stamped.pdf", stamped), engine)
    assert result.text_source == "mixed"
    assert "produced to the committee" in result.text.text
    assert "discuss the image service" in result.text.text
    assert result.text.text.count("committee") == 1


def test_without_ocr_the_page_says_what_it_lacks(tmp_path: Path, engine: OcrEngine) -> None:
    scan = scan_of(made(tmp_path / "before.pdf", letter))
    path = made(tmp_path / "scan.pdf", lambda page: page.image(LETTER, scan, "ccitt"))
    result = analysed(path, engine, AnalyseOptions(ocr=False))
    assert (result.text_source, result.text.text) == ("none", "")
    assert "not read by OCR" in result.notes[0]
    assert result.seconds["ocr"] == 0


def test_an_empty_page_is_no_error(tmp_path: Path, engine: OcrEngine) -> None:
    result = analysed(made(tmp_path / "empty.pdf", lambda page: None), engine)
    assert (result.text_source, result.text.words, result.redactions, result.error) == ("none", (), (), None)


def test_every_redaction_has_a_strip_and_the_page_a_thumbnail(tmp_path: Path, engine: OcrEngine) -> None:
    def bars(page: PageWriter) -> None:
        letter(page)
        page.rectangle(Rect(100, 300, 300, 314))
        page.rectangle(Rect(100, 400, 300, 414))

    result = analysed(made(tmp_path / "bars.pdf", bars), engine)
    assert len(result.crops) == len(result.redactions) == 2
    for data in (*result.crops, result.thumbnail):
        with Image.open(BytesIO(data)) as picture:
            assert picture.format == "JPEG"


def test_explaining_writes_a_picture(tmp_path: Path, engine: OcrEngine) -> None:
    path = made(tmp_path / "release.pdf", letter)
    analysed(path, engine, AnalyseOptions(explain=tmp_path))
    assert (tmp_path / "release-0001.png").stat().st_size > 1_000


def test_an_image_without_a_resolution_is_read_at_the_size_of_a_letter(tmp_path: Path, engine: OcrEngine) -> None:
    scan = scan_of(made(tmp_path / "before.pdf", letter), 300)
    Image.fromarray(scan).save(tmp_path / "scan.png")
    with open_source(tmp_path / "scan.png") as source:
        page = source.page(0)
        resolution = reading_resolution(page)
        assert page.height == 3300
        assert page.height / 72 * resolution.dpi == pytest.approx(2200)
        result = analyse_page(source, 0, AnalyseOptions(), engine)
    assert "discuss the image service" in result.text.text
    assert result.text.words[0].rect.x0 == pytest.approx(72 * 300 / 72, abs=8)


@pytest.mark.parametrize(("native", "expected"), [(96, 96), (200, 200), (230, 230), (300, 200), (600, 200)])
def test_pages_are_read_at_200_dpi_but_never_above_their_own(tmp_path: Path, native: int, expected: int) -> None:
    scan = np.full((round(11 * native), round(8.5 * native)), 255, np.uint8)
    path = made(tmp_path / "scan.pdf", lambda page: page.image(LETTER, scan))
    with open_source(path) as source:
        assert reading_resolution(source.page(0)).dpi == expected


def test_painting_out_takes_the_tone_of_the_paper() -> None:
    page = np.full((200, 200), 230, np.uint8)
    page[50:60, 50:100] = 0
    painted = paint_out(page, 1.0, [Rect(50, 50, 100, 60)])
    assert painted.min() == painted.max() == 230
    assert page.min() == 0


def test_a_layer_over_other_ink_explains_little_of_it(tmp_path: Path) -> None:
    scan = scan_of(made(tmp_path / "before.pdf", letter))
    everywhere = [Word(Rect(60, 120, 552, 230), "all")]
    assert share_of_ink(scan, 200 / 72, everywhere) > 0.99
    assert share_of_ink(scan, 200 / 72, [Word(Rect(72, 40, 200, 60), "stamp")]) == 0
    assert share_of_ink(np.full((100, 100), 255, np.uint8), 1.0, []) == 1
