"""Says where text is still in the file beneath a redaction; only places are kept, never the text."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer.detection.layer import lies_in, lines, painted_over
from reviewer.detection.pixels import PagePixels, shows_print
from reviewer.model.evidence import Character, Drawing, PageEvidence
from reviewer.model.exemptions import read_codes
from reviewer.model.geometry import Rect, bounds
from reviewer.model.page import Redaction

WHITE = 0.93
FEWEST = 3  # letters and digits in a row: less is what an OCR layer makes of a spot


def recoverable_rects(page: PagePixels, evidence: PageEvidence, redaction: Redaction) -> tuple[Rect, ...]:
    """Where characters of the text layer lie beneath a redaction without being seen, one rectangle a line.

    Characters that were painted over are hidden, whatever the pixels show there now; others are where no print can be
    seen. White ones on a white block do not count, nor a code, nor the few signs that an OCR layer reads into a spot.
    """
    if not any(r.overlap(w.rect) > 0 for r in redaction.rects for w in evidence.words):
        return ()
    over = [d for d in evidence.drawings if any(r.overlap(d.rect) > 0 for r in redaction.rects)]
    covered: dict[tuple[float, float, str, int], Character] = {}
    for rect in redaction.rects:
        for c in evidence.characters(rect):
            if _hidden(c, rect, page, over) and not _blank_on_blank(c, redaction):
                covered[(c.rect.x0, c.rect.y0, c.char, c.order)] = c
    found: list[Rect] = []
    for line in lines(covered.values()):
        text = "".join(c.char for c in line)
        reading = read_codes(text)
        spelled = sum(c.isalnum() for c in (reading.rest if reading.codes else text))
        if spelled >= FEWEST:
            found.append(bounds(c.rect for c in line).rounded())
    return tuple(found)


def _hidden(character: Character, rect: Rect, page: PagePixels, over: Sequence[Drawing]) -> bool:
    if character.char.isspace() or not lies_in(character, rect):
        return False
    return painted_over(character, over) or not shows_print(page, character.rect)


def _blank_on_blank(character: Character, redaction: Redaction) -> bool:
    return character.visible and redaction.kind in ("outline", "white", "page") and min(character.color) > WHITE
