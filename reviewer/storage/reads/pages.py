"""Reads pages: their facts, their words and text, their pictures, and how far the review is."""

from __future__ import annotations

import sqlite3

from reviewer.model.ids import FileId, PageId, Uuid
from reviewer.model.packing import PackedPage
from reviewer.model.page import PageError, PageText, Token, token_text
from reviewer.model.page_sizes import PageSizes
from reviewer.storage.blobs import load, unpack_rects
from reviewer.storage.pagetext import read_words
from reviewer.storage.project import ProjectFile
from reviewer.storage.reads.redactions import redactions_of_page
from reviewer.storage.reads.sql import Where
from reviewer.storage.rows import CorrectionRow, Coverage, PageContent, PageRow, TextUse, VirtualPageRow


class PageReads:
    """Pages by id or by file and number."""

    def __init__(self, project: ProjectFile) -> None:
        self._project = project

    def of_file(self, file: FileId | None = None) -> list[PageRow]:
        """All pages of a file, or of the project, in order."""
        with self._project.reader() as connection:
            where = Where()
            where.add_any("p.file", [] if file is None else [file])
            statement = where.statement("SELECT p.* FROM page p", " ORDER BY p.id")
            rows = connection.execute(statement, where.values).fetchall()
            found = where.statement(
                "SELECT i.page, i.series, i.value FROM page_identifier i JOIN page p ON p.id = i.page",
                " ORDER BY i.page, i.series",
            )
            identifiers: dict[int, dict[str, str]] = {}
            for row in connection.execute(found, where.values):
                identifiers.setdefault(row["page"], {})[row["series"]] = row["value"]
            return [_page(row, identifiers.get(row["id"], {})) for row in rows]

    def sizes(self, file: FileId | None = None) -> PageSizes:
        """All pages of a file, or of the project, in order, with their sizes: all that laying them out needs."""
        with self._project.reader() as connection:
            cursor = connection.cursor()
            cursor.row_factory = None  # plain tuples: for a million pages, rows by name would take twice the time
            if file is None:
                return PageSizes(cursor.execute("SELECT id, width, height FROM page ORDER BY id"))
            return PageSizes(
                cursor.execute("SELECT id, width, height FROM page WHERE file = ? ORDER BY number", (file,))
            )

    def first(self) -> PageId | None:
        """The first page of the project; None where there is none."""
        with self._project.reader() as connection:
            row = connection.execute("SELECT min(id) AS page FROM page").fetchone()
            return PageId(row["page"]) if row["page"] is not None else None

    def one(self, page: PageId) -> PageRow | None:
        """One page."""
        with self._project.reader() as connection:
            row = connection.execute("SELECT p.* FROM page p WHERE p.id = ?", (page,)).fetchone()
            return page_row(connection, row) if row else None

    def at(self, file: FileId, number: int) -> PageRow | None:
        """Page `number` (from 0) of a file."""
        with self._project.reader() as connection:
            row = connection.execute(
                "SELECT p.* FROM page p WHERE p.file = ? AND p.number = ?", (file, number)
            ).fetchone()
            return page_row(connection, row) if row else None

    def content(self, page: PageId) -> PageContent:
        """Words, text, tokens and redactions of a page; empty where it was not read."""
        with self._project.reader() as connection:
            return read_content(connection, page)

    def packed(self, file: FileId) -> tuple[PackedPage, ...]:
        """All pages of a file as kept, for who looks over the whole of it elsewhere; rejected boxes are no holes."""
        with self._project.reader() as connection:
            cursor = connection.cursor()
            cursor.row_factory = None
            return tuple(PackedPage(*row) for row in cursor.execute(_PACKED, (file,)))

    def text(self, page: PageId) -> str:
        """The text of a page with `[redacted …]` in its holes; empty where it was not read."""
        with self._project.reader() as connection:
            row = connection.execute("SELECT text FROM page_text WHERE page = ?", (page,)).fetchone()
            return str(row["text"]) if row else ""

    def text_use(self, file: FileId) -> list[TextUse]:
        """Where the words of a file's pages come from and why, most pages first; a page read again counts as it was."""
        with self._project.reader() as connection:
            rows = connection.execute(_TEXT_USE, (file,)).fetchall()
            return [TextUse(row["source"], row["reason"], row["pages"]) for row in rows]

    def words_between(self, page: PageId, first: int, last: int) -> str:
        """Words `first` to `last` (both included) as released, with `[redacted …]` in their holes."""
        return words_between(self.content(page), first, last + 1)

    def corrections(self, page: PageId | None = None) -> list[CorrectionRow]:
        """Words that people corrected, of a page or of the project, in page order."""
        with self._project.reader() as connection:
            rows = connection.execute(
                "SELECT * FROM word_correction WHERE :page IS NULL OR page = :page ORDER BY page, uuid", {"page": page}
            )
            return [
                CorrectionRow(
                    uuid=row["uuid"],
                    page=PageId(row["page"]),
                    box=unpack_rects(row["box"])[0],
                    read=row["read"],
                    text=row["text"],
                    corrected_by=row["corrected_by"],
                    corrected_at=row["corrected_at"],
                    needs_look=bool(row["needs_look"]),
                )
                for row in rows
            ]

    def virtual_pages(self, file: FileId | None = None) -> list[VirtualPageRow]:
        """Lines of deleted-page sheets, of one file or of all."""
        with self._project.reader() as connection:
            rows = connection.execute(
                "SELECT v.*, n.number AS item FROM virtual_page v JOIN page p ON p.id = v.page "
                "LEFT JOIN item_number n ON n.subject = v.uuid "
                "WHERE :file IS NULL OR p.file = :file ORDER BY v.page, v.ordinal",
                {"file": file},
            )
            return [
                VirtualPageRow(
                    uuid=row["uuid"],
                    page=PageId(row["page"]),
                    number=row["number"],
                    disposition=row["disposition"],
                    codes=tuple(load(row["codes"])),
                    printed=row["printed"],
                    position=row["position"],
                    item=row["item"],
                )
                for row in rows
            ]

    def failed(self) -> list[PageRow]:
        """Pages that could not be read, with the reason."""
        with self._project.reader() as connection:
            rows = connection.execute("SELECT p.* FROM page p WHERE p.state = 'failed' ORDER BY p.id").fetchall()
            return [page_row(connection, row) for row in rows]

    def pending(self) -> int:
        """How many pages wait to be read or are being read."""
        with self._project.reader() as connection:
            return int(
                connection.execute("SELECT count(*) FROM page WHERE state IN ('pending', 'reading')").fetchone()[0]
            )

    def thumbnail(self, page: PageId) -> bytes | None:
        """The small picture of a page (encoded image), if it was made."""
        with self._project.reader() as connection:
            row = connection.execute("SELECT image FROM thumbnail WHERE page = ?", (page,)).fetchone()
            return bytes(row["image"]) if row else None

    def coverage(self, file: FileId | None = None) -> Coverage:
        """How far the review is, of one file or of the project. Only machine findings count as detected."""
        with self._project.reader() as connection:
            row = connection.execute(_COVERAGE, {"file": file}).fetchone()
            return Coverage(
                pages=row["pages"],
                pages_seen=row["seen"],
                pages_not_read=row["unread"],
                pages_failed=row["failed"],
                detected=row["detected"],
                detected_checked=row["detected"] - row["unchecked"],
                files_failed=row["files_failed"],
            )


