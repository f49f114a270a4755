"""Pictures of chosen pages in their order, made by workers that run a little ahead of who takes them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

from reviewer.export.pages.choose import CopyPlan
from reviewer.export.sources import unchanged
from reviewer.model.copies import PageCopy
from reviewer.model.errors import SourceError
from reviewer.model.ids import FileId
from reviewer.storage.reads import Reads
from reviewer.storage.rows import FileRow, PageContent, PageRow
from reviewer.workers.pool import WorkerPool
from reviewer.workers.requests import CopyPage, FileFacts, OpenFile

DPI = 150.0
_NEAR = 0.02  # of the page: a margin that a scan leaves
_AHEAD = 3  # requests a worker: the next page is ready when one is done, and few pictures are held at a time
_RECOVERABLE, _ATTACHMENTS = "recoverable text", "attached files"

Password = Callable[[Path], str | None]


class Sources:
    """Where the files lie that are still what came, and which of them carry files of their own."""

    def __init__(self, plan: CopyPlan, pool: WorkerPool, password: Password, *, upright: bool = False) -> None:
        """`upright`: a picture is wanted that shows the whole page by itself, whatever a PDF would say of its place."""
        self._password, self._pool, self._upright = password, pool, upright
        self._rows: dict[FileId, FileRow] = {row.id: row for row in plan.files if unchanged(row)}
        asked = {file: pool.submit(OpenFile(row.path, password(row.path))) for file, row in self._rows.items()}
        self._carrying = {file for file, facts in asked.items() if self._attached(facts)}

    def request(self, page: PageRow, why: tuple[str, ...]) -> CopyPage | None:
        """What to ask a worker for; None where the source is missing or changed."""
        row = self._rows.get(page.file)
        if row is None:
            return None
        return CopyPage(row.path, page.number, DPI, flatten=bool(why), password=self._password(row.path))

    def answer(self, page: PageRow, request: CopyPage, future: Future[PageCopy]) -> PageCopy | None:
        """The picture that a worker made; None where it cannot."""
        try:
            picture = future.result()
            if self._upright and not _fills(picture, page):
                picture = self._pool.submit(replace(request, flatten=True)).result()
        except SourceError:
            return None
        return picture

    def why(self, page: PageRow, content: PageContent) -> tuple[str, ...]:
        """Why a page must not keep the picture of its source."""
        found = [_RECOVERABLE] if any(row.recoverable_rects for row in content.redactions) else []
        return (*found, *([_ATTACHMENTS] if page.file in self._carrying else []))

    @staticmethod
    def _attached(facts: Future[FileFacts]) -> bool:
        try:
            return bool(facts.result().attachments)
        except SourceError:
            return False  # its pages fail too, and are named


Pictured = tuple[PageRow, PageContent, PageCopy | None, tuple[str, ...]]
_Waiting = tuple[PageRow, PageContent, CopyPage | None, Future[PageCopy] | None, tuple[str, ...]]


def pictured(plan: CopyPlan, read: Reads, pool: WorkerPool, source: Sources) -> Iterator[Pictured]:
    """Each page with its words and picture (None: there is none), and why it is flattened; workers run ahead."""
    waiting: deque[_Waiting] = deque()
    try:
        for page in plan.pages:
            content = read.pages.content(page.id)
            why = source.why(page, content)
            request = source.request(page, why)
            waiting.append((page, content, request, pool.submit(request) if request is not None else None, why))
            if len(waiting) > _AHEAD * pool.workers:
                yield _answered(source, *waiting.popleft())
        while waiting:
            yield _answered(source, *waiting.popleft())
    finally:
        for _, _, _, future, _ in waiting:
            if future is not None:
                future.cancel()


def _answered(
    source: Sources,
    page: PageRow,
    content: PageContent,
    request: CopyPage | None,
    future: Future[PageCopy] | None,
    why: tuple[str, ...],
) -> Pictured:
    picture = source.answer(page, request, future) if request is not None and future is not None else None
    return page, content, picture, why


def _fills(picture: PageCopy, page: PageRow) -> bool:
    """Whether a picture stands upright and shows the whole page."""
    a, b, c, d, e, f = picture.placed
    near = abs(a - page.width) + abs(e) < _NEAR * page.width and abs(d - page.height) + abs(f) < _NEAR * page.height
    return near and abs(b) + abs(c) < 1.0
