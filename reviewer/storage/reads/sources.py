"""Reads releases, files, documents and their counts: the tree of what was received."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from itertools import accumulate

from reviewer.model.documents import Message
from reviewer.model.ids import FileId, PageId, Uuid
from reviewer.model.page import PageError
from reviewer.storage.blobs import load
from reviewer.storage.project import ProjectFile
from reviewer.storage.rows import DocumentRow, FileRow, ItemRow, PageCounts, ReleaseRow
from reviewer.storage.sources import resolved_path

_FILES = """
SELECT i.*, s.page_count, s.state, s.error_code, s.error_message, s.documents_found
FROM source_file s JOIN item_received i ON i.id = s.id JOIN release l ON l.uuid = i.release
"""
_RELEASES = """
SELECT l.*, count(i.id) AS items, coalesce(sum(s.page_count), 0) AS pages
FROM release l LEFT JOIN item_received i ON i.release = l.uuid LEFT JOIN source_file s ON s.id = i.id
GROUP BY l.uuid ORDER BY l.ordinal
"""
_COUNTS = """
SELECT s.id AS file, s.page_count AS pages, c.seen, c.pending, c.failed, c.redactions, c.unchecked
FROM source_file s JOIN file_count c ON c.file = s.id WHERE :file IS NULL OR s.id = :file
"""
_DOCUMENTS = """
SELECT d.*,
  (SELECT count(*) FROM page p JOIN redaction r ON r.page = p.id AND r.box_checked <> 'not a redaction'
   WHERE p.file = d.file AND p.number BETWEEN d.first_page AND d.last_page) AS redactions,
  (SELECT count(*) FROM page p JOIN redaction r ON r.page = p.id AND NOT r.checked
   WHERE p.file = d.file AND p.number BETWEEN d.first_page AND d.last_page) AS unchecked
