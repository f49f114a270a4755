"""Everything a page holds lies where it is seen, whatever its rotation, crop box, user unit or EXIF turn."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np
import pymupdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from reviewer.model.geometry import Rect, bounds
from reviewer.pdf.geometry import Matrix
from reviewer.pdf.source import open_source

BLACK = (0, 0, 0)


@dataclass(frozen=True)
class Frame:
    """How a page of 400 x 500 points (media box shifted) is shown."""

    rotation: int
    crop: bool
    unit: float


frames = st.builds(
    Frame, rotation=st.sampled_from([0, 90, 180, 270, -90]), crop=st.booleans(), unit=st.sampled_from([1.0, 1.5, 2.0])
)
boxes = st.tuples(st.integers(40, 300), st.integers(60, 400), st.integers(12, 60), st.integers(12, 60)).map(
    lambda b: Rect(b[0], b[1], b[0] + b[2], b[1] + b[3])
)


def build(path: Path, frame: Frame, box: Rect, what: str) -> Path:
    """A page with one black thing at `box` (points from the top left of the media box)."""
    document = pymupdf.open()
    page = document.new_page(width=400, height=500)
    if what == "drawing":
        page.draw_rect(box, color=None, fill=BLACK)
    elif what == "image":
        pixmap = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.IRect(0, 0, 8, 8))
        pixmap.clear_with(0)
        page.insert_image(box, pixmap=pixmap, keep_proportion=False)
    elif what == "annotation":
        annot = page.add_rect_annot(box)
        annot.set_colors(fill=BLACK, stroke=BLACK)
        annot.set_border(width=0)
        annot.update()
    else:
        page.insert_text((box.x0, box.y1), "HIDE", fontsize=box.height)
    document.xref_set_key(page.xref, "MediaBox", "[10 20 410 520]")
    # Shifting the media box by (10, 20) moves what was drawn; the crop takes 30 points away on each side.
    if frame.crop:
        document.xref_set_key(page.xref, "CropBox", "[20 30 400 510]")
    document.xref_set_key(page.xref, "Rotate", str(frame.rotation))
    document.xref_set_key(page.xref, "UserUnit", str(frame.unit))
    document.save(path)
    return path


def seen(path: Path) -> tuple[Rect, float]:
    """The bounding box of the black pixels of page 1, in displayed points, and the size of a pixel."""
    with open_source(path) as source:
        raster = source.page(0).render(144)
    rows, columns = np.nonzero(raster.image < 64)
    pixel = 1 / raster.scale
    return Rect(columns.min(), rows.min(), columns.max() + 1, rows.max() + 1).scaled(pixel), pixel


def close(a: Rect, b: Rect, tolerance: float) -> bool:
    return all(abs(x - y) <= tolerance for x, y in zip(a, b, strict=True))


@settings(max_examples=25, deadline=None, derandomize=True)
@given(frame=frames, box=boxes)
def test_drawings_images_annotations_lie_where_they_are_seen(
    tmp_path_factory: pytest.TempPathFactory, frame: Frame, box: Rect
) -> None:
    folder = tmp_path_factory.mktemp("geometry")
    for what in ("drawing", "image", "annotation"):
        path = build(folder / f"{what}.pdf", frame, box, what)
        black, pixel = seen(path)
        with open_source(path) as source:
            evidence = source.page(0).evidence(72)
        rects = [shape.rect for shape in evidence.drawings if what == "drawing"]
        rects += [image.rect for image in evidence.images]
        rects += [annotation.rects[0] for annotation in evidence.annotations]
        (rect,) = rects
        assert close(rect, black, 2 * pixel + 1.0 * frame.unit), (what, rect, black)


@settings(max_examples=20, deadline=None, derandomize=True)
@given(frame=frames, box=boxes)
def test_words_and_characters_lie_where_they_are_seen(
    tmp_path_factory: pytest.TempPathFactory, frame: Frame, box: Rect
) -> None:
    path = build(tmp_path_factory.mktemp("words") / "word.pdf", frame, Rect(60, box.y0, 61, box.y0 + 18), "text")
    black, _ = seen(path)
    with open_source(path) as source:
        page = source.page(0)
        words = page.layer_words()
        letters = page.characters(Rect(0, 0, page.width, page.height))
    assert [word.text for word in words] == ["HIDE"]
    assert "".join(letter.char for letter in letters) == "HIDE"
    for rect in (words[0].rect, bounds(letter.rect for letter in letters)):
        assert rect.grown(1.0).overlap(black) > 0.99 * black.area
        assert black.area > 0.3 * rect.area


@settings(max_examples=20, deadline=None, derandomize=True)
@given(frame=frames, clip=boxes)
def test_a_clip_shows_the_same_pixels_as_the_page(
    tmp_path_factory: pytest.TempPathFactory, frame: Frame, clip: Rect
) -> None:
    path = build(tmp_path_factory.mktemp("clip") / "clip.pdf", frame, Rect(60, 80, 300, 380), "drawing")
    with open_source(path) as source:
        page = source.page(0)
        whole, part = page.render(72), page.render(72, clip=clip)
    left, top = (round(v * part.scale) for v in part.origin)
    height, width = part.image.shape
    assert np.array_equal(part.image, whole.image[top : top + height, left : left + width])
    assert abs(part.origin[0] - clip.x0) <= 1
    assert abs(part.origin[1] - clip.y0) <= 1


@settings(derandomize=True)
@given(st.tuples(*[st.floats(-3, 3)] * 4), st.floats(-100, 100), st.floats(-100, 100))
def test_a_map_and_its_inverse_cancel(parts: tuple[float, float, float, float], x: float, y: float) -> None:
    a, b, c, d = parts
    if abs(a * d - b * c) < 0.1:
        return
    there = Matrix(a, b, c, d, 7.0, -3.0)
    back = there.then(there.inverse()).point(x, y)
    assert back == pytest.approx((x, y), abs=1e-6)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("form", ["JPEG", "PNG", "TIFF"])
def test_images_are_turned_as_their_header_says(tmp_path: Path, form: str, orientation: int) -> None:
    image = Image.new("L", (120, 80), 255)
    image.paste(0, (0, 0, 40, 20))  # the stored top left corner
    exif = Image.Exif()
    exif[0x0112] = orientation
    path = tmp_path / f"turned.{form.lower()}"
    image.save(path, form, exif=exif)
    black, _ = seen(path)
    wide, high = (120.0, 80.0) if orientation < 5 else (80.0, 120.0)
    with open_source(path) as source:
        assert source.sizes() == [pytest.approx((wide, high))]
        placed = source.page(0).evidence(72).images[0].rect
    assert close(placed, Rect(0, 0, wide, high), 0.01)
    mark = (40.0, 20.0) if orientation < 5 else (20.0, 40.0)
    right, bottom = orientation in (2, 3, 6, 7), orientation in (3, 4, 7, 8)
    x, y = (wide - mark[0] if right else 0.0), (high - mark[1] if bottom else 0.0)
    assert close(black, Rect(x, y, x + mark[0], y + mark[1]), 1.1)


def test_a_png_is_turned_by_what_stands_behind_its_pixels(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    file = BytesIO()
    Image.new("L", (120, 80), 255).save(file, "PNG")
    body, end = file.getvalue()[:-12], file.getvalue()[-12:]
    chunk = b"eXIf" + exif.tobytes().removeprefix(b"Exif\0\0")
    path = tmp_path / "turned.png"
    path.write_bytes(body + struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk)) + end)
    with open_source(path) as source:
        assert source.sizes() == [pytest.approx((80.0, 120.0))]


@pytest.mark.parametrize(
    ("dpi", "size"),
    [(None, (300.0, 200.0)), ((96, 96), (225.0, 150.0)), ((200, 100), (108.0, 144.0)), ((1, 1), (300.0, 200.0))],
)
def test_an_image_without_a_resolution_counts_72_dpi(
    tmp_path: Path, dpi: tuple[int, int] | None, size: tuple[float, float]
) -> None:
    image = Image.new("L", (300, 200), 255)
    file = BytesIO()
    image.save(file, "TIFF", **({"dpi": dpi} if dpi else {}))
    path = tmp_path / "scan.tif"
    path.write_bytes(file.getvalue())
    with open_source(path) as source:
        assert source.sizes() == [pytest.approx(size, abs=0.1)]
        assert source.page(0).native_dpi == (max(dpi) if dpi and dpi[0] > 1 else 72)
