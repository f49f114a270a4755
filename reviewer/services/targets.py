"""Keeps what is written apart from the project, from the files received, and from files that nobody gave up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reviewer.export.writing import export_error
from reviewer.model.errors import ExportError
from reviewer.services.workspace import Workspace
from reviewer.storage.reads import Reads


@dataclass(frozen=True, slots=True)
class ChosenFile:
    """A file to write, and whether one of that name may be replaced."""

    path: Path
    replace: bool


def asked_for(chosen: Path, endings: Sequence[str]) -> ChosenFile:
    """The file meant by what was chosen in the system's dialog: with the first ending, if it has none of `endings`.

    The dialog asked about a file of the name chosen, and about no other: one that gets its ending here stays.
    """
    if chosen.suffix.lower() in endings:
        return ChosenFile(chosen, replace=True)
    return ChosenFile(chosen.with_name(chosen.name + endings[0]), replace=False)


def require_apart(workspace: Workspace, target: Path) -> None:
    """Refuse a target that is the open project or a file received, whatever may be overwritten.

    ExportError `exists`. Links are followed, so that no other name of a source leads to it.
    """
    keep_apart(workspace.path, workspace.read, target)


def keep_apart(project: Path, read: Reads, target: Path) -> None:
    """As `require_apart`, for whoever has no workspace at hand."""
    try:
        places = {target.resolve(), target.parent.resolve() / target.name}
    except OSError as error:
        raise export_error(error, target) from error
    if project.resolve() in places:
        raise ExportError(f"{target} is the project that is open.", "Choose another name.", code="exists", file=target)
    names = {place.name.casefold() for place in places}
    sources = read.sources
    received = [row.path for row in sources.files()] + [row.path for row in sources.items()]
    for path in received:
        if path.name.casefold() in names and path.resolve() in places:
            raise ExportError(
                f"{target} is a file of the release, which is never changed.",
                "It was left as it is. Choose another name.",
                code="exists",
                file=target,
            )
