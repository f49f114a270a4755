"""Says where text is still in the file beneath a redaction; only places are kept, never the text."""

from __future__ import annotations

from reviewer.detection.pixels import PagePixels, shows_print
from reviewer.model.evidence import Character, PageEvidence
from reviewer.model.exemptions import read_codes
from reviewer.model.geometry import Rect, bounds
from reviewer.model.page import Redaction

WHITE = 0.93
FEWEST = 3  # letters and digits in a row: less is what an OCR layer makes of a spot
SAME_LINE = 0.5


def recoverable_rects(page: PagePixels, evidence: PageEvidence, redaction: Redaction) -> tuple[Rect, ...]:
    """Where characters of the text layer lie beneath a redaction without being seen, one rectangle a line.

    Characters that are seen, such as a code printed on the block, do not count, nor white ones on a white block, nor
    a code, nor the few signs that an OCR layer reads into a spot.
    """
    if not any(r.overlap(w.rect) > 0 for r in redaction.rects for w in evidence.words):
        return ()
    covered: dict[tuple[float, float, str, int], Character] = {}
    for rect in redaction.rects:
        for c in evidence.characters(rect):
            if _beneath(c, rect) and not shows_print(page, c.rect) and not _blank_on_blank(c, redaction):
                covered[(c.rect.x0, c.rect.y0, c.char, c.order)] = c
    found: list[Rect] = []
    for line in _lines(list(covered.values())):
        text = "".join(c.char for c in line)
        reading = read_codes(text)
        spelled = sum(c.isalnum() for c in (reading.rest if reading.codes else text))
        if spelled >= FEWEST:
            found.append(bounds(c.rect for c in line).rounded())
    return tuple(found)


def _beneath(character: Character, rect: Rect) -> bool:
    area = character.rect.area
    inside = character.rect.overlap(rect) >= 0.6 * area if area > 0 else rect.contains_point(*character.rect.center)
    return inside and not character.char.isspace()


def _blank_on_blank(character: Character, redaction: Redaction) -> bool:
    return character.visible and redaction.kind in ("outline", "white", "page") and min(character.color) > WHITE


def _lines(characters: list[Character]) -> list[list[Character]]:
    lines: list[list[Character]] = []
    for c in sorted(characters, key=lambda c: (c.rect.center[1], c.rect.x0)):
        if lines and abs(lines[-1][0].rect.center[1] - c.rect.center[1]) <= SAME_LINE * max(1.0, c.rect.height):
            lines[-1].append(c)
        else:
            lines.append([c])
    return [sorted(line, key=lambda c: c.rect.x0) for line in lines]
