"""Estimates how much a redaction hides, from the type size of the words around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from reviewer.model.geometry import Rect, bounds
from reviewer.model.page import Redaction, Word

_NEAREST = 60
# Twelve-point type on a page without a readable word: pitch and width as a typewriter has them.
_TYPEWRITER_PITCH, _TYPEWRITER_WIDTH, _USUAL_LETTERS = 12.0, 6.0, 4.8


@dataclass(frozen=True, slots=True)
class _Type:
    pitch: float
    width: float
    letters: float


def measure(redactions: Sequence[Redaction], words: Sequence[Word]) -> tuple[Redaction, ...]:
    """`redactions` with `lines`, `words` and `characters` filled in; estimates, at least one line each."""
    if not redactions:
        return ()
    steps = _steps(words)
    page = _type_of(words, steps)
    places = [(word.rect.center, word) for word in words]
    measured: list[Redaction] = []
    for redaction in redactions:
        x, y = bounds(redaction.rects).center
        nearest = sorted(places, key=lambda at: abs(at[0][1] - y) + 0.3 * abs(at[0][0] - x))[:_NEAREST]
        near = [word for _, word in nearest]
        kind = _type_of(near, steps) if len(near) >= 8 else page
        measured.append(_measured(redaction, kind))
    return tuple(measured)


def _measured(redaction: Redaction, kind: _Type) -> Redaction:
    extent = bounds(redaction.rects)
    characters = sum(_lines(rect, kind) * rect.width / kind.width for rect in redaction.rects)
    return replace(
        redaction,
        lines=_lines(extent, kind),
        characters=max(1, round(characters)),
        words=max(1, round(characters / (kind.letters + 1))),
    )


def _lines(rect: Rect, kind: _Type) -> int:
    return max(1, round(rect.height / kind.pitch))


def _type_of(near: Sequence[Word], steps: Sequence[float]) -> _Type:
    """Line pitch, width of a character and letters of a word, spaces counted in."""
    if len(near) < 3:
        return _Type(_TYPEWRITER_PITCH, _TYPEWRITER_WIDTH, _USUAL_LETTERS)
    letters = sum(len(word.text) for word in near)
    width = sum(word.rect.width for word in near) / max(1, letters)
    return _Type(_pitch(near, steps), max(1.0, width), max(2.0, letters / len(near)))


def _pitch(near: Sequence[Word], steps: Sequence[float]) -> float:
    """Distance of neighbouring lines; where the page has none set solid, from the height of its words."""
    height = median(word.rect.height for word in near)
    solid = [step for step in steps if 0.9 * height <= step <= 2.6 * height]
    return min(median(solid), 1.9 * height) if len(solid) >= 3 else 1.35 * height


def _steps(page: Sequence[Word]) -> list[float]:
    """Distances of the lines of a page, each from the next one below."""
    tops: dict[int, list[float]] = {}
    for word in page:
        tops.setdefault(word.line, []).append(word.rect.center[1])
    return [below - above for above, below in pairwise(sorted(median(group) for group in tops.values()))]
