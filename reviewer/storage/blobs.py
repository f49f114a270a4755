"""Packs lists into the text and blob columns of a project; docs/file-format.md shows each form."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from typing import Any

from reviewer.model.geometry import Rect
from reviewer.model.page import Word


def dump(value: object) -> str:
    """Compact JSON with letters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def load(text: str) -> Any:
    """The value of a JSON column."""
    return json.loads(text)


def pack_rects(rects: Iterable[Rect]) -> str:
    """`[[x0,y0,x1,y1],…]` in displayed points with two digits."""
    return dump([[round(float(v), 2) for v in rect] for rect in rects])


def unpack_rects(text: str) -> tuple[Rect, ...]:
    """The rectangles of `pack_rects`."""
    return tuple(Rect(*map(float, rect)) for rect in json.loads(text))


def pack_words(words: Sequence[Word]) -> bytes:
    """zlib-compressed JSON: `[[x0,y0,x1,y1,"text",confidence or null,line],…]` in reading order."""
    rows = [
        [
            *(round(float(v), 2) for v in word.rect),
            word.text,
            None if word.confidence is None else round(float(word.confidence), 3),
            word.line,
        ]
        for word in words
    ]
    return zlib.compress(dump(rows).encode("utf-8"), 6)


def unpack_words(blob: bytes) -> tuple[Word, ...]:
    """The words of `pack_words`."""
    rows = json.loads(zlib.decompress(blob))
    return tuple(Word(Rect(x0, y0, x1, y1), text, sure, line) for x0, y0, x1, y1, text, sure, line in rows)