FROM document d
"""


class SourceReads:
    """What was received, and how far its reading and review are."""

    def __init__(self, project: ProjectFile) -> None:
        self._project = project

    def releases(self) -> list[ReleaseRow]:
        """All releases in the order they were added, with the sums of their files."""
        with self._project.reader() as connection:
            return [
                ReleaseRow(
                    uuid=row["uuid"],
                    request=row["request"],
                    event=row["event"],
                    name=row["name"],
                    received_on=row["received_on"],
                    cite_series=row["cite_series"],
                    items=row["items"],
                    pages=row["pages"],
                )
                for row in connection.execute(_RELEASES)
            ]

    def series(self, release: Uuid) -> list[str]:
        """The series of numbers that stand on the pages of a release, the commonest first."""
        with self._project.reader() as connection:
            rows = connection.execute(
                "SELECT e.series FROM page_identifier e JOIN page p ON p.id = e.page "
                "JOIN item_received i ON i.id = p.file WHERE i.release = ? "
                "GROUP BY e.series ORDER BY count(*) DESC, e.series",
                (release,),
            )
            return [str(row["series"]) for row in rows]

    def files(self, release: Uuid | None = None) -> list[FileRow]:
        """Source files in the order they were added, of one release or of all."""
        with self._project.reader() as connection:
            counts = _counts_by_file(connection)
            rows = connection.execute(
                _FILES + " WHERE :release IS NULL OR i.release = :release ORDER BY l.ordinal, i.id",
                {"release": release},
            )
            return [self._file(row, counts.get(row["id"], PageCounts())) for row in rows]

    def file(self, file: FileId) -> FileRow | None:
        """One source file with its counts."""
        with self._project.reader() as connection:
            row = connection.execute(_FILES + " WHERE i.id = ?", (file,)).fetchone()
            return self._file(row, _counts_by_file(connection, file).get(file, PageCounts())) if row else None

    def counts(self) -> dict[FileId, PageCounts]:
        """How far each source file is; the files themselves are not read again."""
        with self._project.reader() as connection:
            return {FileId(file): counts for file, counts in _counts_by_file(connection).items()}

    def failed(self) -> list[FileId]:
        """Source files that could not be opened; the counts of the others are not asked for."""
        with self._project.reader() as connection:
            rows = connection.execute("SELECT id FROM source_file WHERE state = 'failed' ORDER BY id")
            return [FileId(row["id"]) for row in rows]

    def items(self, release: Uuid | None = None) -> list[ItemRow]:
        """Files received that are not reviewable here."""
        with self._project.reader() as connection:
            rows = connection.execute(
                "SELECT * FROM item_received i WHERE NOT EXISTS (SELECT 1 FROM source_file s WHERE s.id = i.id) "
                "AND (:release IS NULL OR release = :release) ORDER BY id",
                {"release": release},
            )
            return [
                ItemRow(
                    id=row["id"],
                    uuid=row["uuid"],
                    release=row["release"],
                    name=row["name"],
                    path=resolved_path(row["path"], self._project.path),
                    sha256=row["sha256"],
                    bytes=row["bytes"],
                    received_on=row["received_on"],
                )
                for row in rows
            ]

    def find_received(self, release: Uuid, sha256: str) -> int | None:
        """The id of the file with this SHA-256 in the release, if it is there."""
        with self._project.reader() as connection:
            row = connection.execute(
                "SELECT id FROM item_received WHERE release = ? AND sha256 = ?", (release, sha256)
            ).fetchone()
            return int(row["id"]) if row else None

    def documents(self, file: FileId | None = None, *, messages: bool = True) -> list[DocumentRow]:
        """Documents in page order, of one file or of all; with their messages, which take most of the time."""
        with self._project.reader() as connection:
            if file is not None and not messages:
                return _documents_of(connection, file)
            rows = connection.execute(
                _DOCUMENTS + " WHERE :file IS NULL OR d.file = :file ORDER BY d.file, d.first_page", {"file": file}
            ).fetchall()
            return (
                with_messages(connection, rows)
                if messages
                else [_document(row, (), row["redactions"], row["unchecked"]) for row in rows]
            )

    def document(self, uuid: Uuid) -> DocumentRow | None:
        """One document."""
        with self._project.reader() as connection:
            rows = connection.execute(_DOCUMENTS + " WHERE d.uuid = ?", (uuid,)).fetchall()
            return next(iter(with_messages(connection, rows)), None)

    def document_of(self, page: PageId) -> DocumentRow | None:
        """The document that a page belongs to."""
        with self._project.reader() as connection:
            rows = connection.execute(
                _DOCUMENTS + " JOIN page q ON q.file = d.file AND q.number BETWEEN d.first_page AND d.last_page "
                "WHERE q.id = ?",
                (page,),
            ).fetchall()
            return next(iter(with_messages(connection, rows)), None)

    def files_without_documents(self) -> list[FileId]:
        """Files whose pages are all read or failed and whose documents must still be looked for."""
        with self._project.reader() as connection:
            rows = connection.execute(
                "SELECT id FROM source_file s WHERE state = 'ready' AND documents_found = 0 AND NOT EXISTS "
                "(SELECT 1 FROM page p WHERE p.state IN ('pending', 'reading') AND p.file = s.id) ORDER BY id"
            )
            return [FileId(row["id"]) for row in rows]

    def _file(self, row: sqlite3.Row, counts: PageCounts) -> FileRow:
        return FileRow(
            id=FileId(row["id"]),
            uuid=row["uuid"],
            release=row["release"],
            name=row["name"],
            path=resolved_path(row["path"], self._project.path),
            sha256=row["sha256"],
            bytes=row["bytes"],
            received_on=row["received_on"],
            page_count=row["page_count"],
            state=row["state"],
            error=PageError(row["error_code"], row["error_message"] or "") if row["error_code"] else None,
            documents_found=bool(row["documents_found"]),
            counts=counts,
        )


def _counts_by_file(connection: sqlite3.Connection, file: FileId | None = None) -> dict[int, PageCounts]:
    return {
        row["file"]: PageCounts(
            pages=row["pages"],
            pending=row["pending"],
            failed=row["failed"],
            seen=row["seen"],
            redactions=row["redactions"],
            unchecked=row["unchecked"],
        )
        for row in connection.execute(_COUNTS, {"file": file})
    }


def _documents_of(connection: sqlite3.Connection, file: FileId) -> list[DocumentRow]:
    """The documents of one file; thousands are counted by two walks over indexes instead of one for each."""
    first = connection.execute("SELECT min(id) FROM page WHERE file = ? AND number = 0", (file,)).fetchone()[0]
    pages = connection.execute("SELECT count(*) FROM page WHERE file = ?", (file,)).fetchone()[0]
    span = (first or 0, (first or 0) + pages - 1)  # the ids of the pages of a file have no gap

    def counted(condition: str) -> list[int]:
        """How many redactions stand before each page."""
        found = [0] * (pages + 1)
        statement = f"SELECT page, count(*) FROM redaction WHERE {condition} page BETWEEN ? AND ? GROUP BY page"  # noqa: S608 - constants
        for page, count in connection.execute(statement, span):
            found[page - span[0] + 1] = count
        return list(accumulate(found))

    every, unchecked = counted(""), counted("NOT checked AND ")
    rejected = counted("box_checked <> 'unchecked' AND box_checked = 'not a redaction' AND ")
    rows = connection.execute("SELECT * FROM document WHERE file = ? ORDER BY first_page", (file,))
    made = []
    for row in rows:
        start, stop = min(row["first_page"], pages), min(row["last_page"] + 1, pages)
        kept = every[stop] - every[start] - rejected[stop] + rejected[start]
        made.append(_document(row, (), kept, unchecked[stop] - unchecked[start]))
    return made


def with_messages(connection: sqlite3.Connection, rows: Iterable[sqlite3.Row]) -> list[DocumentRow]:
    """Document rows with the messages of their chains, the top one first."""
    found = []
    for row in rows:
        messages = connection.execute("SELECT * FROM message WHERE document = ? ORDER BY ordinal", (row["uuid"],))
        told = tuple(_message(message) for message in messages)
        found.append(_document(row, told, row["redactions"], row["unchecked"]))
    return found


def _message(row: sqlite3.Row) -> Message:
    return Message(
        page=row["page"],
        top=row["top"],
        sender=row["sender"],
        to=tuple(load(row["recipients"])),
        cc=tuple(load(row["copies"])),
        date=row["date"],
        subject=row["subject"],
        attachments=tuple(load(row["attachments"])),
        zone=row["zone"],
    )


def _document(row: sqlite3.Row, messages: tuple[Message, ...], redactions: int, unchecked: int) -> DocumentRow:
    return DocumentRow(
        uuid=row["uuid"],
        file=FileId(row["file"]),
        first_page=row["first_page"],
        last_page=row["last_page"],
        origin=row["origin"],
        type=row["type"],
        date=row["date"],
        sender=row["sender"],
        to=tuple(load(row["recipients"])),
        cc=tuple(load(row["copies"])),
        subject=row["subject"],
        attachments=tuple(load(row["attachments"])),
        bates_first=row["bates_first"],
        bates_last=row["bates_last"],
        messages=messages,
        redactions=redactions,
        unchecked=unchecked,
    )
