"""Reads what stands in and beside the candidates of a page, from the file's own words or by the engine."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reviewer.detection.candidate import Candidate
from reviewer.detection.crops import FURTHER_LOOKS, PrintArea, Reading, read_places
from reviewer.detection.labels import Place, find_places
from reviewer.detection.markers import box_markers
from reviewer.detection.pixels import PagePixels, shows_print
from reviewer.model.exemptions import read_codes
from reviewer.model.geometry import Rect
from reviewer.model.ocr import OcrEngine
from reviewer.model.page import Word

MOST_DOUBTFUL_SIGNS = 22
SURE_WORD = 0.9
INSIDE = 1.5  # points from the side of a box: nearer to it the line itself would pass for print
SAME_PLACE = 0.3  # of the smaller of two words: boxes of words above each other may overlap by less
_LOW_LETTER = re.compile(r"\b[bB]\s?7\s?[acde]\b")  # printed as a capital: a worn C is read as e, d or c
_LETTERS_FOR_DIGITS = re.compile(r"[bB][SsGZOoIBb][A-Fa-f]?")
# What is left of a code however badly it was read: a bracket, or its letter (also as 8, p or D) and what its figure was
# read for. On 1,233 labelled, sample and other pages further looks bettered 354 readings. 339 of them have it; in two
# nothing was read, nine are short print in boxes, and four stand beside boxes, are short and have a figure next to
# another sign. Amounts, dates, `Cc:`, `Doc No.` and the letters of stamps and logos, which were most of all that was
# looked at again, have not.
_OF_A_CODE = re.compile(r"[()\[\]{}]|(?<![a-z])[bB8pD][0-9SsGZOoIBbEe]{1,3}[A-Fa-fé]{0,2}\b|\b[eE]x|\b[kKjJdD]\d")
_FIGURE = re.compile(r"\w\d|\d\w")
_AMOUNT = re.compile(r"[$€£]|\d,\d{3}\b")
_FEW_SIGNS = 6
# At the worst damage `n7C`, `7c` and `bic` are all that a look makes of b7C; such print goes on being looked at.
_LIKE_A_CODE = re.compile(r"\W*(?:[bB8pnh][0-9A-Za-zé]{1,3}|[A-Za-z]?7[a-eA-Eé]{1,2})\W*")


@dataclass(frozen=True, slots=True)
class PageReadings:
    """What was read on a page: inside each candidate, and in the label-sized places beside them."""

    insides: tuple[Reading, ...]
    places: tuple[Place, ...]
    outsides: tuple[Reading, ...]

    def clear_codes(self) -> set[str]:
        """Codes of which at least one reading leaves no doubt."""
        return {code for reading in (*self.insides, *self.outsides) for code in read_codes(reading.text).codes}


def read_page(
    page: PagePixels, candidates: Sequence[Candidate], words: Sequence[Word], engine: OcrEngine | None
) -> PageReadings:
    """Read every candidate that has something in it, and what may be a code beside one, with one call of the engine.

    `words` are the file's own; a place where they hold a code is not read again.
    """
    blocks = [rect for c in candidates if not c.released for rect in c.rects]
    places = tuple(find_places(page, blocks, words)) if blocks else ()
    middles = [(*word.rect.center, word) for word in words]
    insides = [_layer_reading(page, c, middles) for c in candidates]
    outsides = [Reading((p.layer,), 1.0) if p.layer else Reading() for p in places]
    if engine is None:
        return PageReadings(tuple(insides), places, tuple(outsides))
    point = page.unit / page.scale
    inner = [i for i, c in enumerate(candidates) if c.content and not c.released and not _has_code(insides[i])]
    outer = [i for i in range(len(places)) if not _has_code(outsides[i])]
    areas = [_inner_area(candidates[i]) for i in inner]
    areas += [PrintArea(places[i].rect.grown(point)) for i in outer]
    read = read_again(page, areas, engine)
    for i, reading in zip(inner, read, strict=False):
        insides[i] = reading if _says_more(reading, insides[i]) else insides[i]
    for i, reading in zip(outer, read[len(inner) :], strict=True):
        outsides[i] = reading if reading.lines else outsides[i]
    return PageReadings(tuple(insides), places, tuple(outsides))


def _says_more(reading: Reading, layer: Reading) -> bool:
    """Whether the engine's reading counts before the file's own words: a guess does not, unless it is a code."""
    sure = reading.confidence > SURE_WORD or _has_code(reading) or bool(box_markers(reading.text))
    return bool(reading.lines) and (not layer.lines or sure)


def read_again(page: PagePixels, areas: Sequence[PrintArea], engine: OcrEngine) -> list[Reading]:
    """What stands in each of `areas`; what may be a code and was not made out is looked at again in other sizes, and so
    is, once, print in which the engine saw nothing.

    A further look may only see what codes are printed with; it counts where it leaves nothing but codes. After the
    first of them only print goes on being looked at of which some look had something of a code.
    """
    read = read_places(page, areas, engine)
    coded = [_resembles_code(reading.text) for reading in read]
    for number, look in enumerate(FURTHER_LOOKS):
        again = [i for i, reading in enumerate(read) if _deserves(reading, areas[i], number, coded=coded[i])]
        if not again:
            break
        for i, other in zip(again, read_places(page, [areas[i] for i in again], engine, look), strict=True):
            coded[i] = coded[i] or _resembles_code(other.text)
            if len(_all_codes(other)) >= max(1, len(read_codes(read[i].text).codes)):
                read[i] = other
    return read


def _deserves(reading: Reading, area: PrintArea, number: int, *, coded: bool) -> bool:
    """Whether further look `number` (from 0) at a place is worth its time; `coded`: a look had something of a code."""
    if not reading.lines:
        return number == 0
    if number == 0:
        return _may_be_code(reading, boxed=area.edged) or _rare(reading)
    return coded and _may_be_code(reading, boxed=area.edged)


def _resembles_code(text: str) -> bool:
    return bool(_OF_A_CODE.search(text) or _LIKE_A_CODE.fullmatch(text))


def _rare(reading: Reading) -> bool:
    """Whether a code was read that agencies hardly ever claim, and that a 6 on a poor scan looks like."""
    return "(b)(8)" in read_codes(reading.text).codes


def _may_be_code(reading: Reading, *, boxed: bool) -> bool:
    """Whether print, `boxed` or beside a box, is short, and neither a code, whole or cut off, nor surely a word."""
    first = read_codes(reading.text)
    if _LOW_LETTER.search(reading.text):
        return True
    signs = [c for c in (first.rest if first.codes else reading.text) if not c.isspace()]
    if not signs or len(signs) > MOST_DOUBTFUL_SIGNS:
        return False
    if first.codes:
        return any(c.isalnum() for c in signs)
    if signs[-1] == ":" or _AMOUNT.search(reading.text):
        return False
    word = all(c.isalpha() or c in ".,:;" for c in signs) and not _LETTERS_FOR_DIGITS.fullmatch("".join(signs))
    if word and reading.confidence > SURE_WORD:
        return False
    if _OF_A_CODE.search(reading.text):
        return True
    few = len(signs) <= _FEW_SIGNS and reading.confidence <= SURE_WORD
    return few and (boxed or _FIGURE.search(reading.text) is not None)


def _all_codes(reading: Reading) -> tuple[str, ...]:
    """The codes of a reading that holds nothing else, but for the letter by which one goes on where it is cut off."""
    found = read_codes(reading.text)
    return () if sum(c.isalnum() for c in found.rest) > int(found.cut) else found.codes


def _inner_area(candidate: Candidate) -> PrintArea:
    """A candidate without its lines; a white-out has none, and what stands at its edge is print cut off by it."""
    fenced = candidate.kind == "outline"
    return PrintArea(candidate.bounds, candidate.rects, edged=candidate.kind != "white", fenced=fenced)


def _has_code(reading: Reading) -> bool:
    return bool(read_codes(reading.text).codes)


def _layer_reading(page: PagePixels, candidate: Candidate, middles: Sequence[tuple[float, float, Word]]) -> Reading:
    """The file's words, with their middles, in a candidate that can be seen: what lies beneath is not read, nor kept.

    Where words stand in one place, a picture with a code on it was laid over the others.
    """
    point = page.unit / page.scale
    around = candidate.bounds
    seen = [
        w
        for x, y, w in middles
        if around.x0 <= x <= around.x1
        and around.y0 <= y <= around.y1
        and any(
            r.contains_point(x, y) and shows_print(page, w.rect.intersect(r.grown(-INSIDE * point)))
            for r in candidate.rects
        )
    ]
    codes = [w.rect for w in seen if read_codes(w.text).codes]
    text = " ".join(w.text for w in seen if w.rect in codes or not any(_in_one_place(w.rect, code) for code in codes))
    return Reading((text,), 1.0) if text else Reading()


def _in_one_place(a: Rect, b: Rect) -> bool:
    return a.overlap(b) > SAME_PLACE * min(a.area, b.area)


def together(readings: Sequence[Reading]) -> Reading:
    """What stands in blocks that are one redaction."""
    lines = tuple(line for reading in readings for line in reading.lines)
    sure = [reading.confidence for reading in readings if reading.lines]
    return Reading(lines, min(sure, default=0.0), any(reading.full for reading in readings))
