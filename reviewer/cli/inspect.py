"""`inspect PATH...`: what reading finds on each page, as JSON Lines, without a project."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from reviewer.cli.pagelist import PageList, chosen_pages
from reviewer.cli.records import Record, document_record, file_error_record, page_record
from reviewer.cli.terminal import error_line, say
from reviewer.ingest.catalogue import catalogue
from reviewer.ingest.reading import page_error, read_pages
from reviewer.model.errors import UserError
from reviewer.model.page import PageResult
from reviewer.text.documents import find_documents
from reviewer.workers.pool import WorkerPool
from reviewer.workers.requests import AnalyseOptions, FileFacts, OpenFile


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What the user asked of each file."""

    ranges: tuple[tuple[int, int | None], ...] | None
    documents: bool
    password: str | None
    options: AnalyseOptions


@click.command("inspect")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--pages", "ranges", type=PageList(), help="Only these pages, counted from 1: 1-3,8.")
@click.option("--no-ocr", is_flag=True, help="Take words from text layers only; codes are read all the same.")
@click.option("--documents", is_flag=True, help="Print one object for each document instead of each page.")
@click.option("--password", help="Password of encrypted files.")
@click.option(
    "--explain", type=click.Path(path_type=Path, file_okay=False), help="Write a picture of each page's evidence here."
)
@click.option("--workers", type=click.IntRange(1, 64), help="Worker processes; by default one for each core.")
def command(
    paths: tuple[Path, ...],
    ranges: tuple[tuple[int, int | None], ...] | None,
    no_ocr: bool,
    documents: bool,
    password: str | None,
    explain: Path | None,
    workers: int | None,
) -> int:
    """Read PATHs (PDF, TIFF, PNG, JPEG, or folders of them) and print one JSON object a page.

    Nothing is stored and no project is needed. docs/command-line.md describes the objects.
    """
    if explain is not None:
        explain.mkdir(parents=True, exist_ok=True)
    options = AnalyseOptions(ocr=not no_ocr, explain=explain)
    wanted = _Wanted(ranges, documents, password, options)
    found = catalogue(paths)
    status = 0
    for problem in found.problems:
        click.echo(_line(file_error_record(str(problem.file), page_error(problem))))
        say(error_line(problem))
        status = 1
    if not found.reviewable:
        return status
    with WorkerPool(workers or os.cpu_count() or 1) as pool:
        for file in found.reviewable:
            for record in _inspect_file(pool, file, wanted):
                click.echo(_line(record))
                status |= bool(record.get("error"))
    return status


def _line(record: Record) -> str:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def _inspect_file(pool: WorkerPool, file: Path, wanted: _Wanted) -> Iterator[Record]:
    """The records of one file; its errors are said on standard error as they come."""
    try:
        facts: FileFacts = pool.submit(OpenFile(file, wanted.password)).result()
    except UserError as error:
        say(error_line(error))
        yield file_error_record(str(file), page_error(error))
        return
    pages = chosen_pages(wanted.ranges, facts.page_count)
    results: list[PageResult] = []
    for result in read_pages(pool, file, pages, facts.sizes, wanted.password, wanted.options):
        if result.error is not None:
            say(f"foia-reviewer: {file}, page {result.page + 1}: {result.error.message}")
        if wanted.documents:
            results.append(result)
        else:
            yield page_record(str(file), result)
    if wanted.documents:
        for document in find_documents(results):
            yield document_record(str(file), document)
