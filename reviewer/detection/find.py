"""Finds what one page hides: gathers vector and raster evidence, merges it, reads the codes and judges the markings."""

from __future__ import annotations

from reviewer.detection.candidate import Candidate, Detection, Stamp
from reviewer.detection.codes import mark
from reviewer.detection.explain import Explain
from reviewer.detection.fills import find_fills
from reviewer.detection.markers import page_marks
from reviewer.detection.merge import merge
from reviewer.detection.outlines import find_outlines
from reviewer.detection.pixels import page_pixels
from reviewer.model.evidence import PageEvidence
from reviewer.model.ocr import OcrEngine

__all__ = ["Detection", "Stamp", "find_redactions"]


def find_redactions(
    evidence: PageEvidence, engine: OcrEngine | None = None, explain: Explain | None = None
) -> Detection:
    """Every redaction of a page with its kind, codes and marking, and the areas the agency stamped.

    Without an engine codes are read from the file's own words only. SourceError if the engine cannot run.
    """
    page = page_pixels(evidence)
    candidates: list[Candidate] = [*find_fills(page, explain), *find_outlines(page, explain)]
    merged = merge(candidates, page.unit / page.scale, explain)
    marks = page_marks(evidence.words, evidence.height)
    marked = mark(page, merged, evidence.words, engine, marks.head_codes, explain)
    return Detection(
        redactions=marked.redactions,
        markers=tuple(dict.fromkeys(marks.markers + marked.markers)),
        masks=tuple(rect for r in marked.redactions for rect in r.rects),
        stamps=marks.stamps + marked.stamps,
    )
