"""Reads once more what lies beneath a redaction that failed, for a person who may look; nothing of it is kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reviewer.model.beneath import Beneath
from reviewer.model.evidence import Character
from reviewer.model.geometry import Rect
from reviewer.pdf.encode import encode_picture
from reviewer.pdf.page import SourcePage

_GAP = 0.25  # of a character's height: a wider gap between two of a line is a blank


def read_beneath(page: SourcePage, rects: Sequence[Rect]) -> tuple[Beneath, ...]:
    """What lies at each of `rects` (displayed points), in their order; empty where nothing is there any more."""
    return tuple(_read(page, rect) for rect in rects)


def _read(page: SourcePage, rect: Rect) -> Beneath:
    inside = [c for c in page.characters(rect) if rect.contains_point(*c.rect.center)]
    if any(not c.char.isspace() for c in inside):
        return Beneath(text=_in_line(inside))
    picture = page.beneath(rect)
    return Beneath(picture=encode_picture(picture, "png")) if picture is not None else Beneath()


def _in_line(characters: Iterable[Character]) -> str:
    """The characters in the order of the file, with a blank where a gap stands between two."""
    text, before = "", None
    for c in sorted(characters, key=lambda one: one.order):
        if before is not None and not -before.rect.width < c.rect.x0 - before.rect.x1 < _GAP * before.rect.height:
            text += " "  # a gap, or a step back to another line
        text += c.char
        before = c
    return " ".join(text.split())
