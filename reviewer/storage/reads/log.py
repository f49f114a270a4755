"""Reads the rows of a withholding log: redactions with file, page, document, numbers and the words around them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from reviewer.model.ids import PageId, Uuid
from reviewer.model.page import Token
from reviewer.storage.blobs import load
from reviewer.storage.project import ProjectFile
from reviewer.storage.reads.pages import identifiers_of, read_content
from reviewer.storage.reads.redactions import EVERY, RedactionFilter, conditions, redaction_row
from reviewer.storage.reads.sources import with_messages
from reviewer.storage.reads.sql import Where
from reviewer.storage.rows import DocumentRow, LogRow, PageContent, RedactionRow

# CROSS: as in `redactions.SELECT`, or each portion of one file would be sorted out of all that is left of it.
_SELECT = """
SELECT r.*, p.file, p.number, p.width, p.height, n.number AS item, coalesce(t.text, '') AS note, p.bates, p.markers,
  i.name AS file_name, i.sha256, l.name AS release_name, l.request, l.cite_series,
  coalesce(a.name, '') AS checker, coalesce(b.name, '') AS positioner
FROM redaction r CROSS JOIN page p ON p.id = r.page
JOIN item_received i ON i.id = p.file JOIN release l ON l.uuid = i.release
LEFT JOIN item_number n ON n.subject = r.uuid
LEFT JOIN note t ON t.kind = 'redaction' AND t.subject = r.uuid
LEFT JOIN reviewer a ON a.uuid = r.checked_by LEFT JOIN reviewer b ON b.uuid = r.position_by
"""
_DOCUMENT = """
SELECT d.*, 0 AS redactions, 0 AS unchecked FROM document d
WHERE d.file = ? AND d.first_page <= ? AND d.last_page >= ? ORDER BY d.first_page DESC LIMIT 1
"""
_CHUNK = 200


class LogReads:
    """The redactions of a project as log rows."""

    def __init__(self, project: ProjectFile) -> None:
        self._project = project

    def rows(self, chosen: RedactionFilter = EVERY, *, context: int = 8) -> Iterator[LogRow]:
        """All that fit in the order of the project, read in portions; `context` words before and after each."""
        after = (PageId(0), -1)
        while True:
            portion = self._portion(chosen, after, context)
            yield from portion
            if len(portion) < _CHUNK:
                return
            last = portion[-1].redaction
            after = (last.page, last.ordinal)

    def of(self, uuids: Sequence[Uuid], *, context: int = 8) -> dict[Uuid, LogRow]:
        """The rows of these redactions by their ids; those that are gone are left out."""
        with self._project.reader() as connection:
            where = Where()
            where.add_any("r.uuid", uuids or [""])
            rows = connection.execute(where.statement(_SELECT, " ORDER BY r.page, r.ordinal"), where.values).fetchall()
            pages = _Pages(connection)
            found = [_log_row(pages, row, context) for row in rows]
            return {row.redaction.uuid: row for row in found}

    def _portion(self, chosen: RedactionFilter, after: tuple[PageId, int], context: int) -> list[LogRow]:
        with self._project.reader() as connection:
            where = conditions(connection, chosen)
            where.add("(r.page, r.ordinal) > (?, ?)", *after)
            statement = where.statement(_SELECT, " ORDER BY r.page, r.ordinal LIMIT ?")
            pages = _Pages(connection)
            return [
                _log_row(pages, row, context)
                for row in connection.execute(statement, [*where.values, _CHUNK]).fetchall()
            ]


class _Pages:
    """What several redactions of one page share, read once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._page: PageId | None = None
        self._content: PageContent
        self._document: DocumentRow | None
        self._identifiers: dict[str, str]

    def turn_to(self, redaction: RedactionRow) -> tuple[PageContent, DocumentRow | None, dict[str, str]]:
        if redaction.page != self._page:
            self._page = redaction.page
            self._content = read_content(self._connection, redaction.page)
            found = self._connection.execute(_DOCUMENT, (redaction.file, redaction.number, redaction.number))
            self._document = next(iter(with_messages(self._connection, found.fetchall())), None)
            self._identifiers = identifiers_of(self._connection, redaction.page)
        return self._content, self._document, self._identifiers


def _log_row(pages: _Pages, row: sqlite3.Row, context: int) -> LogRow:
    redaction = redaction_row(row)
    content, document, identifiers = pages.turn_to(redaction)
    before, after = words_around(content, redaction.uuid, context)
    return LogRow(
        redaction=redaction,
        file_name=row["file_name"],
        sha256=row["sha256"],
        release=row["release_name"],
        request=row["request"],
        bates=row["bates"],
        identifiers=identifiers,
        cite_series=row["cite_series"],
        markers=tuple(load(row["markers"])),
        document=document,
        before=before,
        after=after,
        checked_by=row["checker"],
        position_by=row["positioner"],
        page_size=(row["width"], row["height"]),
        codes_on_page=content.codes_at_deletions,
    )


def words_around(content: PageContent, redaction: Uuid, count: int) -> tuple[str, str]:
    """Up to `count` words before and after a redaction, no further than to the next one: what stands between is whole.

    Two redactions side by side have nothing between them, and so an empty text on that side.
    """
    own = next((row for row in content.redactions if row.uuid == redaction), None)
    if own is None:
        return "", ""
    others = [token for token in content.text.tokens if content.redactions[token.redaction].uuid != redaction]
    words = content.text.words
    start = max([own.before_word - count, 0, *(token.before for token in others if _earlier(content, token, own))])
    stop = min([own.before_word + count, len(words), *(t.before for t in others if not _earlier(content, t, own))])
    before = " ".join(word.text for word in words[start : own.before_word] if word.text)
    return before, " ".join(word.text for word in words[own.before_word : stop] if word.text)


def _earlier(content: PageContent, token: Token, own: RedactionRow) -> bool:
    return content.redactions[token.redaction].ordinal < own.ordinal
