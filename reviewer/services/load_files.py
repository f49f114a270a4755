"""Brings a production in by its load file: pages in order with their numbers, documents with their fields."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from reviewer.export.writing import complete_file
from reviewer.ingest.catalogue import Stopped, sha256
from reviewer.ingest.load_files.documents import families_of, finding, running_numbers, series_of
from reviewer.ingest.load_files.volume import Volume, VolumeDocument, VolumePage, read_volume
from reviewer.model.errors import SourceError, UserError
from reviewer.model.ids import FileId, Uuid
from reviewer.services.patience import unless
from reviewer.services.workspace import Workspace
from reviewer.storage.given import GivenPage
from reviewer.storage.sources import ReceivedFile
from reviewer.workers.pool import WorkerPool
from reviewer.workers.requests import FileFacts, JoinPages, OpenFile

_PAGES: Final = 500
"""Pages that go into one PDF, at document boundaries: files of this size are read and shown quickly."""


@dataclass(slots=True)
class VolumeReport:
    """What came of a production: files added by name, what could not be read, all files that belong to it.

    `already`: it was imported before, and nothing was changed.
    """

    added: list[str]
    failures: list[UserError]
    used: frozenset[Path]
    pages: int = 0
    documents: int = 0
    already: bool = False


@dataclass(frozen=True, slots=True)
class _Made:
    """A document in a file of the project: its first page there, and how many pages of it there are."""

    document: VolumeDocument
    first: int
    pages: tuple[VolumePage, ...]


class VolumeIntake:
    """Takes productions into one release; `release` makes it when the first page is there."""

    def __init__(
        self,
        workspace: Workspace,
        release: Callable[[], Uuid],
        pool: WorkerPool,
        cancelled: Callable[[], bool],
        progress: Callable[[int, int, Path], None] | None = None,
    ) -> None:
        self._workspace, self._release, self._pool = workspace, release, pool
        self._cancelled, self._progress = cancelled, progress

    def take(self, path: Path) -> VolumeReport:
        """Import the production that a load file tells of.

        Single pages are put together into PDFs beside the project, their pictures as they are; PDFs of whole documents
        are taken where they lie. A picture that is missing or broken, and a row that cannot be read, is named, and the
        rest comes in. UserError where nothing can be used, Stopped where the import is cancelled.
        """
        volume = read_volume(path)
        pages = (page.path for document in volume.documents for page in document.pages)
        used = frozenset((*pages, *volume.texts, *volume.load_files))
        report = VolumeReport([], [_problem(path, words) for words in volume.problems], used)
        release = self._release()
        digests = {each: sha256(each, self._cancelled) for each in volume.load_files}
        if self._is_there(release, digests[volume.load_files[0]]):
            return VolumeReport([], [], used, already=True)
        facts = self._opened(volume, report)
        families = families_of(volume.documents)
        for number, batch in enumerate(_batches(volume.documents, facts), start=1):
            if len(batch) == 1 and batch[0].whole:
                self._add_whole(release, batch[0], facts, families, report)
            else:
                self._add_joined(release, f"{volume.name}-{number:03}", batch, facts, families, report)
        for each in (*volume.load_files, *volume.texts):  # last: an import that was given up is begun anew
            self._workspace.intake.add_item(
                release, _received(each, digests.get(each) or sha256(each, self._cancelled))
            )
        return report

    def _is_there(self, release: Uuid, digest: str) -> bool:
        return any(row.release == release and row.sha256 == digest for row in self._workspace.read.sources.items())

    def _opened(self, volume: Volume, report: VolumeReport) -> dict[Path, FileFacts]:
        """What each file of the production says of itself; one that cannot be opened is named with its page."""
        wanted = {page.path: page.key for document in volume.documents for page in document.pages}
        facts: dict[Path, FileFacts] = {}
        for number, (path, key) in enumerate(wanted.items()):
            if self._cancelled():
                raise Stopped
            if self._progress is not None and not number % 20:
                self._progress(number, len(wanted), path)
            try:
                facts[path] = unless(self._cancelled, self._pool.submit(OpenFile(path)))
            except SourceError as error:
                report.failures.append(_problem(path, f"{key}: {error}"))
        return facts

    def _add_whole(
        self,
        release: Uuid,
        document: VolumeDocument,
        facts: Mapping[Path, FileFacts],
        families: Mapping[str, tuple[str, ...]],
        report: VolumeReport,
    ) -> None:
        """A PDF of a whole document stays where it lies."""
        path = document.pages[0].path
        sizes = facts[path].sizes
        digest = sha256(path, self._cancelled)
        added = self._workspace.intake.add_source_file(release, _received(path, digest), sizes)
        if added.already:
            return
        keys = running_numbers(document.first, document.last, len(sizes))
        given = [GivenPage(n, key, series_of(key), path, digest) for n, key in enumerate(keys)]
        pages = tuple(VolumePage(key, path) for key in keys)
        self._store(added.item, path.name, given, [_Made(document, 0, pages)], families, report)

    def _add_joined(
        self,
        release: Uuid,
        name: str,
        batch: Sequence[VolumeDocument],
        facts: Mapping[Path, FileFacts],
        families: Mapping[str, tuple[str, ...]],
        report: VolumeReport,
    ) -> None:
        """Single pages of some documents become one PDF in a folder beside the project."""
        pages = [page for document in batch for page in document.pages if page.path in facts]
        parts = list(dict.fromkeys(page.path for page in pages))
        folder = self._workspace.path.with_name(f"{self._workspace.path.stem} pages")
        folder.mkdir(exist_ok=True)
        target = _free(folder, name)
        with complete_file(target) as beside:
            joined = unless(self._cancelled, self._pool.submit(JoinPages(parts[0], tuple(parts), beside)))
        sizes = dict(zip(parts, joined, strict=True))
        made, given = self._placed(batch, sizes, target, report)
        every = [size for part in parts for size in sizes[part]]
        added = self._workspace.intake.add_source_file(
            release, _received(target, sha256(target, self._cancelled)), every
        )
        self._store(added.item, target.name, given, made, families, report)

    def _placed(
        self,
        batch: Sequence[VolumeDocument],
        sizes: Mapping[Path, Sequence[tuple[float, float]]],
        target: Path,
        report: VolumeReport,
    ) -> tuple[list[_Made], list[GivenPage]]:
        """Where the documents stand in the PDF made of them; a picture that gave no page is named."""
        made: list[_Made] = []
        given: list[GivenPage] = []
        placed: set[Path] = set()
        at = 0
        for document in batch:
            first, pages = at, []
            for path in dict.fromkeys(page.path for page in document.pages):
                own = [page for page in document.pages if page.path == path]
                count = len(sizes.get(path, ()))
                if path in placed:
                    report.failures.append(_problem(path, f"{own[0].key}: {path.name} is of another document already."))
                    continue
                placed.add(path)
                if path in sizes and not count:
                    report.failures.append(_problem(path, f"{own[0].key}: {path.name} could not be taken over."))
                keys = [page.key for page in own] if len(own) == count else running_numbers(own[0].key, "", count)
                digest = sha256(path, self._cancelled) if count else ""
                given += [GivenPage(at + n, key, series_of(key), path, digest) for n, key in enumerate(keys)]
                pages += [VolumePage(key, path) for key in keys]
                at += count
            if pages:
                made.append(_Made(document, first, tuple(pages)))
        return made, given

    def _store(
        self,
        file: int,
        name: str,
        given: Sequence[GivenPage],
        made: Sequence[_Made],
        families: Mapping[str, tuple[str, ...]],
        report: VolumeReport,
    ) -> None:
        findings = [finding(each.document, each.first, each.pages, families) for each in made]
        self._workspace.intake.store_given(FileId(file), given, findings)
        report.added.append(name)
        report.pages += len(given)
        report.documents += len(made)


def _batches(documents: Sequence[VolumeDocument], facts: Mapping[Path, FileFacts]) -> Iterator[list[VolumeDocument]]:
    """Documents of single pages, as many as one PDF holds; a document that is a PDF alone. None without any page."""
    batch: list[VolumeDocument] = []
    count = 0
    for document in documents:
        pages = sum(page.path in facts for page in document.pages)
        if not pages:
            continue
        if document.whole:
            yield [document]
            continue
        if batch and count + pages > _PAGES:
            yield batch
            batch, count = [], 0
        batch.append(document)
        count += pages
    if batch:
        yield batch


def _free(folder: Path, name: str) -> Path:
    """A name that is not taken; what lies there may belong to another release of the project."""
    target, again = folder / f"{name}.pdf", 2
    while target.exists():
        target, again = folder / f"{name} ({again}).pdf", again + 1
    return target


def _received(path: Path, digest: str) -> ReceivedFile:
    return ReceivedFile(path, digest, path.stat().st_size)


def _problem(path: Path, words: str) -> SourceError:
    return SourceError(words, "The rest was imported.", code="load-file", file=path)
