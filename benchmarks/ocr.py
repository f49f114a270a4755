"""How well and how fast the text of scanned pages is read, beside OCRmyPDF in the same run."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks._material import LabelledPage, corpus_folder, sample_pages
from benchmarks._statistics import Counts, interval, total
from benchmarks._timed import run_timed
from benchmarks._timed_runs import JOBS, run_ocrmypdf
from benchmarks._words import character_errors, outside, transcript, word_counts, word_f1
from reviewer.model.geometry import Rect
from reviewer.model.page import Word
from reviewer.pdf.source import open_source
from reviewer.sample.damage import Damage
from reviewer.workers.pool import WorkerPool
from reviewer.workers.requests import AnalysePage

_DAMAGES: tuple[Damage, ...] = ("office", "fax", "worst", "clean")


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of every page of some files, as one side read them."""

    words: dict[tuple[Path, int], tuple[Word, ...]]


def run(corpus: Path | None = None, seeds: int = 4, rounds: int = 3, pages: int = 120) -> dict[str, float]:
    """Words and characters first, then speed and memory of the whole of `process`, beside OCRmyPDF and bare Tesseract.

    Both sides read the same files with two processes. The damage of the sample releases goes round *office*, *fax*,
    *worst*, *clean*, and each has figures of its own; of each release one file is read. Words beneath redactions,
    codes, stamps and pictures are scored on neither side. `corpus` adds figures over its transcripts and gives the
    image-only pages that are timed; `rounds` is how often those are read, each side in turn. `pages` is the length of
    the files with a text layer.
    """
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        figures: dict[str, float] = {}
        read = _one_file_each(sample_pages(folder / "sample", seeds, _DAMAGES))
        ours, theirs = _in_turn(sorted({page.file for page in read}), folder)
        for name, scored in {"": read, **_by_damage(read, seeds)}.items():
            figures |= _accuracy(f"{name}", "", [_page_counts(page, ours) for page in scored], scored)
            figures |= _accuracy(f"{name}", "_ocrmypdf", [_page_counts(page, theirs) for page in scored], scored)
        labelled = corpus_folder(corpus)
        if labelled is not None:
            figures |= {f"corpus_{key}": value for key, value in _transcripts(labelled / "ocr", folder).items()}
        return figures | run_timed(folder / "timed", labelled, rounds, pages)


def _one_file_each(pages: Sequence[LabelledPage]) -> list[LabelledPage]:
    """The scanned pages of one file of each release, another one each time: all of them take too long."""
    files: dict[Path, list[Path]] = {}
    scanned = [page for page in pages if page.entry["style"] != "vector"]
    for file in sorted({page.file for page in scanned}):
        files.setdefault(file.parent, []).append(file)
    chosen = {group[number % len(group)] for number, group in enumerate(files.values())}
    return [page for page in scanned if page.file in chosen]


def _by_damage(pages: Sequence[LabelledPage], seeds: int) -> dict[str, list[LabelledPage]]:
    """The pages of each damage, where there is more than one."""
    if seeds < 2:
        return {}
    found: dict[str, list[LabelledPage]] = {}
    for page in pages:
        seed = int(page.document.split("/")[0])
        found.setdefault(f"{_DAMAGES[(seed - 1) % len(_DAMAGES)]}_", []).append(page)
    return found


def _in_turn(files: Sequence[Path], folder: Path) -> tuple[Reading, Reading]:
    ours, theirs = Reading({}), Reading({})
    (folder / "ocrmypdf").mkdir(exist_ok=True)
    for file in files:
        target = folder / "ocrmypdf" / f"{file.parent.name}-{file.stem}.pdf"
        for reading, words in ((ours, _read_ours(file)), (theirs, _read_theirs(file, target))):
            reading.words.update({(file, page): found for page, found in enumerate(words)})
    return ours, theirs


def _read_ours(file: Path) -> list[tuple[Word, ...]]:
    with open_source(file) as source:
        count = source.page_count
    with WorkerPool(JOBS) as pool:
        futures = [pool.submit(AnalysePage(file, page)) for page in range(count)]
        return [future.result().text.words for future in futures]


def _read_theirs(file: Path, target: Path) -> list[tuple[Word, ...]]:
    run_ocrmypdf(file, target)
    with open_source(target) as source:
        return [source.page(page).layer_words() for page in range(source.page_count)]


def _page_counts(page: LabelledPage, reading: Reading) -> Counter[str]:
    aside = [rect for region in page.regions for rect in region.rects]
    aside += [Rect(*box[:4]).grown(2) for box in page.entry["aside_words"]]
    aside += [Rect(*box) for box in page.entry["pictures"]]
    aside += [Rect(*box[:4]) for box in page.entry["cut_words"]]
    counts = word_counts(outside(reading.words[page.file, page.page], aside), page.entry["text"])
    if not page.entry["ordered"]:
        counts["edits"] = counts["characters"] = 0
    return counts


def _accuracy(name: str, side: str, counts: Sequence[Counts], pages: Sequence[LabelledPage]) -> dict[str, float]:
    documents: dict[str, Counter[str]] = {}
    for page, one in zip(pages, counts, strict=True):
        documents.setdefault(page.document, Counter()).update(one)
    return {f"{name}pages": len(pages), **_figures(name, side, list(documents.values()))}


def _figures(prefix: str, side: str, documents: Sequence[Counts]) -> dict[str, float]:
    whole = total(documents)
    figures = {f"{prefix}documents": float(len(documents))}
    for name, figure in (("word_f1", word_f1), ("cer", character_errors)):
        low, high = interval(documents, figure)
        key = f"{prefix}{name}{side}"
        figures |= {key: figure(whole), f"{key}_low": low, f"{key}_high": high}
    return figures


def _transcripts(folder: Path, scratch: Path) -> dict[str, float]:
    """Figures over files with a transcript of the whole file; one file is one document."""
    truths = {path.name.split(".")[0]: path for path in sorted((folder / "truth").iterdir())}
    files = [file for file in sorted((folder / "files").iterdir()) if file.name.split(".")[0] in truths]
    figures: dict[str, float] = {}
    for side, reading in zip(("", "_ocrmypdf"), _in_turn(files, scratch), strict=True):
        counts = []
        for file in files:
            words = [word.text for (path, _), page in reading.words.items() if path == file for word in page]
            counts.append(word_counts(" ".join(words), transcript(truths[file.name.split(".")[0]])))
        figures |= _figures("", side, counts)
    return figures
