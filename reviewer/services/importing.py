"""Brings released files into a project: catalogue, hash, open, record file and pages; one bad file stops none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from reviewer.ingest import archives
from reviewer.ingest.catalogue import REVIEWABLE, Stopped, catalogue, never, sha256
from reviewer.ingest.load_files.volume import is_load_file
from reviewer.ingest.sources import source_problem
from reviewer.model.errors import SourceError, UserError
from reviewer.model.ids import Uuid
from reviewer.model.review import JobState, Regime
from reviewer.services.patience import unless
from reviewer.services.workspace import Workspace
from reviewer.storage.rows import FileRow
from reviewer.storage.sources import Added, ReceivedFile
from reviewer.workers.pool import WorkerPool
from reviewer.workers.requests import OpenFile

if TYPE_CHECKING:
    from reviewer.services.load_files import VolumeIntake, VolumeReport

_NOTHING_SAID: Final[tuple[str, str, Regime]] = ("", "", "FOIA")


@dataclass(slots=True)
class ImportReport:
    """What came of an import, by the names of the files; `failures` say what could not be read and why.

    `notices` are sentences, in the order of the files, on what is neither added nor failed. `left` counts the files
    that were not looked at any more because the import was cancelled.
    """

    added: list[str] = field(default_factory=list)
    catalogued: list[str] = field(default_factory=list)
    already: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    failures: list[UserError] = field(default_factory=list)
    pages: int = 0
    left: int = 0
    cancelled: bool = False


def import_paths(
    workspace: Workspace,
    paths: Sequence[Path],
    *,
    release: str = "",
    request: str = "",
    agency: str = "",
    letter_date: str = "",
    regime: Regime = "FOIA",
    passwords: Mapping[str, str] | None = None,
    progress: Callable[[int, int, Path], None] | None = None,
    cancelled: Callable[[], bool] = never,
    pool: WorkerPool | None = None,
) -> ImportReport:
    """Adds files and folders to a release, made where there is none of this name; pages then wait to be read.

    `letter_date` (ISO) becomes the date printed on the determination that the release came with, `regime` is the law
    of the request. `passwords` are by path as text, "" for any file. `progress(done, total, file)` is called before
    each file; where `cancelled()` turns true, what is added so far stays. `pool` are workers that are there already,
    and go on. Raises ProjectError where the project cannot be written.
    """
    found = catalogue(paths)
    report = ImportReport(failures=list(found.problems))
    files = [*found.reviewable, *found.others]
    job = workspace.intake.start_job("import", f"Import {len(files)} files", len(files))
    target = _Target(workspace, release or _release_name(paths), (agency, request, regime), letter_date, files)
    with nullcontext(pool) if pool is not None else WorkerPool(1) as opening:
        intake = _Arrivals(workspace, target, opening, passwords or {}, report, cancelled)
        if any(map(is_load_file, files)):
            from reviewer.services.load_files import VolumeIntake  # seldom, and much comes with it

            productions = _Productions(VolumeIntake(workspace, target.release, opening, cancelled, progress), report)
            files = productions.take_from(files)
        for number, file in enumerate(files):
            if progress is not None:
                progress(number, len(files), file)
            try:
                intake.take(file, reviewable=file not in found.others)
            except SourceError as error:
                report.failures.append(error)
            except Stopped:
                report.cancelled, report.left = True, len(files) - number
                break
    for failure in report.failures:
        workspace.intake.record_failure(job, failure.code, str(failure), path=str(failure.file or ""))
    state: JobState = "cancelled" if report.cancelled else "done"
    done = len(report.added) + len(report.catalogued)
    workspace.intake.end_job(job, state, done=done, failed=len(report.failures))
    return report


def open_again(
    workspace: Workspace,
    file: FileRow,
    pool: WorkerPool,
    password: str | None = None,
    stopped: Callable[[], bool] = never,
) -> int:
    """Tries a file once more that could not be opened when it was imported; returns how many pages it has got.

    Raises SourceError, which is recorded with the file, where it still cannot be opened or is another file now;
    Stopped once `stopped()` turns true.
    """
    received = ReceivedFile(file.path, file.sha256, file.bytes, file.received_on)
    try:
        problem = source_problem(file.path, file.sha256, stopped)
        if problem is not None:
            raise problem
        facts = pool.submit(OpenFile(file.path, password)).result()
    except SourceError as error:
        workspace.intake.add_failed_file(file.release, received, error.code, str(error))
        raise
    workspace.intake.add_source_file(file.release, received, facts.sizes)
    return len(facts.sizes)


def _release_name(paths: Sequence[Path]) -> str:
    """The folder's name where one folder, or a load file in one, was given: the user calls the release so already."""
    if len(paths) != 1:
        return "Release"
    if paths[0].is_dir():
        return paths[0].resolve().name
    return paths[0].resolve().parent.name if is_load_file(paths[0]) else "Release"


class _Productions:
    """Takes the productions among the files of an import, told by their load files."""

    def __init__(self, intake: VolumeIntake, report: ImportReport) -> None:
        self._intake, self._report = intake, report

    def take_from(self, files: Sequence[Path]) -> list[Path]:
        """Import every production; the files that belong to none. A file that is no load file after all stays."""
        used: set[Path] = set()
        for file in sorted(filter(is_load_file, files), key=lambda path: path.suffix.lower() != ".dat"):
            if file in used or self._report.cancelled:
                continue
            try:
                found = self._intake.take(file)
            except Stopped:
                self._report.cancelled = True
            except UserError as error:
                if error.code != "not-a-load-file" or len(files) == 1:
                    self._report.failures.append(error)
                    used.add(file)
            else:
                self._tell(file, found)
                used |= found.used
        return [file for file in files if file not in used]

    def _tell(self, file: Path, found: VolumeReport) -> None:
        report = self._report
        report.failures += found.failures
        if found.already:
            report.already.append(file.name)
            report.notices.append(f"{file.name} is in this release already; nothing was changed.")
            return
        report.added += found.added
        report.pages += found.pages
        report.notices.append(
            f"{file.name}: {found.documents:,} documents of {found.pages:,} pages, "
            "with the numbers and fields of the load file."
        )


