"""PDFs we write hold what was asked for, the same bytes each time, and pictures stay small."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from reviewer.model.geometry import Rect
from reviewer.pdf.colors import to_gray
from reviewer.pdf.encode import encode_picture, image_stream
from reviewer.pdf.snippets import strip, thumbnail
from reviewer.pdf.source import open_source
from reviewer.pdf.write import PdfWriter, text_width

PAGE = Rect(0, 0, 612, 792)


def scan() -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    image = np.full((1100, 850), 255, np.uint8)
    image[100:140, 100:400] = 0
    return image


def written(path: Path, password: str | None = None) -> Path:
    writer = PdfWriter({"title": "Sample", "creationDate": "D:20180615000000Z"})
    page = writer.page(612, 792)
    page.image(PAGE, scan(), "ccitt")
    page.text_in(Rect(72, 72, 288, 100), "recognised")
    page.rectangle(Rect(300, 300, 400, 320), (1, 0, 0), opacity=0.5)
    page.annotation(Rect(100, 500, 200, 520), "Highlight", "note")
    writer.attach("letter.txt", b"Dear requester")
    writer.outline([(0, "Start", 0)])
    writer.save(path, password)
    return path


def test_equal_calls_give_equal_bytes(tmp_path: Path) -> None:
    first, second = written(tmp_path / "a.pdf"), written(tmp_path / "b.pdf")
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("codec", ["flate", "jpeg", "ccitt"])
def test_every_codec_shows_the_same_page(tmp_path: Path, codec: str) -> None:
    writer = PdfWriter()
    writer.page(612, 792).image(PAGE, scan(), codec)  # type: ignore[arg-type]
    writer.save(tmp_path / "page.pdf")
    with open_source(tmp_path / "page.pdf") as source:
        page = source.page(0)
        shown = page.render(100).image
        assert page.native_dpi == 100
    assert np.abs(shown.astype(int) - scan().astype(int)).mean() < 2


def test_a_fax_page_is_small_and_has_one_bit(tmp_path: Path) -> None:
    path = written(tmp_path / "fax.pdf")
    with open_source(path) as source:
        assert source.page(0).evidence(50).images[0].bits == 1
    assert path.stat().st_size < 8_000


def test_a_jpeg_file_is_taken_over_byte_for_byte() -> None:
    data = encode_picture(scan(), "jpeg")
    assert image_stream(data).data == data


def test_colour_survives_a_png_file(tmp_path: Path) -> None:
    file = BytesIO()
    Image.new("RGB", (10, 10), (250, 0, 0)).save(file, "PNG")
    writer = PdfWriter()
    writer.page(100, 100).image(Rect(0, 0, 100, 100), file.getvalue())
    writer.save(tmp_path / "red.pdf")
    with open_source(tmp_path / "red.pdf") as source:
        assert source.page(0).render(72, color=True).image[50, 50].tolist() == [250, 0, 0]


def test_an_image_used_twice_is_stored_once() -> None:
    noise = np.random.default_rng(1).integers(0, 255, (200, 200), np.uint8)

    def size(times: int) -> int:
        writer = PdfWriter()
        for _ in range(times):
            writer.page(100, 100).image(Rect(0, 0, 100, 100), noise)
        return len(writer.to_bytes())

    assert size(5) < 1.1 * size(1)


def test_invisible_text_fills_its_box_and_leaves_no_ink(tmp_path: Path) -> None:
    writer = PdfWriter()
    writer.page(612, 792).text_in(Rect(100, 100, 250, 112), "Ørsted’s")
    writer.save(tmp_path / "layer.pdf")
    with open_source(tmp_path / "layer.pdf") as source:
        page = source.page(0)
        (word,) = page.layer_words()
        assert page.render(72).image.min() == 255
    assert word.text == "Ørsted’s"
    assert (word.rect.x0, word.rect.x1) == pytest.approx((100, 250), abs=1)
    assert word.rect.overlap(Rect(100, 100, 250, 112)) > 0.8 * 150 * 12


def test_visible_text_has_the_width_that_was_foretold(tmp_path: Path) -> None:
    writer = PdfWriter()
    writer.page(612, 792).text(72, 100, "Withheld", 14, "Times-Bold")
    writer.save(tmp_path / "text.pdf")
    with open_source(tmp_path / "text.pdf") as source:
        (word,) = source.page(0).layer_words()
    assert word.rect.width == pytest.approx(text_width("Withheld", 14, "Times-Bold"), abs=0.5)


def test_an_encrypted_copy_opens_with_its_password(tmp_path: Path) -> None:
    with open_source(written(tmp_path / "locked.pdf", "sesame"), "sesame") as source:
        assert source.attachments() == ("letter.txt",)


def test_a_strip_goes_across_the_page_and_stays_small() -> None:
    page = np.full((2200, 1700), 255, np.uint8)
    page[700:730, 300:900] = 0
    data = strip(page, 200 / 72, Rect(108, 252, 324, 263))
    with Image.open(BytesIO(data)) as image:
        assert image.width == 850
        assert 30 <= image.height <= 60
    assert len(data) < 5_000


def test_the_strip_of_a_whole_page_is_made_coarser() -> None:
    noise = np.random.default_rng(2).integers(0, 255, (2200, 1700), np.uint8)
    with Image.open(BytesIO(strip(noise, 200 / 72, PAGE))) as image:
        assert image.width * image.height <= 850 * 335


def test_a_thumbnail_keeps_colour_and_size() -> None:
    page = np.zeros((2200, 1700, 3), np.uint8)
    page[..., 0] = 200
    with Image.open(BytesIO(thumbnail(page))) as image:
        assert max(image.size) == 220
        red, green, _ = image.convert("RGB").getpixel((50, 50))  # type: ignore[misc]
    assert red > 150 > 50 > green
    assert to_gray(page).shape == (2200, 1700)
