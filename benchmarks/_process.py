"""Reads pages in a fresh process, as a worker does, and weighs that process."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

import psutil

from reviewer.model.errors import SourceError
from reviewer.model.page import PageError, PageResult
from reviewer.workers.desk import Desk
from reviewer.workers.requests import AnalyseOptions, AnalysePage

Task = tuple[Path, int]


def read_pages(tasks: Sequence[Task], options: AnalyseOptions | None = None) -> tuple[list[PageResult], float]:
    """The result of each (file, page from 0), in order, and the most memory the process held, in MB."""
    with reading_process() as process:
        return start_reading(process, tasks, options).result()


def reading_process() -> ProcessPoolExecutor:
    """One fresh process, for readings that follow each other."""
    return ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))


def start_reading(
    process: ProcessPoolExecutor, tasks: Sequence[Task], options: AnalyseOptions | None = None
) -> Future[tuple[list[PageResult], float]]:
    """As `read_pages`, in the background."""
    return process.submit(_read, list(tasks), options or AnalyseOptions())


def _read(tasks: list[Task], options: AnalyseOptions) -> tuple[list[PageResult], float]:
    desk = Desk()
    results = []
    for path, page in tasks:
        try:
            answer = desk.answer(AnalysePage(path, page, None, options))
        except SourceError as error:
            answer = PageResult(page, 0.0, 0.0, error=PageError(error.code, error.message))
        if not isinstance(answer, PageResult):
            raise TypeError(f"reading a page gave {type(answer).__name__}")
        results.append(replace(answer, crops=(), thumbnail=b""))
    desk.close()
    return results, _peak_mb()


def _peak_mb() -> float:
    """The most resident memory so far."""
    if sys.platform == "win32":
        return float(psutil.Process().memory_info().peak_wset / 1e6)
    status = Path("/proc/self/status")
    if status.exists():  # on Linux ru_maxrss begins with what the process had that started this one
        return next(int(line.split()[1]) * 1024 / 1e6 for line in status.read_text().splitlines() if "VmHWM" in line)
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6  # bytes on macOS
