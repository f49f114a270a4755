"""Tells which characters of the file's text layer were painted over, and gives the words that were not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reviewer.detection.candidate import Candidate
from reviewer.model.evidence import Character, Drawing, PageEvidence
from reviewer.model.geometry import Rect, bounds
from reviewer.model.page import Word

OPAQUE = 0.9
BENEATH = 0.6  # of a character's box
SAME_LINE = 0.5  # of a character's height
BLANK = 0.25  # of a character's height, between two words


def painted_over(character: Character, drawings: Iterable[Drawing]) -> bool:
    """Whether a fill that hides what is under it was painted on the character after it.

    Pictures are left out: a scan may lie on the words that a program read from it, and shows them.
    """
    return any(
        d.order > character.order and d.fill is not None and d.opacity >= OPAQUE and lies_in(character, d.rect)
        for d in drawings
    )


def lies_in(character: Character, rect: Rect) -> bool:
    """Whether most of a character lies in a rectangle."""
    area = character.rect.area
    if area <= 0:
        return rect.contains_point(*character.rect.center)
    return character.rect.overlap(rect) >= BENEATH * area


def lines(characters: Iterable[Character]) -> list[list[Character]]:
    """Characters by lines from top to bottom, each from left to right."""
    found: list[list[Character]] = []
    for c in sorted(characters, key=lambda c: (c.rect.center[1], c.rect.x0)):
        if found and abs(found[-1][0].rect.center[1] - c.rect.center[1]) <= SAME_LINE * max(1.0, c.rect.height):
            found[-1].append(c)
        else:
            found.append([c])
    return [sorted(line, key=lambda c: c.rect.x0) for line in found]


def words_shown(evidence: PageEvidence, candidates: Sequence[Candidate]) -> tuple[Word, ...]:
    """The words of the layer; where the file draws a block, only what was written on it and not what lies beneath."""
    blocks = [r for c in candidates if c.method.startswith("vector") for r in c.rects]
    words = [(*word.rect.center, word) for word in evidence.words] if blocks else []
    for rect in blocks:
        beside = [(x, y, w) for x, y, w in words if not (rect.x0 <= x <= rect.x1 and rect.y0 <= y <= rect.y1)]
        if len(beside) == len(words):
            continue
        over = [d for d in evidence.drawings if d.rect.overlap(rect.grown(1)) > 0]
        shown = [
            c
            for c in evidence.characters(rect)
            if lies_in(c, rect) and not c.char.isspace() and not painted_over(c, over)
        ]
        written = [word for line in lines(shown) for word in _words(line)]
        words = [*beside, *((*word.rect.center, word) for word in written)]
    return tuple(word for _, _, word in words) if blocks else evidence.words


def _words(line: Sequence[Character]) -> list[Word]:
    parts: list[list[Character]] = []
    for c in line:
        if parts and c.rect.x0 - parts[-1][-1].rect.x1 <= BLANK * c.rect.height:
            parts[-1].append(c)
        else:
            parts.append([c])
    return [Word(bounds(c.rect for c in part), "".join(c.char for c in part)) for part in parts]
