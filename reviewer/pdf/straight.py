"""Decodes plain PNG files without MuPDF, which takes half as long again for them."""

from __future__ import annotations

import struct
from math import ceil
from pathlib import Path

import cv2
import numpy as np

from reviewer.model.evidence import Pixels
from reviewer.pdf.geometry import PageGeometry
from reviewer.pdf.shrinking import shrunk

_GRAY, _RGB = 0, 2
_ENDING = b"IEND\xaeB`\x82"


def decode_png(path: Path, most: int) -> Pixels | None:
    """A whole PNG file of up to `most` pixels, `H x W` (grey) or `H x W x 3` (RGB).

    None where it has a palette, a transparency, interlaced rows or more than 8 bits, or is damaged: MuPDF knows what to
    make of these. A colour profile is left alone, since it moves shades by less than a scanner does.
    """
    data = path.read_bytes()
    if len(data) < 33 or not data.endswith(_ENDING):
        return None
    width, height, depth, color, _method, _filter, interlaced = struct.unpack(">IIBBBBB", data[16:29])
    transparent = b"tRNS" in data[: max(0, data.find(b"IDAT"))]
    plain = color in (_GRAY, _RGB) and depth <= 8 and not interlaced and not transparent
    if not plain or width * height > most:
        return None
    flag = cv2.IMREAD_COLOR_RGB if color == _RGB else cv2.IMREAD_GRAYSCALE
    image = cv2.imdecode(np.frombuffer(data, np.uint8), flag | cv2.IMREAD_IGNORE_ORIENTATION)
    return None if image is None else np.asarray(image, dtype=np.uint8)


def is_upright(geometry: PageGeometry) -> bool:
    """Whether a page shows its picture as it is stored, neither turned nor mirrored."""
    shown = geometry.rendered
    return shown.b == shown.c == 0 and shown.a > 0 and shown.d > 0


def shrink(image: Pixels, geometry: PageGeometry, scale: float) -> Pixels:
    """A page's picture at `scale` pixels a displayed point; no larger than it is."""
    size = ceil(geometry.width * scale - 0.01), ceil(geometry.height * scale - 0.01)
    if size[0] >= image.shape[1] or size[1] >= image.shape[0]:
        return image
    return shrunk(image, size)
