"""Says where text or print is still in the file beneath a redaction; only places are kept, never what it says."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from reviewer.detection.beneath import holds_print, is_shown
from reviewer.detection.layer import lies_in, lines, painted_over
from reviewer.detection.pixels import PagePixels, shows_print
from reviewer.model.evidence import Character, Drawing, PageEvidence
from reviewer.model.exemptions import read_codes
from reviewer.model.geometry import Rect, bounds
from reviewer.model.page import Redaction

WHITE = 0.93
# A picture counts as lying beneath a block, and not as the patch itself, if it is so many times as large.
LARGER = 1.5
RIM = 1.0  # points along the sides of a block
BENEATH = 0.6  # of a word of an OCR layer: one that lies less beneath was stretched over what stands beside the box
# Written over a redaction to say that it is one, at times in the colour of the block.
SAYS_REDACTED = re.compile(
    r"\W*(?:redact(?:ed|ion)|privileged?|(?:filed under )?seal(?:ed)?|confidential|withheld)\W*", re.IGNORECASE
)
# A text that a redaction tool fits into each of its blocks: of so many, in letters that differ so much, and so wide.
OVERLAID, OVERLAY_SIZES, OVERLAY_WIDTH = 3, 1.2, 0.85
FEWEST = 3  # letters and digits in a row: less is what an OCR layer makes of a spot


def recoverable_rects(page: PagePixels, evidence: PageEvidence, redaction: Redaction) -> tuple[Rect, ...]:
    """Where characters of the text layer lie beneath a redaction without being seen, one rectangle a line; else the
    rectangles beneath which a picture still holds print.

    Characters that were painted over are hidden, whatever the pixels show there now; others are where no print can be
    seen, and all beneath a redaction mark that was never applied. White ones on a white block do not count, nor a
    code, nor the few signs that an OCR layer reads into a spot.
    """
    return _text_rects(page, evidence, redaction) or _picture_rects(page, evidence, redaction)


def without_overlays(evidence: PageEvidence, redactions: Sequence[Redaction]) -> list[Redaction]:
    """The redactions, nothing being left beneath those whose text is the tool's: the same in blocks of several sizes.

    A name that is hidden again and again has one size; a text that the tool stretched over its blocks has theirs.
    """
    alike: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, redaction in enumerate(redactions):
        if len(redaction.rects) == len(redaction.recoverable_rects) == 1:
            beneath = redaction.recoverable_rects[0]
            words = [word for word in evidence.words if beneath.contains_point(*word.rect.center)]
            if words and beneath.width >= OVERLAY_WIDTH * redaction.rects[0].width:
                text = " ".join(word.text for word in words)
                alike[text].append((number, max(word.rect.height for word in words)))
    overlaid = set[int]()
    for found in alike.values():
        heights = [height for _, height in found]
        if len(found) >= OVERLAID and max(heights) >= OVERLAY_SIZES * min(heights):
            overlaid.update(number for number, _ in found)
    return [replace(r, recoverable_rects=()) if n in overlaid else r for n, r in enumerate(redactions)]


def _picture_rects(page: PagePixels, evidence: PageEvidence, redaction: Redaction) -> tuple[Rect, ...]:
    """Rectangles that the file draws over a picture in which print still stands there, dark on light."""
    if not any(way in redaction.method for way in ("vector", "annotation")):
        return ()
    scans = [i for i in evidence.images if i.rect.area > LARGER * max(r.area for r in redaction.rects)]
    found: list[Rect] = []
    for rect in redaction.rects:
        inner = rect.grown(-RIM)
        if inner.width > 0 < inner.height and any(s.rect.overlap(inner) >= inner.area for s in scans):
            picture = evidence.beneath(inner)
            meant = any(mark.overlap(inner) >= BENEATH * inner.area for mark in _redaction_marks(evidence))
            if picture is not None and holds_print(picture) and (meant or not is_shown(page, picture, inner)):
                found.append(rect.rounded())
    return tuple(found)


def _redaction_marks(evidence: PageEvidence) -> list[Rect]:
    """Where redactions were marked and never applied: what is there was meant to be hidden, seen or not."""
    return [rect for a in evidence.annotations if a.subtype == "Redact" and not a.hidden for rect in a.rects]


def _text_rects(page: PagePixels, evidence: PageEvidence, redaction: Redaction) -> tuple[Rect, ...]:
    around = bounds(redaction.rects)
    touched = [w.rect for w in evidence.words if _meet(w.rect, around)]
    if not any(r.overlap(word) > 0 for r in redaction.rects for word in touched):
        return ()
    over = [d for d in evidence.drawings if any(r.overlap(d.rect) > 0 for r in redaction.rects)]
    beside = [word for word in touched if 0 < _share_beneath(word, redaction) < BENEATH]
    marks = _redaction_marks(evidence)
    covered: dict[tuple[float, float, str, int], Character] = {}
    for rect in redaction.rects:
        for c in evidence.characters(rect):
            stretched = not c.visible and any(word.contains_point(*c.rect.center) for word in beside)
            marked = any(lies_in(c, mark) for mark in marks)
            if (marked or _hidden(c, rect, page, over)) and not stretched and not _blank_on_blank(c, redaction):
                covered[(c.rect.x0, c.rect.y0, c.char, c.order)] = c
    found: list[Rect] = []
    for line in lines(covered.values()):
        text = "".join(c.char for c in line)
        reading = read_codes(text)
        spelled = sum(c.isalnum() for c in (reading.rest if reading.codes else text))
        if spelled >= FEWEST and not SAYS_REDACTED.fullmatch(text):
            found.append(bounds(c.rect for c in line).rounded())
    return tuple(found)


def _meet(a: Rect, b: Rect) -> bool:
    return a.x0 < b.x1 and b.x0 < a.x1 and a.y0 < b.y1 and b.y0 < a.y1


def _share_beneath(word: Rect, redaction: Redaction) -> float:
    return sum(word.overlap(rect) for rect in redaction.rects) / max(word.area, 1e-6)


def _hidden(character: Character, rect: Rect, page: PagePixels, over: Sequence[Drawing]) -> bool:
    if character.char.isspace() or not lies_in(character, rect):
        return False
    return painted_over(character, over) or not shows_print(page, character.rect)


def _blank_on_blank(character: Character, redaction: Redaction) -> bool:
    return character.visible and redaction.kind in ("outline", "white", "page") and min(character.color) > WHITE
