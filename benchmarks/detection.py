"""How many redactions and codes are found, on sample pages and on labelled releases, and how fast."""

from __future__ import annotations

import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median
from typing import TypeAlias

from benchmarks._material import LabelledPage, corpus_folder, seed_pages, tpdl_pages, us_pages
from benchmarks._process import read_pages, reading_process, start_reading
from benchmarks._regions import code_f1, false_on_clean, kind_share, page_counts, region_f1, strict_f1
from benchmarks._statistics import interval, percentile, total
from reviewer.model.geometry import Rect
from reviewer.model.page import PageResult, Redaction
from reviewer.sample.damage import Damage
from reviewer.workers.requests import AnalyseOptions

Read: TypeAlias = tuple[list[PageResult], float]
_DAMAGES: tuple[Damage, ...] = ("office", "clean", "fax", "worst")


@dataclass(slots=True)
class _Tally:
    """What pages add up to: counts of each document, results for the times, and memory of the reading process."""

    documents: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    seconds: list[tuple[Mapping[str, float], bool]] = field(default_factory=list)
    failed: int = 0
    memory: float = 0.0

    def add(self, pages: Sequence[LabelledPage], results: Sequence[PageResult], memory: float) -> None:
        """Take in pages and what was read on them."""
        for page, result in zip(pages, results, strict=True):
            found = in_truth_units(result, page)
            self.documents[page.document].update(page_counts(page.regions, found))
            self.documents[page.document].update(recoverable_counts(page, found))
            self.failed += result.error is not None
            if result.seconds:
                self.seconds.append((result.seconds, bool(result.redactions)))
        self.memory = max(self.memory, memory)

    def figures(self, codes: bool) -> dict[str, float]:
        """Accuracy with intervals, failures and times."""
        return {**_accuracy(list(self.documents.values()), codes), "failed_pages": self.failed, **_times(self.seconds)}


def run(corpus: Path | None = None, seeds: int = 4) -> dict[str, float]:
    """Figures over `seeds` sample releases, whose damage goes round all degrees, and over `corpus` if there is one.

    F1 as in `benchmarks/_regions.py`, with 95 % intervals over documents, and by degree of damage; seconds of one page
    for rendering and detection, codes apart, those for codes of a page that has boxes, and those of all but OCR of the
    text; memory of the process that read the sample pages. `labelled_` times are over all labelled pages together.
    """
    figures = _sample_figures(seeds)
    labelled = corpus_folder(corpus)
    if labelled is not None:
        us, dutch = _tally(us_pages(labelled)), _tally(tpdl_pages(labelled))
        figures |= {f"us_{key}": value for key, value in us.figures(codes=True).items()}
        figures |= {f"tpdl_{key}": value for key, value in dutch.figures(codes=False).items()}
        figures |= {f"labelled_{key}": value for key, value in _times([*us.seconds, *dutch.seconds]).items()}
    return figures


def _sample_figures(seeds: int) -> dict[str, float]:
    """One release after the other is made, while the one before is read, and then removed."""
    whole = _Tally()
    by_damage: dict[Damage, list[Counter[str]]] = defaultdict(list)
    with reading_process() as process:
        waiting: tuple[Damage, list[LabelledPage], tempfile.TemporaryDirectory[str], Future[Read]] | None = None
        for seed in range(1, seeds + 2):
            coming = None
            if seed <= seeds:
                damage = _DAMAGES[(seed - 1) % len(_DAMAGES)]
                folder = tempfile.TemporaryDirectory()
                pages = seed_pages(Path(folder.name), seed, damage)
                todo = [(page.file, page.page) for page in pages]
                coming = damage, pages, folder, start_reading(process, todo, AnalyseOptions(ocr=False))
            if waiting is not None:
                damage, pages, folder, reading = waiting
                results, memory = reading.result()
                whole.add(pages, results, memory)
                by_damage[damage] += [whole.documents[name] for name in dict.fromkeys(page.document for page in pages)]
                folder.cleanup()
            waiting = coming
    figures = whole.figures(codes=True)
    for damage, documents in by_damage.items():
        figures[f"f1_{damage}"] = region_f1(total(documents))
        figures[f"code_f1_{damage}"] = code_f1(total(documents))
    return figures | {"worker_mb": whole.memory}


def _tally(pages: Iterable[LabelledPage]) -> _Tally:
    todo = list(pages)
    tally = _Tally()
    tally.add(todo, *read_pages([(page.file, page.page) for page in todo], AnalyseOptions(ocr=False)))
    return tally


def recoverable_counts(page: LabelledPage, found: Sequence[Redaction]) -> Counter[str]:
    """Failed redactions planted and missed on a page, and those that were reported where there is none."""
    planted = [
        tuple(Rect(*rect) for rect in r["rects"]) for r in page.entry.get("redactions", ()) if r.get("recoverable")
    ]
    reported = [r.rects for r in found if r.recoverable]
    return Counter(
        planted=len(planted),
        recoverable_reported=len(reported),
        planted_missed=sum(not any(_meet(a, b) for b in reported) for a in planted),
        recoverable_invented=sum(not any(_meet(a, b) for a in planted) for b in reported),
    )


def _meet(a: Sequence[Rect], b: Sequence[Rect]) -> bool:
    return any(p.overlap(q) > 0 for p in a for q in b)


def in_truth_units(result: PageResult, page: LabelledPage) -> list[Redaction]:
    """The redactions found, in the units in which the page was labelled."""
    if not result.width:
        return []
    sx, sy = page.width / result.width, page.height / result.height
    return [
        replace(r, rects=tuple(Rect(x0 * sx, y0 * sy, x1 * sx, y1 * sy) for x0, y0, x1, y1 in r.rects))
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
        **_recoverable(whole),
    }
    if codes:
        figures["code_f1"] = code_f1(whole)
        figures["code_f1_low"], figures["code_f1_high"] = interval(documents, code_f1)
    if whole["clean_pages"]:
        figures["false_boxes_clean_page"] = false_on_clean(whole)
    return figures


def _recoverable(whole: Counter[str]) -> dict[str, float]:
    """Failed redactions missed and invented; where none were planted, no truth is known: how many were reported."""
    if not whole["planted"]:
        return {"recoverable_reported": whole["recoverable_reported"]}
    return {
        "recoverable_planted": whole["planted"],
        "recoverable_missed": whole["planted_missed"],
        "recoverable_invented": whole["recoverable_invented"],
    }


def _times(seconds: Sequence[tuple[Mapping[str, float], bool]]) -> dict[str, float]:
    found = [part["render"] + part["detect"] for part, _ in seconds]
    codes = [part.get("codes", 0.0) for part, has_boxes in seconds if has_boxes]
    return {
        "page_s": median(found) if found else 0.0,
        "page_p95_s": percentile(found, 95),
        "codes_s": median(codes) if codes else 0.0,
        "whole_page_s": median(part["total"] for part, _ in seconds) if seconds else 0.0,
    }
