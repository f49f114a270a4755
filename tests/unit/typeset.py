"""Sets words on a made page with known boxes, so that text can be tested without rendering."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reviewer.model.geometry import Rect
from reviewer.model.page import PageResult, Redaction, Word
from reviewer.text.reading import read_order

WIDTH, HEIGHT, SIZE, ADVANCE = 612.0, 792.0, 9.0, 5.0


def line(text: str, x: float, y: float) -> list[Word]:
    """Words of one line from (x, y), five points a character; `@123 word` goes on at x = 123."""
    words: list[Word] = []
    for part in text.split():
        if part.startswith("@"):
            x = float(part[1:])
            continue
        words.append(Word(Rect(x, y, x + ADVANCE * len(part), y + SIZE), part, 0.9))
        x += ADVANCE * (len(part) + 1)
    return words


def block(lines: Sequence[str], x: float = 50.0, y: float = 80.0, pitch: float = 12.0) -> list[Word]:
    """Lines below each other; an empty one leaves a gap."""
    return [word for i, text in enumerate(lines) for word in line(text, x, y + i * pitch)]


def page(
    words: Sequence[Word],
    number: int = 0,
    redactions: Sequence[Redaction] = (),
    stamps: Sequence[Rect] = (),
    bates: str | None = None,
    identifiers: Mapping[str, str] | None = None,
) -> PageResult:
    """The words as a read page."""
    text = read_order(words, redactions, stamps, WIDTH, HEIGHT)
    return PageResult(number, WIDTH, HEIGHT, "ocr", text, tuple(redactions), identifiers=identifiers or {}, bates=bates)


def hole(x0: float, y0: float, x1: float, y1: float, *codes: str) -> Redaction:
    """A black redaction with these codes."""
    return Redaction((Rect(x0, y0, x1, y1),), "black", codes)
