"""Orders and counts what stands on a page that lies on its side or its head as if it were held upright."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from reviewer.model.geometry import Rect
from reviewer.model.page import PageText, Redaction, Word
from reviewer.text.identifiers import PageIdentifiers, find_identifiers
from reviewer.text.measure import measure
from reviewer.text.reading import read_order


@dataclass(frozen=True, slots=True)
class Ordered:
    """A page's text, its redactions with their estimated sizes, and its numbers; boxes as displayed."""

    text: PageText
    redactions: tuple[Redaction, ...]
    numbers: PageIdentifiers


def order_page(
    words: Sequence[Word],
    redactions: Sequence[Redaction],
    stamps: Sequence[Word],
    size: tuple[float, float],
    quarters: int = 0,
) -> Ordered:
    """Reading order, sizes of redactions and numbers of a page of `size` (displayed points).

    `quarters` are the quarter turns counter-clockwise that put it upright, `stamps` what the agency stamped on it.
    """
    if quarters % 4 == 0:
        text = read_order(words, redactions, [stamp.rect for stamp in stamps], *size)
        return Ordered(text, measure(redactions, text.words), find_identifiers([*words, *stamps], *size))
    width, height = size if quarters % 2 == 0 else size[::-1]
    there, back = _turning(size, quarters)
    held = [replace(word, rect=there(word.rect)) for word in words]
    stamped = [replace(stamp, rect=there(stamp.rect)) for stamp in stamps]
    holes = [replace(r, rects=tuple(there(rect) for rect in r.rects)) for r in redactions]
    text = read_order(held, holes, [stamp.rect for stamp in stamped], width, height)
    measured = measure(holes, text.words)
    return Ordered(
        text=replace(text, words=tuple(replace(word, rect=back(word.rect)) for word in text.words)),
        redactions=tuple(replace(m, rects=r.rects) for m, r in zip(measured, redactions, strict=True)),
        numbers=find_identifiers([*held, *stamped], width, height),
    )


_Turn = Callable[[Rect], Rect]


def _turning(size: tuple[float, float], quarters: int) -> tuple[_Turn, _Turn]:
    """What takes a box of a page to the page held upright, and back."""
    width, height = size
    turns: tuple[tuple[_Turn, _Turn], ...] = (
        (lambda r: r, lambda r: r),
        (
            lambda r: Rect(r.y0, width - r.x1, r.y1, width - r.x0),
            lambda r: Rect(width - r.y1, r.x0, width - r.y0, r.x1),
        ),
        (
            lambda r: Rect(width - r.x1, height - r.y1, width - r.x0, height - r.y0),
            lambda r: Rect(width - r.x1, height - r.y1, width - r.x0, height - r.y0),
        ),
        (
            lambda r: Rect(height - r.y1, r.x0, height - r.y0, r.x1),
            lambda r: Rect(r.y0, height - r.x1, r.y1, height - r.x0),
        ),
    )
    return turns[quarters % 4]
