"""Decodes the one picture that a scanned page consists of, without rendering the page, which takes two to four times
as long: MuPDF makes a byte of every dot, sets it in colours and shrinks it in one thread without vectors."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil, floor
from typing import Any

import cv2
import numpy as np

from reviewer.model.evidence import Pixels
from reviewer.model.geometry import Rect
from reviewer.pdf.copies import clipped, only_picture
from reviewer.pdf.geometry import Matrix, PageGeometry
from reviewer.pdf.mupdf import MUPDF_ERRORS, pymupdf
from reviewer.pdf.render import Raster

MOST_BYTES = 40_000_000  # of the picture once decoded: a Letter page at 600 dpi in black and white
_OUTSIDE = 0.75  # points by which a picture may reach over the page's edge
_GRID = 1e-3  # of a pixel: rounding of the file's numbers
_UNSEEN = "ignore-text"
_CLIPS = re.compile(rb"\bW\*?\s|[4-7]\s+Tr\b")
_PALETTE = re.compile(r"\[\s*/Indexed\s*/Device(RGB|Gray)\s+1\s*(?:(\d+) 0 R|<([0-9A-Fa-f\s]+)>)\s*\]")
_SAID = ("BitsPerComponent", "Filter", "Width", "Height", "ImageMask")
_FAX = ("/CCITTFaxDecode", "/JBIG2Decode")  # what these decode to is no longer than the picture is large
_BLACK, _WHITE = 8, 247  # levels up to which, and from which, a colour of a palette counts as such


def decode_scan(
    page: pymupdf.Page, geometry: PageGeometry, log: Sequence[tuple[str, Any]], placed: Matrix, scale: float
) -> Raster | None:
    """A page at `scale` pixels a point that shows nothing but one upright picture; None where it may show more.

    `log` is what the page paints, `placed` where its first picture is displayed. What is beside the picture is white.
    """
    if not page.parent.is_pdf or [kind for kind, _ in log if kind != _UNSEEN] != ["fill-image"]:
        return None
    sheet = Rect(0, 0, geometry.width, geometry.height)
    box = placed.box(0, 0, 1, 1)
    upright = placed.b == placed.c == 0 and placed.a > 0 and placed.d > 0
    inside = box.intersect(sheet.grown(_OUTSIDE)) == box
    if not (upright and inside) or next(page.annots(), None) or next(page.widgets(), None):
        return None
    xref = only_picture(page)
    if not xref or (_CLIPS.search(page.read_contents()) and clipped(page, geometry, box)):
        return None
    picture = _decoded(page.parent, xref)
    return None if picture is None else Raster(_on_sheet(picture, box, sheet, scale), scale)


def _on_sheet(picture: Pixels, box: Rect, sheet: Rect, scale: float) -> Pixels:
    """The picture in whole pixels of the sheet, all that it touches, as MuPDF sets it."""
    width, height = (max(1, ceil(side * scale - _GRID)) for side in (sheet.width, sheet.height))
    left, top = (max(0, floor(at * scale + _GRID)) for at in (box.x0, box.y0))
    right, bottom = min(width, ceil(box.x1 * scale - _GRID)), min(height, ceil(box.y1 * scale - _GRID))
    size = max(1, right - left), max(1, bottom - top)
    finer = size[0] <= picture.shape[1] and size[1] <= picture.shape[0]
    way = cv2.INTER_AREA if finer else cv2.INTER_LINEAR
    shown = picture if size == (picture.shape[1], picture.shape[0]) else cv2.resize(picture, size, interpolation=way)
    if size == (width, height):
        return np.asarray(shown, dtype=np.uint8)
    whole = np.full((height, width, *picture.shape[2:]), 255, np.uint8)
    part = whole[top : top + size[1], left : left + size[0]]
    part[:] = shown[: part.shape[0], : part.shape[1]]
    return whole


def _decoded(document: pymupdf.Document, xref: int) -> Pixels | None:
    """The pixels of a picture that hides nothing by masks; None where only MuPDF knows what its numbers mean."""
    said = {name: document.xref_get_key(xref, name)[1] for name in _SAID}
    if any(document.xref_get_key(xref, name)[0] != "null" for name in ("SMask", "Mask", "SMaskInData")):
        return None
    if said["ImageMask"] == "true" or not (said["Width"].isdecimal() and said["Height"].isdecimal()):
        return None
    width, height = int(said["Width"]), int(said["Height"])
    try:
        if said["BitsPerComponent"] == "1" and said["Filter"].strip("[ ]") in _FAX:
            return _bilevel(document, xref, width, height)
        return _toned(document, xref) if 3 * width * height <= MOST_BYTES else None
    except MUPDF_ERRORS:
        return None  # rendering makes of a damaged picture what can be made of it


def _bilevel(document: pymupdf.Document, xref: int, width: int, height: int) -> Pixels | None:
    white_is_one = _white_is_one(document, xref)
    if white_is_one is None or not 0 < width * height <= MOST_BYTES:
        return None
    data = document.xref_stream(xref)
    across = (width + 7) // 8
    if data is None or len(data) != across * height:
        return None
    rows = np.frombuffer(data, np.uint8).reshape(height, across)
    dots = np.unpackbits(rows if white_is_one else ~rows, axis=1, count=width)
    return np.multiply(dots, np.uint8(255), out=dots)


def _white_is_one(document: pymupdf.Document, xref: int) -> bool | None:
    """Whether a set bit is a white dot; None where the two colours are not black and white."""
    decode = document.xref_get_key(xref, "Decode")[1].split()
    space = document.xref_get_key(xref, "ColorSpace")[1]
    as_stored = {"null": True, "[01]": True, "[10]": False}.get("".join(decode))
    if as_stored is None or space in ("/DeviceGray", "/G"):
        return as_stored
    palette = _PALETTE.fullmatch(space)
    if palette is None:
        return None
    stream, digits = palette[2], palette[3]
    colors = document.xref_stream(int(stream)) if stream else bytes.fromhex(digits)
    channels = 3 if palette[1] == "RGB" else 1
    if colors is None or len(colors) < 2 * channels:
        return None
    first, second = colors[:channels], colors[channels : 2 * channels]
    if max(first) <= _BLACK and min(second) >= _WHITE:
        return as_stored
    return not as_stored if max(second) <= _BLACK and min(first) >= _WHITE else None


def _toned(document: pymupdf.Document, xref: int) -> Pixels | None:
    pixels = pymupdf.Pixmap(document, xref)
    space = pixels.colorspace
    if space is None or pixels.alpha or space.name not in ("DeviceGray", "DeviceRGB"):
        return None
    rows = np.frombuffer(pixels.samples, np.uint8).reshape(pixels.height, pixels.stride)[:, : pixels.width * pixels.n]
    return rows if pixels.n == 1 else rows.reshape(pixels.height, pixels.width, pixels.n)
