"""Reads the exemption codes of a page's redactions, inside them and beside them, and judges how each one is marked."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reviewer.detection.candidate import Candidate
from reviewer.detection.crops import FURTHER_LOOKS, PrintArea, Reading, read_places
from reviewer.detection.labels import Place, find_places, stacks
from reviewer.detection.pixels import PagePixels, shows_print
from reviewer.model.exemptions import CodeReading, read_codes
from reviewer.model.geometry import Rect, bounds
from reviewer.model.ocr import OcrEngine
from reviewer.model.page import Marking, Redaction, Word

# A margin code belongs to the blocks whose height its stack meets within this many points.
AT_HEIGHT = 2.2
MOST_SPARE_LETTERS = 24
MOST_DOUBTFUL_SIGNS = 22
SURE_WORD = 0.9
SAME_PLACE = 0.3  # of the smaller of two words: boxes of words above each other may overlap by less
# Of two stacks at a block's height, one that meets it less than this share of the better one is its neighbour's.
RIVAL = 0.5
WIDER = 0.5  # points more than the least gap of a run of stacks: here the next stack begins
_LETTERS_FOR_DIGITS = re.compile(r"[bB][SsGZOoIBb][A-Fa-f]?")
_SCOPE_CUT = re.compile(r"non[\s-]*r?e?s?p?o?n?s?i?v?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PageReadings:
    """What was read on a page: inside each candidate, and in the label-sized places beside them."""

    insides: tuple[Reading, ...]
    places: tuple[Place, ...]
    outsides: tuple[Reading, ...]

    def clear_codes(self) -> set[str]:
        """Codes of which at least one reading leaves no doubt."""
        return {code for reading in (*self.insides, *self.outsides) for code in read_codes(reading.text).codes}


@dataclass(frozen=True, slots=True)
class Label:
    """A stack of codes beside the text: its lines' boxes, what they say, and the codes read."""

    rects: tuple[Rect, ...]
    text: str
    codes: tuple[str, ...]
    cut: bool


def read_page(
    page: PagePixels, candidates: Sequence[Candidate], words: Sequence[Word], engine: OcrEngine | None
) -> PageReadings:
    """Read every candidate that has something in it, and what may be a code beside one, with one call of the engine.

    `words` are the file's own; a place where they hold a code is not read again.
    """
    blocks = [rect for c in candidates if not c.released for rect in c.rects]
    places = tuple(find_places(page, blocks, words)) if blocks else ()
    insides = [_layer_reading(page, c, words) for c in candidates]
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
        insides[i] = reading if reading.lines else insides[i]
    for i, reading in zip(outer, read[len(inner) :], strict=True):
        outsides[i] = reading if reading.lines else outsides[i]
    return PageReadings(tuple(insides), places, tuple(outsides))


def read_again(page: PagePixels, areas: Sequence[PrintArea], engine: OcrEngine) -> list[Reading]:
    """What stands in each of `areas`; what may be a code and was not made out is looked at again in other sizes.

    A further look may only see what codes are printed with; it counts where it leaves nothing but codes.
    """
    read = read_places(page, areas, engine)
    for look in FURTHER_LOOKS:
        first = look is FURTHER_LOOKS[0]
        again = [i for i, reading in enumerate(read) if _may_be_code(reading) or (first and _rare(reading))]
        if not again:
            break
        for i, other in zip(again, read_places(page, [areas[i] for i in again], engine, look), strict=True):
            if len(_all_codes(other)) >= max(1, len(read_codes(read[i].text).codes)):
                read[i] = other
    return read


def _rare(reading: Reading) -> bool:
    """Whether a code was read that agencies hardly ever claim, and that a 6 on a poor scan looks like."""
    return "(b)(8)" in read_codes(reading.text).codes


def _may_be_code(reading: Reading) -> bool:
    """Whether print is short, and neither a code, whole or cut off, nor a word that was read without doubt."""
    first = read_codes(reading.text)
    signs = [c for c in (first.rest if first.codes else reading.text) if not c.isspace()]
    if not signs or len(signs) > MOST_DOUBTFUL_SIGNS:
        return False
    if first.codes:
        return any(c.isalnum() for c in signs)
    word = all(c.isalpha() or c in ".,:;" for c in signs) and not _LETTERS_FOR_DIGITS.fullmatch("".join(signs))
    return not (word and reading.confidence > SURE_WORD)


def _all_codes(reading: Reading) -> tuple[str, ...]:
    """The codes of a reading that holds nothing else."""
    found = read_codes(reading.text)
    return () if any(c.isalnum() for c in found.rest) else found.codes


def _inner_area(candidate: Candidate) -> PrintArea:
    """A candidate without its lines; a white-out has none, and what stands at its edge is print cut off by it."""
    fenced = candidate.kind == "outline"
    return PrintArea(candidate.bounds, candidate.rects, edged=candidate.kind != "white", fenced=fenced)


def _has_code(reading: Reading) -> bool:
    return bool(read_codes(reading.text).codes)


def _layer_reading(page: PagePixels, candidate: Candidate, words: Sequence[Word]) -> Reading:
    """The file's words in a candidate that can be seen: what lies beneath is neither read nor kept.

    Where words stand in one place, a picture with a code on it was laid over the others.
    """
    inside = [w for w in words if any(r.contains_point(*w.rect.center) for r in candidate.rects)]
    seen = [w for w in inside if shows_print(page, w.rect)]
    codes = [w.rect for w in seen if read_codes(w.text).codes]
    text = " ".join(w.text for w in seen if w.rect in codes or not any(_in_one_place(w.rect, code) for code in codes))
    return Reading((text,), 1.0) if text else Reading()


