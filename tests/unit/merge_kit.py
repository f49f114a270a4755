"""Two copies of a small project, and what counts of a project's rows: what people made, in words of any copy."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from reviewer.services.merging.choices import Choices
from reviewer.services.merging.merge import merge
from reviewer.services.merging.plan import Plan
from reviewer.services.workspace import Workspace
from reviewer.storage.connections import connect
from reviewer.storage.edit import KEYS
from tests.storage.material import made_project

Work = Callable[[Workspace], object]
_DERIVED = ("page_words", "page_text", "redaction_code", "document_words", "file_count")


def copies(folder: Path, pages: int = 3, before: Work | None = None) -> tuple[Path, Path]:
    """A project `a.foia` with read pages, and its copy `b.foia`; `before` is done in it before it is copied."""
    ours, theirs = folder / "a.foia", folder / "b.foia"
    with made_project(ours, pages) as workspace:
        if before is not None:
            before(workspace)
    shutil.copy(ours, theirs)
    return ours, theirs


def work(path: Path, reviewer: str, *deeds: Work) -> None:
    """Let a reviewer do something in a project file."""
    with Workspace.open(path, reviewer) as workspace:
        for deed in deeds:
            deed(workspace)


def merged(
    ours: Path, theirs: Path, reviewer: str = "Ada", *, prefer_theirs: bool = False, choices: Choices | None = None
) -> Plan:
    """Merge one file into the other."""
    with Workspace.open(ours, reviewer) as workspace:
        return merge(workspace, theirs, choices=choices or Choices(theirs=prefer_theirs))


@contextmanager
def opened(path: Path, reviewer: str = "Ada") -> Iterator[Workspace]:
    """A project open for writing."""
    with Workspace.open(path, reviewer) as workspace:
        yield workspace


def rows_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row that edits can touch, and all that is derived from them, but for the record of edits itself."""
    with closing(connect(path, "ro")) as connection:
        return {
            table: sorted((tuple(row) for row in connection.execute(f"SELECT * FROM {table}")), key=repr)  # noqa: S608
            for table in (*KEYS, *_DERIVED)
            if table != "audit"
        }


def work_in(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """The rows that tell people's work: without who did what both did alike, who opened the file, what was merged."""
    with closing(connect(path, "ro")) as connection:
        found = {}
        for table in (*KEYS, *_DERIVED):
            rows = connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608
            told = [tuple(row[name] for name in row.keys() if not name.endswith(("_by", "_at"))) for row in rows]  # noqa: SIM118 - a row has no other names
            if table not in ("audit", "reviewer", "merged"):
                found[table] = sorted(told, key=repr)
    return found
