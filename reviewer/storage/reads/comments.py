"""Reads the comments that came with the files: what someone wrote or marked before they were sent."""

from __future__ import annotations

import sqlite3

from reviewer.model.ids import FileId, PageId, Uuid
from reviewer.storage.blobs import unpack_rects
from reviewer.storage.project import ProjectFile
from reviewer.storage.rows import CommentRow

_ROWS = """
SELECT c.*, p.file, p.number, EXISTS (SELECT 1 FROM passage g WHERE g.uuid = c.uuid) AS imported
FROM file_comment c JOIN page p ON p.id = c.page
"""


class CommentReads:
    """Comments of a project, in the order of pages and of the file."""

    def __init__(self, project: ProjectFile) -> None:
        self._project = project

    def ids(self, page: PageId | None = None) -> list[Uuid]:
        """The ids of all comments, or of those on a page."""
        with self._project.reader() as connection:
            rows = connection.execute(
                "SELECT uuid FROM file_comment WHERE :page IS NULL OR page = :page ORDER BY page, ordinal",
                {"page": page},
            )
            return [Uuid(row["uuid"]) for row in rows]

    def one(self, uuid: Uuid) -> CommentRow | None:
        """One comment."""
        with self._project.reader() as connection:
            row = connection.execute(_ROWS + " WHERE c.uuid = ?", (uuid,)).fetchone()
            return _comment(row) if row else None

    def all(self) -> list[CommentRow]:
        """Every comment."""
        with self._project.reader() as connection:
            return [_comment(row) for row in connection.execute(_ROWS + " ORDER BY c.page, c.ordinal")]


def _comment(row: sqlite3.Row) -> CommentRow:
    return CommentRow(
        uuid=Uuid(row["uuid"]),
        page=PageId(row["page"]),
        file=FileId(row["file"]),
        number=row["number"],
        kind=row["kind"],
        rects=unpack_rects(row["rects"]),
        author=row["author"],
        written=row["written"],
        text=row["text"],
        withheld=bool(row["withheld"]),
        imported=bool(row["imported"]),
    )
