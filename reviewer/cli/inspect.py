"""`inspect PATH...`: what reading finds on each page, as JSON Lines, without a project."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from reviewer.cli.pagelist import PageList, absent_pages, chosen_pages
from reviewer.cli.reading_options import reading_options
from reviewer.cli.records import Record, document_record, file_error_record, page_record
from reviewer.cli.terminal import counted, error_line, page_line, say
from reviewer.ingest.catalogue import catalogue
from reviewer.ingest.reading import page_error, read_pages
from reviewer.model.errors import ExportError, UserError
from reviewer.model.page import PageResult
from reviewer.text.documents import find_documents
from reviewer.workers.pool import WorkerPool
from reviewer.workers.requests import TEXT_LAYERS, AnalyseOptions, FileFacts, OpenFile, TextLayer


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What the user asked of each file."""

    ranges: tuple[tuple[int, int | None], ...] | None
    documents: bool
    password: str | None
    options: AnalyseOptions


@click.command("inspect")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, readable=False))
@click.option("--pages", "ranges", type=PageList(), help="Only these pages, counted from 1: 1-3,8.")
@click.option("--no-ocr", is_flag=True, help="Take words from text layers only; codes are read all the same.")
@click.option("--documents", is_flag=True, help="Print one object for each document instead of each page.")
@click.option("--password", metavar="P", help="Password of encrypted files.")
@click.option(
    "--explain", type=click.Path(path_type=Path, file_okay=False), help="Write a picture of each page's evidence here."
)
@click.option("--languages", default="eng", metavar="NAMES", help="OCR languages, such as eng+nld.")
@click.option(
    "--text-layer",
    default="auto",
    type=click.Choice(TEXT_LAYERS),
    help="The files' own text: judge it, keep it, or ignore it and read.",
)
@reading_options
@click.option("--workers", type=click.IntRange(1, 64), help="Worker processes; by default one for each core.")
def command(
    paths: tuple[Path, ...],
    ranges: tuple[tuple[int, int | None], ...] | None,
    no_ocr: bool,
    documents: bool,
    password: str | None,
    explain: Path | None,
    languages: str,
    text_layer: TextLayer,
    machine: AnalyseOptions,
    workers: int | None,
) -> int:
    """Read PATHs (PDF, TIFF, PNG, JPEG, or folders of them) and print one JSON object a page.

    Nothing is stored and no project is needed. docs/command-line.md describes the objects.
    """
    if explain is not None:
        _make_folder(explain)
    found = catalogue(paths)
    status = 0
    for problem in found.problems:
        _print(file_error_record(str(problem.file), page_error(problem)))
        say(error_line(problem))
        status = 1
    for other in found.others:
        say(f"foia-reviewer: {other} is passed over: it cannot be read here.")
    pictures = _folders(explain, found.reviewable)
    with WorkerPool(workers or os.cpu_count() or 1) as pool:
        for file in found.reviewable:
            chosen = replace(
                machine, ocr=not no_ocr, languages=languages, explain=pictures.get(file), text_layer=text_layer
            )
            wanted = _Wanted(ranges, documents, password, chosen)
            status |= _inspect_file(pool, file, wanted)
    return status


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(
            f"The folder {folder} cannot be made ({error.strerror or error}).",
            "Choose another one with --explain.",
            code="cannot-write",
            file=folder,
        ) from error


def _folders(explain: Path | None, files: Sequence[Path]) -> dict[Path, Path]:
    """Where the pictures of each file go, which are named by its stem: files of one stem get folders of their own."""
    if explain is None:
        return {}
    stems = Counter(file.stem.casefold() for file in files)
    folders = {}
    for number, file in enumerate(files, 1):
        folders[file] = explain if stems[file.stem.casefold()] == 1 else explain / f"{number} {file.name}"
        _make_folder(folders[file])
    return folders


def _print(record: Record) -> None:
    click.echo(json.dumps(record, ensure_ascii=False, separators=(",", ":")))


def _inspect_file(pool: WorkerPool, file: Path, wanted: _Wanted) -> bool:
    """Prints the objects of one file; whether something of it failed, which is said on standard error as it comes."""
    try:
        facts: FileFacts = pool.submit(OpenFile(file, wanted.password)).result()
    except UserError as error:
        say(error_line(error))
        _print(file_error_record(str(file), page_error(error)))
        return True
    if facts.mended:
        say(
            f"foia-reviewer: {file} is damaged and was mended as it was opened: pages or parts of pages may be missing."
        )
    pages = chosen_pages(wanted.ranges, facts.page_count)
    if absent := absent_pages(wanted.ranges, facts.page_count):
        say(f"foia-reviewer: {file} has {counted(facts.page_count, 'page')}: there is no page {absent}.")
    failed = not pages
    results: list[PageResult] = []
    for result in read_pages(pool, file, pages, facts.sizes, wanted.password, wanted.options):
        if result.error is not None:
            say(page_line(file, result.page, result.error.message))
            failed = True
        if wanted.documents:
            results.append(result)
        else:
            _print(page_record(str(file), result))
    for document in find_documents(results):
        _print(document_record(str(file), document))
    return failed
