"""One open project: its reads, its edits with undo, what reading puts in, and news of every change."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from reviewer.model.errors import ProjectError
from reviewer.services.events import Events
from reviewer.services.history import History
from reviewer.services.intake import Intake
from reviewer.services.recovery import Recovery, recovery_of, was_left_open
from reviewer.storage.audit import find_or_add_reviewer
from reviewer.storage.operate import Deed
from reviewer.storage.project import Opening, ProjectFile
from reviewer.storage.reads import Reads
from reviewer.storage.rows import ReviewerRow
from reviewer.storage.sides import Side
from reviewer.storage.sources import reset_interrupted

if TYPE_CHECKING:
    from reviewer.services.operations.base import Operation

UNNAMED = "Reviewer"
"""Who acts until someone has chosen a name; never the system's user name."""


class Workspace:
    """Built once for a project and passed down; there is no global one. Safe to use from any thread."""

    def __init__(self, project: ProjectFile, reviewer: ReviewerRow | None) -> None:
        self._project = project
        self.reviewer = reviewer
        self.events = Events()
        self.read = Reads(project)
        self.recovery: Recovery | None = None  # what stands after a bad end; None: the end was a good one
        self._intake: Intake | None = None
        self._history: History | None = None
        if reviewer is not None:
            self._intake = Intake(project, reviewer.uuid, self.events)
            self._history = History(project, reviewer.uuid, self.events)

    @classmethod
    def create(cls, path: Path, reviewer: str = "", title: str = "") -> Workspace:
        """Make a new project. `reviewer` is the name the person chose."""
        name = reviewer.strip() or UNNAMED
        return cls._for_writing(ProjectFile.create(path, name, title), name)

    @classmethod
    def open(cls, path: Path, reviewer: str = "", *, read_only: bool = False) -> Workspace:
        """Open a project, read-only if asked or if its folder is write-protected; ProjectError if that fails.

        Without a name the one who worked last goes on. Pages whose reading was interrupted wait again.
        """
        name = reviewer.strip()
        left_open = was_left_open(path)
        project = ProjectFile.open(path, name or UNNAMED, read_only=read_only)
        if project.read_only:
            return cls(project, None)
        return cls._for_writing(project, name or Reads(project).matter.last_reviewer() or UNNAMED, left_open)

    @classmethod
    def _for_writing(cls, project: ProjectFile, name: str, left_open: bool = False) -> Workspace:
        try:
            uuid = project.edit(lambda connection: find_or_add_reviewer(connection, name))
            pages_again = project.edit(reset_interrupted)
            opened = cls(project, ReviewerRow(uuid, name))
            if left_open:
                opened.recovery = recovery_of(opened.read, pages_again)
            return opened
        except BaseException:
            project.close()
            raise

    @property
    def path(self) -> Path:
        """The project's file."""
        return self._project.path

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed or recorded."""
        return self._project.read_only

    @property
    def opening(self) -> Opening:
        """How it was opened: the kind of folder, banners to show, the backup made before an update."""
        return self._project.opening

    @property
    def intake(self) -> Intake:
        """What reading puts in; ProjectError `read-only` where nothing can be written."""
        if self._intake is None:
            raise self._cannot_write()
        return self._intake

    @property
    def history(self) -> History:
        """Undo and redo; ProjectError `read-only` where nothing can be written."""
        if self._history is None:
            raise self._cannot_write()
        return self._history

    def perform(self, operation: Operation) -> Deed | None:
        """Do an edit; returns after the commit, None if nothing had to be changed. EditError if it cannot be done."""
        return self.history.perform(operation)

    def undo(self) -> str:
        """Take the last edit back and return its title; ProjectError with the reason if that cannot be done."""
        return self.history.undo()

    def redo(self) -> str:
        """Do again what was undone last and return its title."""
        return self.history.redo()

    @property
    def undo_title(self) -> str | None:
        """What undo would take back; None if there is nothing."""
        return self._history.undo_title if self._history else None

    @property
    def redo_title(self) -> str | None:
        """What redo would do again; None if there is nothing."""
        return self._history.redo_title if self._history else None

    def save_copy(self, target: Path, *, bare: bool = False) -> None:
        """Write all that is committed into a new file; ProjectError `exists` if there is one.

        A `bare` copy has neither notes nor the record of edits.
        """
        self._project.save_copy(target, bare=bare)

    @contextmanager
    def side(self) -> Iterator[Side]:
        """The project as one of two copies that are compared for a merge, for the length of the block."""
        with self._project.reader() as connection:
            yield Side(connection, self.path)

    def close(self) -> None:
        """Finish queued writes and leave a single file; safe to call twice."""
        self._project.close()

    def __enter__(self) -> Workspace:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _cannot_write(self) -> ProjectError:
        return ProjectError(
            f"The project {self.path.name} is open read-only.",
            "Open it for writing, or save a copy and work there.",
            code="read-only",
            file=self.path,
        )