_COVERAGE = """
SELECT coalesce(sum(s.page_count), 0) AS pages, coalesce(sum(s.state = 'failed'), 0) AS files_failed,
  coalesce(sum(c.seen), 0) AS seen, coalesce(sum(c.pending), 0) AS unread, coalesce(sum(c.failed), 0) AS failed,
  coalesce(sum(c.redactions - c.drawn), 0) AS detected,
  coalesce(sum(c.unchecked - c.drawn_unchecked), 0) AS unchecked
FROM source_file s JOIN file_count c ON c.file = s.id WHERE :file IS NULL OR s.id = :file
"""


def words_between(content: PageContent, first: int, stop: int) -> str:
    """Words `first` to `stop` (not included) of a page with the redactions that stand between them.

    A redaction before the first word of the page or after the last one counts as standing between.
    """
    words = content.text.words
    first, stop = max(0, first), min(len(words), stop)
    parts: list[str] = []
    for number in range(first, stop + 1):
        inside = first < number < stop or number == first == 0 or number == stop == len(words)
        for token in content.text.tokens if inside else ():
            if token.before == number:
                parts.append(token_text(content.redactions[token.redaction].codes))
        if number < stop:
            parts.append(words[number].text)
    return " ".join(part for part in parts if part)


def identifiers_of(connection: sqlite3.Connection, page: int) -> dict[str, str]:
    """The numbers stamped on a page, by series."""
    rows = connection.execute("SELECT series, value FROM page_identifier WHERE page = ? ORDER BY series", (page,))
    return {row["series"]: row["value"] for row in rows}


