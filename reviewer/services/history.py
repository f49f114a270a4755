"""One undo for everything: performs operations, remembers them once they are committed, takes them back."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from reviewer.model.errors import ProjectError
from reviewer.model.ids import Uuid
from reviewer.services.events import Events
from reviewer.storage.audit import Author
from reviewer.storage.edit import ChangedSinceError
from reviewer.storage.operate import Deed, perform, take_back
from reviewer.storage.project import ProjectFile

if TYPE_CHECKING:  # whoever makes an edit has loaded the operations; reading pages makes none
    from reviewer.services.operations.base import Operation

_DEEPEST: Final = 1000


@dataclass(frozen=True, slots=True)
class Step:
    """A deed of this session: its name, when it was done (UTC), and whether it stands or was taken back."""

    title: str
    at: str
    done: bool


class History:
    """The edits of this session. The audit trail in the project is the lasting history."""

    def __init__(self, project: ProjectFile, reviewer: Uuid, events: Events) -> None:
        self._project, self._reviewer, self._events = project, reviewer, events
        # Tuples that are replaced, not changed: the titles can be read without the lock, which an edit holds while it
        # waits for the writing thread; a listener on that thread may ask for them.
        self._done: tuple[Deed, ...] = ()
        self._undone: tuple[Deed, ...] = ()
        self._lock = threading.RLock()

    @property
    def undo_title(self) -> str | None:
        """What `undo` would take back, for the menu; None if there is nothing."""
        done = self._done
        return done[-1].title if done else None

    @property
    def redo_title(self) -> str | None:
        """What `redo` would do again."""
        undone = self._undone
        return undone[-1].title if undone else None

    @property
    def steps(self) -> tuple[Step, ...]:
        """The deeds of this session in their order: those that are done, then those taken back, the next one first."""
        return (*(Step(deed.title, deed.at, True) for deed in self._done),
                *(Step(deed.title, deed.at, False) for deed in reversed(self._undone)))  # fmt: skip

    def perform(self, operation: Operation) -> Deed | None:
        """Do it; returns after the commit. None if nothing had to be changed. EditError if it cannot be done."""
        from reviewer.services.operations.base import Edit

        author = Author(self._reviewer)
        with self._lock:
            deed = self._project.edit(
                lambda connection: perform(
                    connection, author, operation.name, lambda rows: operation.apply(Edit(rows, author))
                )
            )
            if deed is not None and operation.undoable:
                self._done, self._undone = (*self._done[-_DEEPEST + 1 :], deed), ()
        if deed is not None:
            self._events.announce(deed.changes)
        return deed

    def undo(self) -> str:
        """Take the last deed back and return its title.

        Raises ProjectError `nothing-to-undo`, or `changed-since` if its object has changed since (it is then forgotten,
        so that earlier deeds can still be undone).
        """
        with self._lock:
            deed, moved = self._take_back(self._done, "undo")
            if moved is not None:
                self._undone = (*self._undone, moved)
        return self._told(deed, moved)

    def redo(self) -> str:
        """Do again what was undone last and return its title; errors as for `undo`."""
        with self._lock:
            deed, moved = self._take_back(self._undone, "redo")
            if moved is not None:
                self._done = (*self._done, moved)
        return self._told(deed, moved)

    def go_to(self, count: int) -> int:
        """Undo or redo, one deed after the other, until `count` of `steps` are done; how many were turned.

        Each is a deed of its own in the audit trail. Errors as for `undo`; what was turned up to then stays so.
        """
        turned = 0
        wanted = max(0, min(count, len(self._done) + len(self._undone)))
        while len(self._done) != wanted:
            self.undo() if len(self._done) > wanted else self.redo()
            turned += 1
        return turned

    def _take_back(self, deeds: tuple[Deed, ...], name: str) -> tuple[Deed, Deed | None]:
        """Take the last of `deeds` back; that deed, and the one that takes this back in turn."""
        if not deeds:
            raise ProjectError(f"There is nothing to {name}.", code=f"nothing-to-{name}")
        deed, author = deeds[-1], Author(self._reviewer)
        title = f"{name.capitalize()}: {deed.title}"
        try:
            moved = self._project.edit(lambda connection: take_back(connection, author, deed, name, title))
        except ChangedSinceError:
            self._forget(deed)
            raise
        self._forget(deed)
        return deed, None if moved is None else replace(moved, title=deed.title)

    def _forget(self, deed: Deed) -> None:
        self._done = tuple(other for other in self._done if other is not deed)
        self._undone = tuple(other for other in self._undone if other is not deed)

    def _told(self, deed: Deed, moved: Deed | None) -> str:
        if moved is not None:
            self._events.announce(moved.changes)
        return deed.title
