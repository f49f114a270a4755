"""Reads the exemption codes of a page's redactions, inside them and beside them, and judges how each one is marked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from reviewer.detection.candidate import Candidate
from reviewer.detection.crops import Reading, read_places
from reviewer.detection.labels import Place, find_places, stacks
from reviewer.detection.pixels import PagePixels, shows_print
from reviewer.model.exemptions import CodeReading, read_codes
from reviewer.model.geometry import Rect, bounds
from reviewer.model.ocr import OcrEngine
from reviewer.model.page import Marking, Redaction, Word

# A margin code belongs to the blocks whose height its stack meets within this many points.
AT_HEIGHT = 2.2
MOST_SPARE_LETTERS = 24
LINE_OF_OUTLINE = 1.6


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
    inner.sort(key=lambda i: candidates[i].kind != "outline")
    fenced = sum(candidates[i].kind == "outline" for i in inner)
    outer = [i for i in range(len(places)) if not _has_code(outsides[i])]
    areas = [(candidates[i].bounds.grown(-LINE_OF_OUTLINE * point), candidates[i].rects) for i in inner]
    areas += [(places[i].rect.grown(point), ()) for i in outer]
    read = read_places(page, areas, engine, fenced)
    for i, reading in zip(inner, read, strict=False):
        insides[i] = reading if reading.lines else insides[i]
    for i, reading in zip(outer, read[len(inner) :], strict=True):
        outsides[i] = reading if reading.lines else outsides[i]
    return PageReadings(tuple(insides), places, tuple(outsides))


def _has_code(reading: Reading) -> bool:
    return bool(read_codes(reading.text).codes)


def _layer_reading(page: PagePixels, candidate: Candidate, words: Sequence[Word]) -> Reading:
    """The file's words in a candidate, without those that lie hidden beneath it."""
    inside = [w for w in words if any(r.contains_point(*w.rect.center) for r in candidate.rects)]
    seen = [w.text for w in inside if shows_print(page, w.rect)]
    return Reading((" ".join(seen),), 1.0) if seen else Reading()


def find_labels(page: PagePixels, readings: PageReadings, likely: Collection[str]) -> list[Label]:
    """Stacks of codes beside the text; print that is no code stays on the page."""
    parsed = [_label_codes(r.text, likely) for r in readings.outsides]
    coded = [i for i, p in enumerate(parsed) if p.codes]
    labels: list[Label] = []
    found = stacks([readings.places[i].rect for i in coded], page.unit / page.scale)
    for members in (part for group in found for part in _repeats([coded[k] for k in group], parsed)):
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


def _repeats(stack: Sequence[int], parsed: Sequence[CodeReading]) -> list[list[int]]:
    """A stack cut where its codes begin anew: there the stack of the next block follows without a gap."""
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


def mark(
    candidate: Candidate, inside: str, labels: Sequence[Label], likely: Collection[str], point: float, *, head: bool
) -> Redaction:
    """The redaction with its codes and marking. `head`: a stamp at the head of the page claims codes for all of it.

    A code in the box counts before one beside it. Where stacks of codes stand on the page, a block between them is
    `shared`, not unmarked: a reader cannot tell which stack serves it.
    """
    own = read_codes(inside, likely)
    if own.codes or own.cut:
        return _redaction(candidate, own.codes, inside, "cut" if own.cut else "at")
    met = [label for label in labels if _at_height(candidate, label, AT_HEIGHT * point)]
    if met:
        codes = tuple(dict.fromkeys(code for label in met for code in label.codes))
        cut = any(label.cut for label in met)
        return _redaction(candidate, codes, " ".join(label.text for label in met), "cut" if cut else "at")
    return _redaction(candidate, (), "", "shared" if labels else ("head" if head else "none"))


def _at_height(candidate: Candidate, label: Label, reach: float) -> bool:
    box = bounds(label.rects)
    return any(box.y0 - reach <= r.y1 and box.y1 + reach >= r.y0 for r in candidate.rects)


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
