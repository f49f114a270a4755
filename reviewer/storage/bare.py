"""Takes out of a copy of a project what is nobody else's business: notes, the record of all edits, places on a disk."""

from __future__ import annotations

import sqlite3
from typing import Final

_EMPTIED: Final = ("note", "audit", "reveal", "failure", "job", "declined_ground", "saved_search")
"""Notes; who did what when, jobs, and looks beneath redactions; suggestions declined; what was searched for."""


def make_bare(connection: sqlite3.Connection) -> None:
    """Empty those tables in a copy that nobody else has open, and leave nothing of their rows in its pages.

    Of the paths of sources the names stay; they are found again by their hashes.
    """
    connection.execute("BEGIN")
    connection.execute("UPDATE audit SET undoes = NULL")
    for table in _EMPTIED:
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own
    connection.execute("UPDATE item_received SET path = name")
    connection.execute("COMMIT")
    connection.execute("VACUUM")