def read_content(connection: sqlite3.Connection, page: PageId) -> PageContent:
    """Words, text, tokens and redactions of a page."""
    redactions = redactions_of_page(connection, page)
    tokens = tuple(
        Token(number, redaction.before_word, redaction.line)
        for number, redaction in enumerate(redactions)
        if redaction.box_checked != "not a redaction"
    )
    row = connection.execute("SELECT text FROM page_text WHERE page = ?", (page,)).fetchone()
    text = PageText(read_words(connection, page), tokens, row["text"] if row else "")
    return PageContent(page, text, tuple(redactions))


_TEXT_USE = """
SELECT iif(read_at IS NULL, '', text_source) AS source, iif(read_at IS NULL, '', text_reason) AS reason,
  count(*) AS pages
FROM page WHERE file = ? GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2
"""

# Packed by SQLite itself: for a file of thousands of pages the parts would take seconds in Python.
_PACKED = """
SELECT p.number, p.width, p.height, coalesce(t.text, ''), coalesce(w.words, x''),
  (SELECT json_group_array(json_array(json(r.rects), json(r.codes), r.before_word, r.line))
   FROM (SELECT * FROM redaction WHERE page = p.id AND box_checked <> 'not a redaction' ORDER BY ordinal) r),
  (SELECT json_group_object(i.series, i.value) FROM page_identifier i WHERE i.page = p.id), p.bates
FROM page p LEFT JOIN page_text t ON t.page = p.id LEFT JOIN page_words w ON w.page = p.id
WHERE p.file = ? ORDER BY p.number
"""


def page_row(connection: sqlite3.Connection, row: sqlite3.Row) -> PageRow:
    """A page with its identifiers."""
    return _page(row, identifiers_of(connection, row["id"]))


def _page(row: sqlite3.Row, identifiers: dict[str, str]) -> PageRow:
    return PageRow(
        id=PageId(row["id"]),
        file=FileId(row["file"]),
        number=row["number"],
        width=row["width"],
        height=row["height"],
        state=row["state"],
        attempts=row["attempts"],
        error=PageError(row["error_code"], row["error_message"] or "") if row["error_code"] else None,
        text_source=row["text_source"],
        bates=row["bates"],
        identifiers=identifiers,
        markers=tuple(load(row["markers"])),
        notes=tuple(load(row["notes"])),
        seconds=load(row["seconds"]),
        read_at=row["read_at"],
        seen_by=Uuid(row["seen_by"]) if row["seen_by"] else None,
        seen_at=row["seen_at"],
        text_reason=row["text_reason"],
    )
