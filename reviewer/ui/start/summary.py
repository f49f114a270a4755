"""Looks into a project file from outside, without keeping it open: how much it holds and how far it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from reviewer.model.errors import UserError
from reviewer.services.workspace import Workspace
from reviewer.storage.reads import Reads
from reviewer.ui.start.card import ProjectSummary
from reviewer.ui.widgets.meter import Coverage

_SOON = timedelta(days=7)


def summarise(path: Path, today: Callable[[], date] = date.today) -> ProjectSummary:
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
        words, urgent = _appeal(reads, today())
        return ProjectSummary(path, title, len(reads.sources.releases()), coverage, picture or b"", words, urgent)
    except UserError as error:
        return ProjectSummary(path, path.stem, problem=error.message)
    finally:
        workspace.close()


def _appeal(read: Reads, today: date) -> tuple[str, bool]:
    """The deadline that presses most, in words, and whether it is urgent."""
    if not read.matter.requests():
        return "", False
    from reviewer.ui.matter.facts import pressing_deadline, read_matter  # rules and calendars: most need none at start
    from reviewer.ui.matter.words import card_line

    found = pressing_deadline(read_matter(read, today))
    if found is None:
        return "", False
    deadline = found[1]
    near = deadline.safe is not None and deadline.safe - today <= _SOON
    return card_line(deadline, today), near and deadline.state != "past"
