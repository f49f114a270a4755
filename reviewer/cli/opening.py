"""Opens a project for verbs that only read: it may be open elsewhere, and nothing is recorded."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from reviewer.cli.terminal import say
from reviewer.storage.project import ProjectFile
from reviewer.storage.reads import Reads


@contextmanager
def reading(path: Path) -> Iterator[Reads]:
    """The reads of the project, with what must be known of its place said on standard error.

    Raises ProjectError for a file that is missing, foreign, damaged or of a newer version.
    """
    with closing(ProjectFile.open(path, reviewer="", read_only=True)) as project:
        for banner in project.opening.banners:
            say(banner)
        yield Reads(project)
