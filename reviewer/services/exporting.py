"""Writes an export of an open project and records it there: the one way out, for the window and the command line."""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from reviewer.export.building import coverage
from reviewer.export.gather import Part, gather
from reviewer.export.packet.folder import check_folder, complete_folder, complete_zip
from reviewer.export.pages.choose import plan_copy
from reviewer.export.pages.load_file import LoadFileOptions, write_load_file
from reviewer.export.pages.pictured import Password
from reviewer.export.pages.write import write_copy
from reviewer.export.registry import FORMATS, Options, write
from reviewer.export.rows import Content, Filters
from reviewer.export.strips import Strips
from reviewer.export.writing import check_target, complete_file, export_error
from reviewer.model.errors import ProjectError
from reviewer.services.attended import attended_pool, given_up
from reviewer.services.targets import require_apart
from reviewer.services.workspace import Workspace

_WORKERS = 2
_TOLD_AS = {"disk-full": errno.ENOSPC, "disk-error": errno.EIO, "read-only": errno.EACCES}
"""What befell the part of a copy is told of the file asked for: of the part nobody ever heard."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: rows (items, excerpts, deadlines or pages), items without a number, sentences on what to heed.

    `pictures_left_out` counts passages and pages whose source is missing, changed or cannot be read.
    """

    path: Path
    rows: int
    unnumbered: int
    gaps: tuple[str, ...]
    recorded: bool
    pictures_left_out: int = 0


def export(
    workspace: Workspace,
    format_name: str,
    path: Path,
    *,
    options: Options | None = None,
    filters: Filters | None = None,
    overwrite: bool = False,
    progress: Callable[[int], None] = lambda done: None,
    cancelled: Callable[[], bool] = lambda: False,
    password: Password = lambda path: None,
    workers: int = _WORKERS,
) -> Exported:
    """Write `path` in a known format and record it; items of a log get their lasting numbers first.

    In a project that is open read-only nothing is numbered or recorded (`recorded` says so). Raises ExportError, and
    then nothing is written; KeyError for a format that is not in FORMATS. `progress` gets the rows gathered so far;
    when `cancelled` answers True the export ends with an ExportError of code `cancelled`. `password` is asked for that
    of a source file, `workers` make pictures of pages.
    """
    chosen, options, filters = FORMATS[format_name], options or Options(), filters or Filters()
    require_apart(workspace, path)
    if format_name == "load-file" and path.suffix.lower() != ".zip":
        check_folder(path, overwrite)
    else:
        check_target(path, overwrite)
    if not workspace.read_only and chosen.part in ("log", "project", "pages"):
        workspace.intake.number_items()
    if chosen.part == "copy":
        return _export_copy(workspace, format_name, path, overwrite)
    watch = _Watch(progress, cancelled)
    made = datetime.now(UTC).astimezone().replace(tzinfo=None).isoformat(timespec="seconds")
    if chosen.part == "pages":
        return _export_pages(workspace, format_name, path, made, options, filters, overwrite, watch, password, workers)
    if options.crops and chosen.part == "excerpts":
        with attended_pool(1, cancelled) as pool:
            strips = Strips(workspace.read, pool, password)
            content = gather(
                workspace.read, chosen.part, made=made, filters=filters, passage_picture=strips, watch=watch
            )
            left_out = strips.left_out
    else:
        content = gather(workspace.read, chosen.part, made=made, filters=filters, crops=options.crops, watch=watch)
        left_out = 0
    write(content, format_name, path, options, overwrite=overwrite)
    rows = len(_rows(content, chosen.part))
    if not workspace.read_only:
        _record(workspace, format_name, path, rows, {"filters": str(content.filters), **asdict(options)})
    unnumbered = sum(row.item is None for row in content.log)
    return Exported(path, rows, unnumbered, _said(content, chosen.part), not workspace.read_only, left_out)


