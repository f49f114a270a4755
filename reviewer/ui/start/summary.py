"""Looks into a project file from outside, without keeping it open: how much it holds and how far it is."""

from __future__ import annotations

from pathlib import Path

from reviewer.model.errors import UserError
from reviewer.services.workspace import Workspace
from reviewer.ui.start.card import ProjectSummary
from reviewer.ui.widgets.meter import Coverage


def summarise(path: Path) -> ProjectSummary:
    """What the start view says of a project; a file that cannot be read is summed up by its problem."""
    if not path.exists():
        return ProjectSummary(path, path.stem, problem="The file is not there any more.")
    try:
        workspace = Workspace.open(path, reviewer="", read_only=True)
    except UserError as error:
        return ProjectSummary(path, path.stem, problem=error.message)
    try:
        reads = workspace.read
        counts = reads.pages.coverage()
        coverage = Coverage(counts.pages, counts.pages_seen, counts.detected, counts.detected_checked,
                            counts.pages_not_read, counts.pages_failed + counts.files_failed)  # fmt: skip
        first = reads.pages.first()
        picture = reads.pages.thumbnail(first) if first is not None else None
        title = reads.matter.project().title
        return ProjectSummary(path, title, len(reads.sources.releases()), coverage, picture or b"")
    except UserError as error:
        return ProjectSummary(path, path.stem, problem=error.message)
    finally:
        workspace.close()
