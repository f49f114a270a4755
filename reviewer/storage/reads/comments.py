"""Reads the comments that came with the files: what someone wrote or marked before they were sent."""

from __future__ import annotations

import sqlite3

from reviewer.model.ids import FileId, PageId, Uuid
from reviewer.storage.blobs import unpack_rects
from reviewer.storage.project import ProjectFile
from reviewer.storage.reads.sql import Where
from reviewer.storage.rows import CommentRow

_ROWS = """
SELECT c.*, p.file, p.number, EXISTS (SELECT 1 FROM passage g WHERE g.uuid = c.uuid) AS imported
FROM file_comment c JOIN page p ON p.id = c.page
"""
_COUNT = """
SELECT count(*) AS comments, count(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM passage g WHERE g.uuid = c.uuid))
  AS waiting FROM file_comment c
"""


class CommentReads:
    """Comments of a project, in the order of pages and of the file."""

    def __init__(self, project: ProjectFile) -> None:
        self._project = project

    def ids(self, page: PageId | None = None, author: str | None = None) -> list[Uuid]:
        """The ids of all comments, of those on a page, of those by an author (empty: none given)."""
        where = Where()
        if page is not None:
            where.add("page = ?", page)
        if author is not None:
            where.add("author = ?", author)
        with self._project.reader() as connection:
            rows = connection.execute(
                where.statement("SELECT uuid FROM file_comment", " ORDER BY page, ordinal"), where.values
            )
            return [Uuid(row["uuid"]) for row in rows]

    def count(self) -> tuple[int, int]:
        """How many there are, and of how many no passage was made."""
        with self._project.reader() as connection:
            row = connection.execute(_COUNT).fetchone()
            return row["comments"], row["waiting"]

    def authors(self) -> list[str]:
        """Who wrote any, by name; an empty name where the file gives none."""
        with self._project.reader() as connection:
            rows = connection.execute("SELECT DISTINCT author FROM file_comment ORDER BY author COLLATE NOCASE")
            return [row["author"] for row in rows]

    def pages(self) -> list[PageId]:
        """The pages that have any."""
        with self._project.reader() as connection:
            rows = connection.execute("SELECT DISTINCT page FROM file_comment ORDER BY page")
            return [PageId(row["page"]) for row in rows]

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
