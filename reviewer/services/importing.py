"""Brings released files into a project: catalogue, hash, open, record file and pages; one bad file stops none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reviewer.ingest.catalogue import catalogue, sha256
from reviewer.model.errors import SourceError, UserError
from reviewer.model.ids import Uuid
from reviewer.model.review import JobState
from reviewer.services.operations.matter import AddEvent
from reviewer.services.workspace import Workspace
from reviewer.storage.sources import Added, ReceivedFile
from reviewer.workers.pool import WorkerPool
from reviewer.workers.requests import OpenFile


@dataclass(slots=True)
class ImportReport:
    """What came of an import: names of files added or catalogued, notices, and what could not be read and why."""

    added: list[str] = field(default_factory=list)
    catalogued: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    failures: list[UserError] = field(default_factory=list)
    cancelled: bool = False


def import_paths(
    workspace: Workspace,
    paths: Sequence[Path],
    *,
    release: str = "",
    request: str = "",
    agency: str = "",
    letter_date: str = "",
    passwords: Mapping[str, str] | None = None,
    progress: Callable[[int, int, Path], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> ImportReport:
    """Adds files and folders to a release, made where there is none of this name; pages then wait to be read.

    `letter_date` (ISO) becomes the date printed on the determination that the release came with. `passwords` are by
    path as text, "" for any file. `progress(done, total, file)` is called before each file; where `cancelled()` turns
    true, what is added so far stays. Raises ProjectError where the project cannot be written.
    """
    found = catalogue(paths)
    report = ImportReport(failures=list(found.problems))
    files = [*found.reviewable, *found.others]
    job = workspace.intake.start_job("import", f"Import {len(files)} files", len(files))
    target = _Target(workspace, release or _release_name(paths), request, agency, letter_date)
    with WorkerPool(1) as pool:
        for number, file in enumerate(files):
            if cancelled():
                report.cancelled = True
                break
            if progress is not None:
                progress(number, len(files), file)
            try:
                if file in found.others:
                    _catalogue_other(workspace, target, file, report)
                else:
                    _add(workspace, target, pool, file, passwords or {}, report)
            except SourceError as error:
                report.failures.append(error)
    for failure in report.failures:
        workspace.intake.record_failure(job, failure.code, str(failure), path=str(failure.file or ""))
    state: JobState = "cancelled" if report.cancelled else "done"
    done = len(report.added) + len(report.catalogued)
    workspace.intake.end_job(job, state, done=done, failed=len(report.failures))
    return report


def _release_name(paths: Sequence[Path]) -> str:
    """The folder's name where one folder was given: it is what the user calls the release already."""
    return paths[0].resolve().name if len(paths) == 1 and paths[0].is_dir() else "Release"


class _Target:
    """The release that files go to; made with the first file, so that an import of nothing leaves nothing."""

    def __init__(self, workspace: Workspace, name: str, request: str, agency: str, letter_date: str) -> None:
        self._workspace, self._name = workspace, name
        self._request, self._agency, self._letter_date = request, agency, letter_date
        self._release: Uuid | None = None

    def release(self) -> Uuid:
        if self._release is None:
            self._release = self._make()
        return self._release

    def _make(self) -> Uuid:
        if not (self._request or self._agency or self._letter_date):
            # Who adds the same folder again seldom says again which request it answers.
            known = [row.uuid for row in self._workspace.read.sources.releases() if row.name == self._name]
            return known[0] if len(known) == 1 else self._workspace.intake.add_release(self._name)
        request = self._workspace.intake.add_request(self._agency, self._request)
        event = None
        if self._letter_date:
            event = self._event(request)
        return self._workspace.intake.add_release(self._name, request=request, event=event)

    def _event(self, request: Uuid) -> Uuid:
        """The determination of that date, added once."""
        for known in self._workspace.read.matter.events(request):
            if known.printed_on == self._letter_date and known.kind == "final determination":
                return known.uuid
        added = AddEvent(request, "final determination", title="Determination letter", printed_on=self._letter_date)
        self._workspace.perform(added)
        return added.uuid


def _received(file: Path) -> ReceivedFile:
    digest = sha256(file)
    try:
        size = file.stat().st_size
    except OSError as error:
        raise SourceError(
            f"{file}: the file vanished while it was imported.", "Import it again.", code="missing", file=file
        ) from error
    return ReceivedFile(file, digest, size)


def _catalogue_other(workspace: Workspace, target: _Target, file: Path, report: ImportReport) -> None:
    added = workspace.intake.add_item(target.release(), _received(file))
    if added.already:
        report.notices.append(f"{file.name} is in this release already.")
    else:
        report.catalogued.append(file.name)
        report.notices.append(f"{file.name} cannot be shown here; it is catalogued with its hash and counted.")


def _add(
    workspace: Workspace,
    target: _Target,
    pool: WorkerPool,
    file: Path,
    passwords: Mapping[str, str],
    report: ImportReport,
) -> None:
    received = _received(file)
    password = passwords.get(str(file)) or passwords.get("")
    try:
        facts = pool.submit(OpenFile(file, password)).result()
    except SourceError as error:
        workspace.intake.add_failed_file(target.release(), received, error.code, str(error))
        raise
    added: Added = workspace.intake.add_source_file(target.release(), received, facts.sizes)
    if added.already:
        report.notices.append(f"{file.name} is in this release already; nothing was changed.")
        return
    report.added.append(file.name)
    report.notices += [f"{file.name} carries an attachment: {name}." for name in facts.attachments]
