"""How surely the beginnings of documents are found in files that hold many."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable
from pathlib import Path

from benchmarks._material import corpus_folder
from reviewer.ingest.reading import read_pages
from reviewer.sample.damage import Damage
from reviewer.sample.maker import make_release
from reviewer.text.documents import find_documents
from reviewer.workers.pool import WorkerPool
from reviewer.workers.requests import OpenFile

_STARTS = Path(__file__).with_name("document_starts.json")
_DAMAGES: tuple[Damage, ...] = ("office", "clean", "fax")


def run(corpus: Path | None = None, seeds: int = 2, pages: int = 20) -> dict[str, float]:
    """Precision and recall of the pages on which a document begins, the first page of a file left out.

    On sample releases, which know their documents, and on the first `pages` pages (0: all, for a long run) of the
    files of `corpus` that document_starts.json names.
    """
    with tempfile.TemporaryDirectory() as scratch, WorkerPool(2) as pool:
        figures = _figures("sample", _sample(Path(scratch), seeds, pool))
        labelled = corpus_folder(corpus)
        return figures if labelled is None else figures | _figures("corpus", _corpus(labelled, pages, pool))


def _sample(folder: Path, seeds: int, pool: WorkerPool) -> Iterable[tuple[set[int], set[int]]]:
    for seed in range(1, seeds + 1):
        release = make_release(folder / f"{seed}", seed, _DAMAGES[(seed - 1) % len(_DAMAGES)])
        truth = json.loads(release.truth.read_text(encoding="utf-8"))
        for path, file in zip(release.files, truth["files"], strict=True):
            yield {document["first_page"] for document in file["documents"]}, _found(path, pool)


def _corpus(folder: Path, most: int, pool: WorkerPool) -> Iterable[tuple[set[int], set[int]]]:
    starts = json.loads(_STARTS.read_text(encoding="utf-8"))
    for name, pages in starts.items():
        path = next((folder / "us").rglob(name), None) if name != "about" else None
        if path is not None:
            yield {page - 1 for page in pages if not most or page <= most}, _found(path, pool, most)


def _found(path: Path, pool: WorkerPool, most: int = 0) -> set[int]:
    facts = pool.submit(OpenFile(path, None)).result()
    pages = list(read_pages(pool, path, range(min(facts.page_count, most or facts.page_count)), facts.sizes))
    return {document.first_page for document in find_documents(pages)}


def _figures(name: str, files: Iterable[tuple[set[int], set[int]]]) -> dict[str, float]:
    right = false = missed = 0
    for wanted, found in files:
        right += len((wanted & found) - {0})
        false += len(found - wanted - {0})
        missed += len(wanted - found - {0})
    return {
        f"{name}_boundaries": right + missed,
        f"{name}_precision": right / max(1, right + false),
        f"{name}_recall": right / max(1, right + missed),
    }
