"""Finds what one page hides: gathers vector and raster evidence, merges it, reads the codes and judges the markings."""

from __future__ import annotations

from dataclasses import replace

from reviewer.detection.candidate import Candidate, Detection, Stamp
from reviewer.detection.codes import find_labels, mark
from reviewer.detection.cuts import find_cuts
from reviewer.detection.explain import Explain
from reviewer.detection.fills import find_fills
from reviewer.detection.head import HEAD, read_head
from reviewer.detection.judge import judge
from reviewer.detection.layer import words_shown
from reviewer.detection.markers import page_marks
from reviewer.detection.merge import join, single, touching, within, without_grounds
from reviewer.detection.outlines import find_outlines
from reviewer.detection.pixels import PagePixels, is_noise, page_pixels
from reviewer.detection.plain import is_plain
from reviewer.detection.readings import read_page, together
from reviewer.detection.recoverable import recoverable_rects, without_overlays
from reviewer.detection.vector import find_drawn
from reviewer.model.evidence import PageEvidence
from reviewer.model.ocr import OcrEngine
from reviewer.model.page import Redaction

# Of the page's width and height: a box of this size leaves room for head and foot only.
WHOLE_WIDTH, WHOLE_HEIGHT = 0.7, 0.74

__all__ = ["Detection", "Stamp", "find_redactions"]


def find_redactions(
    evidence: PageEvidence,
    engine: OcrEngine | None = None,
    explain: Explain | None = None,
    *,
    words_follow: bool = False,
) -> Detection:
    """Every redaction of a page with its kind, codes and marking, and the areas the agency stamped.

    Without an engine codes are read from the file's own words only. Where `words_follow`, that is, the page is going to
    be read by OCR if it has to be, its head is not read for itself (`head_unread`; see `head.with_marks`).
    SourceError if the engine cannot run.
    """
    page = page_pixels(evidence)
    point = page.unit / page.scale
    candidates = find_candidates(page, evidence, explain)
    readings = read_page(page, candidates, words_shown(evidence, candidates), engine)
    marks = page_marks(evidence.words, evidence.height)
    likely = readings.clear_codes() | set(marks.head_codes)
    verdict = judge(candidates, readings.insides, likely, explain, point)
    labels = find_labels(page, readings, likely)
    unclaimed = bool(verdict.kept) and not (likely or verdict.head_codes or _layer_in_head(evidence))
    if engine is not None and unclaimed and not words_follow:
        marks = read_head(page, [r for c, _ in verdict.kept for r in c.rects], engine)
    head = bool(marks.head_codes or verdict.head_codes)
    outer = [candidate for candidate, _ in verdict.kept]
    verdict.kept = [(candidate, inside) for candidate, inside in verdict.kept if not within(candidate, outer)]
    kept = [candidate for candidate, _ in verdict.kept]
    redactions: list[Redaction] = []
    for group in touching(kept, point):
        inside = together([verdict.kept[i][1] for i in group])
        found = mark(join([kept[i] for i in group]), inside, labels, likely, point, head=head)
        found = replace(found, kind="page") if is_whole_page(found, evidence, point) else found
        redactions.append(replace(found, recoverable_rects=recoverable_rects(page, evidence, found)))
    redactions = without_overlays(evidence, redactions)
    if explain is not None:
        for kept_one in redactions:
            explain.keep(
                kept_one.rects, f"{kept_one.kind} {kept_one.method}", f"{kept_one.marking} {kept_one.code_text}"
            )
        for label in labels:
            explain.note(label.rects, "margin code", f"{label.text} = {', '.join(label.codes)}")
    return Detection(
        redactions=tuple(redactions),
        markers=tuple(dict.fromkeys([*marks.markers, *verdict.markers])),
        masks=tuple(rect for r in redactions for rect in r.rects),
        stamps=(*marks.stamps, *verdict.stamps, *(Stamp(r, label.text) for label in labels for r in label.rects)),
        head_unread=engine is not None and unclaimed and words_follow,
    )


def find_candidates(page: PagePixels, evidence: PageEvidence, explain: Explain | None = None) -> list[Candidate]:
    """Places that may be redactions, each once, from drawing operators and, where these do not say all, from pixels."""
    drawn = find_drawn(page, evidence, explain)
    if is_plain(evidence, page.gray, page.scale, [rect for c in drawn for rect in c.rects]):
        return single(drawn, explain)
    if is_noise(page):
        return single(drawn, explain)
    found = [*drawn, *find_fills(page, explain), *find_outlines(page, explain)]
    if evidence.native_dpi:  # where nothing was scanned, what is drawn says all
        found += find_cuts(page, found, explain)
    return single(without_grounds(found, explain), explain)


def _layer_in_head(evidence: PageEvidence) -> bool:
    return any(word.rect.center[1] < HEAD * evidence.height for word in evidence.words)


def is_whole_page(redaction: Redaction, evidence: PageEvidence, point: float) -> bool:
    """Whether one block stands where the whole body of the page would be, with head and foot at most outside it."""
    if len(redaction.rects) != 1:
        return False
    box = redaction.rects[0]
    beside = box.width >= WHOLE_WIDTH * evidence.width
    above, below = box.y0, evidence.height - box.y1
    return beside and box.height >= WHOLE_HEIGHT * evidence.height and max(above, below) <= 0.15 * evidence.height
