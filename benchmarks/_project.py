"""Makes a large project from the sample release's truth: a real file and a real project, without waiting for OCR."""

from __future__ import annotations

import json
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pymupdf

from reviewer.ingest.catalogue import sha256
from reviewer.model.documents import DocumentFinding
from reviewer.model.page import PageResult
from reviewer.pdf.source import open_source
from reviewer.sample.maker import make_release
from reviewer.services.workspace import Workspace
from reviewer.storage.sources import ReceivedFile
from tests.ui.sample_project import document_finding, page_result

_LETTER_DATE = "2018-10-29"


def large_project(folder: Path, pages: int, unread: int = 0) -> Path:
    """A project over one file of `pages` pages, scans of the sample release again and again; made in its own process.

    The last `unread` pages wait to be read. The process that measures must not hold the memory of the one that makes.
    """
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(_make, folder, pages, unread).result()


def _make(folder: Path, count: int, unread: int) -> Path:
    release = make_release(folder / "sample")
    told = json.loads(release.truth.read_text(encoding="utf-8"))
    entries = [entry for entry in told["files"] if entry["name"].endswith(".pdf")]
    results, documents = _once(release.truth.parent, entries)
    file = _repeated([release.truth.parent / entry["name"] for entry in entries], folder / "large.pdf", count)
    path = folder / "large.foia"
    with Workspace.create(path, reviewer="Benchmark") as workspace, open_source(file) as source:
        intake = workspace.intake
        received = ReceivedFile(file, sha256(file), file.stat().st_size, _LETTER_DATE)
        stored = intake.add_source_file(intake.add_release("Repeated sample"), received, source.sizes()).item
        storing = [
            intake.store_page_result(page.id, replace(results[page.number % len(results)], page=page.number))
            for page in workspace.read.pages.of_file(stored)[: count - unread]  # type: ignore[arg-type]
        ]
        for stored_page in storing:
            stored_page.result()
        found = [
            replace(document, first_page=document.first_page + start, last_page=document.last_page + start)
            for start in range(0, count, len(results))
            for document in documents
        ]
        found = [replace(document, last_page=min(document.last_page, count - 1)) for document in found]
        kept = [document for document in found if document.first_page < count]
        intake.store_documents(stored, kept).result()  # type: ignore[arg-type]
    return path


def _once(folder: Path, entries: list[dict[str, Any]]) -> tuple[list[PageResult], list[DocumentFinding]]:
    """The pages and documents of all files in their order, with the numbers they have when the files are joined."""
    results: list[PageResult] = []
    documents: list[DocumentFinding] = []
    for entry in entries:
        start = len(results)
        with open_source(folder / entry["name"]) as source:
            results += [page_result(source, page) for page in entry["pages"]]
        for told in entry["documents"]:
            found = document_finding(told)
            documents.append(replace(found, first_page=found.first_page + start, last_page=found.last_page + start))
    return results, documents


def _repeated(files: list[Path], target: Path, count: int) -> Path:
    """The pages of `files` joined and repeated until there are `count` of them."""
    with pymupdf.open() as joined, pymupdf.open() as large:
        for path in files:
            with pymupdf.open(path) as part:
                joined.insert_pdf(part)
        while len(large) < count:  # not final: the pages share their pictures
            large.insert_pdf(joined, to_page=min(len(joined), count - len(large)) - 1, final=False)
        large.save(target, garbage=1)
    return target
