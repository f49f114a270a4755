"""The words and boxes of a page as the compact bytes that a project keeps, and a page handed on in that form."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reviewer.model.geometry import Rect
from reviewer.model.page import PageResult, PageText, Redaction, Token, Word


def dump(value: object) -> str:
    """Compact JSON with letters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


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
            round(float(x0), 2),
            round(float(y0), 2),
            round(float(x1), 2),
            round(float(y1), 2),
            word.text,
            None if word.confidence is None else round(float(word.confidence), 3),
            word.line,
        ]
        for word in words
        for x0, y0, x1, y1 in (word.rect,)
    ]
    return zlib.compress(dump(rows).encode("utf-8"), 6)


def unpack_words(blob: bytes) -> tuple[Word, ...]:
    """The words of `pack_words`."""
    rows = json.loads(zlib.decompress(blob))
    return tuple(Word(Rect(x0, y0, x1, y1), text, sure, line) for x0, y0, x1, y1, text, sure, line in rows)


@dataclass(frozen=True, slots=True)
class PackedPage:
    """A page (from 0) as kept, unopened: whoever hands thousands of pages to another process need not unpack them.

    `holes` is JSON, `[[[[x0,y0,x1,y1],…],["(b)(6)",…],before,line],…]` for the redactions in reading order, and
    `identifiers` a JSON object of numbers by series.
    """

    page: int
    width: float
    height: float
    text: str = ""
    words: bytes = b""
    holes: str = "[]"
    identifiers: str = "{}"
    bates: str | None = None

    def unpack(self) -> PageResult:
        """The page with its words, redactions and numbers; without what looking over a whole file does not ask for."""
        holes = json.loads(self.holes)
        tokens = tuple(Token(n, before, line) for n, (_, _, before, line) in enumerate(holes))
        return PageResult(
            page=self.page,
            width=self.width,
            height=self.height,
            text=PageText(unpack_words(self.words) if self.words else (), tokens, self.text),
            redactions=tuple(
                Redaction(tuple(Rect(*map(float, rect)) for rect in rects), "black", tuple(codes))
                for rects, codes, _, _ in holes
            ),
            identifiers=json.loads(self.identifiers),
            bates=self.bates,
        )
