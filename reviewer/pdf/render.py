"""Turns a page, or a part of it, into pixels within a budget."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np

from reviewer.model.evidence import Pixels
from reviewer.model.geometry import Rect
from reviewer.pdf.budget import PIXEL_BUDGET
from reviewer.pdf.geometry import PageGeometry
from reviewer.pdf.mupdf import pymupdf


@dataclass(frozen=True, slots=True)
class Raster:
    """Pixels of a page: `H x W` (grey) or `H x W x 3` (RGB) uint8, 0 black.

    `scale` is pixels a point; `origin` is the displayed point of the upper left corner of the image. `reduced` tells
    that the pixel budget forced a lower resolution than asked for, and `note` says so in a sentence for the user.
    """

    image: Pixels
    scale: float
    origin: tuple[float, float] = (0.0, 0.0)
    reduced: bool = False
    note: str = ""


def affordable_dpi(width: float, height: float, dpi: float, budget: int = PIXEL_BUDGET) -> float:
    """`dpi`, or less where `width` x `height` points at `dpi` would exceed `budget` pixels."""
    pixels = width * height * (dpi / 72) ** 2
    return dpi if pixels <= budget else dpi * sqrt(budget / pixels)


def render(
    page: pymupdf.Page,
    geometry: PageGeometry,
    dpi: float,
    *,
    color: bool = False,
    clip: Rect | None = None,
    budget: int = PIXEL_BUDGET,
) -> Raster:
    """Pixels of `clip` (displayed points; None: the whole page) at `dpi` or what the budget affords."""
    whole = Rect(0.0, 0.0, geometry.width, geometry.height)
    area = whole if clip is None else clip.intersect(whole)
    if area.area <= 0:
        area = Rect(whole.x0, whole.y0, whole.x0 + 1, whole.y0 + 1)
    used = affordable_dpi(area.width, area.height, dpi, budget)
    scale = used / 72
    matrix = pymupdf.Matrix(*geometry.rendered) * pymupdf.Matrix(scale, scale)
    # get_pixmap takes its clip in the page's own space.
    own = geometry.rendered.inverse().box(*area)
    space = pymupdf.csRGB if color else pymupdf.csGRAY
    pixmap = page.get_pixmap(matrix=matrix, colorspace=space, clip=pymupdf.Rect(*own), alpha=False)
    image = np.frombuffer(pixmap.samples, np.uint8).reshape(pixmap.height, pixmap.stride)[:, : pixmap.width * pixmap.n]
    if pixmap.n > 1:
        image = image.reshape(pixmap.height, pixmap.width, pixmap.n)
    reduced = used < dpi * 0.999
    note = f"The page is so large that it was read at {used:.0f} dpi instead of {dpi:.0f}." if reduced else ""
    return Raster(np.ascontiguousarray(image), scale, (pixmap.x / scale, pixmap.y / scale), reduced, note)
