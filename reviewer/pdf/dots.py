"""Decodes single pictures of a PDF into pixels, where it is plain what their numbers mean."""

from __future__ import annotations

import re

import numpy as np

from reviewer.model.evidence import Pixels
from reviewer.pdf.mupdf import MUPDF_ERRORS, pymupdf
from reviewer.pdf.toned import MOST_BYTES, decoded_toned

_PALETTE = re.compile(r"\[\s*/Indexed\s*/Device(RGB|Gray)\s+1\s*(?:(\d+) 0 R|<([0-9A-Fa-f\s]+)>)\s*\]")
_SAID = ("BitsPerComponent", "ColorSpace", "Decode", "Filter", "ImageMask")
_FAX = ("/CCITTFaxDecode", "/JBIG2Decode")  # what these decode to is no longer than the picture is large
_BLACK, _WHITE = 8, 247  # levels up to which, and from which, a colour of a palette counts as such


def decoded_picture(document: pymupdf.Document, xref: int) -> Pixels | None:
    """A picture without masks, in grey where it is colourless; None where only MuPDF can tell how it looks."""
    said, size = _said(document, xref), _size(document, xref)
    if _is_masked(document, xref) or said["ImageMask"] == "true" or size is None:
        return None
    try:
        if said["BitsPerComponent"] == "1" and said["Filter"].strip("[ ]") in _FAX:
            return _bilevel(document, xref, *size, said)
        return decoded_toned(document, xref, size) if 3 * size[0] * size[1] <= MOST_BYTES else None
    except MUPDF_ERRORS:
        return None  # rendering makes of a damaged picture what can be made of it


def decoded_stencil(document: pymupdf.Document, xref: int) -> Pixels | None:
    """The dots of an image mask (`H x W uint8`): 255 where it lets paint through, else 0; None where MuPDF must."""
    said, size = _said(document, xref), _size(document, xref)
    through = {"null": 0, "[01]": 0, "[10]": 1}.get("".join(said["Decode"].split()))
    # No mask may have a mask, says the standard; MuPDF paints through that one then, and no longer through this one.
    if _is_masked(document, xref) or size is None or through is None or said["Filter"].strip("[ ]") not in _FAX:
        return None
    try:
        return _dots(document, xref, *size, set_is_light=bool(through))
    except MUPDF_ERRORS:
        return None


def size_in_bytes(document: pymupdf.Document, xref: int) -> int:
    """What a picture takes when decoded, at most; 0 where the file does not say."""
    size = _size(document, xref)
    bits = document.xref_get_key(xref, "BitsPerComponent")[1]
    return 0 if size is None else size[0] * size[1] * (1 if bits == "1" else 3)


def _is_masked(document: pymupdf.Document, xref: int) -> bool:
    return any(document.xref_get_key(xref, name)[0] != "null" for name in ("SMask", "Mask", "SMaskInData"))


def _said(document: pymupdf.Document, xref: int) -> dict[str, str]:
    return {name: document.xref_get_key(xref, name)[1] for name in _SAID}


def _size(document: pymupdf.Document, xref: int) -> tuple[int, int] | None:
    sides = [document.xref_get_key(xref, name)[1] for name in ("Width", "Height")]
    if not all(side.isdecimal() and int(side) > 0 for side in sides):
        return None
    return int(sides[0]), int(sides[1])


def _bilevel(document: pymupdf.Document, xref: int, width: int, height: int, said: dict[str, str]) -> Pixels | None:
    white_is_one = _white_is_one(document, said)
    return None if white_is_one is None else _dots(document, xref, width, height, set_is_light=white_is_one)


def _dots(document: pymupdf.Document, xref: int, width: int, height: int, *, set_is_light: bool) -> Pixels | None:
    """A byte for each bit: 255 for those set, or for those not set unless `set_is_light`."""
    if width * height > MOST_BYTES:
        return None
    data = document.xref_stream(xref)
    across = (width + 7) // 8
    if data is None or len(data) != across * height:
        return None
    rows = np.frombuffer(data, np.uint8).reshape(height, across)
    dots = np.unpackbits(rows if set_is_light else ~rows, axis=1, count=width)
    return np.multiply(dots, np.uint8(255), out=dots)


def _white_is_one(document: pymupdf.Document, said: dict[str, str]) -> bool | None:
    """Whether a set bit is a white dot; None where the two colours are not black and white."""
    space = said["ColorSpace"]
    as_stored = {"null": True, "[01]": True, "[10]": False}.get("".join(said["Decode"].split()))
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
