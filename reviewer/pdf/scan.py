"""Decodes and lays together the pictures that a scanned page consists of, without rendering the page, which takes two
to four times as long: MuPDF makes a byte of every dot, sets it in colours and shrinks it in one thread without vectors.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import Any, NamedTuple

import cv2
import numpy as np

from reviewer.model.evidence import Color, Pixels
from reviewer.model.geometry import Rect
from reviewer.pdf.colors import TINT, gray_if_colorless
from reviewer.pdf.dots import decoded_picture, decoded_stencil, size_in_bytes
from reviewer.pdf.geometry import PageGeometry
from reviewer.pdf.mupdf import pymupdf
from reviewer.pdf.painted import Painted, box_of, painted_pictures, quarter_turns
from reviewer.pdf.render import Raster
from reviewer.pdf.shrinking import shrunk
from reviewer.pdf.toned import MOST_BYTES, levels_are_plain

_GRID = 1e-3  # of a pixel: rounding of the file's numbers
_OUTSIDE = 0.75  # points by which writers of PDF miss the page's edge
_MOST_BESIDE = 2.0  # times the area of the sheet that a picture may cover: most of a larger one is never seen
_TURNS = (None, cv2.ROTATE_90_CLOCKWISE, cv2.ROTATE_180, cv2.ROTATE_90_COUNTERCLOCKWISE)


class _Area(NamedTuple):
    """Pixels from `left` and `top` up to `right` and `bottom`."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class _Layer:
    """A decoded picture as it is displayed, or a stencil (255: painted) and its ink."""

    picture: Pixels
    box: Rect
    ink: Color | None


@dataclass(frozen=True, slots=True)
class Scan:
    """The decoded pictures of a page of `width` x `height` points, from the lowest to the uppermost."""

    width: float
    height: float
    layers: tuple[_Layer, ...]

    def raster(self, scale: float, clip: Rect | None = None) -> Raster:
        """The page, or `clip` (displayed points), at `scale` pixels a point, in grey unless it has colours.

        What is beside the pictures is white. A page and a part of it differ by less than a dot of the scan in place.
        """
        sheet = _Area(0, 0, *(max(1, ceil(side * scale - _GRID)) for side in (self.width, self.height)))
        window = sheet if clip is None else _meet(_area(clip, scale), sheet)
        if window is None:
            window = _Area(sheet.left, sheet.top, 1, 1)
        pixels: Pixels | None = None
        for layer in self.layers:
            area = _area(layer.box, scale)
            part = _meet(area, window)
            if part is not None:
                pixels = _laid(pixels, window, part, _shown(layer.picture, area, part), layer.ink)
        if pixels is None:
            pixels = _paper(window)
        return Raster(pixels, scale, (window.left / scale, window.top / scale))


def read_scan(
    page: pymupdf.Page, geometry: PageGeometry, log: Sequence[tuple[str, Any]], shown: Sequence[dict[str, Any]]
) -> Scan | None:
    """The pictures of a page that shows nothing but upright or turned pictures; None where it may show more.

    `log` is what the page paints, `shown` what MuPDF tells of its pictures.
    """
    painted = painted_pictures(page, geometry, log, shown)
    if painted is None or sum(size_in_bytes(page.parent, one.xref) for one in painted) > MOST_BYTES:
        return None
    if not levels_are_plain(page):
        return None
    sheet = geometry.width * geometry.height
    layers: list[_Layer] = []
    for one in painted:
        turns = quarter_turns(one.placed)
        if turns is None or box_of(one).area > _MOST_BESIDE * sheet:
            return None
        picture = _decoded(page.parent, one)
        if picture is None:
            return None
        layers.append(_Layer(_turned(picture, turns), _let_in(box_of(one), geometry), one.ink))
    return Scan(geometry.width, geometry.height, tuple(layers))


def _decoded(document: pymupdf.Document, painted: Painted) -> Pixels | None:
    if painted.ink is None:
        return decoded_picture(document, painted.xref)
    return decoded_stencil(document, painted.xref)


def _turned(picture: Pixels, turns: int) -> Pixels:
    code = _TURNS[turns]
    return picture if code is None else np.asarray(cv2.rotate(picture, code), dtype=np.uint8)


