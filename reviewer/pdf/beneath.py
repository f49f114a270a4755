"""Shows what a picture in the file holds at a place, without anything that is painted over it."""

from __future__ import annotations

import cv2
import numpy as np

from reviewer.model.evidence import Pixels
from reviewer.model.geometry import Rect
from reviewer.pdf.geometry import Matrix, PageGeometry
from reviewer.pdf.mupdf import pymupdf

DPI = 150
MOST_PIXELS = 60_000_000  # of a picture that is decoded for this
COVERS = 0.95  # of the place


def picture_beneath(page: pymupdf.Page, geometry: PageGeometry, clip: Rect) -> Pixels | None:
    """The largest picture's part in `clip` (displayed points) as `H x W uint8` at 150 dpi; None where there is none.

    Pictures that are inline, masks, or so large that decoding them would not pay are left out.
    """
    document = page.parent
    if not document.is_pdf:
        return None
    turn = geometry.unrotated
    shown = [(turn.box(*info["bbox"]), info) for info in page.get_image_info(xrefs=True) if info["xref"]]
    for box, info in sorted(shown, key=lambda item: item[0].area, reverse=True):
        if box.overlap(clip) < COVERS * clip.area or info["width"] * info["height"] > MOST_PIXELS:
            continue
        picture = pymupdf.Pixmap(document, info["xref"])
        if picture.colorspace is None or picture.alpha:
            continue
        return _cut(_gray(picture), Matrix(*info["transform"]).then(turn), clip)
    return None


def _gray(picture: pymupdf.Pixmap) -> Pixels:
    if picture.n != 1:
        picture = pymupdf.Pixmap(pymupdf.csGRAY, picture)
    rows = np.frombuffer(picture.samples, np.uint8).reshape(picture.height, picture.stride)
    return np.ascontiguousarray(rows[:, : picture.width])


def _cut(picture: Pixels, placed: Matrix, clip: Rect) -> Pixels | None:
    """`placed` maps the unit square, top left first, to displayed points."""
    height, width = picture.shape
    if placed.a * placed.d == placed.b * placed.c:
        return None
    step = 72 / DPI
    pixel = Matrix(step, 0, 0, step, clip.x0, clip.y0)
    back = pixel.then(placed.inverse()).then(Matrix(width, 0, 0, height))
    size = (max(1, round(clip.width / step)), max(1, round(clip.height / step)))
    turn = np.array([[back.a, back.c, back.e], [back.b, back.d, back.f]], np.float64)
    flags = cv2.INTER_AREA if abs(back.a) + abs(back.b) > 1 else cv2.INTER_LINEAR
    return np.asarray(cv2.warpAffine(picture, turn, size, flags=flags | cv2.WARP_INVERSE_MAP), dtype=np.uint8)
