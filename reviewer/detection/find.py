"""Finds what one page hides: gathers vector and raster evidence, merges it, reads the codes and judges the markings."""

from __future__ import annotations

from reviewer.detection.candidate import Candidate, Detection, Stamp
from reviewer.detection.explain import Explain
from reviewer.detection.fills import find_fills
from reviewer.detection.merge import merge
from reviewer.detection.outlines import find_outlines
from reviewer.detection.pixels import page_pixels
from reviewer.model.evidence import PageEvidence
from reviewer.model.ocr import OcrEngine
from reviewer.model.page import Redaction

__all__ = ["Detection", "Stamp", "find_redactions"]


def find_redactions(
    evidence: PageEvidence, engine: OcrEngine | None = None, explain: Explain | None = None
) -> Detection:
    """Every redaction of a page with its kind, codes and marking, and the areas the agency stamped."""
    page = page_pixels(evidence)
    candidates: list[Candidate] = [*find_fills(page, explain), *find_outlines(page, explain)]
    merged = merge(candidates, page.unit / page.scale, explain)
    redactions = tuple(Redaction(c.rects, c.kind, confidence=c.confidence, method=c.method) for c in merged)
    return Detection(redactions, masks=tuple(r for c in merged for r in c.rects))
