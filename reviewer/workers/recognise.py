"""The small parts of reading a page by OCR: what to paint out, how long it took, where the words lie on the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from time import perf_counter

import numpy as np

from reviewer.model.evidence import Pixels
from reviewer.model.geometry import Rect
from reviewer.model.ocr import Gray, Layout, OcrEngine, OcrWord
from reviewer.model.page import Word

_BORDER = 1.0  # points around what is painted out, so that no frame is left to be read as a letter


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


def paint_out(gray: Pixels, scale: float, areas: Iterable[Rect]) -> Pixels:
    """A copy of a grey page (`scale` pixels a point) with `areas` (points) in the tone of its paper."""
    painted = gray.copy()
    tone = int(np.median(gray[::8, ::8]))
    paper = tone if tone > 160 else 255  # most of a page is paper; of a black one nothing can be concluded
    for area in areas:
        x0, y0, x1, y1 = (round(v * scale) for v in area.grown(_BORDER))
        painted[max(0, y0) : max(0, y1), max(0, x0) : max(0, x1)] = paper
    return painted


def placed_words(found: Sequence[OcrWord], scale: float) -> tuple[Word, ...]:
    """What an engine found on an image of `scale` pixels a point, in displayed points, lines numbered from 0."""
    words: list[Word] = []
    line, previous = -1, None
    for item in found:
        place = (item.block, item.paragraph, item.line)
        if place != previous:
            line, previous = line + 1, place
        words.append(Word(item.rect.scaled(1 / scale), item.text, item.confidence, line))
    return tuple(words)
