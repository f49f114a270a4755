"""Scans in grey and colour, in layers and in profiles of their own are decoded to what MuPDF shows of them."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import cv2
import numpy as np
import pikepdf
import pytest
from PIL import Image, ImageCms

from reviewer.model.evidence import Pixels
from reviewer.model.geometry import Rect
from reviewer.pdf.colors import gray_if_colorless, to_gray
from reviewer.pdf.encode import image_stream
from reviewer.pdf.source import open_source

SIZE = (612, 792)


def sheet(colored: bool) -> Pixels:
    """A page of 1224 x 1584 dots: a dirty ground, a block, rows of small marks, and a red stamp if it is coloured."""
    down = np.linspace(200, 250, 1584)[:, None, None]
    dots = np.broadcast_to(down, (1584, 1224, 3)).astype(np.uint8)
    dots[300:380, 200:900] = 20
    for row in range(500, 1400, 24):
        dots[row : row + 12, 150:1000:14] = 40
    if colored:
        dots[100:180, 800:1100] = (210, 40, 40)
    return dots


def jpeg(dots: Pixels, **how: object) -> bytes:
    file = BytesIO()
    Image.fromarray(dots).save(file, "JPEG", quality=90, **how)
    return file.getvalue()


def picture(pdf: pikepdf.Pdf, data: bytes, size: tuple[int, int], **entries: object) -> pikepdf.Object:
    made = pikepdf.Stream(pdf, data)
    made.Type, made.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    made.Width, made.Height = size
    for name, value in entries.items():
        made[f"/{name}"] = value
    return pdf.make_indirect(made)


def page_of(path: Path, pdf: pikepdf.Pdf, pictures: Sequence[pikepdf.Object], contents: str, turn: int = 0) -> Path:
    """A page whose pictures are called A, B, C …"""
    page = pdf.add_blank_page(page_size=SIZE)
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary())
    for name, made in zip("ABCDEF", pictures, strict=False):
        page.Resources.XObject[f"/{name}"] = made
    page.Contents, page.Rotate = pdf.make_stream(contents.encode()), turn
    pdf.save(path)
    return path


WHOLE = "q 612 0 0 792 0 0 cm /A Do Q"
TINTS = [False, True]


def compared(path: Path, most: float = 1.0) -> Pixels:
    """The page as it is decoded, once it is seen to show what MuPDF renders."""
    with open_source(path) as source:
        page = source.page(0)
        decoded, rendered = page.decoded(144), page.render(144, color=True)
        assert decoded is not None
        read, shown = gray_if_colorless(decoded.image), gray_if_colorless(rendered.image)
        assert read.shape == shown.shape
        assert float(np.mean(np.abs(read.astype(int) - shown))) < most
    return read


def is_rendered(path: Path) -> bool:
    with open_source(path) as source:
        return source.page(0).decoded(144) is None


@pytest.mark.parametrize("colored", TINTS)
@pytest.mark.parametrize("packed", [False, True])
def test_a_jpeg_is_decoded_in_its_colours(tmp_path: Path, colored: bool, packed: bool) -> None:
    pdf, data = pikepdf.new(), jpeg(sheet(colored))
    filters = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.DCTDecode]) if packed else pikepdf.Name.DCTDecode
    made = picture(
        pdf,
        zlib.compress(data) if packed else data,
        (1224, 1584),
        ColorSpace=pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=filters,
    )
    assert compared(page_of(tmp_path / "a.pdf", pdf, [made], WHOLE)).ndim == (3 if colored else 2)


@pytest.mark.parametrize("colored", TINTS)
def test_inflated_pixels_are_taken_in_their_colours(tmp_path: Path, colored: bool) -> None:
    pdf, data = pikepdf.new(), zlib.compress(sheet(colored).tobytes())
    made = picture(
        pdf, data, (1224, 1584), ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8, Filter=pikepdf.Name.FlateDecode
    )
    assert compared(page_of(tmp_path / "a.pdf", pdf, [made], WHOLE)).ndim == (3 if colored else 2)


def dct(pdf: pikepdf.Pdf, data: bytes, **entries: object) -> pikepdf.Object:
    said: dict[str, object] = {"ColorSpace": pikepdf.Name.DeviceRGB, "BitsPerComponent": 8}
    return picture(pdf, data, (1224, 1584), Filter=pikepdf.Name.DCTDecode, **(said | entries))


def test_channels_that_the_page_says_are_no_luminance_are_shown_so(tmp_path: Path) -> None:
    """Stored as red, green and blue, which only the entry tells: a decoder that guesses shows other colours."""
    pdf = pikepdf.new()
    bare = jpeg(sheet(True), keep_rgb=True)
    at = bare.index(b"\xff\xee") if b"\xff\xee" in bare else -1
    if at >= 0:
        bare = bare[:at] + bare[at + 2 + int.from_bytes(bare[at + 2 : at + 4], "big") :]
    made = dct(pdf, bare, DecodeParms=pikepdf.Dictionary(ColorTransform=0))
    compared(page_of(tmp_path / "a.pdf", pdf, [made], WHOLE))


def test_inverted_levels_are_heeded(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    made = dct(pdf, jpeg(sheet(False)), Decode=pikepdf.Array([1, 0] * 3))
    assert compared(page_of(tmp_path / "a.pdf", pdf, [made], WHOLE))[340, 500] > 200


def profile(pdf: pikepdf.Pdf, data: bytes, channels: int) -> pikepdf.Object:
    made = pikepdf.Stream(pdf, data)
    made.N = channels
    return pikepdf.Array([pikepdf.Name.ICCBased, pdf.make_indirect(made)])


@pytest.mark.parametrize("colored", TINTS)
def test_a_standard_profile_says_what_is_taken_for_granted(tmp_path: Path, colored: bool) -> None:
    pdf = pikepdf.new()
    standard = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    made = dct(pdf, jpeg(sheet(colored)), ColorSpace=profile(pdf, standard, 3))
    assert compared(page_of(tmp_path / "a.pdf", pdf, [made], WHOLE)).ndim == (3 if colored else 2)


def linear_gray() -> bytes:
    """A profile of grey whose middle is light: levels count light, not what the eye makes of it."""
    tags = {
        b"desc": b"desc" + bytes(4) + (7).to_bytes(4, "big") + b"linear\0" + bytes(78),
        b"cprt": b"text" + bytes(4) + b"none\0\0\0\0",
        b"wtpt": b"XYZ " + bytes(4) + b"".join(round(v * 65536).to_bytes(4, "big") for v in (0.9642, 1.0, 0.8249)),
        b"kTRC": b"curv" + bytes(4) + (0).to_bytes(4, "big"),
    }
    table, body, start = b"", b"", 128 + 4 + 12 * len(tags)
    for name, data in tags.items():
        padded = data + bytes(-len(data) % 4)
        table += name + (start + len(body)).to_bytes(4, "big") + len(data).to_bytes(4, "big")
        body += padded
    length = start + len(body)
    head = length.to_bytes(4, "big") + bytes(4) + b"\x02\x10\0\0scnrGRAYXYZ " + bytes(12) + b"acsp" + bytes(28)
    head += b"".join(round(v * 65536).to_bytes(4, "big") for v in (0.9642, 1.0, 0.8249))
    return head.ljust(128, b"\0") + len(tags).to_bytes(4, "big") + table + body


def test_a_picture_with_another_profile_is_rendered(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    made = dct(pdf, jpeg(to_gray(sheet(False))), ColorSpace=profile(pdf, linear_gray(), 1))
    assert is_rendered(page_of(tmp_path / "a.pdf", pdf, [made], WHOLE))


@pytest.mark.parametrize("said_by", ["page", "file"])
def test_levels_that_the_page_or_its_file_shows_otherwise_are_rendered(tmp_path: Path, said_by: str) -> None:
    pdf = pikepdf.new()
    made = dct(pdf, jpeg(to_gray(sheet(False))), ColorSpace=pikepdf.Name.DeviceGray)
    path = page_of(tmp_path / "a.pdf", pdf, [made], WHOLE)
    assert compared(path).ndim == 2
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        space = profile(pdf, linear_gray(), 1)
        if said_by == "page":
            pdf.pages[0].Resources.ColorSpace = pikepdf.Dictionary(DefaultGray=space)
        else:
            intent = pikepdf.Dictionary(S=pikepdf.Name.GTS_PDFA1, DestOutputProfile=space[1])
            pdf.Root.OutputIntents = pikepdf.Array([intent])
        pdf.save(path)
    with open_source(path) as source:
        assert source.page(0).decoded(144) is None
        assert source.page(0).copy(144).flattened  # its own levels would look otherwise in another file


def test_a_jpeg_that_breaks_off_is_left_to_mupdf(tmp_path: Path) -> None:
    pdf, data = pikepdf.new(), jpeg(sheet(True))
    path = page_of(tmp_path / "a.pdf", pdf, [dct(pdf, data[: len(data) // 2])], WHOLE)
    with open_source(path) as source:
        decoded, rendered = source.page(0).decoded(144), source.page(0).render(144, color=True)
    assert decoded is None or np.mean(np.abs(decoded.image.astype(int) - rendered.image)) < 1


@pytest.mark.parametrize("entry", ["SMask", "Mask"])
def test_a_picture_that_hides_parts_of_itself_is_rendered(tmp_path: Path, entry: str) -> None:
    pdf = pikepdf.new()
    soft = {"ColorSpace": pikepdf.Name.DeviceGray} if entry == "SMask" else {"ImageMask": True}
    bits = 8 if entry == "SMask" else 1
    mask = picture(pdf, bytes([0, 255, 255, 0]), (2, 2), BitsPerComponent=bits, **soft)
    made = dct(pdf, jpeg(sheet(False)), **{entry: mask})
    assert is_rendered(page_of(tmp_path / "a.pdf", pdf, [made], WHOLE))


def stencil(pdf: pikepdf.Pdf, dots: Pixels) -> pikepdf.Object:
    """Paint goes through where `dots` are dark."""
    coded = image_stream(dots, "ccitt")
    height, width = dots.shape
    parameters = pikepdf.Dictionary(K=-1, Columns=width, Rows=height, BlackIs1=True)
    return picture(
        pdf,
        coded.data,
        (width, height),
        ImageMask=True,
        BitsPerComponent=1,
        Filter=pikepdf.Name.CCITTFaxDecode,
        DecodeParms=parameters,
    )


@pytest.mark.parametrize("entry", ["SMask", "Mask"])
def test_a_stencil_that_is_masked_itself_is_rendered(tmp_path: Path, entry: str) -> None:
    pdf = pikepdf.new()
    soft = {"ColorSpace": pikepdf.Name.DeviceGray} if entry == "SMask" else {"ImageMask": True}
    mask = picture(pdf, bytes([0, 255, 255, 0]), (2, 2), BitsPerComponent=8 if entry == "SMask" else 1, **soft)
    ground, ink = dct(pdf, jpeg(sheet(False))), stencil(pdf, print_of(1224, 1584))
    ink[f"/{entry}"] = mask
    whole = "q 612 0 0 792 0 0 cm"
    assert is_rendered(page_of(tmp_path / "a.pdf", pdf, [ground, ink], f"{whole} /A Do Q {whole} /B Do Q"))


def test_a_fine_line_is_not_left_out_where_dots_are_much_longer_than_wide(tmp_path: Path) -> None:
    """Lines of two dots of 1,200 dpi on a sheet that has 100 dpi down the page, and is read at 144."""
    dots = np.full((1100, 10200), 255, np.uint8)
    at = range(1000, 9001, 101)
    for column in at:
        dots[100:1000, column : column + 2] = 0
    pdf = pikepdf.new()
    made = stencil(pdf, dots)
    with open_source(page_of(tmp_path / "a.pdf", pdf, [made], WHOLE)) as source:
        raster = source.page(0).decoded(144)
    assert raster is not None
    across = 255 - raster.image[800].astype(float)
    darkness = [across[round(column / 10200 * 1224) - 2 : round(column / 10200 * 1224) + 3].sum() for column in at]
    assert min(darkness) > 0.9 * 255 * 2 / 10200 * 1224


def print_of(width: int, height: int) -> Pixels:
    dots = np.full((height, width), 255, np.uint8)
    cv2.putText(dots, "released in part", (10, height // 2), cv2.FONT_HERSHEY_DUPLEX, 3, 0, 8)
    dots[height - 60 : height - 20, 40 : width - 40] = 0
    return dots


@pytest.mark.parametrize("turn", [0, 90, 270])
@pytest.mark.parametrize("ink", ["0.1 g", "0.1 0.3 0.8 rg"])
def test_layers_of_a_scan_are_laid_over_each_other(tmp_path: Path, turn: int, ink: str) -> None:
    """As copiers store a page: a coarse ground that reaches over the edge, and print at its full resolution over it."""
    pdf = pikepdf.new()
    ground = dct(
        pdf,
        jpeg(np.asarray(cv2.GaussianBlur(to_gray(sheet(False)), (0, 0), 5), np.uint8)),
        ColorSpace=pikepdf.Name.DeviceGray,
    )
    layers = [ground, stencil(pdf, print_of(1400, 600)), stencil(pdf, print_of(1000, 300))]
    contents = (
        "q 618 0 0 800 -3.36 -2.4 cm /A Do Q q 0.05 g 336 0 0 144 72.5 420.2 cm /B Do Q "
        f"q {ink} 240 0 0 72 190.1 90.7 cm /C Do Q"
    )
    read = compared(page_of(tmp_path / "a.pdf", pdf, layers, contents, turn))
    assert read.ndim == (3 if "rg" in ink else 2)


def test_a_part_of_a_scan_is_the_part_of_its_whole(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    ground = dct(pdf, jpeg(to_gray(sheet(False))), ColorSpace=pikepdf.Name.DeviceGray)
    layers = [ground, stencil(pdf, print_of(1400, 600))]
    contents = "q 612 0 0 792 0 0 cm /A Do Q q 0.05 g 336 0 0 144 72.5 420.2 cm /B Do Q"
    with open_source(page_of(tmp_path / "a.pdf", pdf, layers, contents)) as source:
        page, clip = source.page(0), Rect(60.3, 200.1, 430.7, 390.2)
        part, whole = page.gray(144, clip), page.gray(144)
        left, top = (round(v * part.scale) for v in part.origin)
        height, width = part.image.shape
        same = whole.image[top : top + height, left : left + width]
        assert abs(left - clip.x0 * 2) <= 1
        assert abs(width - clip.width * 2) <= 2
        assert np.mean(np.abs(part.image.astype(int) - same)) < 2
        rendered = page.render(144, clip=clip)
        assert rendered.image.shape == part.image.shape
        assert rendered.origin == pytest.approx(part.origin)


def test_reading_a_scan_twice_shows_the_same(tmp_path: Path) -> None:
    """What is laid over the first picture must not stay in the picture that is kept."""
    pdf = pikepdf.new()
    ground = dct(pdf, jpeg(to_gray(sheet(False))), ColorSpace=pikepdf.Name.DeviceGray)
    contents = "q 612 0 0 792 0 0 cm /A Do Q q 0 g 336 0 0 144 72 420 cm /B Do Q"
    with open_source(page_of(tmp_path / "a.pdf", pdf, [ground, stencil(pdf, print_of(1400, 600))], contents)) as source:
        page = source.page(0)
        first, second = page.gray(144).image.copy(), page.gray(144).image
    np.testing.assert_array_equal(first, second)
