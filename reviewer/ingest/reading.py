"""Reads the pages of a file through workers, in page order, a failed page as a result that says why."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.model.errors import UserError
from reviewer.model.page import PageError, PageResult
from reviewer.workers.requests import AnalyseOptions, AnalysePage

if TYPE_CHECKING:
    from reviewer.workers.pool import WorkerPool

_AHEAD_PER_WORKER = 3
"""Pages handed out ahead of the one that is awaited: enough to keep workers busy, few enough to stay small."""


def read_pages(
    pool: WorkerPool,
    path: Path,
    pages: Sequence[int],
    sizes: Sequence[tuple[float, float]],
    password: str | None = None,
    options: AnalyseOptions | None = None,
) -> Iterator[PageResult]:
    """Results for `pages` (indexes from 0) of one file, in that order; `sizes` of all its pages in displayed points.

    A page that cannot be read yields a PageResult with its `error` and empty lists.
    """
    waiting: deque[tuple[int, Future[PageResult]]] = deque()
    todo = iter(pages)
    try:
        while True:
            while len(waiting) < _AHEAD_PER_WORKER * pool.workers and (page := next(todo, None)) is not None:
                request = AnalysePage(path, page, password, options or AnalyseOptions())
                waiting.append((page, pool.submit(request)))
            if not waiting:
                return
            page, future = waiting.popleft()
            yield result_or_error(future, page, sizes[page])
    finally:
        for _, future in waiting:
            future.cancel()


def result_or_error(future: Future[PageResult], page: int, size: tuple[float, float]) -> PageResult:
    """The future's result, or a result that carries the user's error; waits for it."""
    try:
        return future.result()
    except UserError as error:
        return failed_page(page, size, error)


def failed_page(page: int, size: tuple[float, float], error: UserError) -> PageResult:
    """A page of `size` displayed points that could not be read, with the reason in the user's words."""
    return PageResult(page=page, width=size[0], height=size[1], error=page_error(error))


def page_error(error: UserError) -> PageError:
    """What a page or file keeps of an error."""
    return PageError(error.code, str(error))
