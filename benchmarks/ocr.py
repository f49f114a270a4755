"""How well and how fast the text of scanned pages is read, beside OCRmyPDF in the same run."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import psutil

from benchmarks._material import LabelledPage, corpus_folder, sample_pages
from benchmarks._process import read_pages
from benchmarks._statistics import Counts, interval, ratio, total
from benchmarks._words import character_errors, outside, transcript, word_counts, word_f1
from reviewer.model.geometry import Rect
from reviewer.model.page import PageResult, Word
from reviewer.pdf.source import open_source
from reviewer.sample.damage import Damage
from reviewer.workers.pool import WorkerPool
from reviewer.workers.requests import AnalysePage

_JOBS = 2
_DAMAGES: tuple[Damage, ...] = ("office", "fax", "worst", "clean")
_OCRMYPDF = ("--force-ocr", "--rasterizer", "pypdfium", "-O0", "--output-type", "pdf", "--jobs", str(_JOBS))


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of every page of some files, as one side read them, and how long that took in each round."""

    words: dict[tuple[Path, int], tuple[Word, ...]]
    seconds: list[float]


def run(corpus: Path | None = None, seeds: int = 2, rounds: int = 3) -> dict[str, float]:
    """Both sides read the same files with two processes, start-up included, in turn, `rounds` times.

    `ratio_ocrmypdf` is the median of their seconds over ours: above 1, ours is faster, although it also looks for
    redactions. Words beneath redactions, codes, stamps and pictures are scored on neither side. `corpus` adds figures
    over its transcripts. Memory is that of one process that reads the sample pages.
    """
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        pages = [p for p in sample_pages(folder / "sample", seeds, _DAMAGES) if p.entry["style"] != "vector"]
        files = sorted({page.file for page in pages})
        ours, theirs = _in_turn(files, folder, rounds)
        figures = _accuracy("", [_page_counts(page, ours) for page in pages], pages)
        figures |= _accuracy("_ocrmypdf", [_page_counts(page, theirs) for page in pages], pages)
        figures |= _speed("", ours, theirs)
        _, figures["worker_mb"] = read_pages([(page.file, page.page) for page in pages])
        labelled = corpus_folder(corpus)
        if labelled is not None:
            figures |= {f"corpus_{key}": value for key, value in _transcripts(labelled / "ocr", folder, rounds).items()}
    return figures


def _in_turn(files: Sequence[Path], folder: Path, rounds: int) -> tuple[Reading, Reading]:
    ours, theirs = Reading({}, []), Reading({}, [])
    for _ in range(rounds):
        for reading, read in ((ours, _read_ours), (theirs, _reader(folder / "ocrmypdf"))):
            spent = 0.0
            for file in files:
                words, seconds = read(file)
                reading.words.update({(file, page): found for page, found in enumerate(words)})
                spent += seconds
            reading.seconds.append(spent)
    return ours, theirs


def _read_ours(file: Path) -> tuple[list[tuple[Word, ...]], float]:
    start = time.perf_counter()
    with open_source(file) as source:
        count = source.page_count
    pool = WorkerPool(_JOBS)
    try:
        futures = [pool.submit(AnalysePage(file, page)) for page in range(count)]
        results = [future.result() for future in futures]
    finally:
        pool.shutdown()
    seconds = time.perf_counter() - start
    return [result.text.words for result in results if isinstance(result, PageResult)], seconds


def _reader(folder: Path) -> Callable[[Path], tuple[list[tuple[Word, ...]], float]]:
    folder.mkdir(exist_ok=True)

    def read(file: Path) -> tuple[list[tuple[Word, ...]], float]:
        target = folder / f"{file.parent.name}-{file.stem}.pdf"
        command = [sys.executable, "-m", "ocrmypdf", *_OCRMYPDF, str(file), str(target)]
        start = time.perf_counter()
        with subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=_environment()
        ) as process:
            _yield_like_workers(process.pid)
            _, complaint = process.communicate()
        if process.returncode:
            raise RuntimeError(f"OCRmyPDF failed on {file.name}: {complaint.decode(errors='replace')[-400:]}")
        seconds = time.perf_counter() - start
        with open_source(target) as source:
            return [source.page(page).layer_words() for page in range(source.page_count)], seconds

    return read


def _yield_like_workers(pid: int) -> None:
    """The priority of our own workers, so that other work on the machine slows both sides alike."""
    if sys.platform == "win32":
        psutil.Process(pid).nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)
    else:
        psutil.Process(pid).nice(10)


def _environment() -> dict[str, str]:
    """The environment with this interpreter's programs (the packaged Tesseract) in the path."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    return {**os.environ, "PATH": path}


def _page_counts(page: LabelledPage, reading: Reading) -> Counter[str]:
    aside = [rect for region in page.regions for rect in region.rects]
    aside += [Rect(*box[:4]).grown(2) for box in page.entry["aside_words"]]
    aside += [Rect(*box) for box in page.entry["pictures"]]
    aside += [Rect(*box[:4]) for box in page.entry["cut_words"]]
    counts = word_counts(outside(reading.words[page.file, page.page], aside), page.entry["text"])
    if not page.entry["ordered"]:
        counts["edits"] = counts["characters"] = 0
    return counts


def _accuracy(side: str, counts: Sequence[Counts], pages: Sequence[LabelledPage]) -> dict[str, float]:
    documents: dict[str, Counter[str]] = {}
    for page, one in zip(pages, counts, strict=True):
        documents.setdefault(page.document, Counter()).update(one)
    return {"pages": len(pages), **_figures(side, list(documents.values()))}


def _figures(side: str, documents: Sequence[Counts]) -> dict[str, float]:
    whole = total(documents)
    figures = {"documents": float(len(documents))}
    for name, figure in (("word_f1", word_f1), ("cer", character_errors)):
        low, high = interval(documents, figure)
        figures |= {f"{name}{side}": figure(whole), f"{name}{side}_low": low, f"{name}{side}_high": high}
    return figures


def _speed(prefix: str, ours: Reading, theirs: Reading) -> dict[str, float]:
    pages = len(ours.words)
    return {
        f"{prefix}pages_timed": pages,
        f"{prefix}page_s": median(ours.seconds) / pages,
        f"{prefix}page_s_ocrmypdf": median(theirs.seconds) / pages,
        f"{prefix}ratio_ocrmypdf": ratio(ours.seconds, theirs.seconds),
    }


def _transcripts(folder: Path, scratch: Path, rounds: int) -> dict[str, float]:
    """Figures over files with a transcript of the whole file; one file is one document."""
    truths = {path.name.split(".")[0]: path for path in sorted((folder / "truth").iterdir())}
    files = [file for file in sorted((folder / "files").iterdir()) if file.name.split(".")[0] in truths]
    ours, theirs = _in_turn(files, scratch, rounds)
    figures: dict[str, float] = {}
    for side, reading in (("", ours), ("_ocrmypdf", theirs)):
        counts = []
        for file in files:
            words = [word.text for (path, _), page in reading.words.items() if path == file for word in page]
            counts.append(word_counts(" ".join(words), transcript(truths[file.name.split(".")[0]])))
        figures |= _figures(side, counts)
    return figures | _speed("", ours, theirs)
