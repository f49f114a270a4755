"""One writer a project: an operating-system lock beside the file, and the holder's name for whoever comes second."""

from __future__ import annotations

import errno
import json
import os
import socket
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import filelock

from reviewer.model.errors import ProjectError
from reviewer.model.ids import now


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the project open: the reviewer's chosen name, the computer, since when (UTC)."""

    reviewer: str
    computer: str
    since: str


class ProjectLock:
    """Held from open to close. The system frees it when the process dies, so no stale lock can remain.

    The name stands in a file of its own, because Windows does not let others read a locked file.
    """

    def __init__(self, project: Path) -> None:
        self._project = project
        self._lock_path = project.with_name(project.name + ".lock")
        self._holder_path = project.with_name(project.name + ".holder")
        self._lock = filelock.FileLock(self._lock_path, thread_local=False)

    def acquire(self, reviewer: str) -> None:
        """Take the lock at once or raise ProjectError (`in-use`) naming the holder."""
        try:
            self._lock.acquire(blocking=False)
        except filelock.Timeout:
            raise self._in_use() from None
        except OSError as error:
            shorter = "Give it a shorter name: files beside it are called like it, and a little longer."
            raise ProjectError(
                f"The project {self._project.name} cannot be locked for writing ({error.strerror or error}).",
                shorter
                if error.errno == errno.ENAMETOOLONG
                else "Open it read-only, or save a copy in a folder of your own.",
                code="cannot-lock",
                file=self._project,
            ) from error
        holder = Holder(reviewer, socket.gethostname(), now())
        # The name is a courtesy: a full disk must neither keep its owner out nor leave the lock with nobody.
        with suppress(OSError):
            self._holder_path.write_text(json.dumps(asdict(holder)), encoding="utf-8")

    def release(self) -> None:
        """Give the lock back and remove both files; safe to call twice."""
        if not self._lock.is_locked:
            return
        with suppress(OSError):
            self._holder_path.unlink()
        if os.name != "nt":
            # Removed while held: a second opener that already has this inode sees it unlinked and starts over.
            with suppress(OSError):
                self._lock_path.unlink()
        self._lock.release()
        if os.name == "nt":
            with suppress(OSError):
                self._lock_path.unlink()

    def holder(self) -> Holder | None:
        """Who holds the project now, if that is known."""
        try:
            return Holder(**json.loads(self._holder_path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def _in_use(self) -> ProjectError:
        holder = self.holder()
        said = "is open in another window"
        if holder:
            since = holder.since[:16].replace("T", " ")  # to the minute
            said = f"is in use by {holder.reviewer} on {holder.computer} (since {since} UTC)"
        return ProjectError(
            f"The project {self._project.name} {said}.",
            "Open it read-only, or ask them to close it first.",
            code="in-use",
            file=self._project,
        )
