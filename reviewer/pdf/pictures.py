"""Tells image files by their first bytes, and reads their resolution and orientation from the header alone."""

from __future__ import annotations

import os
import struct
from pathlib import Path

from PIL import Image

from reviewer.pdf.geometry import PictureHeader
from reviewer.pdf.huge import HEADER_ERRORS, any_size

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
)
_ORIENTATION = 0x0112
# Outside these a resolution is taken for a default or an accident (TIFF writers store 1 where they know none).
_BELIEVABLE_DPI = (20.0, 5000.0)


def picture_kind(head: bytes) -> str:
    """`png`, `jpeg`, `tiff`, or empty if `head` (the first bytes of a file) starts no such image."""
    return next((kind for magic, kind in _MAGIC if head.startswith(magic)), "")


def read_header(path: Path, kind: str, frame: int) -> PictureHeader:
    """Resolution and orientation of frame `frame` (from 0); an unreadable header says nothing, as if it had none."""
    try:
        with any_size(), Image.open(path) as image:
            image.seek(frame)
            dpi_x, dpi_y = (float(value) for value in image.info.get("dpi", (0, 0)))
            # Pillow's own method decodes all of a PNG to see whether something stands behind its pixels.
            exif = _exif_of_png(path) if kind == "png" else image.getexif()
            orientation = int(exif.get(_ORIENTATION, 1))
    except HEADER_ERRORS:
        return PictureHeader()
    low, high = _BELIEVABLE_DPI
    if not (low <= dpi_x <= high and low <= dpi_y <= high):
        dpi_x = dpi_y = 0.0
    return PictureHeader(dpi_x, dpi_y, orientation if 1 <= orientation <= 8 else 1, turned=kind == "jpeg")


def _exif_of_png(path: Path) -> Image.Exif:
    """The EXIF chunk of a PNG file, which may stand before its pixels or after them; empty where there is none."""
    exif = Image.Exif()
    with path.open("rb") as file:
        file.seek(8)
        while len(head := file.read(8)) == 8:
            length, name = struct.unpack(">I4s", head)
            if name == b"eXIf":
                exif.load(file.read(length))
                break
            file.seek(length + 4, os.SEEK_CUR)  # past the chunk and its checksum
    return exif
