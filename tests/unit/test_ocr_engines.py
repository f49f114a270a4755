"""Both engines read the same made page, and say what is wrong when they cannot run."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from reviewer.model.errors import SourceError
from reviewer.model.ocr import Gray, OcrEngine
from reviewer.ocr.engines import create_engine
from reviewer.ocr.languages import shipped_tessdata

LINES = (
    "The committee met on Tuesday morning.",
    "Nothing was decided before the recess.",
    "Invoice 20417 is still open.",
)


def drawn(lines: tuple[str, ...], size: int = 30) -> Gray:
    """Lines of type on white, as a scan at 200 dpi has them."""
    image = Image.new("L", (900, 90 + 60 * len(lines)), 255)
    draw = ImageDraw.Draw(image)
    for i, line in enumerate(lines):
        draw.text((40, 40 + 60 * i), line, fill=0, font=ImageFont.load_default(size))
    return np.asarray(image)


def program() -> Path:
    folder = Path(sys.executable).parent
    found = [path for path in (folder / "tesseract", folder / "tesseract.exe") if path.exists()]
    if not found:
        pytest.skip("the test environment brings no Tesseract program on this system")
    return found[0]


@pytest.fixture(params=["tesserocr", "pytesseract"])
def engine(request: pytest.FixtureRequest) -> Iterator[OcrEngine]:
    name = str(request.param)
    made = create_engine(name, "eng", program() if name == "pytesseract" else None)
    yield made
    made.close()


def test_reads_lines_with_places_and_confidence(engine: OcrEngine) -> None:
    words = engine.read(drawn(LINES), dpi=200)
    assert [word.text for word in words] == " ".join(LINES).split()
    assert [len({w.line for w in words if w.text in line.split()}) for line in LINES] == [1, 1, 1]
    assert all(0.5 < word.confidence <= 1 for word in words)
    first, last = words[0].rect, words[-1].rect
    assert 30 < first.x0 < 60
    assert 30 < first.y0 < first.y1 < 85
    assert last.y0 > 150


def test_blank_and_tiny_pictures_hold_no_words(engine: OcrEngine) -> None:
    assert engine.read(np.full((300, 300), 255, np.uint8), dpi=200) == []
    assert engine.read(np.zeros((2, 40), np.uint8), dpi=200) == []


def test_alphabet_and_layout(engine: OcrEngine) -> None:
    words = engine.read(drawn(("20417",)), dpi=200, layout="line", alphabet="0123456789")
    assert [word.text for word in words] == ["20417"]
    # The restriction does not outlive its page.
    assert [word.text for word in engine.read(drawn(("recess",)), dpi=200, layout="line")] == ["recess"]


def test_reads_a_view_that_is_not_contiguous(engine: OcrEngine) -> None:
    wide = np.repeat(drawn(LINES), 2, axis=1)
    assert [word.text for word in engine.read(wide[:, ::2], dpi=200)][:2] == ["The", "committee"]


def test_says_what_it_is(engine: OcrEngine) -> None:
    assert "tesser" in engine.name
    assert engine.name.endswith("eng")


@pytest.mark.parametrize("name", ["tesserocr", "pytesseract"])
def test_missing_language_is_named_with_the_way_to_get_it(name: str) -> None:
    with pytest.raises(SourceError) as caught:
        create_engine(name, "eng+xyz", program() if name == "pytesseract" else None)
    assert caught.value.code == "language-missing"
    assert "xyz" in caught.value.message
    assert "xyz.traineddata" in caught.value.advice


def test_missing_program_and_unknown_engine() -> None:
    with pytest.raises(SourceError) as caught:
        create_engine("pytesseract", tesseract=Path("no-such-tesseract"))
    assert caught.value.code == "tesseract-missing"
    with pytest.raises(SourceError) as unknown:
        create_engine("abbyy")
    assert unknown.value.code == "engine-unknown"
    with pytest.raises(SourceError):
        create_engine("tesserocr", " + ")


def test_own_data_folder_is_used_and_damaged_data_reported(tmp_path: Path) -> None:
    shipped = shipped_tessdata() / "eng.traineddata"
    (tmp_path / "mine.traineddata").write_bytes(shipped.read_bytes())
    own = create_engine("tesserocr", "mine", tessdata=tmp_path)
    assert [word.text for word in own.read(drawn(LINES), dpi=200)][:2] == ["The", "committee"]
    own.close()
    (tmp_path / "torn.traineddata").write_bytes(shipped.read_bytes()[:1000])
    with pytest.raises(SourceError) as caught:
        create_engine("tesserocr", "torn", tessdata=tmp_path)
    assert caught.value.code == "language-missing"


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in program is a shell script")
def test_program_that_dies_in_mid_page_is_a_user_error(tmp_path: Path) -> None:
    real = program()
    script = tmp_path / "tesseract"
    script.write_text(f'#!/bin/sh\ncase "$*" in *--list-langs*|*--version*) exec "{real}" "$@";; esac\nkill -9 $$\n')
    script.chmod(0o755)
    engine = create_engine("pytesseract", tesseract=script)
    with pytest.raises(SourceError) as caught:
        engine.read(drawn(LINES), dpi=200)
    assert caught.value.code == "tesseract-failed"
