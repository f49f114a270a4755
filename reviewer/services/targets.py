"""Keeps what an export writes apart from the project and from the files that were received."""

from __future__ import annotations

from pathlib import Path

from reviewer.export.writing import export_error
from reviewer.model.errors import ExportError
from reviewer.services.workspace import Workspace


def require_apart(workspace: Workspace, target: Path) -> None:
    """Refuse a target that is the open project or a file received, whatever may be overwritten.

    ExportError `exists`. Links are followed, so that no other name of a source leads to it.
    """
    try:
        places = {target.resolve(), target.parent.resolve() / target.name}
    except OSError as error:
        raise export_error(error, target) from error
    if workspace.path.resolve() in places:
        raise ExportError(f"{target} is the project that is open.", "Choose another name.", code="exists", file=target)
    names = {place.name.casefold() for place in places}
    sources = workspace.read.sources
    received = [row.path for row in sources.files()] + [row.path for row in sources.items()]
    for path in received:
        if path.name.casefold() in names and path.resolve() in places:
            raise ExportError(
                f"{target} is a file of the release, which is never changed.",
                "It was left as it is. Choose another name.",
                code="exists",
                file=target,
            )