def _in_one_place(a: Rect, b: Rect) -> bool:
    return a.overlap(b) > SAME_PLACE * min(a.area, b.area)


def find_labels(page: PagePixels, readings: PageReadings, likely: Collection[str]) -> list[Label]:
    """Stacks of codes beside the text; print that is no code stays on the page."""
    parsed = [_label_codes(r.text, likely) for r in readings.outsides]
    coded = [i for i, p in enumerate(parsed) if p.codes]
    labels: list[Label] = []
    point = page.unit / page.scale
    found = stacks([readings.places[i].rect for i in coded], point)
    heights = [place.rect for place in readings.places]
    for members in (part for group in found for part in _parted([coded[k] for k in group], parsed, heights, point)):
        codes = tuple(dict.fromkeys(c for i in members for c in parsed[i].codes))
        text = " ".join(readings.outsides[i].text for i in members)
        if is_bare_privacy_act(codes, text):
            continue
        rects = tuple(readings.places[i].rect for i in members)
        labels.append(Label(rects, text, codes, any(parsed[i].cut for i in members)))
    return labels


def is_bare_privacy_act(codes: Sequence[str], text: str) -> bool:
    """Whether a stack says nothing but `K3` or `d5`: a specimen, a paragraph or a grid as likely as a claim.

    Privacy Act codes count when printed with brackets, or below a code of the FOIA.
    """
    return all(code[:3] in ("(d)", "(j)", "(k)") for code in codes) and not any(c in text for c in "([{")


def _parted(
    stack: Sequence[int], parsed: Sequence[CodeReading], places: Sequence[Rect], point: float
) -> list[list[int]]:
    """A run of lines cut where its codes begin anew: there the stack of the next block follows without a gap.

    In such a run the gaps tell where the other stacks begin, too.
    """
    parts = _repeats(stack, parsed)
    if len(parts) == 1:
        return parts
    gaps = [places[lower].y0 - places[upper].y1 for upper, lower in pairwise(stack)]
    runs: list[list[int]] = [[stack[0]]]
    for line, gap in zip(stack[1:], gaps, strict=True):
        if gap > min(gaps) + WIDER * point:
            runs.append([])
        runs[-1].append(line)
    return [part for run in runs for part in _repeats(run, parsed)]


def _repeats(stack: Sequence[int], parsed: Sequence[CodeReading]) -> list[list[int]]:
    parts: list[list[int]] = [[]]
    for line in stack:
        if any(set(parsed[line].codes) & set(parsed[other].codes) for other in parts[-1]):
            parts.append([])
        parts[-1].append(line)
    return parts


def _label_codes(text: str, likely: Collection[str]) -> CodeReading:
    """Codes of a label; running text that merely mentions one is no label."""
    reading = read_codes(text, likely)
    spare = sum(c.isalpha() for c in reading.rest)
    return reading if spare <= MOST_SPARE_LETTERS else CodeReading((), False, text)


def together(readings: Sequence[Reading]) -> Reading:
    """What stands in blocks that are one redaction."""
    lines = tuple(line for reading in readings for line in reading.lines)
    sure = [reading.confidence for reading in readings if reading.lines]
    return Reading(lines, min(sure, default=0.0), any(reading.full for reading in readings))


def mark(
    candidate: Candidate, inside: Reading, labels: Sequence[Label], likely: Collection[str], point: float, *, head: bool
) -> Redaction:
    """The redaction with its codes and marking. `head`: a stamp at the head of the page claims codes for all of it.

    A code in the box counts before one beside it. Where stacks of codes stand on the page, a block between them is
    `shared`, not unmarked: a reader cannot tell which stack serves it.
    """
    own = read_codes(inside.text, likely)
    cut = own.cut or _runs_on(own, inside)
    if own.codes or cut:
        return _redaction(candidate, own.codes, inside.text, "cut" if cut else "at")
    met = _at_height(candidate, labels, AT_HEIGHT * point)
    if met:
        codes = tuple(dict.fromkeys(code for label in met for code in label.codes))
        cut = any(label.cut for label in met)
        return _redaction(candidate, codes, " ".join(label.text for label in met), "cut" if cut else "at")
    return _redaction(candidate, (), "", "shared" if labels else ("head" if head else "none"))


def _runs_on(own: CodeReading, inside: Reading) -> bool:
    """Whether the print ends at the side of its box with a piece of a code, or of the word for what is out of scope."""
    piece = any(c.isalnum() for c in own.rest) and bool(own.codes)
    return inside.full and (piece or bool(_SCOPE_CUT.fullmatch(inside.text.strip())))


def _at_height(candidate: Candidate, labels: Sequence[Label], reach: float) -> list[Label]:
    """The stacks that a block's height meets, without those that meet the block above or below it far better."""
    met = [max(_common(label, rect, reach) for rect in candidate.rects) for label in labels]
    best = max(met, default=0.0)
    return [label for label, common in zip(labels, met, strict=True) if common > 0 and common >= RIVAL * best]


def _common(label: Label, rect: Rect, reach: float) -> float:
    """Height that a stack and a rectangle, grown by `reach`, have in common, of the lower one's own."""
    box = bounds(label.rects)
    common = min(box.y1, rect.y1) - max(box.y0, rect.y0) + reach
    return common / max(1.0, min(box.height, rect.height))


def _redaction(candidate: Candidate, codes: tuple[str, ...], text: str, marking: Marking) -> Redaction:
    return Redaction(
        candidate.rects,
        candidate.kind,
        codes=codes,
        code_text=" ".join(text.split())[:200],
        marking=marking,
        confidence=round(float(candidate.confidence), 3),
        method=candidate.method,
    )
