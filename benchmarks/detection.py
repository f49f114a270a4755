"""How many redactions and codes are found, on sample pages and on labelled releases, and how fast."""

from __future__ import annotations

import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import median

from benchmarks._material import LabelledPage, corpus_folder, sample_pages, tpdl_pages, us_pages
from benchmarks._process import read_pages
from benchmarks._regions import code_f1, false_on_clean, kind_share, page_counts, region_f1, strict_f1
from benchmarks._statistics import interval, percentile, total
from reviewer.model.geometry import Rect
from reviewer.model.page import PageResult, Redaction
from reviewer.sample.damage import Damage
from reviewer.workers.requests import AnalyseOptions

_DAMAGES: tuple[Damage, ...] = ("office", "clean", "fax", "worst")


def run(corpus: Path | None = None, seeds: int = 4) -> dict[str, float]:
    """Figures over `seeds` sample releases, whose damage goes round all degrees, and over `corpus` if there is one.

    F1 as in `benchmarks/_regions.py`, with 95 % intervals over documents; seconds of one page without OCR of its text,
    those for codes included; memory of the process that read the sample pages.
    """
    with tempfile.TemporaryDirectory() as folder:
        figures = _score("", sample_pages(Path(folder), seeds, _DAMAGES), timed=True)
    labelled = corpus_folder(corpus)
    if labelled is not None:
        figures |= _score("us_", us_pages(labelled))
        figures |= _score("tpdl_", tpdl_pages(labelled), codes=False)
    return figures


def _score(prefix: str, pages: Iterable[LabelledPage], *, timed: bool = False, codes: bool = True) -> dict[str, float]:
    todo = list(pages)
    results, memory = read_pages([(page.file, page.page) for page in todo], AnalyseOptions(ocr=False))
    documents: dict[str, Counter[str]] = defaultdict(Counter)
    for page, result in zip(todo, results, strict=True):
        documents[page.document].update(page_counts(page.regions, in_truth_units(result, page)))
    figures = _accuracy(list(documents.values()), codes)
    figures["failed_pages"] = sum(result.error is not None for result in results)
    figures |= _times(results)
    if timed:
        figures["worker_mb"] = memory
    return {prefix + key: value for key, value in figures.items()}


def in_truth_units(result: PageResult, page: LabelledPage) -> list[Redaction]:
    """The redactions found, in the units in which the page was labelled."""
    if not result.width:
        return []
    sx, sy = page.width / result.width, page.height / result.height
    return [
        Redaction(tuple(Rect(x0 * sx, y0 * sy, x1 * sx, y1 * sy) for x0, y0, x1, y1 in r.rects), r.kind, r.codes)
        for r in result.redactions
    ]


def _accuracy(documents: Sequence[Counter[str]], codes: bool) -> dict[str, float]:
    whole = total(documents)
    low, high = interval(documents, region_f1)
    figures = {
        "pages": whole["pages"],
        "documents": len(documents),
        "redactions": whole["true"],
        "f1": region_f1(whole),
        "f1_low": low,
        "f1_high": high,
        "f1_strict": strict_f1(whole),
        "kind": kind_share(whole),
    }
    if codes:
        figures["code_f1"] = code_f1(whole)
        figures["code_f1_low"], figures["code_f1_high"] = interval(documents, code_f1)
    if whole["clean_pages"]:
        figures["false_boxes_clean_page"] = false_on_clean(whole)
    return figures


def _times(results: Sequence[PageResult]) -> dict[str, float]:
    seconds = [result.seconds for result in results if result.seconds]
    totals = [part["total"] for part in seconds]
    return {
        "page_s": median(totals) if totals else 0.0,
        "page_p95_s": percentile(totals, 95),
        "codes_s": median(part.get("codes", 0.0) for part in seconds) if seconds else 0.0,
    }
