"""Shows what a picture in the file holds at a place, without anything that is painted over it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import cv2
import numpy as np

from reviewer.model.evidence import Pixels
from reviewer.model.geometry import Rect
from reviewer.pdf.geometry import Matrix, PageGeometry
from reviewer.pdf.mupdf import pymupdf

DPI = 150
MOST_PIXELS = 60_000_000  # of a picture that is decoded for this
COVERS = 0.95  # of the place


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture of the file: its number there, the box around it and the map of the unit square to it, as displayed."""

    xref: int
    box: Rect
    placed: Matrix


def shown_pictures(page: pymupdf.Page, geometry: PageGeometry) -> tuple[ShownPicture, ...]:
    """The pictures of a page, the largest first; every one is decoded to find its number.

    Those that are inline, or so large that decoding them would not pay, are left out.
    """
    if not page.parent.is_pdf:
        return ()
    turn = geometry.unrotated
    found = [
        ShownPicture(info["xref"], turn.box(*info["bbox"]), Matrix(*info["transform"]).then(turn))
        for info in page.get_image_info(xrefs=True)
        if info["xref"] and info["width"] * info["height"] <= MOST_PIXELS
    ]
    return tuple(sorted(found, key=lambda picture: picture.box.area, reverse=True))


def picture_beneath(page: pymupdf.Page, shown: Iterable[ShownPicture], clip: Rect) -> Pixels | None:
    """The first picture's part in `clip` (displayed points) as `H x W uint8` at 150 dpi; None where there is none.

    `shown` are the pictures of the page; masks among them are left out.
    """
    for picture in shown:
        if picture.box.overlap(clip) < COVERS * clip.area:
            continue
        pixels = pymupdf.Pixmap(page.parent, picture.xref)
        if pixels.colorspace is not None and not pixels.alpha:
            return _cut(_gray(pixels), picture.placed, clip)
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
