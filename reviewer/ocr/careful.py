"""Reads a page once, and again in other ways only where the first reading is unsure; the surest reading wins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import atan, degrees
from statistics import median

import numpy as np

from reviewer.model.ocr import Gray, OcrEngine, OcrWord
from reviewer.ocr.mend import mended
from reviewer.ocr.prepare import (
    NOISY,
    Prepared,
    densest_part,
    despeckled,
    evened,
    is_noisy,
    skew_degrees,
    smoothed,
    speckles,
    straightened,
    turned,
)

# Mean confidences weighted by letters, measured on 16 transcribed pages and on turned scans: good pages 0.80 to 0.96,
# noisy or too coarse ones 0.55 to 0.70, sideways and upside-down ones 0.21 to 0.29.
SURE = 0.78
_HARDLY = 0.45
_UPRIGHT = 0.6
_NOTICEABLE_SKEW = 1.0
# Tesseract reads lines that rise by up to three degrees as well as level ones.
_STEEP = 3.0
_LOOK_INCHES = 3.5
_FINER_DPI = 300
_SPECKLED = 0.3
_INK_SHARE = 0.002

Finer = Callable[[int], Gray]


@dataclass(frozen=True, slots=True)
class PageReading:
    """The words of a page, boxes in pixels of the picture given, and what had to be done to the picture.

    `confidence` is the mean over the letters (0-1; 0 without words); `turn` the quarter turns counter-clockwise that
    put the page upright, `skew` the degrees that its lines rose.
    """

    words: tuple[OcrWord, ...]
    confidence: float
    turn: int = 0
    skew: float = 0.0
    dpi: int = 0
    despeckled: bool = False


def confidence(words: Sequence[OcrWord]) -> float:
    """Mean confidence weighted by the letters of the words; 0 where there are none."""
    letters = sum(len(word.text) for word in words)
    return sum(len(word.text) * word.confidence for word in words) / letters if letters else 0.0


def read_carefully(engine: OcrEngine, image: Gray, dpi: int, finer: Finer | None = None) -> PageReading:
    """Words of a whole page (`H x W uint8`, 0 black) in the engine's order.

    Toned bands are made readable first, noisy copies blurred. Where the mean confidence of the first reading is below
    `SURE`, the page is tried as it is, upright, level, finer and without specks. `finer` renders the same page at a
    higher resolution, where the source has one. Raises SourceError if the engine cannot run.
    """
    ready = _evened(image, dpi)
    best = _improved(_first(engine, ready, dpi), engine, ready, dpi, finer)
    return replace(best, words=mended(best.words))


def _evened(image: Gray, dpi: int) -> Gray:
    """The page with its toned bands made readable; a noisy one as it is, for there the noise would be sharpened too."""
    ready = evened(image, dpi)
    return ready if ready is image or speckles(image, dpi) <= NOISY else image


def _first(engine: OcrEngine, image: Gray, dpi: int) -> PageReading:
    """The reading of a page as it is; a noisy one is read blurred, and as it is only where that leaves it unsure."""
    if not is_noisy(image, dpi):
        return _as_it_is(engine, image, dpi)
    # Clean faxes would lose by it (decision 054), noisy copies hardly ever do (decision 140).
    blurred = _as_it_is(engine, smoothed(image, dpi), dpi)
    if blurred.confidence >= SURE:
        return blurred
    plain = _as_it_is(engine, image, dpi)
    return _better(plain, blurred) if blurred.confidence >= _HARDLY else plain  # a photograph has words only if blurred


def _as_it_is(engine: OcrEngine, image: Gray, dpi: int) -> PageReading:
    words = engine.read(image, dpi=dpi)
    return PageReading(tuple(words), confidence(words), dpi=dpi)


def _improved(first: PageReading, engine: OcrEngine, image: Gray, dpi: int, finer: Finer | None) -> PageReading:
    """The surest reading of a page, tried in other ways where the first one is unsure."""
    best = first
    steep = abs(_slope(first.words)) >= _STEEP
    if (best.confidence >= SURE and not steep and not _stands_on_end(first.words)) or not _has_ink(image):
        return best
    turn = _turn(engine, image, dpi, best.confidence, first.words)
    upright = turned(image, turn)
    if turn:
        best = _read(engine, upright, dpi, turn)
    skew = skew_degrees(upright.image)
    level = upright
    if abs(skew) >= _NOTICEABLE_SKEW:
        flat = straightened(upright.image, skew)
        level = Prepared(flat.image, lambda rect: upright.back(flat.back(rect)))
        best = _better(best, replace(_read(engine, level, dpi, turn), skew=skew), steep)
    if best.confidence < SURE and finer is not None and dpi < _FINER_DPI:
        best = _better(best, _read_finer(engine, finer, dpi, turn, skew))
    if best.confidence < SURE and speckles(level.image, dpi) > _SPECKLED:
        clean = Prepared(despeckled(level.image), level.back)
        applied = skew if abs(skew) >= _NOTICEABLE_SKEW else 0.0
        best = _better(best, replace(_read(engine, clean, dpi, turn), skew=applied, despeckled=True))
    return best


def _read(engine: OcrEngine, prepared: Prepared, dpi: int, turn: int) -> PageReading:
    words = engine.read(prepared.image, dpi=dpi)
    placed = tuple(replace(word, rect=prepared.back(word.rect)) for word in words)
    return PageReading(placed, confidence(words), turn, dpi=dpi)


def _read_finer(engine: OcrEngine, finer: Finer, dpi: int, turn: int, skew: float) -> PageReading:
    image = _evened(finer(_FINER_DPI), _FINER_DPI)
    upright = turned(image, turn)
    level = upright
    if abs(skew) >= _NOTICEABLE_SKEW:
        flat = straightened(upright.image, skew)
        level = Prepared(flat.image, lambda rect: upright.back(flat.back(rect)))
    applied = skew if level is not upright else 0.0
    found = replace(_read(engine, level, _FINER_DPI, turn), skew=applied)
    return replace(found, words=tuple(replace(w, rect=w.rect.scaled(dpi / _FINER_DPI)) for w in found.words))


def _better(first: PageReading, second: PageReading, by_letters: bool = False) -> PageReading:
    """The surer reading; one that loses more than a third of the letters must not win by leaving out the hard ones.

    `by_letters` weighs the letters too: on steep lines Tesseract is sure of the few that it finds.
    """
    letters = [sum(len(word.text) for word in reading.words) for reading in (first, second)]
    if by_letters:
        return second if letters[1] * second.confidence > letters[0] * first.confidence else first
    return second if second.confidence > first.confidence and letters[1] >= 0.66 * letters[0] else first


def _turn(engine: OcrEngine, image: Gray, dpi: int, sure: float, words: Sequence[OcrWord]) -> int:
    """Quarter turns that put the page upright, from a quick look at its densest part; 0 where it stands upright."""
    if sure >= _HARDLY and not _stands_on_end(words):
        return 0
    part = densest_part(image, round(_LOOK_INCHES * dpi))
    readings = {quarters: engine.read(turned(part, quarters).image, dpi=dpi) for quarters in range(4)}
    upright = {q: confidence(found) for q, found in readings.items() if not _stands_on_end(found)}
    best = max(upright, key=lambda quarters: upright[quarters], default=0)
    return best if upright.get(best, 0.0) >= max(_UPRIGHT, upright.get(0, 0.0) + 0.1) else 0


def _slope(words: Sequence[OcrWord]) -> float:
    """Degrees by which the lines of a reading rise to the right; 0 where no line is long enough to tell."""
    lines: dict[int, list[OcrWord]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    rises = [
        -(line[-1].rect.center[1] - line[0].rect.center[1]) / (line[-1].rect.center[0] - line[0].rect.center[0])
        for line in lines.values()
        if len(line) >= 3 and line[-1].rect.center[0] > line[0].rect.center[0]
    ]
    return degrees(atan(median(rises))) if len(rises) >= 3 else 0.0


def _stands_on_end(words: Sequence[OcrWord]) -> bool:
    """Whether the longer words are taller than wide: lines that run up or down, which Tesseract reads all the same."""
    long = [word.rect for word in words if len(word.text) >= 4]
    return len(long) >= 5 and sum(rect.height > rect.width for rect in long) > 0.6 * len(long)


def _has_ink(image: Gray) -> bool:
    """Whether there is anything on the page beside its paper."""
    small = image[::4, ::4]
    return float((small < int(np.median(small)) - 60).mean()) > _INK_SHARE
