"""Copies a project with its released files into a folder of their own, so that pictures can be made of any project."""

from __future__ import annotations

import shutil
from pathlib import Path


def gathered(project: Path, folder: Path) -> Path:
    """A copy of a project in `folder`, with copies of its sources below it; the project itself is only read.

    The states that something wrong leaves a window in are made by moving and changing these files.
    """
    from reviewer.services.workspace import Workspace

    with Workspace.open(project, read_only=True) as workspace:
        sources = [(file.id, file.path) for file in workspace.read.sources.files()]
    copy = Path(shutil.copy(project, folder / project.name))
    with Workspace.open(copy, reviewer="Dana Reviewer") as workspace:
        for file, path in sources:
            if path.is_file():
                target = folder / "release" / str(file) / path.name  # an agency may send two files of one name
                target.parent.mkdir(parents=True)
                shutil.copy(path, target)
                workspace.intake.relocate_file(file, target)
    return copy
