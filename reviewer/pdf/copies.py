"""Copies of source pages as pictures for new PDFs: a scan's own picture where that is safe, else the page as pixels."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from reviewer.model.copies import PageCopy
from reviewer.model.evidence import Pixels
from reviewer.model.geometry import Rect
from reviewer.pdf.encode import image_stream
from reviewer.pdf.geometry import Matrix, PageGeometry
from reviewer.pdf.jpeg import bare_jpeg
from reviewer.pdf.mupdf import pymupdf
from reviewer.pdf.toned import levels_are_plain

_UNSEEN = {"ignore-text"}
_SPACES = ("/DeviceGray", "/DeviceRGB", "/CalGray", "/CalRGB", "ICCBased")
_OUTSIDE = 0.75  # points by which a picture may reach over the page's edge: rounding, and no letter fits there
_MOST_PIXELS = 60_000_000  # of a bilevel picture that is decoded
_QUALITY = 60
_PAINT = re.compile(rb"/(\S+)\s+Do\b")
_INLINE = re.compile(rb"\bBI\b[^A-Za-z]")
_AS_STORED = re.compile(r"\[\s*(0(\.0*)?\s+1(\.0*)?\s*)+\]")
_STATE = re.compile(rb"/\S+\s+gs\b")  # opacity, blending, soft masks


def own_picture(page: pymupdf.Page, geometry: PageGeometry, log: Sequence[tuple[str, object]]) -> PageCopy | None:
    """The one picture a page consists of, as its file holds it; None where anything else decides how the page looks.

    Nothing is kept of the picture but what is displayed: no metadata of a JPEG and nothing behind its end; a bilevel
    picture is decoded and coded anew without loss.
    """
    kinds = [kind for kind, _ in log if kind not in _UNSEEN]
    if not page.parent.is_pdf or kinds != ["fill-image"] or next(page.annots(), None) or next(page.widgets(), None):
        return None
    xref = only_picture(page)
    info = page.get_image_info()
    if not xref or len(info) != 1:
        return None
    placed = Matrix(*info[0]["transform"]).then(geometry.unrotated)
    box, sheet = placed.box(0, 0, 1, 1), Rect(0, 0, geometry.width, geometry.height)
    inside = box.intersect(sheet.grown(_OUTSIDE)) == box  # what lies beyond the edge is hidden, not displayed
    if not inside or abs(placed.a * placed.d - placed.b * placed.c) < 1 or clipped(page, geometry, box):
        return None
    if not levels_are_plain(page):
        return None
    return _taken(page.parent, xref, placed, (int(info[0]["width"]), int(info[0]["height"])))


def only_picture(page: pymupdf.Page) -> int:
    """The object number of the one picture that the page's own contents paint, once and plainly; 0 if it is not so."""
    pictures, contents = page.get_images(full=True), page.read_contents()
    painted = _PAINT.findall(contents)
    if len(pictures) != 1 or len(painted) != 1 or _STATE.search(contents) or _INLINE.search(contents):
        return 0
    xref, name, form = int(pictures[0][0]), str(pictures[0][7]), int(pictures[0][9])
    return xref if painted[0].decode("latin-1") == name and not form else 0


def clipped(page: pymupdf.Page, geometry: PageGeometry, box: Rect) -> bool:
    """Whether a clip or a group may hide a part of the picture at `box`: then its own pixels would show too much."""
    for found in page.get_cdrawings(extended=True):
        plain = found["type"] == "clip" and [item[0] for item in found["items"]] == ["re"]
        if not plain or geometry.unrotated.box(*found["items"][0][1]).intersect(box.grown(-_OUTSIDE)) != box.grown(
            -_OUTSIDE
        ):
            return True
    return False


def _taken(document: pymupdf.Document, xref: int, placed: Matrix, size: tuple[int, int]) -> PageCopy | None:
    said = {name: document.xref_get_key(xref, name)[1] for name in ("Filter", "BitsPerComponent", "ImageMask")}
    if any(document.xref_get_key(xref, name)[0] != "null" for name in ("SMask", "Mask")):
        return None
    decode = document.xref_get_key(xref, "Decode")[1]
    if said["ImageMask"] == "true" or (decode != "null" and not _AS_STORED.fullmatch(decode)):
        return None
    if said["Filter"] in ("/DCTDecode", "[/DCTDecode]", "[ /DCTDecode ]"):
        jpeg = bare_jpeg(document.xref_stream_raw(xref))
        if jpeg is None or (jpeg.width, jpeg.height) != size or not _plain_space(document, xref, jpeg.channels):
            return None
        return PageCopy("jpeg", jpeg.data, *size, jpeg.channels, _six(placed), flattened=False)
    if said["BitsPerComponent"] == "1" and size[0] * size[1] <= _MOST_PIXELS:
        pixels = pymupdf.Pixmap(document, xref)
        if pixels.alpha or pixels.colorspace is None or pixels.n != 1:
            return None
        rows = np.frombuffer(pixels.samples, np.uint8).reshape(pixels.height, pixels.stride)
        return fax_copy(rows[:, : pixels.width], placed, flattened=False)
    return None


def _plain_space(document: pymupdf.Document, xref: int, channels: int) -> bool:
    """Whether colours of a JPEG mean what they mean without its colour space (to the eye)."""
    kind, space = document.xref_get_key(xref, "ColorSpace")
    if kind == "xref":
        space = document.xref_object(int(space.split()[0]), compressed=True)
    return channels in (1, 3) and any(name in space for name in _SPACES) and "/Indexed" not in space


def fax_copy(image: Pixels, placed: Matrix, *, flattened: bool, carried: tuple[str, ...] = ()) -> PageCopy:
    """A picture of black (darker than 128) and white as a copy."""
    stream = image_stream(np.ascontiguousarray(image), "ccitt")
    height, width = image.shape[:2]
    return PageCopy("fax", stream.data, width, height, 1, _six(placed), flattened, carried)


def rendered_copy(image: Pixels, size: tuple[float, float], carried: tuple[str, ...]) -> PageCopy:
    """The pixels of a whole page of `size` points as a copy: fax where they are black and white only, else JPEG."""
    placed = Matrix(size[0], 0, 0, size[1], 0, 0)
    if image.ndim == 2 and _bilevel(image):
        return fax_copy(image, placed, flattened=True, carried=carried)
    data = image_stream(image, "jpeg", _QUALITY).data
    channels = 1 if image.ndim == 2 else 3
    return PageCopy("jpeg", data, image.shape[1], image.shape[0], channels, _six(placed), True, carried)


def _bilevel(image: Pixels) -> bool:
    """Whether a page is (nearly) all black and white; a glance at some rows decides for most."""
    rows = image[:: max(1, image.shape[0] // 64)]
    return not bool(np.any((rows > 8) & (rows < 247))) and not bool(np.any((image > 8) & (image < 247)))


def _six(placed: Matrix) -> tuple[float, float, float, float, float, float]:
    return placed.a, placed.b, placed.c, placed.d, placed.e, placed.f
