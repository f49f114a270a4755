"""The small parts of reading a page by OCR: what to paint out, how long it took, where the words lie on the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from time import perf_counter

import numpy as np

from reviewer.model.evidence import Pixels
from reviewer.model.geometry import Rect
from reviewer.model.ocr import Gray, Layout, OcrEngine, OcrWord
from reviewer.model.page import Word
from reviewer.pdf.page import SourcePage

_BORDER = 1.0  # points around what is painted out, so that no frame is left to be read as a letter
# Blocks are often drawn over the edge of a line: where that line alone is read, no more is painted out than its frame.
_FRAME = 0.3
_ROOM = 8.0  # points of paper around a line, without which Tesseract reads it worse
_BESIDE, _ABOVE = (4.0, 24.0), 3.0  # points to the left and right of a line, and above and below it


class TimedEngine:
    """An OcrEngine that counts the seconds it took, so that a page can say where its time went."""

    def __init__(self, engine: OcrEngine) -> None:
        self._engine = engine
        self.seconds = 0.0

    @property
    def name(self) -> str:
        """As the engine's."""
        return self._engine.name

    def read(self, image: Gray, *, dpi: int, layout: Layout = "page", alphabet: str = "") -> list[OcrWord]:
        """As the engine's."""
        start = perf_counter()
        try:
            return self._engine.read(image, dpi=dpi, layout=layout, alphabet=alphabet)
        finally:
            self.seconds += perf_counter() - start

    def close(self) -> None:
        """As the engine's."""
        self._engine.close()


def paint_out(
    gray: Pixels, scale: float, areas: Iterable[Rect], border: float = _BORDER, origin: tuple[float, float] = (0.0, 0.0)
) -> Pixels:
    """A copy of a grey page (`scale` pixels a point) with `areas` (points) in the tone of its paper.

    `border` points around each area are painted too; `origin` is the displayed point of the first pixel.
    """
    painted = gray.copy()
    paper = _paper(gray)
    for area in areas:
        grown = area.grown(border)
        x0, x1 = (round((x - origin[0]) * scale) for x in (grown.x0, grown.x1))
        y0, y1 = (round((y - origin[1]) * scale) for y in (grown.y0, grown.y1))
        painted[max(0, y0) : max(0, y1), max(0, x0) : max(0, x1)] = paper
    return painted


def _paper(gray: Pixels) -> int:
    tone = int(np.median(gray[::8, ::8]))
    return tone if tone > 160 else 255  # most of a page is paper; of a black one nothing can be concluded


@dataclass(frozen=True, slots=True)
class LineStrip:
    """Reads single lines of a page; `areas` are painted out, `magnified` is as in resolution.py."""

    page: SourcePage
    engine: OcrEngine
    areas: Sequence[Rect]
    magnified: float = 1.0

    def read(self, line: Rect, dpi: int) -> tuple[Word, ...]:
        """The words of the one line in and right around a rectangle (displayed points); SourceError as the engine."""
        left, right = _BESIDE
        clip = Rect(line.x0 - left, line.y0 - _ABOVE, line.x1 + right, line.y1 + _ABOVE)
        raster = self.page.gray(dpi / self.magnified, clip)
        gray = paint_out(raster.image, raster.scale, self.areas, _FRAME, raster.origin)
        room = round(_ROOM * raster.scale)
        found = self.engine.read(np.pad(gray, room, constant_values=_paper(gray)), dpi=dpi, layout="line")
        x, y = (start - room / raster.scale for start in raster.origin)
        boxes = [word.rect.scaled(1 / raster.scale) for word in found]
        return tuple(
            Word(Rect(box.x0 + x, box.y0 + y, box.x1 + x, box.y1 + y), word.text, word.confidence)
            for word, box in zip(found, boxes, strict=True)
        )


def placed_words(found: Sequence[OcrWord], scale: float) -> tuple[Word, ...]:
    """What an engine found on an image of `scale` pixels a point, in displayed points, lines numbered from 0."""
    words: list[Word] = []
    line, previous = -1, None
    for item in found:
        if item.line != previous:
            line, previous = line + 1, item.line
        words.append(Word(item.rect.scaled(1 / scale), item.text, item.confidence, line))
    return tuple(words)
