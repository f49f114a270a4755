"""Decodes pictures in grey and in colours, each by what is fastest at it."""

from __future__ import annotations

import re
import zlib

import cv2
import numpy as np

from reviewer.model.evidence import Pixels
from reviewer.pdf.colors import gray_if_colorless, is_tinted
from reviewer.pdf.jpeg import plain_size
from reviewer.pdf.mupdf import mupdf, pymupdf

MOST_BYTES = 40_000_000  # of a picture once decoded: a Letter page at 600 dpi in black and white
_SHOWN = ("DeviceGray", "DeviceRGB")
# Profiles that say no more than what is taken for granted without one; MuPDF alone knows how others are shown.
_STANDARD = re.compile(r"ICCBased\(RGB,.*sRGB.*\)")
_JPEG = ("/DCTDecode", "/FlateDecode/DCTDecode")
_REFERENCE = re.compile(r"(\d+) 0 R")


def decoded_toned(document: pymupdf.Document, xref: int, size: tuple[int, int]) -> Pixels | None:
    """A picture of `size` (width, height) that has no masks: `H x W` (grey, where it has no colours) or `H x W x 3`.

    None where its numbers are not shades of grey or of red, green and blue. MUPDF_ERRORS where it is damaged.
    """
    space = _space(document, xref)
    if space is not None and not _is_shown(space):
        return None
    data = _jpeg_data(document, xref)
    if data and space is not None and plain_size(data) == (*size, space.n):
        pixels = _decoded_jpeg(data, space.n)
        if pixels is not None:
            return pixels
    picture = pymupdf.Pixmap(document, xref)
    if picture.colorspace is None or picture.alpha or not _is_shown(picture.colorspace):
        return None
    rows = np.frombuffer(picture.samples, np.uint8).reshape(picture.height, picture.stride)
    rows = rows[:, : picture.width * picture.n]
    return gray_if_colorless(rows if picture.n == 1 else rows.reshape(picture.height, picture.width, picture.n))


def levels_are_plain(page: pymupdf.Page) -> bool:
    """Whether neither the page nor its file has a profile of its own for grey, or for red, green and blue."""
    said = mupdf.pdf_load_default_colorspaces(pymupdf._as_pdf_document(page.parent), pymupdf._as_pdf_page(page))
    spaces = mupdf.fz_default_gray(said), mupdf.fz_default_rgb(said)
    return all(_is_shown(pymupdf.Colorspace(space)) for space in spaces)


def _jpeg_data(document: pymupdf.Document, xref: int) -> bytes:
    """The JPEG file that a picture is, if its numbers are meant as they stand there; else nothing."""
    said = {name: document.xref_get_key(xref, name)[1] for name in ("BitsPerComponent", "Decode", "Filter")}
    filters = "".join(said["Filter"].strip("[]").split())
    if filters not in _JPEG or said["Decode"] != "null" or said["BitsPerComponent"] != "8":
        return b""
    # How channels are coded this may say too, and only some decoders heed it.
    told = document.xref_get_key(xref, "DecodeParms")[1]
    parameters = [told, *(document.xref_object(int(number)) for number in _REFERENCE.findall(told))]
    if any("/ColorTransform" in text for text in parameters):
        return b""
    data: bytes = document.xref_stream_raw(xref) or b""
    return data if filters == _JPEG[0] else _inflated(data)


def _inflated(data: bytes) -> bytes:
    inflater = zlib.decompressobj()
    try:
        plain = inflater.decompress(data, MOST_BYTES)
    except zlib.error:
        return b""
    return plain if inflater.eof else b""


def _decoded_jpeg(data: bytes, channels: int) -> Pixels | None:
    file = np.frombuffer(data, np.uint8)
    if channels == 3:  # grey is decoded in a quarter of the time; whether it will do, a quarter of the size tells
        few = cv2.imdecode(file, cv2.IMREAD_REDUCED_COLOR_4 | cv2.IMREAD_IGNORE_ORIENTATION)
        if few is None:
            return None
        if is_tinted(few):
            image = cv2.imdecode(file, cv2.IMREAD_COLOR_RGB | cv2.IMREAD_IGNORE_ORIENTATION)
            return None if image is None else np.asarray(image, dtype=np.uint8)
    image = cv2.imdecode(file, cv2.IMREAD_GRAYSCALE | cv2.IMREAD_IGNORE_ORIENTATION)
    return None if image is None else np.asarray(image, dtype=np.uint8)


def _space(document: pymupdf.Document, xref: int) -> pymupdf.Colorspace | None:
    """The colour space of a picture, without decoding it; None where it has none of its own."""
    pdf = pymupdf._as_pdf_document(document)
    found = mupdf.pdf_load_image(pdf, mupdf.pdf_new_indirect(pdf, xref, 0)).colorspace()
    return pymupdf.Colorspace(found) if found.m_internal else None


def _is_shown(space: pymupdf.Colorspace) -> bool:
    """Whether numbers of a colour space are shown as they are."""
    return space.name in _SHOWN or _STANDARD.fullmatch(space.name) is not None
