"""Compares a file's own text layer with our OCR of a few strips of it, once for each file that is open."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final
from weakref import WeakKeyDictionary

from reviewer.model.errors import SourceError
from reviewer.model.geometry import Rect
from reviewer.model.ocr import OcrEngine
from reviewer.model.page import Word
from reviewer.pdf.page import SourcePage
from reviewer.pdf.source import Source

_PAGES: Final = 3
_STRIP: Final = 100.0
"""Height of a strip in points: some eight lines."""
_DPI: Final = 200
_SURE: Final = 0.85
_LETTERS: Final = 3
"""Letters of the words compared; shorter ones agree by chance."""
_ENOUGH: Final = 12
_LAYER_WORDS: Final = 25

_known: WeakKeyDictionary[Source, float | None] = WeakKeyDictionary()


def layer_agreement(source: Source, engine: OcrEngine) -> float | None:
    """The share (0-1) of what we surely read in strips of a file that its text layer says there too.

    The strips are the fullest of the first, the middle and the last page that have a layer, so that every page of a
    file is judged alike, whichever worker reads it. None where too little could be read to tell. Words of the layer
    that we do not see, such as those beneath redactions, do not count against it. SourceError as the engine's.
    """
    if source not in _known:
        _known[source] = _agreement(source, engine)
    return _known[source]


def _agreement(source: Source, engine: OcrEngine) -> float | None:
    agreed = seen = 0
    for number in _sample(source.page_count):
        try:
            page = source.page(number)
        except SourceError:
            continue  # a page that cannot be loaded tells nothing of the others
        words = page.layer_words()
        if len(words) < _LAYER_WORDS:
            continue
        strip = _fullest_strip(page, words)
        raster = page.gray(_DPI, strip)
        found = engine.read(raster.image, dpi=_DPI, layout="block")
        ours = _words(word.text for word in found if word.confidence >= _SURE)
        theirs = _words(word.text for word in words if strip.grown(0, 6).contains_point(*word.rect.center))
        agreed += (ours & theirs).total()
        seen += ours.total()
    return agreed / seen if seen >= _ENOUGH else None


def _sample(pages: int) -> list[int]:
    """Up to three pages, evenly over a file."""
    return sorted({round(k * (pages - 1) / (_PAGES - 1)) for k in range(_PAGES)})


def _fullest_strip(page: SourcePage, words: Sequence[Word]) -> Rect:
    """The part of a page as wide as it is, of the height of a strip, in which most letters of the layer stand."""
    tops = {round(word.rect.y0) for word in words}
    best = max(
        sorted(tops),
        key=lambda top: sum(len(word.text) for word in words if top <= word.rect.y0 < top + _STRIP),
    )
    return Rect(0.0, max(0.0, best - 4.0), page.width, min(page.height, best + _STRIP))


def _words(texts: Iterable[str]) -> Counter[str]:
    """Words by their letters and figures alone, without case."""
    bare = (re.sub(r"[\W_]+", "", text).casefold() for text in texts)
    return Counter(text for text in bare if len(text) >= _LETTERS)
