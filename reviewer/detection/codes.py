"""Reads the exemption codes of a page's redactions, inside them and beside them, and judges how each one is marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reviewer.detection.candidate import Candidate, Stamp
from reviewer.detection.crops import Reading, read_places
from reviewer.detection.explain import Explain
from reviewer.detection.labels import Place, find_places, stacks
from reviewer.detection.markers import find_markers
from reviewer.detection.pixels import PagePixels
from reviewer.model.exemptions import CodeReading, read_codes
from reviewer.model.geometry import Rect, bounds
from reviewer.model.ocr import OcrEngine
from reviewer.model.page import Marking, Redaction, Word

# A margin code belongs to the blocks whose height its line meets within this many points.
AT_HEIGHT = 2.2
LEGEND = frozenset({"REDACTED", "REDACTION", "REDACT", "DELETED", "WITHHELD", "SEALED", "GELAKT"})
SURE_PRINT = 0.6


@dataclass(frozen=True, slots=True)
class Label:
    """A stack of codes beside the text: its lines' boxes, what they say, and the codes read."""

    rects: tuple[Rect, ...]
    text: str
    codes: tuple[str, ...]
    cut: bool


@dataclass(frozen=True, slots=True)
class Marked:
    """The redactions of a page with their codes, the labels they came from, and the markers met on the way."""

    redactions: tuple[Redaction, ...]
    stamps: tuple[Stamp, ...]
    markers: tuple[str, ...]


def mark(
    page: PagePixels,
    candidates: Sequence[Candidate],
    words: Sequence[Word],
    engine: OcrEngine | None,
    head_codes: Sequence[str] = (),
    explain: Explain | None = None,
) -> Marked:
    """Candidates with codes and marking; those that turn out to hold released print are dropped.

    `words` are the file's own; where they do not cover a place the engine reads it, if there is one.
    """
    blocks = [rect for c in candidates for rect in c.rects]
    places = find_places(page, blocks, words) if blocks else []
    inner = [_layer_text(c, words) for c in candidates]
    wanted = [i for i, c in enumerate(candidates) if c.content and not read_codes(inner[i]).codes]
    readings = _read(page, [candidates[i].bounds for i in wanted], places, engine)
    insides = [Reading((text,), 1.0) if text else Reading() for text in inner]
    for i, reading in zip(wanted, readings[: len(wanted)], strict=True):
        if reading.lines:
            insides[i] = reading
    labels = _labels(page, places, readings[len(wanted) :])
    likely = {code for label in labels for code in label.codes}
    likely |= {code for reading in insides for code in read_codes(reading.text).codes} | set(head_codes)
    labels = _labels(page, places, readings[len(wanted) :], likely)
    return _assemble(page, candidates, insides, labels, likely, bool(head_codes), explain)


def _read(page: PagePixels, inner: list[Rect], places: Sequence[Place], engine: OcrEngine | None) -> list[Reading]:
    if engine is None:
        return [Reading()] * len(inner) + [Reading((p.layer,), 1.0) if p.layer else Reading() for p in places]
    clear = [bool(read_codes(p.layer).codes) for p in places]
    unread = [p.rect for p, known in zip(places, clear, strict=True) if not known]
    point = page.unit / page.scale
    read = read_places(page, [r.grown(-1.6 * point) for r in inner] + [r.grown(point) for r in unread], engine)
    rest = iter(read[len(inner) :])
    outer = [Reading((p.layer,), 1.0) if known else next(rest) for p, known in zip(places, clear, strict=True)]
    return read[: len(inner)] + outer


def _layer_text(candidate: Candidate, words: Sequence[Word]) -> str:
    inside = [w for w in words if any(r.contains_point(*w.rect.center) for r in candidate.rects)]
    return " ".join(w.text for w in inside)


def _labels(
    page: PagePixels, places: Sequence[Place], readings: Sequence[Reading], likely: set[str] | None = None
) -> list[Label]:
    """Stacks in which at least one line is a code; other print stays on the page."""
    known = likely or set()
    parsed = [_label_codes(r.text, known) for r in readings]
    coded = [i for i, p in enumerate(parsed) if p.codes]
    point = page.unit / page.scale
    labels: list[Label] = []
    for group in stacks([places[i].rect for i in coded], point):
        members = [coded[k] for k in group]
        codes = tuple(dict.fromkeys(c for i in members for c in parsed[i].codes))
        text = " ".join(readings[i].text for i in members)
        rects = tuple(places[i].rect for i in members)
        labels.append(Label(rects, text, codes, any(parsed[i].cut for i in members)))
    return labels


def _label_codes(text: str, likely: set[str]) -> CodeReading:
    """Codes of a label; words that merely contain one, such as running text, are no label."""
    reading = read_codes(text, likely)
    spare = sum(c.isalpha() for c in reading.rest)
    return reading if spare <= 24 else CodeReading((), False, text)


def _assemble(
    page: PagePixels,
    candidates: Sequence[Candidate],
    insides: Sequence[Reading],
    labels: Sequence[Label],
    likely: set[str],
    head: bool,
    explain: Explain | None,
) -> Marked:
    point = page.unit / page.scale
    redactions: list[Redaction] = []
    markers: list[str] = []
    for candidate, inside in zip(candidates, insides, strict=True):
        own = read_codes(inside.text, likely)
        noted = find_markers(inside.text)
        if holds_print(candidate, inside, own, bool(noted)):
            if explain is not None:
                explain.drop(candidate.rects, candidate.method, f"holds print: {inside.text[:40]}")
            continue
        markers += noted
        if own.codes or own.cut:
            redaction = _redaction(candidate, own.codes, inside.text, "cut" if own.cut else "at")
        else:
            met = [label for label in labels if _at_height(candidate, label, AT_HEIGHT * point)]
            codes = tuple(dict.fromkeys(code for label in met for code in label.codes))
            marking: Marking = "at" if codes else ("shared" if labels else ("head" if head else "none"))
            redaction = _redaction(candidate, codes, " ".join(label.text for label in met), marking)
        if explain is not None:
            explain.keep(
                redaction.rects, f"{redaction.kind} {redaction.method}", f"{redaction.marking} {redaction.code_text}"
            )
        redactions.append(redaction)
    stamps = tuple(Stamp(rect, label.text) for label in labels for rect in label.rects)
    return Marked(tuple(redactions), stamps, tuple(dict.fromkeys(markers)))


def holds_print(candidate: Candidate, inside: Reading, own: CodeReading, marked: bool) -> bool:
    """Whether released words stand in the place, so that it is a caption, a cell or a highlight and no deletion."""
    if own.codes or own.cut or marked or inside.confidence < SURE_PRINT:
        return False
    letters = [w.strip(".,:;()[]").upper() for w in inside.text.split()]
    spelled = [w for w in letters if sum(c.isalnum() for c in w) >= 2]
    if any(w in LEGEND for w in spelled):
        return False
    return sum(len(w) for w in spelled) >= 3


def _at_height(candidate: Candidate, label: Label, reach: float) -> bool:
    box = bounds(label.rects)
    return any(box.y0 - reach <= r.y1 and box.y1 + reach >= r.y0 for r in candidate.rects)


def _redaction(candidate: Candidate, codes: tuple[str, ...], text: str, marking: Marking) -> Redaction:
    made = Redaction(candidate.rects, candidate.kind, confidence=candidate.confidence, method=candidate.method)
    return replace(made, codes=codes, code_text=" ".join(text.split())[:200], marking=marking)
