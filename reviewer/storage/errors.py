"""Sorts SQLite's error codes: what a user can meet becomes a ProjectError with advice, the rest stays a bug."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from json import JSONDecodeError
from pathlib import Path
from typing import Final

from reviewer.model.errors import ProjectError

_USER_ERRORS: Final[dict[int, tuple[str, str, str]]] = {
    sqlite3.SQLITE_BUSY: (
        "project-busy",
        "The project {name} is being written by another program.",
        "Wait a moment and try again. Nothing was changed.",
    ),
    sqlite3.SQLITE_LOCKED: (
        "project-busy",
        "The project {name} is being written by another program.",
        "Wait a moment and try again. Nothing was changed.",
    ),
    sqlite3.SQLITE_FULL: (
        "disk-full",
        "There is no room left on the disk for the project {name}.",
        "Free some space, then repeat the last step; everything before it is safe.",
    ),
    sqlite3.SQLITE_IOERR: (
        "disk-error",
        "The disk failed while the project {name} was read or written.",
        "Check the drive or the network connection, then open the project again; finished steps are safe.",
    ),
    sqlite3.SQLITE_READONLY: (
        "read-only",
        "The project {name} cannot be changed: the file or its folder is write-protected.",
        "Save a copy in a folder of your own and work there.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "cannot-open",
        "The project {name} cannot be opened.",
        "Check that the file is still there and that you may read it and write in its folder.",
    ),
    sqlite3.SQLITE_PERM: (
        "no-permission",
        "You have no permission to use the project {name}.",
        "Ask its owner for permission, or work on a copy.",
    ),
    sqlite3.SQLITE_CORRUPT: (
        "damaged-project",
        "The project {name} is damaged.",
        "Open the last good copy (a backup or a saved copy), and keep the damaged file: much of it can be recovered.",
    ),
    sqlite3.SQLITE_NOTADB: (
        "not-a-project",
        "{name} is not a FOIA Reviewer project, or it is damaged at its very start.",
        "Choose a file that ends in .foia. To add a PDF, open a project and import it.",
    ),
}


# What a damaged file raises beside SQLite's own errors: what SQLite says quotes the file, and where that is no text any
# more, Python cannot tell what it says; and what stands in a column may be no list any more.
_NO_LONGER_WHOLE: Final = (UnicodeDecodeError, JSONDecodeError, zlib.error)
SQLITE_ERRORS: Final[tuple[type[Exception], ...]] = (sqlite3.Error, *_NO_LONGER_WHOLE)
_NO_TEXT: Final = "Could not decode to UTF-8"  # so begins the error of Python's own that has no code


def as_project_error(error: Exception, path: Path) -> ProjectError | None:
    """The user's error behind one of SQLITE_ERRORS; None where it is a bug (constraint, syntax, misuse)."""
    code = getattr(error, "sqlite_errorcode", None)
    if isinstance(error, _NO_LONGER_WHOLE) or (code is None and str(error).startswith(_NO_TEXT)):
        code = sqlite3.SQLITE_CORRUPT
    if code is None:
        return None
    # The low byte is the primary code; extended codes (IOERR_SHORT_READ …) only refine it.
    known = _USER_ERRORS.get(code & 0xFF)
    if known is None:
        return None
    stable, message, advice = known
    return ProjectError(message.format(name=path.name), advice, code=stable, file=path)


@contextmanager
def user_errors(path: Path) -> Iterator[None]:
    """Turn SQLite errors that a user can meet into ProjectError; let bugs through as they are."""
    try:
        yield
    except SQLITE_ERRORS as error:
        told = as_project_error(error, path)
        if told is None:
            raise
        raise told from error