def _let_in(box: Rect, geometry: PageGeometry) -> Rect:
    """A box whose sides lie on the edges of the page where they reach over them by a rounding."""
    width, height = geometry.width, geometry.height
    return Rect(
        0.0 if -_OUTSIDE <= box.x0 < 0 else box.x0,
        0.0 if -_OUTSIDE <= box.y0 < 0 else box.y0,
        width if width < box.x1 <= width + _OUTSIDE else box.x1,
        height if height < box.y1 <= height + _OUTSIDE else box.y1,
    )


def _area(box: Rect, scale: float) -> _Area:
    """All pixels that a box (points) touches, as MuPDF sets it."""
    left, top = (floor(at * scale + _GRID) for at in (box.x0, box.y0))
    right, bottom = (ceil(at * scale - _GRID) for at in (box.x1, box.y1))
    return _Area(left, top, max(left + 1, right), max(top + 1, bottom))


def _meet(a: _Area, b: _Area) -> _Area | None:
    both = _Area(max(a.left, b.left), max(a.top, b.top), min(a.right, b.right), min(a.bottom, b.bottom))
    return both if both.left < both.right and both.top < both.bottom else None


def _shown(picture: Pixels, area: _Area, part: _Area) -> Pixels:
    """The `part` of a picture that fills `area`, in pixels of the sheet."""
    rows = _dots(part.top - area.top, part.bottom - area.top, area.bottom - area.top, picture.shape[0])
    columns = _dots(part.left - area.left, part.right - area.left, area.right - area.left, picture.shape[1])
    dots = picture[rows, columns]
    size = part.right - part.left, part.bottom - part.top
    if size == (dots.shape[1], dots.shape[0]):
        return gray_if_colorless(dots.copy())  # for what comes next is painted on it
    fewer = min(size[0], dots.shape[1]), min(size[1], dots.shape[0])
    if fewer != (dots.shape[1], dots.shape[0]):  # before it grows the other way, or lines would be left out
        dots = shrunk(dots, fewer)
    if fewer != size:
        dots = np.asarray(cv2.resize(dots, size, interpolation=cv2.INTER_LINEAR), dtype=np.uint8)
    return gray_if_colorless(dots)


def _dots(start: int, stop: int, whole: int, dots: int) -> slice:
    """Those of `dots` that lie from `start` to `stop` of `whole` pixels."""
    return slice(start * dots // whole, -(-stop * dots // whole))


def _laid(below: Pixels | None, window: _Area, part: _Area, pixels: Pixels, ink: Color | None) -> Pixels:
    """What shows of a window once `pixels` lie over its `part`, or once `ink` is painted through them."""
    if ink is None and part == window:
        return pixels
    sheet = _paper(window) if below is None else below
    tinted = pixels.ndim == 3 if ink is None else max(ink) - min(ink) > TINT / 255
    if sheet.ndim == 2 and tinted:
        sheet = _in_colors(sheet)
    place = np.s_[part.top - window.top : part.bottom - window.top, part.left - window.left : part.right - window.left]
    if ink is not None:
        sheet[place] = _on_paper(pixels, ink) if below is None and not tinted else _inked(sheet[place], pixels, ink)
    else:
        sheet[place] = _in_colors(pixels) if pixels.ndim < sheet.ndim else pixels
    return sheet


def _inked(below: Pixels, stencil: Pixels, ink: Color) -> Pixels:
    """`below` with `ink` through a stencil whose levels are the shares of ink."""
    if below.ndim == 2:
        painted = cv2.convertScaleAbs(stencil, alpha=_gray_level(ink))
    else:
        painted = cv2.merge([cv2.convertScaleAbs(stencil, alpha=level) for level in ink])
        stencil = _in_colors(stencil)
    kept = cv2.multiply(below, cv2.bitwise_not(stencil), scale=1 / 255)
    return np.asarray(cv2.add(kept, painted), dtype=np.uint8)


def _on_paper(stencil: Pixels, ink: Color) -> Pixels:
    """As `_inked` where nothing is below yet, which most scans painted in black are, in a quarter of the time."""
    covered = cv2.convertScaleAbs(stencil, alpha=1 - _gray_level(ink))
    return np.asarray(cv2.bitwise_not(covered), dtype=np.uint8)


def _gray_level(ink: Color) -> float:
    return 0.299 * ink[0] + 0.587 * ink[1] + 0.114 * ink[2]


def _paper(window: _Area) -> Pixels:
    return np.full((window.bottom - window.top, window.right - window.left), 255, np.uint8)


def _in_colors(gray: Pixels) -> Pixels:
    return np.asarray(cv2.cvtColor(gray, cv2.COLOR_GRAY2RGB), dtype=np.uint8)
