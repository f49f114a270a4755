"""Tells of what kind a redaction is that a person drew, from the pixels of the page that the person saw."""

from __future__ import annotations

from math import ceil, floor
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from reviewer.model.geometry import Rect
from reviewer.model.page import Kind
from reviewer.ui.page.pane import PagePane
from reviewer.ui.page.turning import as_shown

_AROUND: Final = 4.0  # points: a hand draws a box beside its border rather than on it
_WITHIN: Final = 6.0
_DARK, _LIGHT = 90, 225  # levels of 255 below which ink is black, and above which paper is white
_LINE, _ALONG = 190, 0.75  # a border is darker than this, thin and shown small as it may be, along so much of a side
_PIECE: Final = 24  # pixels of a side that are looked at alone
_COLORED: Final = 60  # difference between the channels of a colour
_BODY: Final = 0.4  # an empty box over more of the page than this hides its body

Pixels = NDArray[np.uint8]


def drawn_kind(pane: PagePane, page_id: int, rect: Rect) -> Kind:
    """The kind of a box in displayed points of the page; `black`, the usual one, where no picture is there yet."""
    index = pane.finder.layout.index(page_id)
    if index is None:
        return "black"
    box = pane.finder.layout.box(index)
    shown = as_shown(rect, box)
    picture = _picture(pane, index, Rect(
        max(0.0, shown.x0 - _AROUND), max(0.0, shown.y0 - _AROUND),
        min(box.width, shown.x1 + _AROUND), min(box.height, shown.y1 + _AROUND),
    ))  # fmt: skip
    if picture is None:
        return "black"
    found = kind_of(picture, _AROUND * pane.finder.scale, _WITHIN * pane.finder.scale)
    empty = found in ("outline", "white") and shown.area > _BODY * box.width * box.height
    return "page" if empty else found


def kind_of(picture: Pixels, around: float, within: float) -> Kind:
    """The kind of the box in `picture` (`H x W x 3 uint8`), which holds `around` pixels of what lies about it, too.

    A border is looked for so far outside and `within` pixels inside of the box.
    """
    height, width = picture.shape[:2]
    depth = max(1, min(ceil(around + within), height // 3, width // 3))
    inside = picture[depth : height - depth, depth : width - depth].astype(np.int16)
    if not inside.size:
        return "black"
    level = inside.max(axis=2)
    colored = level - inside.min(axis=2) > _COLORED
    if np.mean(colored) > 0.5:
        return "color"
    if np.mean(level < _DARK) > 0.5:
        return "black"
    if np.mean((level >= _DARK) & (level < _LIGHT)) > 0.5:
        return "gray"
    return "outline" if _bordered(picture, depth) else "white"


def _bordered(picture: Pixels, depth: int) -> bool:
    """Whether a line runs along at least three sides: a fax may have lost one."""
    ink = picture.min(axis=2) < _LINE
    across, down = ink[:, depth:-depth], ink[depth:-depth].T  # no corners: what lies about the box is beyond them
    sides = (across[:depth], across[-depth:], down[:depth], down[-depth:])
    return sum(_lined(side) for side in sides) >= 3


def _lined(side: NDArray[np.bool_]) -> bool:
    """Whether a line runs along most of a side (`depth x length`), piece by piece: on a scan it is seldom level."""
    thick = side[:-1] | side[1:] if len(side) > 1 else side  # where two rows share the ink of a thin line
    pieces = np.array_split(thick, max(1, side.shape[1] // _PIECE), axis=1)
    lined = [piece.mean(axis=1).max() >= _ALONG for piece in pieces]
    return bool(sum(lined) >= _ALONG * len(lined))


def _picture(pane: PagePane, index: int, part: Rect) -> Pixels | None:
    """What the pane shows of a page there, without any mark; None where it has no picture of it."""
    if pane.scenes is None:
        return None
    scale = pane.finder.scale
    grid = pane.pictures.grid(pane.scenes, index, 1.0)
    left, top = floor(part.x0 * scale), floor(part.y0 * scale)
    width, height = ceil(part.width * scale), ceil(part.height * scale)
    requests = list(grid.needed(left, top, left + width, top + height))
    image = QImage(max(1, width), max(1, height), QImage.Format.Format_RGB888)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.translate(-left, -top)
    page = QRectF(0, 0, grid.width, grid.height)
    shown = pane.painter.picture(painter, page, grid, requests, pane.cache, pane.scene(index), 1.0)
    painter.end()
    if not shown:
        return None
    rows = np.frombuffer(image.constBits(), dtype=np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()