class _Target:
    """The release that files go to; made with the first file, so that an import of nothing leaves nothing."""

    def __init__(
        self,
        workspace: Workspace,
        name: str,
        request: tuple[str, str, Regime],
        letter_date: str,
        files: Sequence[Path],
    ) -> None:
        """`request` is its agency, number and law."""
        self._workspace, self._name, self._files = workspace, name, frozenset(path.resolve() for path in files)
        self._request, self._letter_date = request, letter_date
        self._release: Uuid | None = None

    def release(self) -> Uuid:
        if self._release is None:
            self._release = self._make()
        return self._release

    def _make(self) -> Uuid:
        if self._request == _NOTHING_SAID and not self._letter_date:
            # Who adds the same folder again seldom says again which request it answers.
            known = [row.uuid for row in self._workspace.read.sources.releases() if row.name == self._name]
            return known[0] if len(known) == 1 else self._workspace.intake.add_release(self._name)
        request = self._workspace.intake.add_request(*self._request)
        event = self._workspace.intake.add_determination(request, self._letter_date) if self._letter_date else None
        waiting = self._without_request()
        if waiting is not None:
            from reviewer.services.operations import EditRelease  # seldom; all operations come with it

            self._workspace.perform(EditRelease(waiting, request=request, event=event))
            return waiting
        return self._workspace.intake.add_release(self._name, request=request, event=event)

    def _without_request(self) -> Uuid | None:
        """The release of this name that brought in some of the same files before anyone said which request it answers.

        Without it the release would be there a second time, with every page to be reviewed again.
        """
        sources = self._workspace.read.sources
        found = [
            row.uuid
            for row in sources.releases()
            if row.request is None
            and row.name == self._name
            and any(file.path.resolve() in self._files for file in sources.files(row.uuid))
        ]
        return found[0] if len(found) == 1 else None


class _Arrivals:
    """Takes the files of one import, one after the other."""

    def __init__(
        self,
        workspace: Workspace,
        target: _Target,
        pool: WorkerPool,
        passwords: Mapping[str, str],
        report: ImportReport,
        cancelled: Callable[[], bool],
    ) -> None:
        self._workspace, self._target, self._pool = workspace, target, pool
        self._passwords, self._report, self._cancelled = passwords, report, cancelled

    def take(self, file: Path, *, reviewable: bool) -> None:
        """Adds or catalogues a file; SourceError says why it cannot be read, Stopped that the import is cancelled."""
        if self._cancelled():
            raise Stopped
        received = self._received(file)
        if reviewable:
            self._add(received)
        else:
            self._catalogue(received)

    def _received(self, file: Path) -> ReceivedFile:
        digest = sha256(file, self._cancelled)
        try:
            size = file.stat().st_size
        except OSError as error:
            raise SourceError(
                f"{file}: the file vanished while it was imported.", "Import it again.", code="missing", file=file
            ) from error
        return ReceivedFile(file, digest, size)

    def _catalogue(self, received: ReceivedFile) -> None:
        added = self._workspace.intake.add_item(self._target.release(), received)
        name = received.path.name
        if added.already:
            self._report.already.append(name)
            self._report.notices.append(f"{name} is in this release already.")
        else:
            self._report.catalogued.append(name)
            self._report.notices.append(f"{name} cannot be shown here; it is catalogued with its hash and counted.")
            if received.path.suffix.lower() == archives.SUFFIX:
                self._catalogue_members(received.path)

    def _catalogue_members(self, archive: Path) -> None:
        """What an archive holds is received, too; it cannot be read in there, and nothing is unpacked unasked."""
        count = reviewable = 0
        try:
            for member in archives.members(archive, self._cancelled):
                found = ReceivedFile(member.path, member.sha256, member.bytes)
                self._workspace.intake.add_item(self._target.release(), found)
                count += 1
                reviewable += member.path.suffix.lower() in REVIEWABLE
        except SourceError as error:
            self._report.notices.append(str(error))
        if count:
            said = "1 file" if count == 1 else f"{count:,} files"
            self._report.notices.append(f"{archive.name} holds {said}, catalogued with name and hash.")
        if reviewable:
            which = "1 of them can be reviewed" if reviewable == 1 else f"{reviewable:,} of them can be reviewed"
            self._report.notices.append(f"{archive.name}: {which} once it is unpacked: import the folder then.")

    def _add(self, received: ReceivedFile) -> None:
        file, intake, report = received.path, self._workspace.intake, self._report
        password = self._passwords.get(str(file)) or self._passwords.get("")
        try:
            facts = unless(self._cancelled, self._pool.submit(OpenFile(file, password)))
        except SourceError as error:
            if error.code == "unsupported":  # a file that was named outright and is of another kind
                self._catalogue(received)
                return
            intake.add_failed_file(self._target.release(), received, error.code, str(error))
            raise
        added: Added = intake.add_source_file(self._target.release(), received, facts.sizes)
        if added.already:
            report.already.append(file.name)
            report.notices.append(f"{file.name} is in this release already; nothing was changed.")
            return
        report.added.append(file.name)
        report.pages += len(facts.sizes)
        if facts.mended:
            report.notices.append(
                f"{file.name} is damaged and was mended as it was opened: pages or parts of pages may be missing. "
                "Ask the sender for the file again."
            )
        report.notices += [f"{file.name} carries an attachment: {name}." for name in facts.attachments]
