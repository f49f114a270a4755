"""One undo for everything: performs operations, remembers them once they are committed, takes them back."""

from __future__ import annotations

import threading
from typing import Final

from reviewer.model.errors import ProjectError
from reviewer.model.ids import Uuid
from reviewer.services.events import Events
from reviewer.services.operations.base import Edit, Operation
from reviewer.storage.audit import Author
from reviewer.storage.edit import ChangedSinceError
from reviewer.storage.operate import Deed, perform, take_back
from reviewer.storage.project import ProjectFile

_DEEPEST: Final = 1000


class History:
    """The edits of this session. The audit trail in the project is the lasting history."""

    def __init__(self, project: ProjectFile, reviewer: Uuid, events: Events) -> None:
        self._project, self._reviewer, self._events = project, reviewer, events
        self._done: list[Deed] = []
        self._undone: list[Deed] = []
        self._lock = threading.RLock()

    @property
    def undo_title(self) -> str | None:
        """What `undo` would take back, for the menu; None if there is nothing."""
        with self._lock:
            return self._done[-1].title if self._done else None

    @property
    def redo_title(self) -> str | None:
        """What `redo` would do again."""
        with self._lock:
            return self._undone[-1].title if self._undone else None

    def perform(self, operation: Operation) -> Deed | None:
        """Do it; returns after the commit. None if nothing had to be changed. EditError if it cannot be done."""
        author = Author(self._reviewer)
        with self._lock:
            deed = self._project.edit(
                lambda connection: perform(
                    connection, author, operation.name, lambda rows: operation.apply(Edit(rows, author))
                )
            )
            if deed is not None:
                self._done = [*self._done[-_DEEPEST + 1 :], deed]
                self._undone.clear()
        if deed is not None:
            self._events.announce(deed.changes)
        return deed

    def undo(self) -> str:
        """Take the last deed back and return its title.

        Raises ProjectError `nothing-to-undo`, or `changed-since` if its object has changed since (it is then forgotten,
        so that earlier deeds can still be undone).
        """
        return self._move(self._done, self._undone, "undo")

    def redo(self) -> str:
        """Do again what was undone last and return its title; errors as for `undo`."""
        return self._move(self._undone, self._done, "redo")

    def _move(self, source: list[Deed], target: list[Deed], name: str) -> str:
        author = Author(self._reviewer)
        with self._lock:
            if not source:
                raise ProjectError(f"There is nothing to {name}.", code=f"nothing-to-{name}")
            deed = source[-1]
            try:
                moved = self._project.edit(
                    lambda connection: take_back(connection, author, deed, name, f"{name.capitalize()}: {deed.title}")
                )
            except ChangedSinceError:
                source.pop()
                raise
            source.pop()
            if moved is not None:
                target.append(Deed(moved.audit, deed.title, moved.changes, moved.rows))
        if moved is not None:
            self._events.announce(moved.changes)
        return deed.title
