"""Writes an export of an open project and records it there: the one way out, for the window and the command line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from reviewer.export.gather import gather
from reviewer.export.registry import FORMATS, Options, write
from reviewer.export.rows import Content, Filters
from reviewer.export.writing import check_target
from reviewer.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: rows (items or excerpts), items without a number, sentences on what is not covered."""

    path: Path
    rows: int
    unnumbered: int
    gaps: tuple[str, ...]
    recorded: bool


def export(
    workspace: Workspace,
    format_name: str,
    path: Path,
    *,
    options: Options | None = None,
    filters: Filters | None = None,
    overwrite: bool = False,
) -> Exported:
    """Write `path` in a known format and record it; items of a log get their lasting numbers first.

    In a project that is open read-only nothing is numbered or recorded (`recorded` says so). Raises ExportError, and
    then nothing is written; KeyError for a format that is not in FORMATS.
    """
    chosen, options, filters = FORMATS[format_name], options or Options(), filters or Filters()
    check_target(path, overwrite)
    if not workspace.read_only and chosen.part != "excerpts":
        workspace.intake.number_items()
    made = datetime.now(UTC).astimezone().replace(tzinfo=None).isoformat(timespec="seconds")
    content = gather(workspace.read, chosen.part, made=made, filters=filters, crops=options.crops)
    write(content, format_name, path, options, overwrite=overwrite)
    rows = len(content.excerpts if chosen.part == "excerpts" else content.log)
    if not workspace.read_only:
        _record(workspace, format_name, path, options, content, rows)
    unnumbered = sum(row.item is None for row in content.log)
    return Exported(path, rows, unnumbered, content.coverage.gaps, recorded=not workspace.read_only)


def _record(workspace: Workspace, format_name: str, path: Path, options: Options, content: Content, rows: int) -> None:
    with path.open("rb") as stream:
        digest = sha256()
        while chunk := stream.read(1 << 20):
            digest.update(chunk)
    details = {
        "format": format_name,
        "file": path.name,
        "sha256": digest.hexdigest(),
        "filters": str(content.filters),
        "internal": options.internal,
    }
    job = workspace.intake.start_job("export", f"Export {format_name} as {path.name}", total=rows)
    workspace.intake.end_job(job, done=rows, details=details)
