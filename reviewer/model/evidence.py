"""What a source page itself says, handed from `pdf` to `detection`: pixels, drawings, images, annotations, layer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from reviewer.model.geometry import Rect
from reviewer.model.page import Word

Pixels = NDArray[np.uint8]
Color = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Drawing:
    """One painted path: its bounding box in displayed points, colours 0-1 (None: not painted), line width in points.

    `order` is the place in the page's painting sequence, shared with images and characters. `is_rect` tells whether
    the path is one axis-parallel rectangle (as displayed); other shapes are only bounded by `rect`.
    """

    rect: Rect
    fill: Color | None
    stroke: Color | None
    line_width: float
    opacity: float
    order: int
    is_rect: bool


@dataclass(frozen=True, slots=True)
class PlacedImage:
    """One image on the page: where it is shown (displayed points), its size in pixels, its place in the sequence."""

    rect: Rect
    width: int
    height: int
    bits: int
    order: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """One annotation or form field: PDF subtype (`Redact`, `Square`, `Highlight`, `Widget` …) and its boxes.

    `written` is when, local as the file says it (`2018-10-29T14:30`, or a date), empty where it does not.
    """

    subtype: str
    rects: tuple[Rect, ...]
    fill: Color | None = None
    stroke: Color | None = None
    opacity: float = 1.0
    author: str = ""
    content: str = ""
    hidden: bool = False
    written: str = ""


@dataclass(frozen=True, slots=True)
class Character:
    """One character of the file's text layer. `visible` is false for render mode 3 (an OCR layer) and zero opacity."""

    rect: Rect
    char: str
    order: int
    visible: bool = True
    color: Color = (0.0, 0.0, 0.0)


def _no_picture(_clip: Rect) -> Pixels | None:
    return None


def _no_characters(_clip: Rect) -> tuple[Character, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class PageEvidence:
    """One page as evidence. Sizes in displayed points; `image` is `H x W` (grey) or `H x W x 3` (RGB) uint8, 0 black.

    `scale` is pixels a point of `image`. `native_dpi` is the resolution of the scan behind the page (0: none, vector
    page). `characters(clip)` reads the text layer inside a rectangle on demand, because that costs as much as the page.
    `beneath(clip)` is what the picture that covers a rectangle holds there, whatever is painted over it: grey at 150
    dpi, None where no picture lies. `only_text_and_paths` says that no picture and no shading is painted at all.
    """

    width: float
    height: float
    image: Pixels
    scale: float
    native_dpi: int = 0
    drawings: tuple[Drawing, ...] = ()
    images: tuple[PlacedImage, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    words: tuple[Word, ...] = ()
    characters: Callable[[Rect], tuple[Character, ...]] = field(default=_no_characters)
    beneath: Callable[[Rect], Pixels | None] = field(default=_no_picture)
    only_text_and_paths: bool = False
