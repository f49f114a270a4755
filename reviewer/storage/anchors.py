"""Finds passages and mentions again on a page whose words were read anew: by their quote, near their boxes."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from reviewer.model.geometry import Rect, bounds
from reviewer.model.page import Word
from reviewer.storage.blobs import pack_rects, unpack_rects

_ALIKE: Final = 70.0
"""Quotes count as the same from this similarity on (0-100): a second reading corrects some letters."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A run of words: numbers of the first and the last (included), the boxes of its lines, the words now."""

    first_word: int
    last_word: int
    boxes: tuple[Rect, ...]
    quote: str


def find_anchor(quote: str, boxes: Sequence[Rect], words: Sequence[Word]) -> Anchor | None:
    """The words inside the old boxes, if they still say nearly what was quoted; else the same words nearest to them."""
    covered = [n for n, word in enumerate(words) if any(box.contains_point(*word.rect.center) for box in boxes)]
    if covered and covered[-1] - covered[0] + 1 == len(covered):
        now = " ".join(words[n].text for n in covered)
        if fuzz.ratio(_plain(now), _plain(quote)) >= _ALIKE:
            return _anchor(covered[0], covered[-1], words)
    wanted = [_plain(part) for part in quote.split()]
    if not wanted:
        return None
    plain = [_plain(word.text) for word in words]
    starts = [n for n in range(len(words) - len(wanted) + 1) if plain[n : n + len(wanted)] == wanted]
    if not starts:
        return None
    x, y = bounds(boxes).center
    nearest = min(starts, key=lambda n: (words[n].rect.center[0] - x) ** 2 + (words[n].rect.center[1] - y) ** 2)
    return _anchor(nearest, nearest + len(wanted) - 1, words)


def _plain(text: str) -> str:
    return text.casefold().strip()


def _anchor(first: int, last: int, words: Sequence[Word]) -> Anchor:
    lines: dict[int, list[Rect]] = {}
    for word in words[first : last + 1]:
        lines.setdefault(word.line, []).append(word.rect)
    quote = " ".join(word.text for word in words[first : last + 1])
    return Anchor(first, last, tuple(bounds(rects) for rects in lines.values()), quote)


def reanchor(connection: sqlite3.Connection, page: int, words: Sequence[Word]) -> int:
    """Re-anchor all runs of words on a page; what is not found again keeps its place and needs a look. How many do."""
    rows = connection.execute(
        "SELECT uuid, quote, boxes FROM segment WHERE page = ? AND first_word IS NOT NULL", (page,)
    ).fetchall()
    unsure = 0
    for row in rows:
        anchor = find_anchor(row["quote"], unpack_rects(row["boxes"]), words)
        if anchor is None:
            unsure += 1
            connection.execute("UPDATE segment SET needs_look = 1 WHERE uuid = ?", (row["uuid"],))
        else:
            connection.execute(
                "UPDATE segment SET first_word = ?, last_word = ?, boxes = ?, quote = ?, needs_look = 0 WHERE uuid = ?",
                (anchor.first_word, anchor.last_word, pack_rects(anchor.boxes), anchor.quote, row["uuid"]),
            )
    return unsure
