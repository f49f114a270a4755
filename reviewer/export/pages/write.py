"""Writes copies of released pages: each page a picture from a worker, checked by a program that did not write it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path

from reviewer.export.pages.choose import CopyPlan
from reviewer.export.pages.layer import holes_of, words_of
from reviewer.export.pages.notice import notice_leaves
from reviewer.export.pages.remarks import Remarks
from reviewer.export.paper.leaves import Leaf, Leaves
from reviewer.export.paper.outside_check import Hole, require_clean
from reviewer.export.sources import unchanged
from reviewer.model.copies import PageCopy
from reviewer.model.errors import SourceError
from reviewer.model.ids import FileId
from reviewer.storage.reads import Reads
from reviewer.storage.rows import FileRow, PageContent, PageRow
from reviewer.workers.pool import WorkerPool
from reviewer.workers.requests import CopyPage, FileFacts, OpenFile

DPI = 150.0
_AHEAD = 3  # requests a worker: the next page is ready when one is done, and few pictures are held at a time
_RECOVERABLE, _ATTACHMENTS = "recoverable text", "attached files"

Password = Callable[[Path], str | None]


@dataclass(slots=True)
class CopyReport:
    """What came of a copy: pages, why some were flattened on purpose (by their cites), pages without a picture."""

    pages: int = 0
    flattened: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def write_copy(
    plan: CopyPlan,
    read: Reads,
    pool: WorkerPool,
    path: Path,
    made: str,
    *,
    annotated: bool,
    internal: bool = False,
    watch: Callable[[], None] = lambda: None,
    password: Password = lambda path: None,
) -> CopyReport:
    """Write the chosen pages as the PDF `path` and check it; `made` is the local ISO time.

    A page of which the source holds more than its looks (recoverable text, annotations, attached files) is rendered,
    and named in the notice at the end. `watch` is told after each page; whoever gives up raises.
    """
    report, holes = CopyReport(len(plan.pages)), list[Hole]()
    remarks = Remarks(read, plan, internal=internal) if annotated else None
    source = _Sources(plan, pool, password)
    with Leaves(path, plan.title) as out:
        for page, content, picture, why in _pictured(plan, read, pool, source):
            cite = str(plan.places.cite(page))
            if picture is None:
                report.left_out.append(cite)
            elif why or picture.carried:
                report.flattened.append((cite, (*why, *picture.carried)))
            out.add(_leaf(page, content, picture, remarks))
            holes += holes_of(content, out.pages - 1) if picture is not None else []
            watch()
        for leaf in notice_leaves(plan, report, made, annotated=annotated, internal=internal):
            out.add(leaf)
        out.finish(plan.bookmarks(tags=annotated))
        pages = out.pages
    require_clean(path, holes, pages, annotations=annotated)
    return report


class _Sources:
    """Where the files lie that are still what came, and which of them carry files of their own."""

    def __init__(self, plan: CopyPlan, pool: WorkerPool, password: Password) -> None:
        self._password = password
        self._rows: dict[FileId, FileRow] = {row.id: row for row in plan.files if unchanged(row)}
        asked = {file: pool.submit(OpenFile(row.path, password(row.path))) for file, row in self._rows.items()}
        self._carrying = {file for file, facts in asked.items() if self._attached(facts)}

    def request(self, page: PageRow, why: tuple[str, ...]) -> CopyPage | None:
        """What to ask a worker for; None where the source is missing or changed."""
        row = self._rows.get(page.file)
        if row is None:
            return None
        return CopyPage(row.path, page.number, DPI, flatten=bool(why), password=self._password(row.path))

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


_Pictured = tuple[PageRow, PageContent, PageCopy | None, tuple[str, ...]]


def _pictured(plan: CopyPlan, read: Reads, pool: WorkerPool, source: _Sources) -> Iterator[_Pictured]:
    """Each page with its words and picture (None: there is none), and why it is flattened; workers run ahead."""
    waiting: deque[tuple[PageRow, PageContent, Future[PageCopy] | None, tuple[str, ...]]] = deque()
    try:
        for page in plan.pages:
            content = read.pages.content(page.id)
            why = source.why(page, content)
            request = source.request(page, why)
            waiting.append((page, content, pool.submit(request) if request is not None else None, why))
            if len(waiting) > _AHEAD * pool.workers:
                yield _answered(*waiting.popleft())
        while waiting:
            yield _answered(*waiting.popleft())
    finally:
        for _, _, future, _ in waiting:
            if future is not None:
                future.cancel()


def _answered(page: PageRow, content: PageContent, future: Future[PageCopy] | None, why: tuple[str, ...]) -> _Pictured:
    try:
        return page, content, future.result() if future is not None else None, why
    except SourceError:
        return page, content, None, why


def _leaf(page: PageRow, content: PageContent, picture: PageCopy | None, remarks: Remarks | None) -> Leaf:
    if picture is None:
        sentence = "No picture of this page: its source is missing, changed or cannot be read."
        return Leaf(page.width, page.height, None, lines=((36.0, 48.0, 10.0, sentence),))
    marks = tuple(remarks.of(page, content)) if remarks is not None else ()
    return Leaf(page.width, page.height, picture, list(words_of(content)), marks)
