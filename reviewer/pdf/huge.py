"""Wraps huge TIFF and PNG pictures in a PDF page without decoding them, so that MuPDF reads them coarser as it goes.

MuPDF decodes a picture file whole, a byte for each dot and colour: 560 MB for a bilevel A0 sheet at 600 dpi. The same
data inside a PDF it decodes line by line. Filters and their parameters: PDF 32000-1, 7.4; TIFF 6.0; PNG, third edition.
"""

from __future__ import annotations

import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from reviewer.model.errors import SourceError
from reviewer.pdf.geometry import PictureHeader
from reviewer.pdf.mupdf import pymupdf

if TYPE_CHECKING:  # few of those who read pages ever meet a huge TIFF
    from PIL import TiffImagePlugin

MOST_DECODED = 100_000_000  # bytes that a picture may have when decoded whole
# What Pillow raises on a broken header.
HEADER_ERRORS = (OSError, ValueError, TypeError, SyntaxError, EOFError)
_WIDTH, _HEIGHT, _BITS, _COMPRESSION, _PHOTOMETRIC, _ORDER = 256, 257, 258, 259, 262, 266
_OFFSETS, _SAMPLES, _ROWS, _COUNTS, _PLANES, _FAX3, _PREDICTOR = 273, 277, 278, 279, 284, 292, 317
_TURNS = {1: 0, 3: 180, 6: 90, 8: 270}  # EXIF orientations that a page's rotation can show
_MIRRORED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))  # a byte read from its other end
_DEFLATE, _LZW, _PACKBITS, _RAW, _GROUP3, _GROUP4 = (8, 32946), 5, 32773, 1, 3, 4


@dataclass(frozen=True, slots=True)
class _Strip:
    """Some whole rows of a picture: their encoded bytes and the PDF entries by which they are decoded."""

    data: bytes
    rows: int
    entries: str


@contextmanager
def any_size() -> Iterator[None]:
    """Pillow neither warns of large pictures nor refuses them, for only their header is read."""
    most = Image.MAX_IMAGE_PIXELS
    Image.MAX_IMAGE_PIXELS = None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        Image.MAX_IMAGE_PIXELS = most


def is_huge(path: Path, kind: str, frame: int) -> bool:
    """Whether a frame (from 0) of a picture file would fill too much memory; not if its header cannot be read."""
    if kind not in ("tiff", "png"):
        return False  # MuPDF decodes a JPEG as coarse as it is needed
    try:
        with any_size(), Image.open(path) as image:
            image.seek(frame)
            return image.width * image.height * len(image.getbands()) > MOST_DECODED
    except HEADER_ERRORS:
        return False


def wrapped(path: Path, kind: str, frame: int, header: PictureHeader) -> pymupdf.Document | None:
    """A PDF with frame `frame` (from 0) of a huge picture as its page, in its size and upright; None where the picture
    is not huge or MuPDF reads it in parts itself.

    SourceError `too-large` names a picture that could only be decoded whole.
    """
    if not is_huge(path, kind, frame):
        return None
    from PIL import TiffImagePlugin

    with any_size(), Image.open(path) as image:
        image.seek(frame)
        if isinstance(image, TiffImagePlugin.TiffImageFile):
            # Pillow gives the size as turned upright; the strips are not.
            width, height = int(image.tag_v2[_WIDTH]), int(image.tag_v2[_HEIGHT])
            strips = _tiff_strips(path, image)
        else:
            width, height = image.size
            strips = _png(path, image)
    turn = _TURNS.get(header.orientation)
    if not strips or turn is None:
        raise _too_large(path, frame, width, height)
    return _document(width, height, header, turn, strips)


def _too_large(path: Path, frame: int, width: int, height: int) -> SourceError:
    return SourceError(
        f"{path.name}, page {frame + 1}, is a picture of {width:,} x {height:,} dots, too large to be read.",
        "Print it to PDF, or save a copy at half its resolution, and add that file.",
        code="too-large",
        file=path,
        page=frame,
    )


def _document(width: int, height: int, header: PictureHeader, turn: int, strips: list[_Strip]) -> pymupdf.Document:
    across, down = 72 / (header.dpi_x or 72), 72 / (header.dpi_y or 72)
    document = pymupdf.open()
    page = document.new_page(width=width * across, height=height * down)
    names: list[str] = []
    drawn: list[str] = []
    top = height
    for number, strip in enumerate(strips):
        xref = document.get_new_xref()
        size = f"/Type/XObject/Subtype/Image/Width {width}/Height {strip.rows}"
        document.update_object(xref, f"<<{size}>>")
        document.update_stream(xref, strip.data, compress=False)
        document.update_object(xref, f"<<{size}/Length {len(strip.data)}{strip.entries}>>")
        top -= strip.rows
        names.append(f"/S{number} {xref} 0 R")
        drawn.append(f"q {width * across} 0 0 {strip.rows * down} 0 {top * down} cm /S{number} Do Q")
    contents = document.get_new_xref()
    document.update_object(contents, "<<>>")
    document.update_stream(contents, "\n".join(drawn).encode())
    document.xref_set_key(page.xref, "Resources", f"<</XObject<<{' '.join(names)}>>>>")
    document.xref_set_key(page.xref, "Contents", f"{contents} 0 R")
    page.set_rotation(turn)
    return document


