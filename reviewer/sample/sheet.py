"""A page before it becomes pixels or PDF operators: what is drawn where, in points, and what each word stands for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from PIL import Image

from reviewer.model.geometry import Rect
from reviewer.sample.fonts import ink_extent

RGB = tuple[int, int, int]
BLACK: RGB = (0, 0, 0)
WHITE: RGB = (255, 255, 255)
Layer = Literal["body", "code", "stamp", "identifier"]
LETTER = (612.0, 792.0)


@dataclass(frozen=True, slots=True)
class Glyphs:
    """One word (or a code with blanks) on its baseline. `span` numbers the markup span it belongs to, -1 for none."""

    x: float
    baseline: float
    text: str
    face: str
    size: float
    color: RGB = BLACK
    layer: Layer = "body"
    tag: str = ""
    span: int = -1
    line: int = 0

    @property
    def rect(self) -> Rect:
        """The box of the ink."""
        left, top, right, bottom = ink_extent(self.face, self.size, self.text)
        return Rect(self.x + left, self.baseline + top, self.x + right, self.baseline + bottom)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, filled or stroked or both; `width` is that of the stroke, which is centred on the edge."""

    rect: Rect
    fill: RGB | None = None
    stroke: RGB | None = None
    width: float = 0.0


@dataclass(frozen=True, slots=True)
class Stroke:
    """A polyline."""

    points: tuple[tuple[float, float], ...]
    color: RGB = BLACK
    width: float = 0.8


@dataclass(frozen=True, slots=True)
class Picture:
    """A bitmap laid into a rectangle."""

    rect: Rect
    image: Image.Image


Mark = Glyphs | Box | Stroke | Picture


@dataclass(slots=True)
class Sheet:
    """The marks of one page in painting order, which is also the reading order of its words."""

    width: float = LETTER[0]
    height: float = LETTER[1]
    marks: list[Mark] = field(default_factory=list)
    colored: bool = False
    lines: int = 0

    def words(self) -> Iterator[Glyphs]:
        """All words, in reading order."""
        return (mark for mark in self.marks if isinstance(mark, Glyphs))

    def add(self, *marks: Mark) -> None:
        """Paint on top of what is there."""
        self.marks.extend(marks)

    def rule(self, x0: float, x1: float, y: float, width: float = 0.7, color: RGB = BLACK) -> None:
        """A horizontal line."""
        self.add(Stroke(((x0, y), (x1, y)), color, width))
