"""Finds what one page hides: gathers vector and raster evidence, merges it, reads the codes and judges the markings."""

from __future__ import annotations

from reviewer.detection.candidate import Candidate, Detection, Stamp
from reviewer.detection.codes import find_labels, mark, read_page
from reviewer.detection.explain import Explain
from reviewer.detection.fills import find_fills
from reviewer.detection.judge import judge
from reviewer.detection.markers import page_marks
from reviewer.detection.merge import join, single, touching
from reviewer.detection.outlines import find_outlines
from reviewer.detection.pixels import page_pixels
from reviewer.model.evidence import PageEvidence
from reviewer.model.ocr import OcrEngine
from reviewer.model.page import Redaction

__all__ = ["Detection", "Stamp", "find_redactions"]


def find_redactions(
    evidence: PageEvidence, engine: OcrEngine | None = None, explain: Explain | None = None
) -> Detection:
    """Every redaction of a page with its kind, codes and marking, and the areas the agency stamped.

    Without an engine codes are read from the file's own words only. SourceError if the engine cannot run.
    """
    page = page_pixels(evidence)
    point = page.unit / page.scale
    candidates: list[Candidate] = single([*find_fills(page, explain), *find_outlines(page, explain)], explain)
    readings = read_page(page, candidates, evidence.words, engine)
    marks = page_marks(evidence.words, evidence.height)
    likely = readings.clear_codes() | set(marks.head_codes)
    verdict = judge(candidates, readings.insides, likely, explain)
    labels = find_labels(page, readings, likely)
    head = bool(marks.head_codes or verdict.head_codes)
    kept = [candidate for candidate, _ in verdict.kept]
    redactions: list[Redaction] = []
    for group in touching(kept, point):
        inside = " ".join(verdict.kept[i][1] for i in group).strip()
        redactions.append(mark(join([kept[i] for i in group]), inside, labels, likely, point, head=head))
    if explain is not None:
        for found in redactions:
            explain.keep(found.rects, f"{found.kind} {found.method}", f"{found.marking} {found.code_text}")
        for label in labels:
            explain.note(label.rects, "margin code", f"{label.text} = {', '.join(label.codes)}")
    return Detection(
        redactions=tuple(redactions),
        markers=tuple(dict.fromkeys([*marks.markers, *verdict.markers])),
        masks=tuple(rect for r in redactions for rect in r.rects),
        stamps=(*marks.stamps, *verdict.stamps, *(Stamp(r, label.text) for label in labels for r in label.rects)),
    )