def _tiff_strips(path: Path, image: TiffImagePlugin.TiffImageFile) -> list[_Strip]:
    """The strips of a TIFF page; none if it is tiled, or encoded in a way that PDF does not know."""
    tags = image.tag_v2
    bits, samples = set(tags.get(_BITS, (1,))), int(tags.get(_SAMPLES, 1))
    photometric = int(tags.get(_PHOTOMETRIC, 0))
    sound = _OFFSETS in tags and len(bits) == 1 and int(tags.get(_PLANES, 1)) == 1
    space = {(0, 1): "/DeviceGray", (1, 1): "/DeviceGray", (2, 3): "/DeviceRGB", (5, 4): "/DeviceCMYK"}
    if not sound or (photometric, samples) not in space:
        return []
    width, height, depth = int(tags[_WIDTH]), int(tags[_HEIGHT]), int(bits.pop())
    # A fax filter yields 1 for its white runs, which TIFF calls 0 where 0 is white.
    fax = int(tags.get(_COMPRESSION, _RAW)) in (_GROUP3, _GROUP4)
    white = "/Decode[1 0]" if photometric == int(fax) else ""
    entries = f"/ColorSpace {space[photometric, samples]}/BitsPerComponent {depth}{white}"
    rows = min(height, int(tags.get(_ROWS, height)))
    found: list[_Strip] = []
    with path.open("rb") as file:
        for number, (offset, count) in enumerate(zip(tags[_OFFSETS], tags[_COUNTS], strict=True)):
            high = min(rows, height - number * rows)
            encoding = _encoding(tags, width, high, depth, samples)
            if encoding is None:
                return []
            file.seek(offset)
            data = file.read(count)
            if int(tags.get(_ORDER, 1)) == 2:
                data = data.translate(_MIRRORED)
            found.append(_Strip(data, high, entries + encoding))
    return found


def _encoding(
    tags: TiffImagePlugin.ImageFileDirectory_v2, width: int, rows: int, depth: int, samples: int
) -> str | None:
    """The filter of a strip as PDF entries; None where there is none."""
    compression = int(tags.get(_COMPRESSION, _RAW))
    across = f"/Columns {width}"
    if compression in (_GROUP3, _GROUP4):
        both_ways = bool(int(tags.get(_FAX3, 0)) & 1)
        k = -1 if compression == _GROUP4 else int(both_ways)
        return f"/Filter/CCITTFaxDecode/DecodeParms<</K {k}{across}/Rows {rows}/EndOfBlock false>>"
    predictor = int(tags.get(_PREDICTOR, 1))
    shape = f"<</Predictor {predictor}{across}/Colors {samples}/BitsPerComponent {depth}>>"
    if predictor > 2:
        return None
    if compression in _DEFLATE:
        return f"/Filter/FlateDecode/DecodeParms{shape}"
    if compression == _LZW:
        return f"/Filter/LZWDecode/DecodeParms{shape}"
    return {_PACKBITS: "/Filter/RunLengthDecode", _RAW: ""}.get(compression)


def _png(path: Path, image: Image.Image) -> list[_Strip]:
    """A PNG's compressed rows, whose predictors PDF shares; none if it is interlaced, transparent or of a palette."""
    colors = {"1": 1, "L": 1, "I;16": 1, "RGB": 3}.get(image.mode)
    data = path.read_bytes()
    depth, _color, _method, _filter, interlaced = struct.unpack(">5B", data[24:29])
    if colors is None or interlaced or "transparency" in image.info:
        return []
    width, height = image.size
    rows: list[bytes] = []
    at = 8
    while at + 8 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        if data[at + 4 : at + 8] == b"IDAT":
            rows.append(data[at + 8 : at + 8 + length])
        at += length + 12
    space = "/DeviceRGB" if colors == 3 else "/DeviceGray"
    parameters = f"<</Predictor 15/Columns {width}/Colors {colors}/BitsPerComponent {depth}>>"
    entries = f"/ColorSpace {space}/BitsPerComponent {depth}/Filter/FlateDecode/DecodeParms{parameters}"
    return [_Strip(b"".join(rows), height, entries)]
