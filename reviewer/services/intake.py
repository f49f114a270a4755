"""What reading puts into a project: files, pages, results, documents, jobs; each told to listeners once committed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import TypeVar

from reviewer.model.changes import Changes, changed
from reviewer.model.documents import DocumentFinding, PageNumbers
from reviewer.model.ids import FileId, PageId, Uuid
from reviewer.model.page import PageResult
from reviewer.model.review import JobState
from reviewer.services.events import Events
from reviewer.storage import copies, documents, found, names, records, results, running, sources
from reviewer.storage.audit import Author
from reviewer.storage.connections import Connection
from reviewer.storage.given import GivenPage, store_given
from reviewer.storage.project import ProjectFile
from reviewer.storage.rows import PendingPage
from reviewer.storage.sources import Added, ReceivedFile
from reviewer.text.copies.compare import FoundUnit, PairFound
from reviewer.text.names.found import FoundName

T = TypeVar("T")


class Intake:
    """The machine's side of a project. Nothing here can be undone, and nothing overwrites what a person said.

    Methods that return a Future queue behind earlier results and are told from the writing thread; the others wait.
    """

    def __init__(self, project: ProjectFile, reviewer: Uuid, events: Events) -> None:
        self._project, self._reviewer, self._events = project, reviewer, events

    def add_request(self, agency: str = "", number: str = "", regime: str = "FOIA") -> Uuid:
        """Add a request, or find the one with this number and agency."""
        author = Author(self._reviewer)
        uuid = self._project.edit(lambda c: sources.add_request(c, author, agency=agency, number=number, regime=regime))
        self._events.announce(changed("request", [uuid]))
        return uuid

    def add_determination(self, request: Uuid, printed_on: str) -> Uuid:
        """Add the determination of this date (ISO), or find it; whether it is the last one is not said."""
        author = Author(self._reviewer)
        uuid = self._project.edit(lambda c: sources.add_determination(c, author, request, printed_on))
        self._events.announce(changed("event", [uuid]))
        return uuid

    def add_release(
        self, name: str, *, request: Uuid | None = None, event: Uuid | None = None, received_on: str | None = None
    ) -> Uuid:
        """Add a release, or find the one of this name and request."""
        author = Author(self._reviewer)
        uuid = self._project.edit(
            lambda c: sources.add_release(c, author, name, request=request, event=event, received_on=received_on)
        )
        self._events.announce(changed("release", [uuid]))
        return uuid

    def add_item(self, release: Uuid, received: ReceivedFile) -> Added:
        """Catalogue a file that is not reviewable here."""
        author, path = Author(self._reviewer), self._project.path
        return self._added(lambda c: sources.add_item(c, author, path, release, received))

    def add_source_file(self, release: Uuid, received: ReceivedFile, sizes: Sequence[tuple[float, float]]) -> Added:
        """Add a file with its pages (sizes in displayed points); `already` if the release has it."""
        author, path = Author(self._reviewer), self._project.path
        return self._added(lambda c: sources.add_source_file(c, author, path, release, received, sizes))

    def add_failed_file(self, release: Uuid, received: ReceivedFile, code: str, message: str) -> Added:
        """Record a file that could not be opened, with the reason."""
        author, path = Author(self._reviewer), self._project.path
        return self._added(lambda c: sources.add_failed_file(c, author, path, release, received, (code, message)))

    def store_given(self, file: FileId, pages: Sequence[GivenPage], documents: Sequence[DocumentFinding]) -> None:
        """Store what a load file says of a file's pages and documents; no reading overwrites it."""
        self._told(lambda c: store_given(c, self._project.path, file, pages, documents))

    def relocate_file(self, file: FileId, path: Path) -> None:
        """Remember where a source file lies now (its SHA-256 was checked by the caller)."""
        self._told(lambda c: sources.relocate_file(c, self._project.path, file, path))

    def claim_pages(self, limit: int, first: Iterable[PageId] = (), *, retry: bool = False) -> list[PendingPage]:
        """Up to `limit` pages that wait to be read, `first` before others; with `retry`, failed ones too."""
        wanted = tuple(first)
        pages = self._project.edit(lambda c: sources.claim_pages(c, self._project.path, limit, wanted, retry))
        if pages:
            self._events.announce(changed("page", [page.id for page in pages]))
        return pages

    def release_pages(self, pages: Iterable[PageId]) -> None:
        """Give back pages that were claimed but not read."""
        ids = tuple(pages)
        self._told(lambda c: sources.release_pages(c, ids))

    def release_all_pages(self) -> None:
        """Let pages that were claimed and could not be stored wait again; only for when nothing reads."""
        self._told(sources.release_all_pages)

    def read_again(self, pages: Iterable[PageId]) -> None:
        """Queue pages to be read once more; what they hold stays until then."""
        ids = tuple(pages)
        self._told(lambda c: sources.read_again(c, ids))

    def store_page_result(self, page: PageId, result: PageResult) -> Future[Changes]:
        """Store one page, wholly or not at all, behind earlier results."""
        return self._queued(lambda c: results.store_page_result(c, page, result))

    def store_page_results(self, found_on: Mapping[PageId, PageResult]) -> Future[Changes]:
        """Store several pages in one go; if one cannot be stored, none is."""
        return self._queued(lambda c: results.store_page_results(c, found_on))

    def store_numbers(self, file: FileId, pages: Sequence[PageNumbers]) -> Future[Changes]:
        """Store the numbers of a file's pages as they hold as series over all of them."""
        return self._queued(lambda c: results.store_numbers(c, file, pages))

    def store_running(self, file: FileId, lines: Mapping[int, frozenset[int]]) -> Future[Changes]:
        """Store which lines of a file's pages are running heads and feet or release stamps."""
        return self._queued(lambda c: running.store_running(c, file, lines))

    def store_documents(self, file: FileId, findings: Sequence[DocumentFinding]) -> Future[Changes]:
        """Store the documents found in a file, around those of a person's hand."""
        return self._queued(lambda c: documents.store_documents(c, file, findings))

    def store_names(self, on_pages: Mapping[PageId, Sequence[FoundName]]) -> Future[Changes]:
        """Store the names of pages in place of those found there before; these pages wait no more."""
        return self._queued(lambda c: names.store_names(c, on_pages))

    def store_groups(self, groups: Sequence[names.Grouped], *, last: bool) -> Future[Changes]:
        """Store how names are grouped, a part at a time; with the `last` part the counts of the groups."""
        return self._queued(lambda c: names.store_groups(c, groups, last=last))

    def store_units(
        self, of_documents: Sequence[tuple[copies.WaitingDocument, Sequence[FoundUnit]]]
    ) -> Future[Changes]:
        """Store what can occur again of documents in place of what was kept before; their pages wait no more."""
        return self._queued(lambda c: copies.store_units(c, of_documents))

    def store_pairs(self, compared: Mapping[tuple[int, int], PairFound | None]) -> Future[Changes]:
        """Store which pairs of units are copies, and what each shows of the other; what is none any more goes."""
        return self._queued(lambda c: copies.store_pairs(c, compared))

    def mark_compared(self, units: Sequence[int]) -> Future[Changes]:
        """Say that every pair with these units is stored."""
        return self._queued(lambda c: copies.mark_compared(c, units))

    def store_crop(self, redaction: Uuid, image: bytes) -> Future[Changes]:
        """Keep the picture of a redaction (encoded image, full width of the page)."""

        def store(connection: Connection) -> Changes:
            found.store_crop(connection, redaction, image)
            return changed("redaction", [redaction])

        return self._queued(store)

    def store_thumbnail(self, page: PageId, image: bytes) -> Future[Changes]:
        """Keep the small picture of a page (encoded image)."""
        return self._queued(lambda c: records.store_thumbnail(c, page, image))

    def start_job(self, kind: str, title: str, total: int = 0) -> Uuid:
        """Begin a job; `total` counts its units."""
        author = Author(self._reviewer)
        job = self._project.edit(lambda c: records.start_job(c, author, kind, title, total))
        self._events.announce(changed("job", [job]))
        return job

    def end_job(
        self, job: Uuid, state: JobState = "done", *, done: int = 0, failed: int = 0, details: object = None
    ) -> None:
        """Finish a job with its counts."""
        self._told(lambda c: records.end_job(c, job, state, done=done, failed=failed, details=details))

    def record_failure(
        self,
        job: Uuid | None,
        code: str,
        message: str,
        *,
        path: str = "",
        file: FileId | None = None,
        page: PageId | None = None,
    ) -> None:
        """Record what went wrong in a job."""
        self._told(lambda c: records.record_failure(c, job, code, message, path=path, file=file, page=page))

    def number_items(self) -> None:
        """Give item numbers to redactions and issues that have none, in reading order; never one used before."""
        self._told(records.number_items)

    def set_setting(self, name: str, value: object) -> None:
        """Remember a view's state with the project; None forgets it."""
        self._told(lambda c: records.set_setting(c, name, value))

    def _told(self, work: Callable[[Connection], Changes]) -> None:
        self._events.announce(self._project.edit(work))

    def _added(self, work: Callable[[Connection], Added]) -> Added:
        added = self._project.edit(work)
        self._events.announce(added.changes)
        return added

    def _queued(self, work: Callable[[Connection], Changes]) -> Future[Changes]:
        future = self._project.writer.store(work)
        future.add_done_callback(self._tell)
        return future

    def _tell(self, future: Future[Changes]) -> None:
        if not future.cancelled() and future.exception() is None:
            self._events.announce(future.result())
