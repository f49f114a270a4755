"""A plain PNG file is decoded without MuPDF, and shows the same page."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from reviewer.model.evidence import Pixels
from reviewer.pdf.colors import to_gray
from reviewer.pdf.source import open_source
from reviewer.pdf.straight import decode_png

MOST = 1_000_000


def picture(mode: str) -> Image.Image:
    """A pale page of 300 x 400 dots with a dark block and a red one."""
    image = Image.new("RGB", (300, 400), (240, 240, 240))
    image.paste((20, 20, 20), (60, 90, 180, 140))
    image.paste((200, 30, 30), (90, 210, 240, 260))
    return image.convert(mode)


def saved(folder: Path, image: Image.Image, dpi: int = 300) -> Path:
    path = folder / "page.png"
    image.save(path, dpi=(dpi, dpi))
    return path


def read(path: Path, dpi: float) -> Pixels:
    with open_source(path) as source:
        return source.page(0).evidence(dpi).image


def painted(path: Path, dpi: float) -> Pixels:
    with open_source(path) as source:
        return source.page(0).render(dpi, color=True).image


@pytest.mark.parametrize("mode", ["RGB", "L"])
@pytest.mark.parametrize("dpi", [300, 200, 97])
def test_it_shows_what_mupdf_shows(tmp_path: Path, mode: str, dpi: float) -> None:
    path = saved(tmp_path, picture(mode))
    assert decode_png(path, MOST) is not None
    mine, other = read(path, dpi), painted(path, dpi)
    assert mine.shape[:2] == other.shape[:2]
    assert mine.ndim == (3 if mode == "RGB" else 2)
    unlike = cv2.absdiff(to_gray(mine), to_gray(other))
    assert float(np.mean(unlike)) < 1.5  # edges only: the two shrink differently


@pytest.mark.parametrize("mode", ["P", "RGBA", "LA", "I;16"])
def test_what_is_not_plain_is_left_to_mupdf(tmp_path: Path, mode: str) -> None:
    image = picture("L").convert("I").convert("I;16") if mode == "I;16" else picture(mode)
    assert decode_png(saved(tmp_path, image), MOST) is None


def test_a_transparent_colour_is_left_to_mupdf(tmp_path: Path) -> None:
    path = tmp_path / "page.png"
    picture("RGB").save(path, transparency=(20, 20, 20))
    assert decode_png(path, MOST) is None


def test_a_damaged_or_large_file_is_left_to_mupdf(tmp_path: Path) -> None:
    path = saved(tmp_path, picture("RGB"))
    assert decode_png(path, 300 * 400 - 1) is None
    whole = path.read_bytes()
    path.write_bytes(whole[:-40])
    assert decode_png(path, MOST) is None
    path.write_bytes(whole[:20])
    assert decode_png(path, MOST) is None
