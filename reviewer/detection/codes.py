"""Binds the exemption codes that were read to the redactions of a page, and judges how each one is marked."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reviewer.detection.candidate import Candidate
from reviewer.detection.crops import Reading
from reviewer.detection.labels import stacks
from reviewer.detection.markers import REASONS, box_markers
from reviewer.detection.pixels import PagePixels
from reviewer.detection.readings import PageReadings
from reviewer.model.exemptions import CodeReading, parent, read_codes
from reviewer.model.geometry import Rect, bounds
from reviewer.model.page import Marking, Redaction

# A margin code belongs to the blocks whose height its stack meets within this many points.
AT_HEIGHT = 2.2
MOST_SPARE_LETTERS = 24
# Of two stacks at a block's height, one that meets it less than this share of the better one is its neighbour's.
RIVAL = 0.5
WIDER = 0.5  # points more than the least gap of a run of stacks: here the next stack begins
_OPENING = tuple("([{")
_SCOPE_CUT = re.compile(r"non[\s-]*r?e?s?p?o?n?s?i?v?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Label:
    """A stack of codes beside the text: its lines' boxes, what they say, and the codes read."""

    rects: tuple[Rect, ...]
    text: str
    codes: tuple[str, ...]
    cut: bool


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


def mark(
    candidate: Candidate, inside: Reading, labels: Sequence[Label], likely: Collection[str], point: float, *, head: bool
) -> Redaction:
    """The redaction with its codes and marking. `head`: a stamp at the head of the page claims codes for all of it.

    A code in the box counts before one beside it. Where stacks of codes stand on the page, a block between them is
    `shared`, not unmarked: a reader cannot tell which stack serves it.
    """
    own = _closed(read_codes(inside.text, likely), inside)
    cut = own.cut or _runs_on(own, inside)
    if own.codes or cut:
        return _redaction(candidate, own.codes, inside.text, "cut" if cut else "at")
    if REASONS.intersection(box_markers(inside.text)):
        return _redaction(candidate, (), inside.text, "at")
    met = _at_height(candidate, labels, AT_HEIGHT * point)
    if met:
        codes = tuple(dict.fromkeys(code for label in met for code in label.codes))
        cut = any(label.cut for label in met)
        return _redaction(candidate, codes, " ".join(label.text for label in met), "cut" if cut else "at")
    return _redaction(candidate, (), "", "shared" if labels else ("head" if head else "none"))


def _closed(own: CodeReading, inside: Reading) -> CodeReading:
    """The codes without a last letter that ends at the side of its box though its code is printed with brackets."""
    text = inside.text.strip()
    torn = inside.full and text[:1] in _OPENING and text[-1:].isalpha()
    if not (torn and own.codes) or any(c.isalnum() for c in own.rest):
        return own
    whole = (*own.codes[:-1], parent(own.codes[-1]))
    return CodeReading(tuple(code for code in whole if code), True, own.rest)


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