def _export_copy(workspace: Workspace, format_name: str, path: Path, overwrite: bool) -> Exported:
    with complete_file(path, overwrite=overwrite) as part:
        part.unlink()  # a copy is made where nothing is
        try:
            workspace.save_copy(part, bare=True)
        except ProjectError as error:
            if error.code not in _TOLD_AS:
                raise
            raise export_error(OSError(_TOLD_AS[error.code], "the disk failed"), path) from error
        finally:
            for beside in part.parent.glob(f"{part.name}-*"):
                beside.unlink(missing_ok=True)  # SQLite's own, which it leaves where a disk is full
    pages = workspace.read.pages.coverage().pages
    if not workspace.read_only:
        _record(workspace, format_name, path, pages, {})
    return Exported(path, pages, 0, (), not workspace.read_only, 0)


class _Watch:
    """Counts the rows gathered, tells them, and gives up when asked to."""

    def __init__(self, progress: Callable[[int], None], cancelled: Callable[[], bool]) -> None:
        self._progress, self._cancelled, self._done = progress, cancelled, 0

    @property
    def cancelled(self) -> Callable[[], bool]:
        """Whether nobody wants the export any more."""
        return self._cancelled

    def __call__(self) -> None:
        self._done += 1
        self._progress(self._done)
        if self._cancelled():
            raise given_up()


def _rows(content: Content, part: Part) -> Sequence[object]:
    """What the part is counted in."""
    dated = [row for row in content.deadlines if row.deadline.safe is not None]
    return {"excerpts": content.excerpts, "entities": content.entities, "deadlines": dated}.get(part, content.log)


def _said(content: Content, part: Part) -> tuple[str, ...]:
    """What whoever exports should know: what is not covered; of deadlines, what each rests on."""
    if part != "deadlines":
        return content.coverage.gaps
    if not content.deadlines:
        return ("No determination letter is entered with this project: give the date of the letter at the import.",)
    without = sum(row.deadline.safe is None for row in content.deadlines)
    left_out = (
        f"{without:,} letter{'s are' if without != 1 else ' is'} not in the calendar: no date follows from a rule."
    )
    rests_on = [" ".join([f"{row.name}: {row.deadline.advice}", *row.deadline.warnings]) for row in content.deadlines]
    return (left_out, *rests_on) if without else tuple(rests_on)


def _export_pages(
    workspace: Workspace,
    format_name: str,
    path: Path,
    made: str,
    options: Options,
    filters: Filters,
    overwrite: bool,
    watch: _Watch,
    password: Password,
    workers: int,
) -> Exported:
    plan, read = plan_copy(workspace.read, filters), workspace.read
    annotated = format_name == "annotated-pdf"
    with attended_pool(workers, watch.cancelled) as pool:
        if format_name == "load-file":
            with _load_target(path)(path, overwrite=overwrite) as root:
                load = LoadFileOptions(options.pdf, options.bom)
                report = write_load_file(plan, read, pool, root, load, watch, password)
        else:
            with complete_file(path, overwrite=overwrite) as part:
                internal = options.internal and annotated
                report = write_copy(
                    plan, read, pool, part, made, annotated=annotated, internal=internal, watch=watch, password=password
                )
    if not workspace.read_only:
        facts: dict[str, object] = {"filters": str(filters), **asdict(options)}
        facts["internal"] = options.internal and annotated
        facts["flattened"] = [[cite, list(why)] for cite, why in report.flattened]
        _record(workspace, format_name, path, report.pages, facts)
    said = coverage(workspace.read.pages.coverage()).gaps
    if report.flattened:
        pages = f"{len(report.flattened):,} page{'s' if len(report.flattened) != 1 else ''}"
        said = (
            *said,
            f"{pages} carried more than is seen and are flattened: the last page or the manifest names them.",
        )
    return Exported(path, report.pages, 0, said, not workspace.read_only, len(report.left_out))


def _load_target(path: Path) -> Callable[..., AbstractContextManager[Path]]:
    """How a load file appears: as one packed file, or as a folder."""
    return complete_zip if path.suffix.lower() == ".zip" else complete_folder


def _record(workspace: Workspace, format_name: str, path: Path, rows: int, facts: Mapping[str, object]) -> None:
    details = {"format": format_name, "file": path.name, **facts}
    if path.is_file():
        with path.open("rb") as stream:
            details["sha256"] = hashlib.file_digest(stream, "sha256").hexdigest()
    job = workspace.intake.start_job("export", f"Export {format_name} as {path.name}", total=rows)
    workspace.intake.end_job(job, done=rows, details=details)
