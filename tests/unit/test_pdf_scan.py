"""A scanned page is decoded without rendering it, shows the same, and is rendered where anything else may show."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image

from reviewer.model.evidence import Pixels
from reviewer.pdf.colors import gray_if_colorless
from reviewer.pdf.source import open_source

Change = Callable[[pikepdf.Pdf, pikepdf.Page, pikepdf.Object], None]


def scan(path: Path, mode: str = "1", change: Change | None = None) -> Path:
    """A page of 612 x 792 points that is one picture at 300 dpi, with a box, a block and some thin lines."""
    dots = np.full((3300, 2550), 255, np.uint8)
    dots[400:600, 300:1800], dots[404:596, 304:1796] = 0, 255
    dots[900:1000, 500:1300] = 0
    dots[1200:2400:7, 700] = 0
    dots[1500:1502, 300:2200] = 0
    Image.fromarray(dots).convert(mode).save(path, resolution=300)
    if change is not None:
        with pikepdf.open(path, allow_overwriting_input=True) as pdf:
            page = pdf.pages[0]
            (picture,) = page.get_images().values()
            change(pdf, page, picture)
            pdf.save(path)
    return path


def looked_at(path: Path) -> tuple[Pixels | None, Pixels]:
    """The page as it is decoded, if it is, and as MuPDF renders it."""
    with open_source(path) as source:
        page = source.page(0)
        decoded, rendered = page.decoded(200), page.render(200)
        assert page.evidence(200).image.shape[:2] == rendered.image.shape
    return None if decoded is None else gray_if_colorless(decoded.image), rendered.image


@pytest.mark.parametrize("mode", ["1", "L", "RGB"])
def test_a_scan_is_decoded_and_shows_the_same(tmp_path: Path, mode: str) -> None:
    read, rendered = looked_at(scan(tmp_path / "scan.pdf", mode))
    assert read is not None
    assert read.shape == rendered.shape == (2200, 1700)
    assert float(np.mean(np.abs(read.astype(int) - rendered))) < 0.5


def contents(pdf: pikepdf.Pdf, page: pikepdf.Page, text: bytes) -> None:
    page.Contents = pdf.make_stream(text)


def palette(pdf: pikepdf.Pdf, _page: pikepdf.Page, picture: pikepdf.Object) -> None:
    """White first, so that a set bit is black."""
    picture.ColorSpace = pikepdf.Array(
        [pikepdf.Name.Indexed, pikepdf.Name.DeviceRGB, 1, pdf.make_indirect(pikepdf.Stream(pdf, b"\xff\xff\xff\0\0\0"))]
    )


def negative(_pdf: pikepdf.Pdf, _page: pikepdf.Page, picture: pikepdf.Object) -> None:
    picture.Decode = pikepdf.Array([1, 0])


def lower(pdf: pikepdf.Pdf, page: pikepdf.Page, _picture: pikepdf.Object) -> None:
    contents(pdf, page, b"q 500 0 0 700 30.5 10.2 cm /image Do Q")


def stencil(_pdf: pikepdf.Pdf, _page: pikepdf.Page, picture: pikepdf.Object) -> None:
    """Paint goes through where bits are not set: through black."""
    del picture.ColorSpace
    picture.ImageMask = True


def stencil_of_white(pdf: pikepdf.Pdf, page: pikepdf.Page, picture: pikepdf.Object) -> None:
    stencil(pdf, page, picture)
    picture.Decode = pikepdf.Array([1, 0])
    contents(pdf, page, b"0.2 g q 612 0 0 792 0 0 cm/image Do Q")


def gray_ink(pdf: pikepdf.Pdf, page: pikepdf.Page, picture: pikepdf.Object) -> None:
    stencil(pdf, page, picture)
    contents(pdf, page, b"1 g 0.25 G q q 0.4 g Q 0.6 g 500 0 0 700 30.5 10.2 cm /image Do Q")


def upside_down(pdf: pikepdf.Pdf, page: pikepdf.Page, _picture: pikepdf.Object) -> None:
    contents(pdf, page, b"q -612 0 0 -792 612 792 cm /image Do Q")


def on_its_side(pdf: pikepdf.Pdf, page: pikepdf.Page, _picture: pikepdf.Object) -> None:
    contents(pdf, page, b"q 0 792 -612 0 612 0 cm /image Do Q")


def on_its_other_side(pdf: pikepdf.Pdf, page: pikepdf.Page, _picture: pikepdf.Object) -> None:
    contents(pdf, page, b"q 0 -792 612 0 0 792 cm /image Do Q")


def page_turned(_pdf: pikepdf.Pdf, page: pikepdf.Page, _picture: pikepdf.Object) -> None:
    page.Rotate = 90


def page_turned_back(_pdf: pikepdf.Pdf, page: pikepdf.Page, _picture: pikepdf.Object) -> None:
    page.Rotate = 270


def cropped(_pdf: pikepdf.Pdf, page: pikepdf.Page, _picture: pikepdf.Object) -> None:
    page.CropBox = pikepdf.Array([60, 90, 560, 700])


def cropped_and_turned(pdf: pikepdf.Pdf, page: pikepdf.Page, picture: pikepdf.Object) -> None:
    cropped(pdf, page, picture)
    page_turned(pdf, page, picture)


def in_strips(pdf: pikepdf.Pdf, page: pikepdf.Page, _picture: pikepdf.Object) -> None:
    contents(
        pdf,
        page,
        b"q 306 0 0 396 0 396 cm /image Do Q q 306 0 0 396 306 396 cm /image Do Q q 612 0 0 396 0 0 cm /image Do Q",
    )


CHANGES = [
    palette,
    negative,
    lower,
    stencil,
    stencil_of_white,
    gray_ink,
    upside_down,
    on_its_side,
    on_its_other_side,
    page_turned,
    page_turned_back,
    cropped,
    cropped_and_turned,
    in_strips,
]


@pytest.mark.parametrize("change", CHANGES)
def test_colours_and_place_of_the_picture_are_heeded(tmp_path: Path, change: Change) -> None:
    read, rendered = looked_at(scan(tmp_path / "scan.pdf", change=change))
    assert read is not None
    assert read.shape == rendered.shape
    assert float(np.mean(np.abs(read.astype(int) - rendered))) < 1


def clipped(pdf: pikepdf.Pdf, page: pikepdf.Page, _picture: pikepdf.Object) -> None:
    contents(pdf, page, b"q 100 100 200 200 re W n 612 0 0 792 0 0 cm /image Do Q")


def mirrored(pdf: pikepdf.Pdf, page: pikepdf.Page, _picture: pikepdf.Object) -> None:
    contents(pdf, page, b"q -612 0 0 792 612 0 cm /image Do Q")


def slanted(pdf: pikepdf.Pdf, page: pikepdf.Page, _picture: pikepdf.Object) -> None:
    contents(pdf, page, b"q 600 20 -20 780 20 0 cm /image Do Q")


def written(pdf: pikepdf.Pdf, page: pikepdf.Page, _picture: pikepdf.Object) -> None:
    page.Resources.Font = pikepdf.Dictionary(
        F=pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    )
    contents(pdf, page, b"q 612 0 0 792 0 0 cm /image Do Q BT /F 20 Tf 100 300 Td (b6) Tj ET")


def blended(pdf: pikepdf.Pdf, page: pikepdf.Page, picture: pikepdf.Object) -> None:
    stencil(pdf, page, picture)
    page.Resources.ExtGState = pikepdf.Dictionary(G=pikepdf.Dictionary(ca=0.5))
    contents(pdf, page, b"q /G gs 612 0 0 792 0 0 cm /image Do Q")


def patterned(pdf: pikepdf.Pdf, page: pikepdf.Page, picture: pikepdf.Object) -> None:
    stencil(pdf, page, picture)
    contents(pdf, page, b"q /DeviceCMYK cs 1 0 0 0 sc 612 0 0 792 0 0 cm /image Do Q")


def covered(pdf: pikepdf.Pdf, page: pikepdf.Page, _picture: pikepdf.Object) -> None:
    contents(pdf, page, b"q 612 0 0 792 0 0 cm /image Do Q 100 100 200 20 re f")


def colored(_pdf: pikepdf.Pdf, _page: pikepdf.Page, picture: pikepdf.Object) -> None:
    picture.ColorSpace = pikepdf.Array(
        [pikepdf.Name.Indexed, pikepdf.Name.DeviceRGB, 1, pikepdf.String(b"\xff\0\0\xff\xff\xff")]
    )


def masked(pdf: pikepdf.Pdf, _page: pikepdf.Page, picture: pikepdf.Object) -> None:
    mask = pikepdf.Stream(pdf, bytes([0b01010101]))
    mask.Type, mask.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    mask.Width, mask.Height, mask.BitsPerComponent, mask.ImageMask = 8, 1, 1, True
    picture.Mask = pdf.make_indirect(mask)


def cut_off(_pdf: pikepdf.Pdf, _page: pikepdf.Page, picture: pikepdf.Object) -> None:
    kept = pikepdf.Name.CCITTFaxDecode, pikepdf.Dictionary(K=-1, Columns=2550, Rows=3300, BlackIs1=True)
    picture.write(picture.read_raw_bytes()[:100], filter=kept[0], decode_parms=kept[1])


@pytest.mark.parametrize(
    "change", [clipped, mirrored, slanted, covered, written, blended, colored, masked, cut_off, patterned]
)
def test_whatever_else_decides_how_it_looks_is_rendered(tmp_path: Path, change: Change) -> None:
    assert looked_at(scan(tmp_path / "scan.pdf", change=change))[0] is None
